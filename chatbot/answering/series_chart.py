"""Charts of stated series as SVG, written by hand.

Marks stand on a true axis of time, on stems from nought; lines join neighbouring periods
only, so that a gap stays a gap. Categories are bars. Colours are classes, which a page
styles (``plot-line``, ``plot-mark-1`` …); without a style sheet everything is in the colour
of the text. Numbers, periods and names are the paper's own words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from textwrap import wrap

from chatbot.answering.series_labels import measured, point_label, written
from chatbot.answering.series_types import Series, SeriesPoint
from chatbot.datatypes import Document
from chatbot.languages.phrases import DEFAULT, phrase

WIDTH = 420
_LEFT, _RIGHT = 44, 30
_PLOT = 170
_LINE = 15
_LETTER = 6.6
_NAME_LETTERS = 54
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(slots=True)
class _Drawing:
    """Elements in order and the boxes that labels already take."""

    parts: list[str] = field(default_factory=list)
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, kind: str, anchor: str = "start") -> None:
        """A line of text; ``y`` is its base line."""
        place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
        self.parts.append(f'<text class="{kind}" {place}>{_safe(words)}</text>')

    def fits(self, x: float, y: float, words: str) -> bool:
        """Whether a centred label has room there; if so the room is taken."""
        half = max(8.0, len(words) * _LETTER / 2)
        box = (x - half, y - 11, x + half, y + 3)
        if box[0] < 0 or box[2] > WIDTH or any(_meet(box, other) for other in self.taken):
            return False
        self.taken.append(box)
        return True


def series_svg(
    group: Sequence[Series], document: Document, name: str, language: str = DEFAULT
) -> str:
    """One chart of series that are drawn together; ``name`` makes its ids its own."""
    drawing = _Drawing()
    top = _head(drawing, group, document)
    bars = group[0].kind == "categories"
    height = (
        _bars(drawing, group[0], document, top) if bars else _axes(drawing, group, document, top)
    )
    drawing.text(4, height + 14, phrase("series.redrawn", language), "plot-note")
    title = phrase("series.chart_of", language, measure=title_of(group, document, language))
    described = "; ".join(_described(series, document) for series in group)
    prefix = re.sub(r"\W", "-", name)
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {height + 22:.0f}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" xmlns="http://www.w3.org/2000/svg" '
        'font-family="sans-serif" font-size="12" fill="currentColor">'
        f'<title id="{prefix}-title">{_safe(title)}</title>'
        f'<desc id="{prefix}-desc">{_safe(described)}</desc>{"".join(drawing.parts)}</svg>'
    )


def title_of(group: Sequence[Series], document: Document, language: str = DEFAULT) -> str:
    """What a chart shows, in the paper's words where it has some."""
    known = [words for series in group if (words := measured(document, series))]
    return "; ".join(known) or phrase("series.unnamed", language)


def _described(series: Series, document: Document) -> str:
    points = ", ".join(
        f"{written(document, point.place)}: {written(document, point.value)}"
        for point in series.points
    )
    named = measured(document, series)
    return f"{named} – {points}" if named else points


def _safe(words: str) -> str:
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words))


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _head(drawing: _Drawing, group: Sequence[Series], document: Document) -> float:
    """The names of the series with their marks, and the unit; gives where the plot begins."""
    y = 14.0
    for number, series in enumerate(group, start=1):
        lines = wrap(measured(document, series), _NAME_LETTERS)[:3]
        if lines and len(group) > 1:
            drawing.parts.append(_mark(9, y - 4, number))
        for line in lines:
            drawing.text(20 if len(group) > 1 else 4, y, line, "plot-name")
            y += _LINE
    if group[0].unit:
        drawing.text(4, y + 2, group[0].unit, "plot-unit")
        y += _LINE
    return y + 8


# --- bars ----------------------------------------------------------------------


def _bars(drawing: _Drawing, series: Series, document: Document, top: float) -> float:
    longest = max(abs(point.number) for point in series.points) or 1.0
    y, room = top, WIDTH - 64
    for point in series.points:
        drawing.text(4, y + 8, written(document, point.place), "plot-place")
        width = max(room * abs(point.number) / longest, 0.5)
        place = f'x="4" y="{y + 13:.1f}" width="{width:.1f}"'
        drawing.parts.append(f'<rect class="plot-bar" {place} height="12"/>')
        drawing.text(9 + width, y + 23, point_label(document, series, point), "plot-value")
        y += 36
    return y


# --- time ----------------------------------------------------------------------


def _axes(drawing: _Drawing, group: Sequence[Series], document: Document, top: float) -> float:
    points = [point for series in group for point in series.points]
    first, last = min(map(_when, points)), max(map(_when, points))
    low, high, ticks = _scale([point.number for point in points])
    top += 14  # a label above the highest mark
    left = _LEFT + 24

    def x_of(point: SeriesPoint) -> float:
        return left + (WIDTH - _RIGHT - left) * (_when(point) - first) / (last - first)

    def y_of(number: float) -> float:
        return top + _PLOT * (high - number) / (high - low)

    for tick in ticks:
        kind = "plot-zero" if tick == 0 else "plot-grid"
        drawing.parts.append(_stroke(kind, _LEFT - 8, y_of(tick), WIDTH - 8, y_of(tick)))
        drawing.text(_LEFT - 12, y_of(tick) + 4, _tick(tick), "plot-tick", "end")
    for number, series in enumerate(group, start=1):
        places = [(x_of(point) + 5 * (number - 1), y_of(point.number)) for point in series.points]
        drawing.parts += _marks(series, places, number, y_of(0.0), document)
    for series in group:
        for point in series.points:
            _label(drawing, x_of(point), y_of(point.number), point_label(document, series, point))
    seen = {written(document, point.place): x_of(point) for point in points}
    return _periods(drawing, seen, top + _PLOT)


def _when(point: SeriesPoint) -> float:
    return point.position or 0.0


def _scale(numbers: Sequence[float]) -> tuple[float, float, list[float]]:
    """The ends of the axis, nought among them, and three to six round ticks."""
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    span = (high - low) or 1.0
    step = 10 ** math.floor(math.log10(span / 2))
    step = next(step * factor for factor in (1, 2, 2.5, 5, 10) if span / (step * factor) <= 5)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [number * step for number in range(first, last + 1)]
    return ticks[0], max(ticks[-1], ticks[0] + step), ticks


def _tick(number: float) -> str:
    for size, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(number) >= size:
            return f"{number / (1e3 if letter == 'k' else size):g}{letter}"
    return f"{number:g}"


def _stroke(kind: str, x: float, y: float, x2: float, y2: float) -> str:
    return (
        f'<line class="{kind}" x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        'stroke="currentColor"/>'
    )


def _marks(
    series: Series,
    places: Sequence[tuple[float, float]],
    number: int,
    nought: float,
    document: Document,
) -> Iterator[str]:
    """Stems, the lines between neighbouring periods, and the marks with their words."""
    for x, y in places:
        yield _stroke(f"plot-stem plot-{number}", x, nought, x, y)
    joined = zip(pairwise(series.points), pairwise(places), strict=True)
    for (one, other), ((x, y), (x2, y2)) in joined:
        if _when(other) - _when(one) <= series.step * 1.01:
            yield _stroke(f"plot-line plot-{number}", x, y, x2, y2)
    for point, (x, y) in zip(series.points, places, strict=True):
        words = f"{written(document, point.place)}: {written(document, point.value)}"
        kind = " plot-unsure" if point.approximate or point.forecast else ""
        yield _mark(x, y, number, kind, f"<title>{_safe(words)}</title>")


def _mark(x: float, y: float, number: int, kind: str = "", inside: str = "") -> str:
    """A circle, a square or a diamond, filled unless what it stands for is unsure."""
    named = f'class="plot-mark plot-{number}{kind}"'
    if number % 3 == 1:
        return f'<circle {named} cx="{x:.1f}" cy="{y:.1f}" r="4">{inside}</circle>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if number % 3 == 0 else ""
    return (
        f'<rect {named} x="{x - 3.6:.1f}" y="{y - 3.6:.1f}" width="7.2" height="7.2"{turned}>'
        f"{inside}</rect>"
    )


def _label(drawing: _Drawing, x: float, y: float, words: str) -> None:
    """The value above its mark, else below it; where neither has room the table has it."""
    half = len(words) * _LETTER / 2
    x = min(max(x, half + 2), WIDTH - half - 2)
    for at in (y - 9, y + 18):
        if drawing.fits(x, at, words):
            drawing.text(x, at, words, "plot-value", "middle")
            return


def _periods(drawing: _Drawing, places: dict[str, float], bottom: float) -> float:
    """The periods under the axis, in lines; one that has no room stands in the table only."""
    lines = 1
    for words, place in places.items():
        shown = wrap(words, 11)
        widest = max(shown, key=len)
        half = len(widest) * _LETTER / 2
        x = min(max(place, half), WIDTH - half)
        if not drawing.fits(x, bottom + 18, widest):
            continue
        for number, line in enumerate(shown):
            drawing.text(x, bottom + 18 + number * 13, line, "plot-place", "middle")
        lines = max(lines, len(shown))
    return bottom + 12 + lines * 13
