"""``chatbot table``: the call, what it prints and writes."""

from __future__ import annotations

import json

import pytest


def test_prints_what_each_paper_says_to_each_question(call, opened):
    done = call("table", "How much?", "missing")
    assert (done.status, done.err) == (0, "")
    assert "trade-paper: answered" in done.out
    assert "“Trade grew by 58.9% in 2017.”" in done.out
    assert "(Lee 2017, para. 1)" in done.out
    assert "trade-paper: not found" in done.out
    assert [asked[2] for asked in opened.chatbot.asked] == [("trade-paper",)] * 2


def test_writes_csv_and_json(call, tmp_path):
    path = tmp_path / "out.csv"
    done = call("table", "How much?", "--csv", str(path), "--bom", "--json")
    assert done.status == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfquery_id,question,")
    [row] = done.json
    assert (row["document"], row["answer"]["status"]) == ("trade-paper", "answered")
    assert done.err == f"written: {path}\n"


def test_a_file_of_questions(call, tmp_path):
    path = tmp_path / "q.jsonl"
    lines = [{"query_id": "x", "query": "How much?", "documents": ["trade-paper"]}]
    path.write_text("".join(json.dumps(line) for line in lines), encoding="utf-8")
    [row] = call("table", "--batch", str(path), "--json").json
    assert row["query_id"] == "x"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ((), "no question"),
        (("?!",), "question"),
        (("How?", "--batch", "q.jsonl"), "does not go with --batch"),
        (("--batch", "missing.jsonl"), "query file not found: missing.jsonl"),
        (("How?", "--csv", "no/such/folder.csv"), "folder no/such does not exist"),
        (("How?", "--csv", "."), ". is a folder"),
        (("How?", "--bom"), "--bom marks the file of --csv"),
        (("How?", "--document", "nothing"), "nothing"),
    ],
)
def test_wrong_calls_are_one_line(call, arguments, line):
    done = call("table", *arguments)
    assert (done.status, done.out) == (2, "")
    assert line in done.err and done.err.count("\n") == 1


def test_a_file_that_cannot_be_written_stays_as_it_was(call, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("chatbot.indexing.durable.write_file", full)
    path = tmp_path / "out.csv"
    path.write_bytes(b"before")
    done = call("table", "How much?", "--csv", str(path))
    assert (done.status, path.read_bytes()) == (1, b"before")
    assert done.err == f"error: cannot write {path}: No space left on device\n"


def test_what_was_asked_before_ctrl_c_is_kept(call, opened, tmp_path, monkeypatch):
    asked = opened.chatbot.ask

    def ask(question, *rest, **options):
        if question == "second":
            raise KeyboardInterrupt
        return asked(question, *rest, **options)

    monkeypatch.setattr(opened.chatbot, "ask", ask)
    path = tmp_path / "out.csv"
    done = call("table", "first", "second", "--csv", str(path))
    assert done.status == 130
    assert path.read_text(encoding="utf-8").count("trade-paper") == 1
    assert "stopped after 1 of 2" in done.err
