"""``ask`` with requests, and the conversation that it saves."""

import json

import pytest


def test_a_reply_of_several_lines_keeps_them(call):
    assert call("ask", "/help").out.splitlines() == ["Ask away.", "/more – what else there is"]


def test_the_conversation_is_saved_with_its_citations(call, tmp_path):
    file = tmp_path / "talk.md"
    done = call("ask", "How much?", "--history", "perhaps", "--export", str(file))
    assert done.status == 0
    assert done.out.startswith("58.9% [1]")
    assert done.err.endswith(f"written: {file}\n")
    text = file.read_text(encoding="utf-8")
    assert text.index("## perhaps") < text.index("## How much?")
    assert "> Trade grew by 58.9% in 2017." in text
    assert "\\[1\\] section “I. Trade”, paragraph 1. Jae-Young Lee, " in text


def test_as_json_it_is_the_answers_with_citations(call, tmp_path):
    file = tmp_path / "talk.JSON"
    call("ask", "How much?", "--export", str(file), "--json")
    [turn] = json.loads(file.read_text(encoding="utf-8"))["turns"]
    assert turn["answer"]["question"] == "How much?"
    assert turn["citations"][0]["author-date"] == "(Lee 2017, para. 1)"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("Q", "--export", "talk.pdf"), "--export talk.pdf: name a file that ends in .md or .json"),
        (("--batch", "q.jsonl", "--export", "t.md"), "--export does not go with --batch"),
    ],
)
def test_an_export_that_cannot_be_meant_is_refused(call, arguments, line):
    done = call("ask", *arguments)
    assert (done.status, done.out) == (2, "")
    assert line in done.err


def test_a_file_that_cannot_be_written_is_one_line(call, tmp_path):
    done = call("ask", "How much?", "--export", str(tmp_path / "nowhere" / "talk.md"))
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "cannot write" in done.err
