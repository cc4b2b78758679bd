"""Spans chosen from scores written down by hand, and what holds for any scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.indexing.spans import best_span, whole_words


def scores(*values):
    return np.array(values, np.float32)


def allowed(marks):
    return np.array([mark == "t" for mark in marks])


def test_the_best_pair_wins_not_the_best_ends():
    starts, ends = scores(0, 1, 5, 0), scores(0, 6, 2, 1)
    # 1..1 gives 1 + 6; 2..2 gives 5 + 2; 2..1, the two highest, would run backwards.
    assert best_span(starts, ends, allowed("tttt"), 10) == (1, 1, 7.0)
    assert best_span(starts, scores(0, 5, 2, 1), allowed("tttt"), 10) == (2, 2, 7.0)


def test_only_tokens_of_the_text_count():
    starts, ends = scores(9, 9, 1, 2, 9), scores(9, 9, 1, 3, 9)
    assert best_span(starts, ends, allowed("--tt-"), 10) == (3, 3, 5.0)
    assert best_span(starts, ends, allowed("-----"), 10) is None


def test_a_span_is_no_longer_than_allowed():
    starts, ends = scores(5, 0, 0, 1), scores(0, 0, 0, 5)
    assert best_span(starts, ends, allowed("tttt"), 4) == (0, 3, 10.0)
    assert best_span(starts, ends, allowed("tttt"), 3) == (3, 3, 6.0)


def test_the_first_of_equal_spans_is_taken_whatever_the_float_noise():
    starts, ends = scores(1, 1 + 1e-7, 1), scores(2, 2, 2 + 1e-7)
    assert best_span(starts, ends, allowed("ttt"), 1) == (0, 0, 3.0)


values = st.floats(-20, 20, width=32)


@given(
    st.lists(st.tuples(values, values, st.booleans()), min_size=1, max_size=30), st.integers(1, 9)
)
def test_any_span_is_forward_inside_the_text_and_short(tokens, longest):
    starts, ends, inside = (np.array(column) for column in zip(*tokens, strict=True))
    found = best_span(starts, ends, inside, longest)
    if found is None:
        assert not inside.any()
        return
    first, last, score = found
    assert inside[first]
    assert inside[last]
    assert first <= last < first + longest
    assert score == pytest.approx(float(starts[first]) + float(ends[last]), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "pointed", "whole"),
    [
        ("grew by 58.9% in 2017.", "58", "58.9%"),
        ("grew to $5.8 billion", "5.8", "$5.8"),
        ("the Korean-Russian trade", "Russian", "Korean-Russian"),
        ("opened (in 1998).", "1998", "1998"),
        ("opened in 1998.", "1998.", "1998."),
        ("called “window to Eurasia”, he said", "window to Eurasia", "window to Eurasia"),
        ("a crisis—worse than before—came", "worse", "worse"),
        ("tickets", "icket", "tickets"),
        ("it ran  daily", " ran ", "ran"),
        ("so …", "…", "…"),
    ],
)
def test_a_span_grows_to_whole_words(text, pointed, whole):
    at = text.index(pointed)
    start, end = whole_words(text, at, at + len(pointed))
    assert text[start:end] == whole


@given(st.text("ab 1.,(—“é\n", min_size=1, max_size=20), st.data())
def test_whole_words_hold_what_was_pointed_at(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = whole_words(text, start, end)
    if words is None:
        assert not text[start:end].strip()
        return
    first, last = words
    assert 0 <= first < last <= len(text)
    assert text[start:end].strip() in text[first:last]
    assert not text[first].isspace()
    assert not text[last - 1].isspace()
