"""Drawings as inline SVG that take their colours from the page.

matplotlib draws with a few marker colours, which then become CSS variables: one drawing
serves light and dark pages and paper. Text stays text.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _LINE = "#010203", "#040506"
SERIES = ("#0a0b01", "#0a0b02", "#0a0b03", "#0a0b04", "#0a0b05", "#0a0b06")
"""The colours of series; a page gives them as ``--series-1`` … ``--series-6``."""

MARKERS = "os^Dvx"
_DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))
_VARIABLES = {_INK: "var(--ink)", _LINE: "var(--line)"} | {
    color: f"var(--series-{number})" for number, color in enumerate(SERIES, start=1)
}
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "chatbot",
    "text.parse_math": False,
    "font.size": 9,
    "text.color": _INK,
    "axes.edgecolor": _LINE,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": _LINE,
    "grid.linewidth": 0.5,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}
_LEGEND_COLUMNS = 3
_ID = re.compile(r'(\bid="|xlink:href="#|url\(#)')


def canvas(width: float = 4.6, height: float = 3.2) -> tuple[Figure, Axes]:
    """An empty figure with one pair of axes, its size in inches."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(width, height))
        axes = figure.subplots()
    axes.set_axisbelow(True)
    figure.patch.set_alpha(0)
    axes.patch.set_alpha(0)
    return figure, axes


def line_style(number: int, marker: str | None = None) -> dict[str, Any]:
    """How the series with this number is drawn: its colour, dashes and marker."""
    return {
        "color": SERIES[number % len(SERIES)],
        "linestyle": _DASHES[number % len(_DASHES)],
        "marker": MARKERS[number % len(MARKERS)] if marker is None else marker,
        "markersize": 3.5,
        "linewidth": 1.4,
    }


def inline_svg(figure: Figure, name: str, legend: Literal["best", "above"] = "best") -> str:
    """The drawing as an ``svg`` element; ids get the name, so that no two are the same.

    ``legend`` is the best place inside the axes, or ``above`` them, in rows.
    """
    import matplotlib as mpl

    axes = figure.axes[0]
    buffer = io.StringIO()
    with mpl.rc_context(_STYLE):
        if len(axes.get_legend_handles_labels()[0]) > 1:
            _add_legend(axes, legend)
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    prefix = re.sub(r"\W", "-", name)
    svg = _ID.sub(rf"\g<1>{prefix}-", svg)
    for color, variable in _VARIABLES.items():
        svg = svg.replace(color, variable)
    return svg.strip()


def _add_legend(axes: Axes, place: Literal["best", "above"]) -> None:
    if place == "above":
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=_LEGEND_COLUMNS, fontsize=8)
    else:
        axes.legend(loc=place, fontsize=8)
