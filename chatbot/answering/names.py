"""Names of people, organisations and places in a sentence, by their shape.

A name is a run of capitalised words with lower-case links (“Bank of Korea”). Its class comes
from its words (“… Committee”, “President …”), a gazetteer of countries, regions and large
cities, the acronym behind it, and the preposition before it. No model, so a name may have
several classes; the question decides which one is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

NameKind = Literal["person", "organisation", "place"]

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁ]"
_CAPITALISED = (
    rf"(?:(?:[A-Z]\.)+(?!\w)|(?:Dr|Mr|Mrs|Ms|St|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|Rev|Jr|"
    rf"Sr|Mt|Ft)"
    rf"\.(?=\s{_CAPITAL})|{_CAPITAL}[\w’'´`-]*(?:\.(?=\w))?)"
)
_LINK = (
    r"(?:of the|of|for the|for|and the|and|on|de la|de|del|della|du|des|von|van der|van|der|den|"
    r"la|le|al|bin|ibn|da|dos|di|in|the|&)"
)
_NAME = re.compile(rf"(?<!\w){_CAPITALISED}(?:\s(?:{_LINK}\s)?{_CAPITALISED})*(?:\s\d+\b)?")
_TOKEN = re.compile(r"\S+")
_ACRONYM_AFTER = re.compile(r"\s\(([A-Z][A-Za-z&-]{1,9})\)")
_KOREAN = re.compile(
    r"(?:[A-Z][a-z]+\s[A-Z][a-z]+-[A-Za-z][a-z]+|[A-Z][a-z]+-[A-Za-z][a-z]+\s[A-Z][a-z]+)$"
)
LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|into|across|throughout|toward|towards|around|within|outside|"
    r"inside|via|through|of|along|between|off|on)\s(?:the\s|central\s|northern\s|southern\s|"
    r"eastern\s|western\s|modern\s|what is now\s)*$",
    re.IGNORECASE,
)
_PERSONAL_VERB = re.compile(
    r"\s(?:\([^)]{0,40}\)\s)?(?:who\b|said|says|wrote|argued|argues|proposed|introduced|was born|"
    r"became|served|invented|discovered|founded|led|published|developed|suggested|claimed|"
    r"believed|declared|announced|ordered|appointed|died|met|noted|stated|won|defeated|ruled|"
    r"used|built|gave|made|showed|received|visited|signed|his\b|her\b)"
)
_PLACE_OPENERS = frozenset(
    """lake mount port fort cape gulf isle strait bay river kingdom republic state city district
    province territory coast sea""".split()
)
_EVENTS = frozenset(
    """war wars revolution rebellion uprising treaty treaties act convention agreement agreements
    protocol directive regulation law laws crisis project initiative programme program policy
    plan memorandum declaration summit games cup prize award battle siege century age era
    article articles chapter section table figure""".split()
)
_CALENDAR = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_ERAS = frozenset({"AD", "BC", "CE", "BCE", "AM", "PM", "OK"})
_ACTS = re.compile(rf"{_PERSONAL_VERB.pattern}|\s[a-z]+ed\b")
_SPLIT_LINKS = frozenset({"and", "in", "for", "on", "the", "and the", "of the", "for the"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name ``[start, end)`` with every class that its shape allows."""

    start: int
    end: int
    kinds: frozenset[NameKind]
    certain: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Word lists of ``gazetteer.json``, in lower case."""

    places: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]
    demonyms: frozenset[str]
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    titles: frozenset[str]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once."""
    data = json.loads(files(__package__).joinpath("gazetteer.json").read_text(encoding="utf-8"))
    folded = {key: frozenset(word.casefold() for word in words) for key, words in data.items()}
    return Gazetteer(
        places=folded["countries"] | folded["regions"] | folded["cities"],
        countries=folded["countries"],
        cities=folded["cities"],
        demonyms=folded["demonyms"],
        organisation_words=folded["organisation_words"],
        place_words=folded["place_words"],
        titles=folded["titles"],
    )


def is_place(word: str) -> bool:
    """Whether a word names a place or its people (“Korea”, “Korean”)."""
    lists = gazetteer()
    return word.casefold() in lists.places or word.casefold() in lists.demonyms


def find_names(sentence: str, stop_words: frozenset[str]) -> tuple[Name, ...]:
    """Names in order; parts of a linked run (“X and Y”) come besides the whole run.

    ``stop_words`` (lower case) are not names at the start of a sentence.
    """
    found: list[Name] = []
    for match in _NAME.finditer(sentence):
        for start, end in _parts(sentence, match.start(), match.end()):
            name = _classified(sentence, *_without_stop_words(sentence, start, end, stop_words))
            if name is not None and name not in found:
                found.append(_with_acronym(sentence, name))
    return tuple(name for name in found if not _is_acronym_of(name, found))


def _with_acronym(sentence: str, name: Name) -> Name:
    """The name with the acronym that stands behind it in brackets."""
    acronym = _ACRONYM_AFTER.match(sentence, name.end)
    return replace(name, end=acronym.end()) if acronym else name


def _is_acronym_of(name: Name, found: Sequence[Name]) -> bool:
    return any(n.start < name.start and name.end < n.end and n.end - name.end == 1 for n in found)


def _parts(sentence: str, start: int, end: int) -> list[tuple[int, int]]:
    """The run itself and, where lower-case links join it, the pieces between them."""
    parts = [(start, end)]
    piece = start
    for link in re.finditer(rf"\s({_LINK})\s", sentence[start:end]):
        whole = _goes_on(sentence[piece : start + link.start()], sentence[start + link.end() : end])
        if link.group(1) in _SPLIT_LINKS and not whole:
            parts.append((piece, start + link.start()))
            piece = start + link.end()
    if piece != start:
        parts.append((piece, end))
    return parts


def _goes_on(before: str, after: str) -> bool:
    """“Ministry of Strategy” and “Finance”: an organisation's name with “and” in it."""
    known = gazetteer().organisation_words
    head = re.match(r"(\w+)\s(?:of|for)\s", before)
    return (
        head is not None
        and head.group(1).casefold() in known
        and not known.intersection(after.casefold().split())
    )


def _without_stop_words(
    sentence: str, start: int, end: int, stop_words: frozenset[str]
) -> tuple[int, int]:
    opens = not sentence[:start].strip(" \"“‘'([")
    while (token := _TOKEN.match(sentence, start, end)) is not None:
        folded = token.group().casefold()
        drops = folded in (stop_words if opens else _CALENDAR) and not token.group().isupper()
        if not drops:
            break
        start = token.end()
        while start < end and sentence[start].isspace():
            start += 1
    if sentence[start:end].endswith(("’s", "'s")):
        end -= 2
    return start, end


def _classified(sentence: str, start: int, end: int) -> Name | None:
    text = sentence[start:end]
    if end - start < 2 or not any(letter.isupper() for letter in text) or text in _ERAS:
        return None
    lists = gazetteer()
    folded = text.casefold()
    tokens = [token.strip(".,") for token in folded.split()]
    parts = [part for token in tokens for part in re.split("[-–]", token)]
    if all(part in lists.demonyms for part in parts) or _EVENTS.intersection(tokens):
        return None
    if folded in lists.places or _bare(folded) in lists.places:
        return Name(start, end, frozenset({"place"}), certain=True)
    kinds = _kinds_by_words(sentence, start, end, tokens)
    if kinds:
        return Name(start, end, frozenset(kinds), certain=True)
    opens = not sentence[:start].strip(" \"“‘'([")
    if opens and len(tokens) == 1 and not _ACTS.match(sentence, end):
        # Any word is capitalised at the start of a sentence.
        return None
    return Name(start, end, frozenset(_kinds_by_shape(sentence, start, end)), certain=False)


def _bare(folded: str) -> str:
    return folded.removeprefix("the ")


def _kinds_by_words(sentence: str, start: int, end: int, tokens: list[str]) -> set[NameKind]:
    lists = gazetteer()
    text = sentence[start:end]
    kinds: set[NameKind] = set()
    if _KOREAN.search(text):
        kinds.add("person")
    elif lists.organisation_words.intersection(tokens):
        kinds.add("organisation")
    elif tokens[-1] in lists.place_words or tokens[0] in _PLACE_OPENERS:
        kinds.add("place")
    elif _ACRONYM_AFTER.match(sentence, end):
        kinds.add("organisation")
    elif _titled(sentence, start, tokens):
        kinds.add("person")
    elif text.isupper() and len(text) >= 2:
        kinds.add("organisation")
    return kinds


def _titled(sentence: str, start: int, tokens: list[str]) -> bool:
    """Whether a title opens the name or stands right before it."""
    titles = gazetteer().titles
    opened = tokens[0] in titles or tokens[-1] in titles or " ".join(tokens[:2]) in titles
    if len(tokens) > 1 and opened:
        return True
    before = sentence[:start].split()[-2:]
    return bool(before) and before[-1].casefold() in titles


def _kinds_by_shape(sentence: str, start: int, end: int) -> set[NameKind]:
    text = sentence[start:end]
    tokens = text.split()
    kinds: set[NameKind] = set()
    simple = re.search(r"\s(?!(?:de|von|van|der|al|bin|ibn|du|la|le)\s)[a-z]|\d", text) is None
    if simple and 1 <= len(tokens) <= 4:
        kinds.add("person")
    if LOCATIVE.search(sentence[:start]) and len(tokens) <= 3:
        kinds.add("place")
    if _PERSONAL_VERB.match(sentence, end) and len(tokens) <= 4:
        return {"person"}
    if len(tokens) >= 2 or not kinds:
        kinds.add("organisation")
    return kinds
