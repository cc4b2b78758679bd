"""A paper's own outline and subject."""

import pytest

from chatbot.answering.about_questions import about_topic
from chatbot.answering.outline import headings, subject
from tests.fakes import make_document

PAPER = make_document(
    "# Abstract\n\nTea helps. It is warm.\n\n# Methods\n\nWe drank tea.\n\n# Results\n\nIt helped."
)
NO_ABSTRACT = make_document("# Methods\n\nWe drank tea.\n\n# Results\n\nIt helped.")


def words(document, spans):
    return [document.slice(span) for span in spans]


def test_headings_stand_in_order():
    assert words(PAPER, headings(PAPER)) == ["Abstract", "Methods", "Results"]


def test_subject_is_the_abstract_else_the_headings():
    assert words(PAPER, subject(PAPER)) == ["Tea helps. It is warm."]
    assert words(NO_ABSTRACT, subject(NO_ABSTRACT)) == ["Methods", "Results"]


def test_a_paper_without_sections_has_no_outline():
    assert headings(make_document("Only text.")) == ()


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what is this paper about?", "subject"),
        ("summarize the paper", "subject"),
        ("what sections is the paper divided into?", "outline"),
        ("how is the article structured?", "outline"),
        ("what is the eurasian initiative about?", None),
        ("what does the paper say about fish?", None),
        ("how many sections does the railway have?", None),
    ],
)
def test_outline_questions_are_told_from_others(question, topic):
    assert about_topic(question) == topic


def test_a_long_abstract_is_cut_between_paragraphs():
    long = " ".join(["tea"] * 200) + "."
    paper = make_document(f"# Abstract\n\n{long}\n\n{long}\n\n# Methods\n\nWe drank.")
    assert words(paper, subject(paper)) == [long]
