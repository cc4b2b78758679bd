"""The fixed phrases: the same keys and values in every language."""

import re
import string

import pytest

from chatbot.languages.phrases import LANGUAGES, phrase, phrases, spoken

PLURAL = re.compile(r"\.(one|few|many|other)$")


def values_of(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def by_meaning(language):
    """The values that each phrase takes, whatever its plural forms."""
    found = {}
    for key, text in phrases(language).items():
        found.setdefault(PLURAL.sub("", key), set()).update(values_of(text))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase_with_its_values(language):
    assert by_meaning(language) == by_meaning("en")
    assert all(text.strip() == text != "" for text in phrases(language).values())


def test_a_phrase_takes_its_values_in_each_language():
    assert phrase("reasons.no_such_item", count=6) == (
        "the list has 6 items, not the one asked for"
    )
    assert "6" in phrase("reasons.no_such_item", "ko", count=6)
    assert phrase("reasons.no_phrase", "ru-RU").startswith("слов в кавычках")


def test_a_language_without_phrases_speaks_english():
    assert spoken("de") == "en"
    assert phrase("reasons.no_phrase", "de") == phrase("reasons.no_phrase")


def test_an_unknown_phrase_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        phrase("reasons.nowhere")
