import pytest

from chatbot.datatypes import Memo
from chatbot.memo import grouping
from chatbot.memo.arranging import remove

from .papers import excerpt, ferry, memo_of

FERRY = ferry()
SENTENCES = {
    "a": "It did not stop in winter.",
    "b": "It cost 40 euros.",
    "c": "Engineers planned four tunnels",
    "d": "The railway is 87 kilometres long.",
}


def memo(layout):
    """A memo from “H1: a b | H2: c”; ids are the letters of ``SENTENCES``."""
    made = Memo()
    for group in layout.split("|"):
        heading, _, letters = group.partition(":")
        for letter in letters.split():
            each = excerpt(FERRY, SENTENCES[letter], heading=heading.strip())
            made = memo_of(FERRY, *made.excerpts, each)
    return made


def ids(made):
    return {each.quote: each.id for each in made.excerpts}


def name(made, letter):
    return ids(made)[SENTENCES[letter]]


def layout(made):
    letters = {quote: letter for letter, quote in SENTENCES.items()}
    groups = grouping.by_heading(made)
    return " | ".join(f"{h}: {' '.join(letters[e.quote] for e in held)}" for h, held in groups)


@pytest.mark.parametrize(
    ("before", "letter", "by", "after"),
    [
        ("X: a b | Y: c", "b", -1, "X: b a | Y: c"),
        ("X: a b | Y: c", "a", 1, "X: b a | Y: c"),
        ("X: a b | Y: c d", "b", 1, "X: a | Y: b c d"),
        ("X: a b | Y: c d", "c", -1, "X: a b c | Y: d"),
        ("X: a b | Y: c", "a", -1, "X: a b | Y: c"),
        ("X: a b | Y: c", "c", 1, "X: a b | Y: c"),
        ("X: a | Y: b c", "a", 1, "Y: a b c"),
    ],
)
def test_a_step_goes_past_the_edge_of_a_group_into_the_next(before, letter, by, after):
    made = memo(before)
    assert layout(grouping.stepped(made, name(made, letter), by)) == after


def test_an_excerpt_dropped_beside_another_comes_under_its_heading():
    made = memo("X: a b | Y: c d")
    a, d = name(made, "a"), name(made, "d")
    assert layout(grouping.beside(made, a, d, after=False)) == "X: b | Y: c a d"
    assert layout(grouping.beside(made, d, a, after=True)) == "X: a d b | Y: c"
    assert layout(grouping.beside(made, a, a, after=True)) == "X: a b | Y: c d"


def test_a_heading_takes_the_rest_of_its_group_with_it():
    made = memo(": a b c")
    assert layout(grouping.headed(made, name(made, "b"), "  Cost of \n it ")) == (
        ": a | Cost of it: b c"
    )


def test_headings_are_renamed_joined_dissolved_and_moved():
    made = memo("X: a | Y: b | Z: c d")
    assert layout(grouping.renamed(made, "Y", "W")) == "X: a | W: b | Z: c d"
    assert layout(grouping.renamed(made, "Z", "X")) == "X: a c d | Y: b"
    assert layout(grouping.dissolved(made, "Z")) == "X: a | Y: b c d"
    assert layout(grouping.dissolved(made, "X")) == ": a | Y: b | Z: c d"
    assert layout(grouping.group_stepped(made, "Z", -1)) == "X: a | Z: c d | Y: b"
    assert layout(grouping.group_stepped(made, "X", -1)) == layout(made)
    assert layout(grouping.under(made, name(made, "a"), "Z")) == "Y: b | Z: c d a"


def test_a_removed_excerpt_neither_leads_a_group_nor_is_lost():
    made = memo("X: a | Y: b | : c")
    gone = remove(made, name(made, "a"))
    tidy = grouping.tidied(gone)
    assert layout(tidy) == "Y: b | : c"
    assert {each.id for each in tidy.excerpts} == set(ids(made).values())
