"""Progress, and text made harmless for a terminal."""

from __future__ import annotations

import json
import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.safe import json_text, visible


@given(st.text())
def test_visible_keeps_the_length_and_holds_no_control_character(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in shown)


def test_visible_shows_what_it_replaces():
    assert visible("a\x1b[0m\tb\nc\u202ed") == "a␛[0m b c\ufffdd"
    assert visible("한국 é 👩‍🔬") == "한국 é 👩‍🔬"


@given(st.recursive(st.text() | st.integers() | st.none(), st.lists))
def test_json_reads_back_the_same_and_holds_no_control_character(value):
    text = json_text(value)
    assert json.loads(text) == value
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in text)
    text.encode("utf-8")


def test_short_work_shows_nothing(capsys):
    with TerminalProgress() as progress:
        progress("reading", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_long_work_shows_one_line_a_stage_where_there_is_no_terminal(capsys):
    with TerminalProgress(patience=0.01) as progress:
        progress("reading", 0, 2)
        time.sleep(0.1)
        progress("reading", 1, 2)
        progress("encoding", 0, 0)
        progress("encoding", 5, 0)
    assert capsys.readouterr() == ("", "reading: 0 of 2\nencoding …\n")


def test_a_bar_on_a_terminal_is_taken_away_again(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with TerminalProgress(patience=0.01) as progress:
        progress("encoding", 1, 4)
        time.sleep(0.3)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "encoding" in shown.err
    assert "1/4" in shown.err
    assert shown.err.rstrip().endswith("\x1b[2K")
