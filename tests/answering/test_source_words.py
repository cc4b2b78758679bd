"""Short answers in a figure's or a note's own words."""

import pytest

from chatbot.answering.question import analyse_question
from chatbot.answering.source_words import of_figure, of_note
from chatbot.answering.structures import figure_draft, footnote_draft
from chatbot.answering.wording import bare_terms
from chatbot.datatypes import Figure, Footnote, Span
from tests.answering.papers import HARBOUR, find
from tests.fakes import make_document

PAPER = make_document(
    "GROWTH OF PORTS (2001–2016)\n\n* Riga, Tallinn\n\nSource: Port Office.\n\n"
    "According to Anna Berg, it grew.\n\n"
    "Berg, A, 2017, 'Ports in Transition', Sea Review, p. 4.\n\n"
    "According to the Sea Bank, Annual Data."
)
FIGURE = Figure(
    "fig-1", None, "GROWTH OF PORTS (2001–2016)", "Port Office", ("* Riga, Tallinn",),
    Span(0, PAPER.text.index("According to Anna")), None, (),
)  # fmt: skip


WORK = "Berg, A, 2017, 'Ports in Transition', Sea Review, p. 4."


def note(words):
    return Footnote("1", find(PAPER, words), None, None)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("which organisation supplied the data of the growth graph", "Port Office"),
        ("Where do the numbers of the growth chart come from?", "Port Office"),
        ("what is the title of the first figure", "GROWTH OF PORTS (2001–2016)"),
        ("what does the note under the growth chart say", "Riga, Tallinn"),
        ("what period does the growth chart cover?", "2001–2016"),
        ("show the growth chart", None),
    ],
)
def test_what_is_asked_of_a_figure(question, answer):
    found = of_figure(PAPER, FIGURE, analyse_question(question))
    assert (found and PAPER.slice(found)) == answer


@pytest.mark.parametrize(
    ("question", "words", "answer"),
    [
        ("which article is cited for this?", WORK, "Ports in Transition"),
        ("who is cited for this?", WORK, "Berg, A"),
        ("who reported this?", "According to the Sea Bank, Annual Data.", "Sea Bank"),
        ("what source is given for this?", "According to the Sea Bank, Annual Data.", "Sea Bank"),
        ("what does note 1 say", "According to the Sea Bank, Annual Data.", None),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_note(question, words, answer):
    found = of_note(PAPER, note(words), analyse_question(question))
    assert (found and PAPER.slice(found)) == answer


def test_all_notes_are_shown_when_they_are_asked_for():
    draft = footnote_draft([HARBOUR], analyse_question("list the footnotes"), bare_terms("notes"))
    shown = {excerpt.span for excerpt in draft.excerpts}
    assert {note.span for note in HARBOUR.footnotes} <= shown


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what does figure 2 show", ["As Figure 2 shows, ports grew."]),
        ("show table 1", ["Fees fell (Table 1)."]),
        ("figure 1", None),
    ],
)
def test_a_figure_that_is_missing_is_answered_by_what_names_it(question, expected):
    paper = make_document("As Figure 2 shows, ports grew. Fees fell (Table 1). Nothing else did.")
    draft = figure_draft([paper], analyse_question(question), bare_terms(question), ())
    assert (draft and [paper.slice(e.span) for e in draft.excerpts]) == expected
