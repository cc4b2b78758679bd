"""``memo`` and ``verify``: files written, tables printed, exit statuses."""

import json

import pytest

from tests.cli.conftest import QUOTE


@pytest.fixture
def queries(tmp_path):
    """A file of three questions: one answered, one not, one in doubt."""
    path = tmp_path / "q.jsonl"
    lines = [{"query_id": n, "query": n} for n in ("How much?", "missing", "perhaps")]
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return path


def test_a_memo_has_a_group_for_each_answer_and_a_line_for_each_other(call, queries, tmp_path):
    out = tmp_path / "memo.md"
    done = call("memo", str(queries), "--out", str(out), "--to", "Ada", "--style", "apa")
    assert (done.status, done.out) == (0, "")
    assert f"written: {out}" in done.err
    text = out.read_text("utf-8")
    assert "**To:** Ada" in text
    assert f"## How much?\n\n**I. Trade**\n\n> {QUOTE} (Lee, 2017, para. 1)" in text
    assert "## Not answered by the papers\n\n- missing" in text
    assert "The papers may not answer this exactly." in text.partition("## perhaps")[2]


def test_what_was_written_is_verified_and_an_edit_ends_with_3(call, queries, tmp_path):
    out, kept = tmp_path / "memo.docx", tmp_path / "kept.json"
    assert call("memo", str(queries), "--out", str(out), "--save", str(kept)).status == 0
    done = call("verify", str(out))
    assert done.status == 0
    assert done.out.endswith("2 quotations: 2 exact\n")
    done = call("verify", str(kept), "--json")
    assert (done.status, done.json["exact"]) == (0, True)
    kept.write_text(kept.read_text("utf-8").replace("58.9%", "59.8%"), "utf-8")
    done = call("verify", str(kept), "--json")
    assert done.status == 3
    assert {each["status"] for each in done.json["quotations"]} == {"changed"}


def test_a_difference_is_readable_without_colour(call, tmp_path):
    memo = tmp_path / "memo.md"
    memo.write_text("> Trade grew by 59.8% in 2017. (Lee 2017, para. 1)", "utf-8")
    done = call("verify", str(memo))
    assert done.status == 3
    assert done.out.splitlines() == [
        "1.  CHANGED  trade-paper, para. 1",
        "    Trade grew by [-58.9-] {+59.8+}% in 2017.",
        "1 quotation: 1 changed",
    ]
    memo.write_text(f"> {QUOTE} (Lee 2017, para. 2)", "utf-8")
    done = call("verify", str(memo))
    assert "cited as: (Lee 2017, para. 2)" in done.out
    assert "the words stand at para. 1" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("memo", "Q", "--out", "memo.rtf"), "'.rtf'"),
        (("memo", "Q", "--out", "memo.md", "--style", "x"), "no citation style 'x'"),
        (("memo", "Q", "--out", "nowhere/memo.md"), "folder nowhere does not exist"),
        (("memo", "none.jsonl", "--out", "memo.md"), "none.jsonl"),
        (("memo", "Q"), "--out"),
        (("verify", "none.docx"), "none.docx"),
    ],
)
def test_wrong_calls_end_with_2_before_anything_is_opened(
    call, opened, queries, monkeypatch, tmp_path, arguments, said
):
    monkeypatch.chdir(tmp_path)
    done = call(*(str(queries) if each == "Q" else each for each in arguments))
    assert done.status == 2
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert opened.calls == []


def test_an_unknown_document_in_a_query_is_named_with_its_line(call, tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('{"query_id": "a", "query": "b", "documents": ["other"]}', "utf-8")
    done = call("memo", str(path), "--out", str(tmp_path / "m.md"))
    assert done.status == 2
    assert "q.jsonl, a: no document 'other' is indexed" in done.err


def test_the_fixed_phrases_of_a_memo_are_in_the_language_asked_for(call, queries, tmp_path):
    out = tmp_path / "memo.md"
    assert call("memo", str(queries), "--out", str(out), "--language", "ru").status == 0
    text = out.read_text("utf-8")
    assert "Возможно, статьи не отвечают на этот вопрос точно." in text
    assert "Not answered by the papers" not in text and "Sources" not in text
    assert call("memo", str(queries), "--out", str(out), "--language", "xx").status == 2
