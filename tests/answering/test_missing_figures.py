"""A figure asked for by a number: the paper that has it, or one line that says there is none."""

import pytest

from chatbot.languages.reasons import translated_reason
from tests.tiny import tiny_chatbot

HARBOURS = """\
Harbours

Trade grew in 1990, as Figure 1 shows. The port of Hallin counts 30 ships a year.

Figure 1: Depth of six harbours.

The depth fell again in 2001.

Figure 2: Ships by year.

Figure 7 of an earlier report is out of date.
"""
CANALS = """\
Canals

Canals were dug by hand. Each man dug 30 barrows a day.

Figure 30: Barrows of clay.

The clay went to Duvno.
"""
ROADS = """\
Roads

The roads of the north were built in 1930. They were paved in 1950.

LENGTH OF ALL ROADS (1930–1950)

Source: Road Office.
"""


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    papers = {"harbours.txt": HARBOURS, "canals.txt": CANALS, "roads.txt": ROADS}
    return tiny_chatbot(tmp_path_factory.mktemp("figures"), papers)


@pytest.mark.parametrize(
    ("question", "documents", "reason"),
    [
        ("show figure 30", ("harbours",), "there is no figure 30: those of the paper are 1 to 2"),
        ("What does table 4 show?", ("harbours",), "there is no table 4"),
        ("show table 2", ("harbours",), "there is no table 2"),
        ("show figure 99", (), "there is no figure 99"),
        (
            "Покажи рисунок 30",
            ("harbours",),
            "there is no figure 30: those of the paper are 1 to 2",
        ),
        ("그림 30을 보여줘", ("harbours",), "there is no figure 30: those of the paper are 1 to 2"),
    ],
)
def test_a_number_that_no_figure_has_is_said_in_one_line(chatbot, question, documents, reason):
    answer = chatbot.ask(question, documents=documents)
    assert (answer.status, answer.reason, answer.extracts) == ("not_found", reason, ())


def test_the_line_is_there_in_the_readers_language():
    reason = "there is no figure 30: those of the paper are 1-2 to 4-69"
    assert translated_reason(reason, "ru") == "рисунка 30 нет: в статье рисунки с 1-2 по 4-69"
    assert translated_reason("there is no table 4", "ru") == "таблицы 4 нет"


def test_the_paper_that_has_the_number_is_shown(chatbot):
    answer = chatbot.ask("show figure 30")
    assert [(f.document, f.label) for f in answer.figures] == [("canals", "Figure 30")]


def test_what_the_text_says_of_a_number_or_of_a_subject_is_still_shown(chatbot):
    named = chatbot.ask("show figure 7", documents=("harbours",))
    assert "Figure 7 of an earlier report" in named.extracts[0].quote
    asked = chatbot.ask("What does figure 9 say about the depth?", documents=("harbours",))
    assert asked.reason is None or "there is no" not in asked.reason
    assert chatbot.ask("show figure 1", documents=("roads",)).figures[0].document == "roads"
