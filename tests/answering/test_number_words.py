"""Number words that count something, told from those that do not."""

import pytest

from chatbot.answering.number_words import NO_QUANTITY


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("one in 10 ships", "one in 10"),
        ("one in every 2000 ships", "one in every 2000"),
        ("one out of 1500 ships", "one out of 1500"),
        ("one in five ships", "one in five"),
        ("There was one in 2001.", None),
        ("There was one in 1998 and none later.", None),
    ],
)
def test_one_in_a_year_is_a_count(words, found):
    match = NO_QUANTITY.search(words)
    assert (match[0] if match else None) == found
