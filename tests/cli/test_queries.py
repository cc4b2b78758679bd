"""``queries check`` and ``queries convert``: what they print, write and refuse."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import QUOTE


def judged(query_id="a", quote=QUOTE, **more):
    evidence = [{"document": "trade-paper", "quote": quote}]
    return {"query_id": query_id, "query": "How much?", "evidence": evidence, **more}


@pytest.fixture
def written(tmp_path):
    """Writes a query file of these lines and gives its path."""

    def write(*lines):
        path = tmp_path / "q.jsonl"
        texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_text("\n".join(texts), encoding="utf-8")
        return path

    return write


def test_a_clean_file_is_a_success(call, written):
    done = call("queries", "check", str(written(judged("a"), judged("b"))))
    assert (done.status, done.out, done.err) == (0, "2 queries, no fault\n", "")


def test_faults_are_named_by_line_with_what_was_meant(call, written, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    almost = judged("b", "Trade grew by 57.9% in 2017.")
    done = call("queries", "check", str(written(judged("a"), almost, judged("a"), "{")))
    assert done.status == 1
    assert done.out.splitlines() == [
        "line 2, b: quote 'Trade grew by 57.9% in 2017.' is not in 'trade-paper'",
        f"    nearest: “{QUOTE}”",
        "    the file has “57.9%”, the document “58.9%”",
        "line 3, a: query_id 'a' was used in line 1: ids must differ",
        "line 4: column 2: not JSON: expecting property name enclosed in double quotes",
        "4 queries, 3 faults",
    ]


def test_faults_as_json(call, written):
    path = written(judged("b", "Trade grew by 57.9% in 2017."))
    done = call("queries", "check", str(path), "--json")
    assert done.status == 1
    assert done.json == {
        "file": str(path),
        "queries": 1,
        "faults": [
            {
                "line": 1,
                "query_id": "b",
                "message": "quote 'Trade grew by 57.9% in 2017.' is not in 'trade-paper'",
                "suggestion": QUOTE,
            }
        ],
    }


def test_a_hostile_file_cannot_move_the_cursor(call, written):
    done = call("queries", "check", str(written(judged("\x1b[2J", "\x1b]0;x\x07 nowhere"))))
    assert done.status == 1
    assert "\x1b" not in done.out


def test_a_file_becomes_a_beir_folder_and_comes_back(call, written, tmp_path):
    beir, back, papers = tmp_path / "beir", tmp_path / "back.jsonl", tmp_path / "papers"
    path = written(judged("a", kind="number"), {"query_id": "b", "query": "Why?"})
    done = call("queries", "convert", str(path), str(beir), "--to", "beir")
    assert done.status == 0
    assert done.out.splitlines()[0] == "2 queries converted"
    assert done.err.splitlines() == [
        "note: 1 query has quotes, which this format cannot hold",
        "note: 1 query has labels, which this format cannot hold",
        "note: 1 query has no evidence, which no judgement can name",
    ]
    arguments = (str(beir), str(back), "--to", "jsonl", "--unpack", str(papers))
    done = call("queries", "convert", *arguments)
    assert done.out.splitlines() == [
        "1 query converted",
        f"written: {back}",
        f"written: 1 document into {papers}",
    ]
    assert done.err == "note: 1 query without judgements left out\n"
    assert json.loads(back.read_text())["evidence"] == [{"document": "trade-paper"}]
    assert QUOTE in (papers / "trade-paper.txt").read_text()


def test_judged_documents_that_are_not_indexed_are_named(call, written, tmp_path):
    path = written({**judged(), "evidence": [{"document": "elsewhere"}]})
    done = call("queries", "convert", str(path), str(tmp_path / "out"), "--to", "beir")
    assert "1 judged document is not indexed, and so not in the corpus: elsewhere" in done.err


def test_only_a_beir_corpus_needs_the_papers(call, opened, written, tmp_path):
    done = call("queries", "convert", str(written(judged())), str(tmp_path / "t"), "--to", "trec")
    assert (done.status, opened.calls) == (0, [])
    topics, qrels = str(tmp_path / "t" / "topics.tsv"), str(tmp_path / "t" / "qrels.txt")
    back = tmp_path / "back.jsonl"
    call("queries", "convert", topics, str(back), "--to", "jsonl", "--judgements", qrels)
    assert json.loads(back.read_text())["query_id"] == "a"
    done = call("queries", "convert", topics, str(tmp_path / "x"), "--to", "jsonl")
    assert done.status == 2
    assert "TREC topics need their qrels file as well" in done.err


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("queries",), "required: COMMAND"),
        (("queries", "mend"), "invalid choice: 'mend'"),
        (("queries", "check", "none.jsonl"), "query file not found: none.jsonl"),
        (("queries", "check", "."), ". is a folder: name a query file"),
        (("queries", "check", "empty.jsonl"), "empty.jsonl holds no query"),
        (("queries", "convert", "q.jsonl", "x"), "required: --to"),
        (("queries", "convert", "q.jsonl", "x", "--to", "csv"), "invalid choice: 'csv'"),
        (("queries", "convert", "q.jsonl", "q.jsonl", "--to", "jsonl"), "is there already"),
        (("queries", "convert", "q.jsonl", ".", "--to", "trec"), "is not empty"),
        (
            ("queries", "convert", "q.jsonl", "x", "--to", "jsonl", "--unpack", "y"),
            "--unpack goes with a BEIR folder",
        ),
    ],
)
def test_wrong_calls_write_nothing(call, written, tmp_path, monkeypatch, arguments, fault):
    monkeypatch.chdir(tmp_path)
    path = written(judged())
    (tmp_path / "empty.jsonl").touch()
    before = path.read_text()
    done = call(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert fault in done.err
    assert path.read_text() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty.jsonl", "q.jsonl"]


def test_evaluate_refuses_a_document_that_is_not_indexed(call, written):
    done = call("evaluate", str(written(judged())), "--document", "trade")
    assert (done.status, done.out) == (2, "")
    assert "no document 'trade' is indexed" in done.err


def test_a_stopped_evaluation_ends_as_interrupted_and_keeps_its_numbers(
    call, written, tmp_path, monkeypatch
):
    from chatbot.evaluation import command
    from chatbot.evaluation.results import EvaluationReport
    from chatbot.evaluation.runner import Evaluation

    def stopped(options, open_chatbot, progress):
        evaluation = Evaluation({}, total=2, stopped=True)
        return EvaluationReport(
            queries=options.queries,
            evaluation=evaluation,
            tables={},
            summaries={},
            measures=(),
            comparisons=(),
            cases=(),
            curves={},
            saved_answers={},
            notes=("stopped: 1 of 2",),
            written=(tmp_path,),
        )

    monkeypatch.setattr(command, "run_evaluation", stopped)
    done = call("evaluate", str(written(judged())))
    assert done.status == 130
    assert done.err == f"note: stopped: 1 of 2\nwritten: {tmp_path}\n"
