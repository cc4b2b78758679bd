"""Which section is meant by “III”, “two”, “the last” or some words of its heading."""

from __future__ import annotations

import re

from chatbot.answering.wording import content_stems
from chatbot.datatypes import Document, Section

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_HEADING = re.compile(
    r"(?:section|chapter|part|раздел|глава|часть|제)?\s*(?P<number>[ivxl]+|\d+(?:\.\d+)*)"
    r"\s?(?:[.):]|장|절|부|\s|$)",
    re.IGNORECASE,
)
_WORDS = (
    "один one first 1st 첫 첫째 일 한 перв",
    "два two second 2nd 두 둘째 이 втор",
    "три three third 3rd 세 셋째 삼 трет",
    "четыре four fourth 4th 네 넷째 사 четверт четвёрт",
    "пять five fifth 5th 다섯 오 пят",
    "шесть six sixth 6th 여섯 육 шест",
    "seven seventh 7th 일곱 칠 седьм",
    "eight eighth 8th 여덟 팔 восьм",
    "nine ninth 9th 아홉 구 девят",
    "ten tenth 10th 열 십 десят",
)
_NUMBERS = {name: number for number, names in enumerate(_WORDS, 1) for name in names.split()}
_ENDING = re.compile(r"(?:ый|ий|ой|ая|ья|ое|ье|ую|ью|ого|ьего|ем|ом|ьем|ей|ьей|им|ым)$")
_FIRST = ("opening", "introductory", "вводн")
_LAST = ("last", "final", "closing", "concluding", "마지막", "последн", "заключительн")
_SAME = 0.5
"""The least share of the words asked for that a heading has."""


def find_section(document: Document, wanted: str) -> Section | None:
    """The section that is meant, None where there is none such.

    A number is that of a heading, else it counts the outermost sections from 1.
    """
    number = section_number(wanted)
    if number is not None:
        return _numbered(document, number)
    return _by_heading(document, wanted) or _by_place(document, wanted)


def outermost(document: Document) -> tuple[Section, ...]:
    """The sections that stand in no other."""
    top = min((section.level for section in document.sections), default=0)
    return tuple(section for section in document.sections if section.level == top)


def section_number(wanted: str) -> str | None:
    """The number that is meant, in digits: “III”, “3”, “third”, “세” → “3”."""
    word = wanted.casefold().strip(" .:)")
    if re.fullmatch(r"\d+(?:\.\d+)*", word):
        return word
    if re.fullmatch(r"[ivxl]+", word):
        return str(_of_roman(word))
    known = _NUMBERS.get(word) or _NUMBERS.get(_ENDING.sub("", word))
    return str(known) if known else None


def _of_roman(word: str) -> int:
    """The value of a Roman numeral, written in any order that adds up."""
    values = [_ROMAN[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _numbered(document: Document, number: str) -> Section | None:
    named = {_own_number(document.slice(s.heading)): s for s in reversed(document.sections)}
    if any(known is not None for known in named):
        return named.get(number)
    sections = outermost(document)
    place = int(number) - 1 if number.isdigit() else -1
    return sections[place] if 0 <= place < len(sections) else None


def _own_number(heading: str) -> str | None:
    match = _HEADING.match(heading)
    return section_number(match["number"]) if match else None


def _by_heading(document: Document, wanted: str) -> Section | None:
    """The section whose heading has most of the words, the first of those with as many."""
    asked = content_stems(wanted, document.language)
    best, most = None, 0.0
    for section in document.sections:
        shared = asked & content_stems(document.slice(section.heading), document.language)
        share = len(shared) / len(asked) if asked else 0.0
        if share > most:
            best, most = section, share
    return best if most > _SAME or (best and most == 1.0) else None


def _by_place(document: Document, wanted: str) -> Section | None:
    """The first or the last section, where one of these is asked for by its usual name."""
    word = wanted.casefold()
    sections = outermost(document)
    if sections and word.startswith(_FIRST):
        return sections[0]
    return sections[-1] if sections and word.startswith(_LAST) else None
