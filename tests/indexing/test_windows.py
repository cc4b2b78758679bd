import re

from hypothesis import given
from hypothesis import strategies as st

from chatbot.indexing.windows import windows


def offsets(text):
    return [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]


def cut(text, room, starts=()):
    return [text[start:end] for start, end in windows(text, offsets(text), room, starts)]


def test_a_text_that_fits_is_one_window():
    assert cut("  one two ", 2) == ["  one two "]


def test_cuts_before_a_sentence_rather_than_after_a_clause():
    text = "one two now. three four, five six"
    assert cut(text, 7, starts=(0, 13)) == ["one two now.", "three four, five six"]
    assert cut(text, 7) == ["one two now. three four,", "five six"]


def test_cuts_between_words_and_else_anywhere():
    assert cut("one two three four", 3) == ["one two three", "four"]
    assert windows("abcdef", [(i, i + 1) for i in range(6)], 4) == [(0, 4), (4, 6)]


@given(st.text(st.sampled_from("ab ,."), max_size=80), st.integers(1, 9))
def test_windows_hold_every_token_once(text, room):
    tokens = offsets(text)
    ranges = windows(text, tokens, room)
    for token in tokens:
        assert sum(start <= token[0] and token[1] <= end for start, end in ranges) == 1
    for start, end in ranges:
        assert sum(start <= token[0] and token[1] <= end for token in tokens) <= room
