"""Swapped letters in the words that a question's form is read by."""

import pytest

from chatbot.answering.about_questions import about_topic
from chatbot.answering.asking_words import repaired
from chatbot.answering.question import fold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shwo the chrat", "show the chart"),
        ("thrid raeson", "third reason"),
        ("far from the filed", "far from the filed"),
        ("he sings", "he sings"),
    ],
)
def test_swapped_letters_are_put_right_where_no_other_word_is_meant(typed, meant):
    assert repaired(typed) == meant


@pytest.mark.parametrize(
    ("question", "folded"),
    [
        ("Whats the first goal?", "what is the first goal?"),
        ("I would appreciate it if you could quote the first goal", "quote the first goal"),
        ("Could I please see the chart?", "see the chart?"),
    ],
)
def test_politeness_and_missing_apostrophes_are_folded(question, folded):
    assert fold(question) == folded


def test_what_an_author_names_is_not_the_authors_name():
    assert about_topic("what does the author name as the sixth reason") is None
    assert about_topic("what is the author's name?") == "author"
