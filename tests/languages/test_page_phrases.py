"""What the page says: whole in each language, with the plurals of each."""

import string

import pytest

from chatbot.languages.counting import counted, number
from chatbot.languages.phrases import LANGUAGES, phrase, phrases
from chatbot.languages.reasons import translated_reason

FORMS = {"en": {"one", "other"}, "ko": {"other"}, "ru": {"one", "few", "many", "other"}}
CATEGORIES = set().union(*FORMS.values())


def bare(key):
    """A key without its plural form."""
    start, _, end = key.rpartition(".")
    return start if end in CATEGORIES and start.count(".") else key


def values(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_has_the_forms_of_its_language(language):
    found = {}
    for key, text in phrases(language).items():
        if bare(key) != key and "{count}" in text:
            found.setdefault(bare(key), set()).add(key.rpartition(".")[2])
    assert found
    assert all(forms == FORMS[language] for forms in found.values())


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 1, "1 paper"),
        ("en", 1200, "1,200 papers"),
        ("ko", 1, "논문 1편"),
        ("ko", 1200, "논문 1,200편"),
        ("ru", 1, "1 статья"),
        ("ru", 3, "3 статьи"),
        ("ru", 5, "5 статей"),
        ("ru", 11, "11 статей"),
        ("ru", 21, "21 статья"),
        ("ru", 1200, "1\N{NO-BREAK SPACE}200 статей"),
        ("fr", 2, "2 papers"),
    ],
)
def test_counts_are_written_as_the_language_does(language, count, text):
    assert counted("page.papers", count, language) == text


def test_numbers_have_the_separators_of_the_language():
    assert number(100_000) == "100,000"
    assert number(100_000, "ru") == "100\N{NO-BREAK SPACE}000"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [key for key in phrases("en") if key.startswith("reasons.")])
def test_a_reason_is_translated_from_its_english_phrase(language, key):
    given = {name: 6 for name in values(phrases("en")[key])}
    reason = phrase(key, "en", **given)
    assert translated_reason(reason, language) == phrase(key, language, **given)


def test_what_is_no_fixed_reason_stays_as_it_is():
    assert translated_reason("the list has a hole", "ru") == "the list has a hole"
