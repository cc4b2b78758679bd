"""The pieces of a question in another language: its words with what they are in English.

Russian words are met by their Snowball stems, whole phrases before single words. Korean
writes words together with particles and endings: the cheapest way to cut the question into
known words, endings and unknown rests is found by dynamic programming, as maximum-matching
segmenters do (Sproat et al. 1996, "A Stochastic Finite-State Word-Segmentation Algorithm").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chatbot.conversation.glossary import Role

UNIT_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(조|억|만|천)(?![가-힣]*년)")
"""A Korean number with its unit of ten thousands: “58억”, “3만”."""
MONTH = re.compile(r"(\d{1,2})(?:월)?(?=\s?[~–-]\s?\d{1,2}월)|(\d{1,2})월")
"""A Korean month by its number, alone or as the beginning of a range: “1~4월”."""
ORDINAL = re.compile(r"(\d{1,2})(?:\s?번째|-?(?:й|я|е|ый|ий|ая|ое|ую|го|му|м|ой)\b)")
SECTION = re.compile(r"제?(\d{1,2})\s?(?:장|절|섹션)(?=에|의|은|을|이|\s|[?.,]|$)")
"""A Korean section by its number: “3장에서”."""
NUMBER = re.compile(r"\d+(?:[.,+]\d+)*%?")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9&./+’'-]*")
_UNITS = {"조": (1.0, "trillion"), "억": (0.1, "billion"), "만": (10.0, "thousand")}
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_UNITS["천"] = (1.0, "thousand")

Named = Callable[[str], str | None]
"""A word or name in another script → the papers' own name that sounds like it, if any."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the question at ``start:end``: its English, and what it does there."""

    english: str
    role: Role
    start: int
    end: int


def latin_or_number(text: str, at: int) -> Piece | None:
    """What begins at a place and needs no glossary: Latin words, numbers, Korean amounts."""
    for pattern, written in (
        (UNIT_NUMBER, _amount),
        (MONTH, _month),
        (ORDINAL, _ordinal),
        (SECTION, _section),
        (NUMBER, re.Match[str].group),
        (LATIN, lambda match: match.group().rstrip(".'’-/")),
    ):
        match = pattern.match(text, at)
        if match:
            role: Role = _ROLES.get(pattern, "number")
            return Piece(written(match), role, at, match.end())
    return None


_ROLES: Mapping[re.Pattern[str], Role] = {LATIN: "name", ORDINAL: "ordinal"}


def _ordinal(match: re.Match[str]) -> str:
    number = int(match.group(1))
    ending = "th" if number in (11, 12, 13) else _ORDINAL_ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def _section(match: re.Match[str]) -> str:
    return f"section {match.group(1)}"


def _month(match: re.Match[str]) -> str:
    number = int(match.group(1) or match.group(2))
    return _MONTHS[number - 1] if 1 <= number <= len(_MONTHS) else match.group()


def _amount(match: re.Match[str]) -> str:
    """“58억” is 5.8 billion."""
    factor, unit = _UNITS[match.group(2)]
    value = float(match.group(1).replace(",", "")) * factor
    if unit == "billion" and value < 1:
        value, unit = value * 1000, "million"
    if unit == "thousand" and value >= 1000:
        value, unit = value / 1000, "million"
    return f"{value:.6g} {unit}"
