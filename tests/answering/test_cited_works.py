"""Questions about the works that notes cite, and about notes named in words."""

from dataclasses import replace

import pytest

from chatbot.answering.cited_works import cited_work
from chatbot.answering.footnotes import footnote_question
from chatbot.answering.question import analyse_question
from chatbot.answering.source_words import of_note
from chatbot.answering.wording import bare_terms
from tests.answering.papers import note
from tests.fakes import make_document

CHAPTER = (
    "Ada Quill, 2016, 'Ropes and Knots', in 'A History of Rigging', eds. Moss, T, Keel Press, "
    "p. 12–30."
)
PIECE = "Ada Quill, 2016, 'Let the sails rest', The Morning Gull, May 3, p. 7."
DATA = "According to the Sail Office. Available from: <http://sails.example/data>"

PAPER = make_document(
    "\n\n".join(
        (
            "Sails were dear. Rigging grew better under Ada. The museum is visited a lot. "
            "Exports of canvas fell by half.",
            CHAPTER,
            PIECE,
            DATA,
        )
    ),
    "sails",
)
PAPER = replace(
    PAPER,
    footnotes=(
        note(PAPER, "1", "under Ada.", CHAPTER),
        note(PAPER, "2", "a lot.", PIECE),
        note(PAPER, "3", "by half.", DATA),
    ),
)


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("On which pages does Quill's chapter in the Keel volume stand?", "1"),
        ("Who edited A History of Rigging?", "1"),
        ("What is the headline of Quill's newspaper piece of May 2016?", "2"),
        ("Which newspaper ran Ada Quill's 2016 article?", "2"),
        ("When did the Morning Gull article appear?", "2"),
        ("Which website is cited for the exports of canvas?", "3"),
        ("On which pages are the exports of canvas discussed?", None),
        ("Which newspaper disliked the museum?", None),
        ("What is the title of the paper?", None),
        ("Which pages?", None),
        ("Where is Ada Quill's Morning Gull?", None),
    ],
)
def test_the_note_that_cites_the_work_asked_about(question, mark):
    match = cited_work(PAPER, analyse_question(question), bare_terms(question))
    assert (match.footnote.mark if match else None) == mark


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("the second footnote", "2"),
        ("Show me note number three", "3"),
        ("what does the last note say?", "3"),
        ("what does the next-to-last footnote cite?", "2"),
        ("the ninth footnote", None),
        ("What is the first note of caution?", None),
    ],
)
def test_a_note_named_in_words(question, mark):
    matches = footnote_question(PAPER, analyse_question(question), bare_terms(question))
    assert [match.footnote.mark for match in matches] == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("question", "number", "words"),
    [
        ("on which pages does it stand?", 0, "12–30"),
        ("what is the headline of the piece?", 1, "Let the sails rest"),
        ("what is the piece headlined?", 1, "Let the sails rest"),
        ("who edited the book?", 0, None),
        ("what is the English translation of the title?", 1, None),
    ],
)
def test_pages_and_titles_in_the_words_of_a_note(question, number, words):
    span = of_note(PAPER, PAPER.footnotes[number], analyse_question(question))
    assert (PAPER.slice(span) if span else None) == words
