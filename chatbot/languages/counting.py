"""Counts in words: plural forms and numbers as each language writes them.

The plural categories are those of Unicode CLDR (UTS 35, “Language Plural Rules”), through
Babel: English has one and other, Russian one, few, many and other, Korean other alone. A
phrase with plural forms has one key a category, ``NAME.key.one``, ``NAME.key.other``.
"""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.numbers import format_decimal

from chatbot.languages.phrases import DEFAULT, phrase, phrases, spoken


def counted(key: str, count: int, language: str = DEFAULT, **values: object) -> str:
    """The phrase for ``count`` things; its text has the number as ``{count}``.

    Raises:
        KeyError: no catalogue has the key with this plural category or ``other``.
    """
    form = f"{key}.{_locale(spoken(language)).plural_form(count)}"
    known = form in phrases(language)
    return phrase(
        form if known else f"{key}.other", language, count=number(count, language), **values
    )


def number(value: int, language: str = DEFAULT) -> str:
    """A whole number with the language's own separators: 12,000, in Russian 12 000."""
    return str(format_decimal(value, locale=_locale(spoken(language))))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
