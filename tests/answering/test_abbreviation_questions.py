"""Questions for the long form of an abbreviation, and what answers them."""

import pytest

from chatbot.answering.abbreviation_questions import asked_abbreviation
from chatbot.answering.answerer import NOT_SPELLED_OUT
from chatbot.answering.definitions import definition_in
from chatbot.answering.question import analyse_question
from tests.fakes import make_document
from tests.tiny import tiny_chatbot


@pytest.mark.parametrize(
    "question",
    [
        "What does PAO stand for?",
        "PAO: what do these letters mean?",
        "I'd like to know what the letters PAO stand for",
        "Full name of PAO?",
        "PAO — what is that short for?",
        "long form of PAO",
        "PAO in full?",
        "Expand the acronym PAO",
        "Please write out PAO in full",
        "How do you spell out PAO?",
        "What is PAO an abbreviation of?",
        "What words are behind the letters PAO?",
        "What is the PAO acronym's meaning?",
        "What name is shortened to PAO?",
        "The letters PAO: what do they mean?",
    ],
)
def test_the_asked_abbreviation(question):
    analysis = analyse_question(question)
    assert analysis.abbreviation == "PAO"
    assert "abbreviation" in analysis.expects
    assert not analysis.list_request


@pytest.mark.parametrize(
    "question",
    [
        "What is PAO?",
        "Who runs the PAO?",
        "What does the director of the PAO mean by growth?",
        "What is the full name of the director of the port?",
        "PAO members in 1999",
        "What does the P in PAO stand for?",
        "Which letters did the PAO write?",
    ],
)
def test_other_questions_ask_for_no_long_form(question):
    assert asked_abbreviation(question) is None


PAPER = make_document(
    "The navy watched the new coastal radar system (NCR2). Reports of GFM came late.\n\n"
    "Since 2001 integrated pest management is taught. Integrated pest management is old. "
    "IPM saves money. A free trade area and a free trade agreement make an FTA."
)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("IPM", "integrated pest management"),
        ("NCR2", "new coastal radar system"),
        ("GFM", None),
        ("FTA", None),
    ],
)
def test_the_long_form_in_the_text(short, long):
    found = definition_in(PAPER, analyse_question(f"What does {short} stand for?"))
    assert (PAPER.slice(found[1][0]) if found else None) == long


def test_an_abbreviation_that_is_not_spelled_out_is_uncertain_at_best(tmp_path):
    papers = {
        "mill.txt": "Mills\n\nThe mill sold flour to the GFM in 2004. The Port Office (PO) paid."
    }
    chatbot = tiny_chatbot(tmp_path, papers)
    answer = chatbot.ask("What does GFM stand for?")
    assert answer.status == "uncertain"
    assert answer.reason == NOT_SPELLED_OUT
    assert chatbot.ask("What do the letters PO stand for?").short_answer.text == "Port Office"
