"""The words of a series as they stand in the paper, for charts and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from chatbot.answering.series import series_in
from chatbot.answering.series_types import Series, SeriesPoint
from chatbot.datatypes import Document, Span
from chatbot.languages.phrases import DEFAULT, phrase

_DIGITS = re.compile(r"(?P<sign>[−-]?)[^\d−-]*(?P<digits>\d[\d,]*(?:\.\d+)?)")
_LONGEST_WORDS = 90


def charts(series: Sequence[Series]) -> list[tuple[Series, ...]]:
    """Series that are drawn together: of one sentence, in one unit, over like periods."""
    return [tuple(group) for _, group in groupby(series, key=_alike)]


def _alike(series: Series) -> tuple[Span, str, str, bool]:
    return series.sentence, series.kind, series.unit, series.in_full


def written(document: Document, span: Span) -> str:
    """Words of the paper on one line."""
    return " ".join(document.slice(span).split())


def point_label(document: Document, series: Series, point: SeriesPoint) -> str:
    """What is printed at a point: the words of its value, as short as they can be.

    The unit is left out where the whole series has it, the sign and “about” stay.
    """
    words = written(document, point.value)
    if point.approximate or series.in_full:
        return words
    found = _DIGITS.match(words)
    if found is None:
        return words
    percent = "%" if series.unit.startswith(("%", "percent", "per cent")) else ""
    return found["sign"] + found["digits"] + percent


def measured(document: Document, series: Series) -> str:
    """What is measured, in the paper's words; empty where that cannot be told."""
    return written(document, series.measure) if series.measure else ""


def evidence(document: Document, series: Series, point: SeriesPoint) -> tuple[Span, str]:
    """Where a point is stated, and its words: value and period with what is between them.

    Where they stand far apart, “…” stands between the two.
    """
    first, last = sorted((point.value, point.place))
    if last.end - first.start <= _LONGEST_WORDS and not _others_between(series, first, last):
        span = Span(first.start, last.end)
        return span, written(document, span)
    return series.sentence, f"{written(document, first)} … {written(document, last)}"


def _others_between(series: Series, first: Span, last: Span) -> bool:
    between = Span(first.end, last.start)
    return any(between.overlap(point.value) for point in series.points)


def series_lines(document: Document, span: Span, language: str = DEFAULT) -> list[str]:
    """Each series of a span in one line: “… 2007: 52; 2008: 62”."""
    said = phrase("series.line", language)
    return [f"{said} {_told(document, series)}" for series in series_in(document, span)]


def _told(document: Document, series: Series) -> str:
    points = (
        f"{written(document, point.place)}: {written(document, point.value)}"
        for point in series.points
    )
    return "; ".join(points)
