"""Lists announced by the best sentence, and causes that the next sentence gives."""

from dataclasses import replace

import pytest

from chatbot.answering.causes import with_causes
from chatbot.answering.led_lists import led_list
from chatbot.answering.question import analyse_question
from tests.answering.papers import HARBOUR, block_list, find
from tests.answering.scored import evidence
from tests.fakes import make_document

LED = "Nevertheless, the ferry plan collapsed for the following reasons."


@pytest.mark.parametrize(
    ("question", "leading", "expected"),
    [
        ("What causes brought the boats to an end?", LED, "list-1"),
        ("List all points on what befell the boats", LED, "list-1"),
        ("Which towns had boats?", LED, None),  # the items are no towns
        ("Why were the boats given up?", "It carried 1,200 passengers", None),  # no introduction
        ("What is the second cause of the end?", LED, None),  # one item is asked for
        ("When did the boats end?", LED, None),  # no list is asked for
    ],
)
def test_the_list_behind_the_best_sentence(question, leading, expected):
    found = led_list(HARBOUR, analyse_question(question), find(HARBOUR, leading))
    assert (found and found.enumeration.id) == expected


def test_the_sentence_before_the_introduction_leads_to_a_list_too():
    made = make_document(
        "Boats need care. Ports must be dredged first. At least two issues count.\n\n"
        "First, sand drifts in.\n\nSecond, rocks fall."
    )
    listed = block_list(
        made, "list-1", "At least two issues", [("First", "First,"), ("Second", "Second,")]
    )
    paper = replace(made, lists=(listed,))
    asked = analyse_question("Which problems are to be considered before dredging?")
    assert led_list(paper, asked, find(paper, "Ports must be dredged first.")) is not None
    assert led_list(paper, asked, find(paper, "Boats need care.")) is None


CAUSES = make_document(
    "The line has yet to open. This is attributable to storms. Crews are rare. The line is red."
)


@pytest.mark.parametrize(
    ("question", "second"),
    [
        ("Why has the line not opened?", "This is attributable"),
        ("When did the line open?", "The line is red."),
    ],
)
def test_a_cause_comes_up_behind_what_it_explains(question, second):
    ranked = (
        evidence(CAUSES, "The line has yet", 0.8),
        evidence(CAUSES, "The line is red.", 0.7),
        evidence(CAUSES, "This is attributable", 0.1),
    )
    found = with_causes({CAUSES.id: CAUSES}, ranked, analyse_question(question))
    assert CAUSES.slice(found[1].span).startswith(second)
