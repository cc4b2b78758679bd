"""Items asked for by what they say, by their neighbours, or several at a time."""

import pytest

from chatbot.answering.items_by_topic import match_by_topic, topical_item
from chatbot.answering.question import analyse_question
from chatbot.answering.question_items import asked_item
from chatbot.answering.wording import bare_terms
from tests.answering.papers import HARBOUR


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which of the reasons deals with storms?", ("list-1", 3)),
        ("which reason concerns tickets?", ("list-1", 2)),
        ("Which goal is about jobs?", ("list-2", 2)),
        ("Which goal comes right after the one on jobs?", ("list-2", 3)),
        ("Which reason precedes the storms?", ("list-1", 2)),
        ("What number is the bridge in the list of goals?", ("list-2", 3)),
        ("Which goal comes after the bridge?", None),
        ("Which goal is about taxes?", None),
        ("What goals concern jobs?", None),
        ("Which town is about jobs?", None),
    ],
)
def test_the_item_that_says_what_is_asked(question, expected):
    match = match_by_topic(HARBOUR, analyse_question(question), bare_terms(question))
    found = (match.enumeration.id, match.items[0].number) if match else None
    assert found == expected


def test_ranked_things_are_no_items():
    assert topical_item("which city is about ports") is None


@pytest.mark.parametrize(
    ("question", "number", "further"),
    [
        ("what are the last two reasons?", -2, (-1,)),
        ("the first three main goals", 1, (2, 3)),
        ("the third-last area", -3, ()),
        ("it failed for six reasons; what is the fifth?", 5, ()),
        ("which area is listed seventh for the city", 7, ()),
    ],
)
def test_several_items_and_items_from_the_end(question, number, further):
    item = asked_item(question)
    assert item is not None
    assert (item.number, item.further) == (number, further)


def test_the_first_two_cities_are_no_items():
    assert asked_item("the first two cities") is None
