"""Charts of stated series as PNG, drawn by matplotlib, for what holds no SVG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chatbot.answering.series_chart import title_of
from chatbot.answering.series_labels import measured, point_label, written
from chatbot.answering.series_types import Series
from chatbot.datatypes import Document
from chatbot.languages.phrases import DEFAULT, phrase

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0c5a6b", "#8a3b12", "#5b616b")
_STYLE: Any = {
    "text.parse_math": False,
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#e3ded4",
    "grid.linewidth": 0.5,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}


def series_png(
    group: Sequence[Series], document: Document, language: str = DEFAULT, dpi: int = 200
) -> bytes:
    """One chart of series that are drawn together, on white, the same bytes every time."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    buffer = io.BytesIO()
    style: Any = _STYLE | {"font.family": _families()}
    with mpl.rc_context(style):
        bars = group[0].kind == "categories"
        height = 0.8 + 0.32 * len(group[0].points) if bars else 3.2
        figure = Figure(figsize=(6.0, height))
        axes = figure.subplots()
        axes.set_axisbelow(True)
        (_draw_bars if bars else _draw_periods)(axes, group, document)
        if len(group) == 1:
            axes.set_title(title_of(group, document, language), loc="left", fontsize=9, wrap=True)
        figure.supxlabel(
            phrase("series.redrawn", language), fontsize=7, color="#5b616b", x=0.02, ha="left"
        )
        figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def _draw_bars(axes: Axes, group: Sequence[Series], document: Document) -> None:
    (series,) = group[:1]
    points = series.points[::-1]
    drawn = axes.barh(range(len(points)), [p.number for p in points], 0.55, color=COLOURS[0])
    axes.set_yticks(range(len(points)), [written(document, point.place) for point in points])
    axes.bar_label(drawn, [point_label(document, series, point) for point in points], padding=3)
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.margins(x=0.12)


def _draw_periods(axes: Axes, group: Sequence[Series], document: Document) -> None:
    ticks: dict[float, str] = {}
    for number, series in enumerate(group):
        colour = COLOURS[number % len(COLOURS)]
        xs = [point.position or 0.0 for point in series.points]
        ys = [point.number for point in series.points]
        axes.vlines(xs, 0, ys, color=colour, linewidth=0.8, alpha=0.45)
        for (x, y), (x2, y2) in pairwise(zip(xs, ys, strict=True)):
            if x2 - x <= series.step * 1.01:  # a gap stays a gap
                axes.plot((x, x2), (y, y2), color=colour, linewidth=1.4)
        name = measured(document, series) or None
        axes.plot(xs, ys, "os^"[number % 3], color=colour, markersize=5, label=name)
        for point, x, y in zip(series.points, xs, ys, strict=True):
            words = point_label(document, series, point)
            axes.annotate(words, (x, y), (0, 6), textcoords="offset points", ha="center")
            ticks[x] = written(document, point.place)
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.set_ylabel(group[0].unit)
    axes.axhline(0, color="#8d8a83", linewidth=0.8)
    axes.margins(x=0.08, y=0.15)
    if all(point.number >= 0 for series in group for point in series.points):
        axes.set_ylim(bottom=0)
    if len(group) > 1:
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), fontsize=8)


@cache
def _families() -> list[str]:
    """DejaVu Sans, and after it a font for Korean, where one is installed."""
    from matplotlib.font_manager import FontProperties, fontManager

    found = find_spec("koreanize_matplotlib")
    places = found.submodule_search_locations if found else None
    paths = sorted(Path(places[0]).glob("fonts/NanumGothic.ttf")) if places else []
    for path in paths:
        fontManager.addfont(path)
    return ["DejaVu Sans", *(FontProperties(fname=path).get_name() for path in paths)]
