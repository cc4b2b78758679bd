"""One item of a list, asked by its label or by an ordinal wherever it stands."""

from dataclasses import replace

import pytest

from chatbot.answering.enumerations import extracts_for, match_enumeration
from chatbot.answering.question import analyse_question
from chatbot.answering.question_items import asked_item, item_number
from chatbot.answering.wording import bare_terms
from tests.answering.papers import HARBOUR, block_list
from tests.fakes import make_document


@pytest.mark.parametrize(
    ("question", "number", "head"),
    [
        ("of the key issues both towns must settle, which comes third?", 3, "issue"),
        ("which of the goals is listed last?", -1, "goal"),
        ("the reasons why the plan failed: what is number four?", 4, "reason"),
        ("name the one that comes second among the areas of work", 2, "area"),
        ("tell me the final cause", -1, "cause"),
        ("what is number two on the list of goals?", 2, "goal"),
        ("out of the steps to be taken, give me the fourth", 4, "step"),
        ("goals of the city - the last?", -1, "goal"),
        ("what comes second in the list of the main areas?", 2, "area"),
        ("which cause of the fall is mentioned last but one?", -2, "cause"),
        ("the second to last reason", -2, "reason"),
        ("from the list of reasons why it fell pick the second.", 2, "reason"),
        ("what does step (2) say", 2, "step"),
    ],
)
def test_the_asked_number_and_noun(question, number, head):
    item = asked_item(question)
    assert item is not None
    assert (item.number, item.head) == (number, head)


@pytest.mark.parametrize(
    "question",
    [
        "which of the cities came third?",
        "of the countries, which ranks second?",
        "who came first in the race?",
        "when was the first of the bridges built?",
        "which countries joined last?",
        "from what direction (i.e. end to end) is it read?",
        "what number of goals does the city have?",
    ],
)
def test_a_rank_or_a_time_is_no_item(question):
    assert asked_item(question) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [("Two", 2), ("II", 2), ("2nd", 2), ("2.", 2), ("last", -1), ("(iv)", 4), ("both", 0)],
)
def test_numbers_of_items(words, number):
    assert item_number(words) == number


def test_several_items_of_one_noun():
    compared = asked_item("compare area one and area two")
    assert (compared.number, compared.further) == (1, (2,))
    listed = asked_item("reasons 2, 3 and 5 for the fall")
    assert (listed.number, listed.further, listed.head) == (2, (3, 5), "reason")


def shown(document, question):
    match = match_enumeration(document, analyse_question(question), bare_terms(question))
    return [document.slice(e.span).split(".")[0] for e in extracts_for(match)] if match else None


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("What does the author put down as Goal Two?", ["Goal Two"]),
        ("and goal II?", ["Goal Two"]),
        ("What do we read beneath the label goal #3 of Pereira's treatise?", ["Goal Three"]),
        ("Goals one and three", ["Goal One", "Goal Three"]),
        ("Compare Goal 3 and Goal 1", ["Goal Three", "Goal One"]),
    ],
)
def test_a_printed_label_is_shown_whatever_else_is_said(question, labels):
    assert shown(HARBOUR, question) == labels


PLANS = make_document(
    "\n\n".join(
        (
            "The plan has these goals, put together by the author.",
            "Goal One. Water.",
            "Goal Two. Bread.",
            "The plan covers these areas of work.",
            "Area One. Farms.",
            "Area Two. Mills.",
            "The programme has three measures.",
            "1. Dig wells.",
            "2. Mend mills.",
            "The programme failed for two reasons.",
            "First, nobody paid.",
            "Second, nobody came.",
        )
    ),
    "plans",
)
PLANS = replace(
    PLANS,
    lists=(
        block_list(
            PLANS, "list-1", "The plan has", [("Goal One", "Goal One"), ("Goal Two", "Goal Two")]
        ),
        block_list(
            PLANS, "list-2", "The plan covers", [("Area One", "Area One"), ("Area Two", "Area Two")]
        ),
        block_list(PLANS, "list-3", "The programme has", [("1", "1."), ("2", "2.")]),
        block_list(
            PLANS, "list-4", "The programme failed", [("First", "First"), ("Second", "Sec")]
        ),
    ),
)


def test_the_list_with_the_printed_label_wins_over_others():
    assert shown(PLANS, "What does the author put together as Area Two?") == ["Area Two"]
    assert shown(PLANS, "What does the work on areas and mills call Goal Two?") == ["Goal Two"]


def test_a_list_labelled_by_the_asked_noun_needs_less_of_the_topic():
    """The areas fit these words better, but they are no goals."""
    assert shown(PLANS, "What is the second goal of the plan for mills and farms?") == ["Goal Two"]
    assert shown(PLANS, "What is the second goal of the cup final?") is None


def test_a_point_is_of_the_list_with_bare_numbers():
    assert shown(PLANS, "What does point 2 of the programme say?") == ["2"]
    assert shown(PLANS, "What is the second reason the programme failed?") == [
        "Second, nobody came"
    ]
