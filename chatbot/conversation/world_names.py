"""Countries, months, languages and currencies in a language, from the CLDR by Babel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_SHORTEST = 2
_COMMON = {
    "ko": frozenset("수단 가나 말리 차드 소말리 이 하우사 통가 팔라우 에웨 줄루".split()),
    "ru": frozenset("того мали чад гана куба иранский фиджи доллар фунт".split()),
}
"""Names that are mostly other words of the language: 수단 is a means before it is Sudan."""
_CURRENCIES = ("USD", "EUR", "RUB", "KRW", "JPY", "CNY", "GBP")


@cache
def world_names(language: str) -> dict[str, str]:
    """English names by the language's own; empty where Babel has no data of the language."""
    from babel import Locale, UnknownLocaleError  # reads its data, tens of milliseconds

    try:
        own, english = Locale.parse(language), Locale.parse("en")
    except UnknownLocaleError:
        return {}
    common = _COMMON.get(language, frozenset())
    return {
        name: wording
        for name, wording in _pairs(own, english)
        if len(name) >= _SHORTEST and name.casefold() not in common
    }


def _pairs(own: Locale, english: Locale) -> Iterator[tuple[str, str]]:
    """Pairs of own and English name; languages without a two-letter code are left out."""
    for code, name in own.languages.items():
        if len(code) == 2 and code in english.languages and _is_language_name(own, name):
            yield name, english.languages[code]
    for code in _CURRENCIES:
        yield own.currencies[code], english.currencies[code]
    for code, name in own.territories.items():
        if code.isalpha() and len(code) == 2 and code in english.territories:
            yield name.partition(" (")[0], english.territories[code].partition(" (")[0]
    months = english.months["format"]["wide"]
    for number, name in own.months["stand-alone"]["wide"].items():
        yield name, months[number]


def _is_language_name(own: Locale, name: str) -> bool:
    """Whether a name can be told from other words by how names of languages end."""
    endings = {"ko": "어", "ru": "ий"}
    return name.endswith(endings.get(own.language, "")) and len(name) >= 3
