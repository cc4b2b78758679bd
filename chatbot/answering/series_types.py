"""Series that a sentence states in words: values over periods, or shares of categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chatbot.datatypes import Span

SeriesKind = Literal["periods", "categories"]


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One value with the period or category that the same words give it.

    ``value`` and ``place`` are spans of ``Document.text``. ``number`` is the value in the
    series' unit. ``position`` is the beginning of the period in years (2016.75), None for a
    category. ``approximate``: the words say “about”; ``forecast``: they say “will”.
    """

    value: Span
    place: Span
    number: float
    position: float | None = None
    approximate: bool = False
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one measure in one unit, in the order of time, or of the text.

    ``sentence`` is where all of it stands; ``measure`` the words that say what is measured,
    None where they cannot be told; ``unit`` is in the words and signs of the text (“%”,
    “$ billion”), empty where it gives none. ``step`` is how far apart neighbouring periods of
    their kind are, in years; days have none. ``in_full``: the values name different scales
    (“900 thousand”, “1.2 million”), so their numbers are multiplied out and the unit has none.
    """

    document: str
    kind: SeriesKind
    sentence: Span
    measure: Span | None
    unit: str
    points: tuple[SeriesPoint, ...]
    step: float = 1.0
    in_full: bool = False
