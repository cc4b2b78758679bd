"""``--batch``: one reply a line in the same order, each a conversation of its own."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def batch(tmp_path):
    """Write query lines to a file, objects as JSON and strings as they are."""

    def write(*lines):
        path = tmp_path / "queries.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        return str(path)

    return write


def replies(done):
    return [json.loads(line) for line in done.out.splitlines()]


def test_answers_in_order_with_their_ids_and_their_own_conversation(call, batch, opened):
    file = batch(
        {"query_id": "b", "query": "one", "history": ["before"], "documents": ["trade-paper"]},
        "",
        {"query_id": "a", "query": "two", "documents": []},
    )
    done = call("ask", "--batch", file, "--json")
    assert (done.status, done.err) == (0, "")
    assert [(reply["query_id"], reply["question"]) for reply in replies(done)] == [
        ("b", "one"),
        ("a", "two"),
    ]
    assert opened.chatbot.asked == [
        ("one", ("before",), ("trade-paper",)),
        ("two", (), ()),
    ]
    assert len(opened.calls) == 1


def test_a_batch_gives_what_single_asks_give(call, batch):
    single = call("ask", "list", "--json").json
    [reply] = replies(call("ask", "--batch", batch({"query_id": "x", "query": "list"}), "--json"))
    assert reply == {"query_id": "x", **single}


def test_search_gives_passages_with_the_id(call, batch):
    single = call("search", "trade", "--json").json
    done = call("search", "--batch", batch({"query_id": "x", "query": "trade"}), "--json")
    assert replies(done) == [{"query_id": "x", "passages": single}]


def test_a_bad_line_is_an_error_in_its_place_and_the_rest_go_on(call, batch):
    file = batch(
        {"query_id": "1", "query": "one"},
        "{broken",
        {"query_id": "3", "query": "x", "documents": ["trade-papr"]},
        {"query_id": "4"},
        {"query_id": "5", "query": "two"},
    )
    done = call("ask", "--batch", file, "--json")
    assert done.status == 1
    first, broken, unknown, unasked, last = replies(done)
    assert (first["query_id"], last["query_id"]) == ("1", "5")
    assert broken["query_id"] is None
    assert "line 2" in broken["error"]
    assert unknown == {
        "query_id": "3",
        "error": "no document 'trade-papr' is indexed: nearest are trade-paper",
    }
    assert unasked["query_id"] == "4"
    assert "query" in unasked["error"]
    assert "3 of 5 lines" in done.err


def test_readable_batch_shows_each_question(call, batch):
    done = call("ask", "--batch", batch({"query_id": "q7", "query": "How much?"}, "{"))
    assert done.status == 1
    assert "q7" in done.out
    assert "58.9% [1]" in done.out
    assert "line 2" in done.err


def test_an_empty_file_is_told(call, batch):
    done = call("ask", "--batch", batch(), "--json")
    assert (done.status, done.out) == (0, "")
    assert "holds no question" in done.err


@pytest.mark.parametrize("option", [["--history", "Q"], ["--document", "trade-paper"], ["Q"]])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_what_does_not_go_with_a_batch(call, batch, opened, command, option):
    done = call(command, "--batch", batch({"query_id": "x", "query": "one"}), *option)
    assert done.status == 2
    assert "does not go with --batch" in done.err
    assert opened.calls == []


def test_a_missing_file_is_told_before_anything_is_loaded(call, opened):
    done = call("ask", "--batch", "absent.jsonl")
    assert done.status == 2
    assert done.err == "error: query file not found: absent.jsonl\n"
    assert opened.calls == []


def test_a_file_that_cannot_be_read_is_told_before_anything_is_loaded(
    call, batch, opened, monkeypatch
):
    def refuse(self, *_):
        raise PermissionError(13, "Permission denied", str(self))

    file = batch({"query_id": "x", "query": "one"})
    monkeypatch.setattr("pathlib.Path.open", refuse)
    done = call("ask", "--batch", file)
    assert (done.status, done.err) == (2, f"error: {file} cannot be read: Permission denied\n")
    assert opened.calls == []
