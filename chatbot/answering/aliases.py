"""Abbreviations and their long forms, as far as the document or their initials tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from chatbot.answering.names import gazetteer, is_place
from chatbot.answering.wording import content_stems, stem
from chatbot.datatypes import Document
from chatbot.documents.abbreviations import expansion, in_small_letters

_LONGEST = 6
_COMMON = 4
_SHARED = 5
_ENDING = 3
_PAIR = 2
_FORMS = tuple(
    frozenset(stem(word) for word in forms.split())
    for forms in (
        "grow grew grown growth",
        "economy economies economic gdp",
        "country countries nation nations state states",
        "economies countries",
        "sell sold sale sales",
        "buy bought purchase",
        "rise rose risen",
        "fall fell fallen",
        "spend spent spending expenditure",
        "lose lost loss losses",
        "die died death deaths",
        "export exports",
    )
)
"""Words of one family that no ending joins; “economies” may stand for countries."""

OF_PAIRS = frozenset(
    stem(word) for word in "bilateral mutual two both countries nations states sides".split()
)
"""Stems that stand for two places named together."""


@cache
def _places_by_demonym() -> Mapping[str, str]:
    """Stems of “Korean”, “Russian” with those of the country that they begin like."""
    lists = gazetteer()
    single = sorted(place for place in lists.places if " " not in place)
    found: dict[str, str] = {}
    for demonym in sorted(lists.demonyms):
        same = [
            place
            for place in single
            if len(place) >= _COMMON
            and demonym[: max(_COMMON, len(place) - 2)] == place[: max(_COMMON, len(place) - 2)]
        ]
        if same:
            found[stem(demonym)] = stem(same[0])
    return found


def place_stem(word_stem: str) -> str:
    """The country's stem for that of its people or adjective; others as they are."""
    return _places_by_demonym().get(word_stem, word_stem)


def with_places(stems: frozenset[str]) -> frozenset[str]:
    """The stems and, for every “Korean”, “Korea”."""
    return stems | {place_stem(s) for s in stems}


def with_pairs(text: str, stems: frozenset[str]) -> frozenset[str]:
    """The stems of a text and, where it names two places, of “both countries”."""
    named = {place_stem(stem(word)) for word in re.findall(r"\w+", text) if is_place(word)}
    return stems | OF_PAIRS if len(named) >= _PAIR else stems


def with_abbreviations(
    document: Document, stems: frozenset[str], acronyms: Iterable[str]
) -> frozenset[str]:
    """``stems`` and those abbreviations of a question whose long form they hold."""
    held = {
        stem(acronym, document.language)
        for acronym in acronyms
        if (place := expansion(document.text, acronym)) is not None
        and content_stems(document.text[place[0] : place[1]], document.language) <= stems
    }
    return stems | held


def spelled_by_initials(words: Sequence[str], stems: frozenset[str]) -> frozenset[str]:
    """Words of which a run of two or more has the initials of one of ``stems`` (FDI)."""
    spelled: set[str] = set()
    for start in range(len(words)):
        for end in range(start + 2, min(start + _LONGEST, len(words)) + 1):
            run = words[start:end]
            if "".join(word[:1] for word in run).casefold() in stems:
                spelled.update(run)
    return frozenset(spelled)


def related_stems(asked: Iterable[str], stems: frozenset[str]) -> frozenset[str]:
    """The asked stems that are another form of one of ``stems`` (“grown”: growth).

    One form goes on where the other ends, or both are of one family.
    """
    return frozenset(one for one in asked if any(_same_family(one, other) for other in stems))


def _same_family(one: str, other: str) -> bool:
    if any(one in forms and other in forms for forms in _FORMS):
        return True
    if place_stem(one) == place_stem(other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHARED and long.startswith(short) and len(long) - len(short) <= _ENDING


def with_long_forms(document: Document, title: str, stems: frozenset[str]) -> frozenset[str]:
    """The stems of a title and those of what its abbreviations stand for in the paper."""
    spelled: set[str] = set()
    for short in re.findall(r"\b[A-Z]{3,6}\b", title):
        place = in_small_letters(document.text, short)
        if place is not None:
            spelled |= content_stems(document.text[place[0] : place[1]], document.language)
    return stems | spelled
