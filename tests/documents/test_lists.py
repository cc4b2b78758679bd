from __future__ import annotations

import pytest

FILLER = "This is a sentence of the paper that is long enough to be a paragraph of its own."


def parts(document, index: int = 0) -> list[str]:
    return [document.slice(item.span) for item in document.lists[index].items]


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("Grain such as rye, oats, and barley grows here.", ["rye", "oats", "barley grows here"]),
        ("It has parts: a roof, two doors and a wall.", ["a roof", "two doors", "a wall"]),
        (
            "We met guests (including Ann, Bob, Cid and others) there.",
            ["Ann", "Bob", "Cid", "others"],
        ),
        (
            "It helped to build roads; to feed people; and to open schools.",
            ["to build roads", "to feed people", "to open schools"],
        ),
        (
            "The aims are (1) to plan, (2) to build and (3) to keep it.",
            ["to plan", "to build", "to keep it"],
        ),
        (
            "The chain has these stages: a catch – a cool store – a fish plant, etc.",
            ["a catch", "a cool store", "a fish plant"],
        ),
        ("He said: one thing – a small one – is left.", None),
        ("Many plans, including the old ones, were merged and kept by all.", None),
        ("It grows in fields, such as rye and oats, which are dry.", None),
        ("Prices were 1,000, 2,000 and 3,000 crowns in those years.", None),
    ],
)
def test_inline_lists(make, sentence: str, items: list[str] | None) -> None:
    document = make(f"{sentence}\n")
    if items is None:
        assert document.lists == ()
    else:
        assert parts(document) == items
        lead = document.slice(document.lists[0].lead)
        assert sentence.startswith(lead)


def test_ordinals_inside_one_paragraph(make) -> None:
    document = make("It needs two things. First, a dry place. It rains. Second, patience.")
    (found,) = document.lists
    assert document.slice(found.lead) == "It needs two things."
    assert parts(document) == ["First, a dry place. It rains.", "Second, patience."]
    assert [item.paragraphs for item in found.items] == [(1,), (1,)]


def test_first_of_all_alone_is_no_list(make) -> None:
    assert make(f"First of all, it rains. {FILLER}\n\n{FILLER}").lists == ()


def test_items_may_be_apart_and_bullets_have_a_lead(make) -> None:
    document = make(
        f"There are two steps.\n\n1. Dig a hole. It is deep.\n\n{FILLER}\n\n2. Plant the tree.\n\n"
        f"{FILLER}\n\nYou need the following:\n\n- a spade\n- some water\n"
    )
    steps, needs = document.lists
    assert [item.paragraphs for item in steps.items] == [(2, 3), (4,)]
    assert document.slice(steps.lead) == "There are two steps."
    assert document.slice(needs.lead) == "You need the following:"
    assert [document.slice(item.span) for item in needs.items] == ["a spade", "some water"]


def test_a_series_does_not_cross_a_section_or_skip_a_number(make) -> None:
    crossing = f"I. One Part\n\nFirst, it rains.\n\nII. Other Part\n\nSecond, it snows. {FILLER}"
    assert make(crossing).lists == ()
    assert make(f"First, it rains here.\n\nThird, it snows. {FILLER}").lists == ()


def test_a_trailer_adds_further_items(make) -> None:
    document = make(
        "It failed for two reasons.\n\nFirst, it rained.\n\nSecond, it snowed.\n\n"
        f"There were also other causes, such as wind and fog.\n\n{FILLER}"
    )
    trailer = document.lists[0].trailer
    assert document.slice(trailer) == "There were also other causes, such as wind and fog."
