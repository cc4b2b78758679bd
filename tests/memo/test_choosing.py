import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import Span
from chatbot.documents.ledger import as_printed
from chatbot.errors import UsageError
from chatbot.memo.choosing import between_words, place_in_print, snapped
from tests.interface.papers import make_paper

from .papers import TEXT, excerpt, ferry

FERRY = ferry()


def chosen(words):
    at = FERRY.text.index(words)
    return FERRY.slice(snapped(FERRY, at, at + len(words)))


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("ry carr", "ferry carried"),
        (" It did not ", "It did not"),
        ("euros.", "euros."),
    ],
)
def test_half_words_become_whole_ones(words, whole):
    assert chosen(words) == whole


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_a_choice_is_never_cut_inside_a_word(start, length):
    text, end = FERRY.text, min(start + length, len(FERRY.text))
    if not any(character.isalnum() for character in text[start:end]):
        with pytest.raises(UsageError):
            snapped(FERRY, start, end)
        return
    span = snapped(FERRY, start, end)
    words = FERRY.slice(span)
    assert words == words.strip() and text[start:end].strip() in words
    assert not (text[span.start - 1 : span.start].isalnum() and words[0].isalnum())
    assert not (words[-1].isalnum() and text[span.end : span.end + 1].isalnum())


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (9, 4), (0, 10**9)])
def test_no_place_is_refused(start, end):
    with pytest.raises(UsageError):
        snapped(FERRY, start, end)


def test_a_place_in_the_printed_form_is_found_in_the_text():
    paper = make_paper()
    block = next(p.span for p in paper.paragraphs if "Hallin" in paper.slice(p.span))
    printed = as_printed(paper, block)
    at = printed.index("moved its pier")
    start = place_in_print(paper, block.start, at)
    assert paper.slice(Span(start, start + 14)) == "moved its pier"


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("carried", "passengers", "carried 1,200 passengers"),
        ("", "THE FERRY", "The ferry"),
        ("a  day in", "", "a day in 1999."),
    ],
)
def test_a_part_is_named_by_its_first_and_last_words(first, last, kept):
    whole = excerpt(FERRY, "The ferry carried 1,200 passengers a day in 1999.")
    assert FERRY.slice(between_words(FERRY, whole, first, last)) == kept


def test_words_that_are_not_there_in_this_order_are_named():
    whole = excerpt(FERRY, "The ferry carried 1,200 passengers a day in 1999.")
    with pytest.raises(UsageError, match="a steamer"):
        between_words(FERRY, whole, "a steamer", "")
    with pytest.raises(UsageError, match="ferry"):
        between_words(FERRY, whole, "passengers", "ferry")
