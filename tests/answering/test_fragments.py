"""What is no sentence answers no question by itself."""

from __future__ import annotations

import pytest

from chatbot.answering.fragments import is_fragment
from chatbot.answering.question import analyse_question
from chatbot.datatypes import Span
from tests.documents.conftest import document_of
from tests.pdfs import page, pdf

TABLE = "BoolQ 9427 3270\nCB 250 57"


@pytest.fixture
def document(tmp_path):
    from chatbot.documents.pdf_reader import read_pdf

    made = page().lines(72, 100, "The tasks are told below, and how many", "there are of each.")
    made.text(72, 160, "Y = f(X) + 2.")
    made.text(72, 190, "Example of the tasks")
    made.lines(72, 230, *TABLE.split("\n"), mono=True)
    made.text(72, 270, "It ends with a sentence of its own, as most papers do.")
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(made))
    return read_pdf(file, "paper").document


def fragment(document, words, question):
    start = document.text.index(words)
    span = Span(start, start + len(words))
    return is_fragment(document, span, analyse_question(question))


@pytest.mark.parametrize(
    ("words", "question", "expected"),
    [
        (TABLE, "What is BoolQ?", True),
        (TABLE, "Why was BoolQ chosen?", True),
        (TABLE, "How many examples does BoolQ have?", False),
        ("Y = f(X) + 2.", "What does it add?", True),
        ("Example of the tasks", "Which tasks are there?", True),
        ("It ends with a sentence of its own, as most papers do.", "What is it?", False),
    ],
)
def test_rows_formulas_and_lone_lines_are_fragments(document, words, question, expected):
    assert fragment(document, words, question) is expected


def test_a_lone_line_of_a_paper_without_pages_may_answer():
    document = document_of("The tasks are told below.\n\nExample of the tasks\n\nIt ends here.\n")
    assert not fragment(document, "Example of the tasks", "Which tasks are there?")
