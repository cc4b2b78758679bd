from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import GoldEvidence, JudgedQuery, Qrel, RunEntry
from chatbot.errors import MissingInput, UsageError
from chatbot.evaluation import trec
from chatbot.evaluation.beir import beir_queries, file_name
from chatbot.evaluation.convert import convert, unpack_corpus
from chatbot.evaluation.queries import parse_line, query_line, read_queries
from chatbot.evaluation.sources import open_queries
from tests.evaluation.helpers import document

FULL = JudgedQuery(
    "q 1",
    "How much? Straße",
    ("Who?",),
    ("d/1",),
    (GoldEvidence("d/1", "five dollars", 7), GoldEvidence("e", relevance=2)),
    ("five",),
    True,
    {"kind": "number"},
)
BARE = JudgedQuery("q2", "Why?")


@pytest.fixture
def beir_folder(tmp_path):
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    lines = [{"_id": "d/1", "title": "One", "text": "first"}, {"_id": "e", "text": "second"}]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)))
    lines = [{"_id": "q1", "text": "What?"}, {"_id": "q2", "text": "Who?"}]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\td/1\t2\nq1\te\t0\nq9\te\t1\n"
    )
    return folder


@given(
    st.builds(
        JudgedQuery,
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        st.just("a question"),
        answers=st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=2).map(tuple),
        answerable=st.sampled_from([None, True, False]),
        labels=st.dictionaries(st.sampled_from(["kind", "x"]), st.integers(), max_size=2),
    )
)
def test_a_query_written_and_read_is_the_same(query):
    assert parse_line(query_line(query), 1) == query


def test_a_full_query_written_and_read_is_the_same():
    assert parse_line(query_line(FULL), 1) == FULL
    assert parse_line(query_line(BARE), 1) == BARE


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_ids_survive_in_files_that_are_split_at_blanks(identifier):
    safe = trec.escaped(identifier)
    assert len(safe.split()) == 1
    assert trec.unescaped(safe) == identifier


def test_foreign_escapes_are_left_alone():
    assert trec.unescaped("doc%41") == "doc%41"
    assert trec.unescaped("doc%20a") == "doc a"


def test_runs_and_qrels_are_read_as_written(tmp_path):
    entries = [RunEntry("q 1", "d 1", 0.7), RunEntry("q 1", "e", -1.5)]
    run = tmp_path / "x.trec"
    run.write_text("".join(trec.run_lines(entries, "my run")))
    assert run.read_text() == "q%201 Q0 d%201 1 0.7 my%20run\nq%201 Q0 e 2 -1.5 my%20run\n"
    assert list(trec.read_run(run)) == entries
    qrels = tmp_path / "x.qrels"
    qrels.write_text(trec.qrel_line(Qrel("q 1", "d", 2)))
    assert list(trec.read_qrels(qrels)) == [Qrel("q 1", "d", 2)]


@pytest.mark.parametrize(
    ("reader", "text", "fault"),
    [
        (trec.read_run, "q Q0 d 1 0.5 t\nq Q0 d 1", "line 2: must be QUERY_ID Q0"),
        (trec.read_run, "q Q0 d 1 nan t", "line 1: must be"),
        (trec.read_run, "q Q0 d 1 0.5 t\n\nq Q0 d 2 0.4 t", "line 3: 'd' stands twice"),
        (trec.read_qrels, "q 0 d one", "line 1: must be QUERY_ID 0 DOC_ID RELEVANCE"),
        (trec.read_qrels, "q 0 d 1\nq 0 d 2", "line 2: 'd' was graded 1"),
        (trec.read_topics, "just words", "line 1: must be QUERY_ID, a tab"),
        (trec.read_topics, "<top><num>1</num></top>", "topic 1: needs <num> and <title>"),
    ],
)
def test_faulty_lines_are_named(tmp_path, reader, text, fault):
    path = tmp_path / "file"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"file, (line|topic)") as caught:
        list(reader(path))
    assert fault in str(caught.value)


def test_both_kinds_of_topics_are_read(tmp_path):
    path = tmp_path / "topics"
    path.write_text("1\tfirst question\n2\tsecond\n")
    assert list(trec.read_topics(path)) == [("1", "first question"), ("2", "second")]
    path.write_text(
        "<top>\n<num> Number: 301\n<title> International\n organized crime\n<desc> x\n</top>\n"
    )
    assert list(trec.read_topics(path)) == [("301", "International organized crime")]


def test_a_beir_folder_gives_its_judged_queries(beir_folder):
    (query,) = beir_queries(beir_folder)
    assert query == JudgedQuery(
        "q1",
        "What?",
        evidence=(GoldEvidence("d%2F1", relevance=2), GoldEvidence("e", relevance=0)),
        answerable=True,
    )
    source = open_queries(beir_folder)
    assert (source.total, source.orphans, source.unjudged) == (1, ("q9",), 1)


def test_several_files_of_judgements_need_a_choice(beir_folder):
    (beir_folder / "qrels" / "test.tsv").rename(beir_folder / "qrels" / "dev.tsv")
    assert len(list(beir_queries(beir_folder))) == 1
    (beir_folder / "qrels" / "train.tsv").write_text("q2\te\t1\n")
    with pytest.raises(UsageError, match="several files of judgements"):
        list(beir_queries(beir_folder))
    (query,) = beir_queries(beir_folder, beir_folder / "qrels" / "train.tsv")
    assert query.query_id == "q2"


def test_a_beir_corpus_becomes_files(beir_folder, tmp_path):
    written = unpack_corpus(beir_folder, tmp_path / "corpus")
    assert [path.name for path in written] == ["d%2F1.txt", "e.txt"]
    assert written[0].read_text() == "One\n\nfirst"
    with pytest.raises(UsageError, match="is not empty"):
        unpack_corpus(beir_folder, tmp_path / "corpus")


def test_file_names_are_safe():
    assert file_name("../a b:c") == "%2E.%2Fa b%3Ac"
    assert file_name("plain-1.2") == "plain-1.2"


def test_to_beir_and_back(tmp_path):
    def read():
        return iter((FULL, BARE))

    papers = [document("five dollars", "d1"), document("more", "e")]
    done = convert(read, "beir", tmp_path / "out", papers)
    assert done.queries == 2
    assert done.notes == (
        "1 query has a history, which this format cannot hold",
        "1 query has a choice of documents, which this format cannot hold",
        "1 query has quotes, which this format cannot hold",
        "1 query has short answers, which this format cannot hold",
        "1 query has labels, which this format cannot hold",
        "1 query has no evidence, which no judgement can name",
        "1 judged document is not indexed, and so not in the corpus: d/1",
    )
    (query,) = beir_queries(tmp_path / "out")
    assert query.query == FULL.query
    assert {(piece.document, piece.relevance) for piece in query.evidence} == {
        ("d%2F1", 1),
        ("e", 2),
    }


def test_to_trec_and_back(tmp_path):
    convert(lambda: iter((FULL, BARE)), "trec", tmp_path / "out")
    source = open_queries(
        tmp_path / "out" / "topics.tsv", judgements=tmp_path / "out" / "qrels.txt"
    )
    first, second = source.read()
    assert (first.query_id, second.query) == ("q 1", "Why?")
    assert first.evidence == (GoldEvidence("d/1"), GoldEvidence("e", relevance=2))
    done = convert(source.read, "jsonl", tmp_path / "q.jsonl")
    assert done.queries == 2
    assert list(read_queries(tmp_path / "q.jsonl")) == [first, second]


def test_only_some_queries_may_be_chosen(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"query_id": "a", "query": "x", "split": "tune", "tags": ["k", "l"]}\n'
        '{"query_id": "b", "query": "y", "split": "report", "hard": true}\n'
    )
    assert open_queries(path, where=[("split", "report")]).total == 1
    assert open_queries(path, where=[("tags", "l")]).total == 1
    assert [query.query_id for query in open_queries(path, where=[("hard", "true")]).read()] == [
        "b"
    ]
    with pytest.raises(UsageError, match=r"no query of .* has split=test"):
        open_queries(path, where=[("split", "test")])


def test_calls_that_name_nothing_to_read(tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    with pytest.raises(UsageError, match="holds no query"):
        open_queries(empty)
    with pytest.raises(MissingInput):
        open_queries(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="unknown format 'csv': known are auto, jsonl"):
        open_queries(empty, "csv")
    with pytest.raises(UsageError, match="need their qrels"):
        open_queries(empty, "trec")
