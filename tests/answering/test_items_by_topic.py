"""Items asked for by what they say, by their neighbours, or several at a time."""

import pytest

from chatbot.answering.items_by_topic import match_by_topic
from chatbot.answering.question import analyse_question
from chatbot.answering.question_items import asked_item
from chatbot.answering.topical_items import topical_item
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


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("the point about tickets", ("list-1", 2)),
        ("Which item of the list covers storms?", ("list-1", 3)),
        ("the storms reason", ("list-1", 3)),
        ("show me the reason that has to do with tickets", ("list-1", 2)),
        ("Which reason blames the storms?", ("list-1", 3)),
        ("Among the three goals, which one concerns jobs?", ("list-2", 2)),
        ("Which of the three goals has a bridge in it?", ("list-2", 3)),
        ("Which reason, of the three, mentions storms?", ("list-1", 3)),
        ("Under which goal does the author speak of wages?", ("list-2", 2)),
        ("Where in the list of goals does the bridge come up?", ("list-2", 3)),
        ("Under which goal does the author speak of taxes?", None),
        ("the number about whales", None),
        ("the reasons about storms", None),
        ("What is the storms problem?", None),
    ],
)
def test_an_item_named_by_its_subject_in_many_ways(question, expected):
    match = match_by_topic(HARBOUR, analyse_question(question), bare_terms(question))
    found = (match.enumeration.id, match.items[0].number) if match else None
    assert found == expected


@pytest.mark.parametrize(
    ("question", "number", "head", "further"),
    [
        ("what are the second and third goals?", 2, "goal", (3,)),
        ("the third and last goal", 3, "goal", ()),
        ("the number one reason", 1, "reason", ()),
        ("the sixth and last reason", 6, "reason", ()),
        ("the very first area", 1, "area", ()),
        ("the opening reason in the list", 1, "reason", ()),
        ("what is the middle one of the three goals?", 2, "goal", ()),
        ("what is listed as number seven?", 7, "item", ()),
        ("#2 of the goals", 2, "goal", ()),
        ("what comes right after the second reason?", 3, "reason", ()),
        ("which area precedes area three?", 2, "area", ()),
        ("which key issue comes first?", 1, "issue", ()),
        ("fourth area where efforts should focus", 4, "area", ()),
        ("the forth reason", 4, "reason", ()),
        ("name the area that comes first in industry", 1, "area", ()),
        ("which of the areas is numbered 2?", 2, "area", ()),
        ("the second-last area", -2, "area", ()),
    ],
)
def test_places_in_a_list_said_in_many_ways(question, number, head, further):
    item = asked_item(question)
    assert item is not None
    assert (item.number, item.head, item.further) == (number, head, further)


@pytest.mark.parametrize(
    "question",
    [
        "opening up new markets",
        "what happened after the storm?",
        "he came forth from the third world",
    ],
)
def test_other_uses_of_the_same_words_are_no_items(question):
    assert asked_item(question) is None


def test_the_size_of_a_list_is_read():
    assert asked_item("of the seven areas, what is the first?").among == 7
    assert asked_item("what is the first area?").among is None
