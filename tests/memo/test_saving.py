import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.datatypes import Memo
from chatbot.errors import MissingInput, RunError, UsageError
from chatbot.memo.saving import memo_from_json, memo_to_json, open_memo, save_memo
from tests.memo.papers import excerpt, ferry, memo_of

FERRY = ferry(pages=True)
MEMO = memo_of(
    FERRY,
    excerpt(FERRY, "It did not stop in winter.", heading="H", note="n", accessed="2026-11-24"),
    excerpt(FERRY, "four tunnels", "snow stopped the trains."),
    title="Ferries",
)


def test_a_saved_memo_is_read_back_exactly(tmp_path):
    save_memo(MEMO, tmp_path / "m.json")
    opened = open_memo(tmp_path / "m.json")
    assert (opened.memo, opened.problems, opened.aside) == (MEMO, (), None)


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_words_of_the_person_survive(title, note, findings):
    memo = replace(
        MEMO,
        title=title,
        findings=tuple(findings),
        excerpts=(replace(MEMO.excerpts[0], note=note), *MEMO.excerpts[1:]),
    )
    text = json.dumps(memo_to_json(memo))
    assert memo_from_json(json.loads(text)).memo == memo


def test_an_excerpt_edited_by_hand_is_told(tmp_path):
    path = tmp_path / "m.json"
    save_memo(MEMO, path)
    path.write_text(path.read_text("utf-8").replace("did not stop", "did stop"), "utf-8")
    opened = open_memo(path)
    assert opened.altered == (MEMO.excerpts[0].id,)
    assert opened.aside is None


def test_a_cut_off_file_is_kept_aside_and_read_as_far_as_possible(tmp_path):
    path = tmp_path / "m.json"
    save_memo(MEMO, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b'"pieces"')])
    opened = open_memo(path)
    assert opened.memo.excerpts == MEMO.excerpts[:1]
    assert opened.memo.title == "Ferries"
    assert opened.memo.references == MEMO.references
    assert opened.aside.read_bytes() == path.read_bytes()
    assert "1 excerpt could be read" in opened.problems[0]


def test_one_damaged_excerpt_does_not_lose_the_others(tmp_path):
    path = tmp_path / "m.json"
    values = memo_to_json(MEMO)
    del values["excerpts"][0]["pieces"]
    path.write_text(json.dumps(values), "utf-8")
    opened = open_memo(path)
    assert opened.memo.excerpts == MEMO.excerpts[1:]
    assert opened.aside is not None


def test_other_files_are_refused_in_one_line(tmp_path):
    with pytest.raises(MissingInput, match="not found"):
        open_memo(tmp_path / "none.json")
    other = tmp_path / "other.json"
    other.write_text("[1]", "utf-8")
    with pytest.raises(UsageError, match="not a memo of this program"):
        open_memo(other)
    other.write_bytes(b"\x00\xff{")
    with pytest.raises(UsageError, match="nor a damaged one"):
        open_memo(other)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises(RunError, match="cannot be written"):
        save_memo(Memo(), blocked / "m.json")
