import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import Span
from chatbot.errors import UsageError
from chatbot.interface.places import Place, address, place_at

from .papers import make_paper

PAPER = make_paper()
DOCUMENTS = {PAPER.id: PAPER}


@st.composite
def places(draw):
    start = draw(st.integers(0, len(PAPER.text) - 2))
    end = draw(st.integers(start + 1, len(PAPER.text)))
    inside = st.tuples(st.integers(start, end), st.integers(start, end)).map(sorted).map(tuple)
    highlights = tuple(draw(st.lists(inside, max_size=4)))
    flags = draw(st.tuples(st.booleans(), st.booleans()))
    return Place(PAPER.id, Span(start, end), highlights, *flags)


@given(places())
def test_an_address_leads_back_to_its_place(place):
    assert place_at(address(place), DOCUMENTS) == place


@pytest.mark.parametrize("name", ["a/b", "../x", "ü ~%2F", 'q"<x>', "日本"])
def test_any_file_name_makes_a_safe_address(name):
    document = make_paper(name)
    link = address(Place(name, Span(0, 5)))
    assert all(c.isascii() and (c.isalnum() or c in "%/-_.~") for c in link)
    assert place_at(link, {name: document}).document == name


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        ["harbours/1-2/quote/"],
        "",
        "harbours",
        "harbours/2-1/quote/",
        "harbours/1-1/quote/",
        "harbours/-1-4/quote/",
        "harbours/0-99999999/quote/",
        "harbours/1-2/quote/x-y",
        "harbours/1-²/quote/",
        "harbours/1-2/quote/" + "1-2," * 2000,
    ],
)
def test_what_names_no_place_is_refused(text):
    with pytest.raises(UsageError, match="not in any of the papers"):
        place_at(text, DOCUMENTS)


def test_a_place_in_a_paper_that_was_removed_names_the_paper():
    with pytest.raises(UsageError, match="the paper “no body” is no longer here"):
        place_at("no%20body/1-2/quote/", DOCUMENTS)


def test_highlights_outside_the_quote_are_dropped():
    assert place_at("harbours/5-9/quote/1-2,6-7", DOCUMENTS).highlights == ((6, 7),)
