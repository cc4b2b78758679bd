"""The place of a figure: the drawing next to its caption, and the words in it."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_graphics import union
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style

_FAR = 90.0  # points from a caption to the nearest part of its figure


def figure_region(
    lines: Sequence[Line],
    caption: Sequence[Line],
    graphics: Sequence[Box],
    taken: set[int],
    style: Style,
) -> Box | None:
    """The drawing above a caption, else the one below; its parts side by side count."""
    box = box_of(caption)
    left, right = caption[0].left - 12, caption[0].right + 12
    near = [g for g in graphics if g[0] < right and g[2] > left]
    prose = [
        line
        for line in lines
        if id(line) not in taken and style.is_prose(line) and style.is_body(line)
    ]
    own = [line for line in prose if line.run.left < right and line.run.right > left]
    for above in (True, False):
        region = _grown(box, near, own, above=above)
        if region is not None:
            region = _beside_others(region, [li for li in prose if li not in own], left, right)
            region = _without_prose(_off_caption(region, box, above=above), own)
            return _with_labels(lines, region, box, taken, style)
    return None


def _beside_others(region: Box, prose: Sequence[Line], left: float, right: float) -> Box:
    """The region within its caption's column where another column's text lies in it."""
    if any(_holds(region, line) for line in prose):
        return max(region[0], left), region[1], min(region[2], right), region[3]
    return region


def _off_caption(region: Box, caption: Box, *, above: bool) -> Box:
    """The region up to its caption: the boxes of drawings may be larger than what shows."""
    left, top, right, bottom = region
    if above and top < caption[1] < bottom:
        return left, top, right, caption[1]
    if not above and top < caption[3] < bottom:
        return left, caption[3], right, bottom
    return region


def _grown(box: Box, graphics: Sequence[Box], prose: Sequence[Line], *, above: bool) -> Box | None:
    """The union of the drawings between a caption and the next prose on one side of it."""
    region: Box | None = None
    edge = box[1] if above else box[3]
    ordered = sorted(graphics, key=lambda g: -g[3] if above else g[1])
    for graphic in ordered:
        gap = edge - graphic[3] if above else graphic[1] - edge
        beyond = graphic[1] > box[1] if above else graphic[3] < box[3]
        if beyond or gap < -0.6 * (graphic[3] - graphic[1]):
            continue
        if gap > _FAR or any(_between(line, graphic, edge, above=above) for line in prose):
            break
        region = graphic if region is None else union((region, graphic))
        edge = min(edge, graphic[1]) if above else max(edge, graphic[3])
    return region


def _without_prose(region: Box, prose: Sequence[Line]) -> Box:
    """The region cut off at the running text that its drawing reaches into."""
    left, top, right, bottom = region
    middle = (top + bottom) / 2
    for line in prose:
        if _holds(region, line):
            if line.run.bottom < middle:
                top = max(top, line.run.bottom)
            else:
                bottom = min(bottom, line.run.top)
    return (left, top, right, bottom) if top < bottom else region


def _between(line: Line, graphic: Box, edge: float, *, above: bool) -> bool:
    middle = (line.run.top + line.run.bottom) / 2
    return graphic[3] - 2 < middle < edge - 2 if above else edge + 2 < middle < graphic[1] + 2


def _with_labels(
    lines: Sequence[Line], region: Box, caption: Box, taken: set[int], style: Style
) -> Box:
    """The region with the short lines at its edges: labels of axes, legends."""
    for _ in range(3):
        grown = region
        for line in lines:
            run = line.run
            if id(line) in taken or (style.is_prose(line) and style.is_body(line)):
                continue
            near = (
                run.left > grown[0] - 14 and run.right < grown[2] + 14
                and run.bottom > grown[1] - 12 and run.top < grown[3] + 12
            )  # fmt: skip
            own = run.bottom <= caption[1] + 2 or run.top >= caption[3] - 2
            if near and own and len(run.text) < 60 and not style.is_body(line):
                grown = union((grown, box_of([line])))
        if grown == region:
            break
        region = grown
    return region


def lines_inside(
    lines: Sequence[Line], region: Box | None, taken: set[int], style: Style
) -> list[Line]:
    """The lines in a figure; what reads like running text is left where it is."""
    if region is None:
        return []
    return [
        line
        for line in lines
        if id(line) not in taken
        and _holds(region, line)
        and not (style.is_prose(line) and style.is_body(line))
    ]


def _holds(region: Box, line: Line) -> bool:
    run = line.run
    x, y = (run.left + run.right) / 2, (run.top + run.bottom) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]


def box_of(lines: Sequence[Line]) -> Box:
    """The least box around some lines (at least one)."""
    return union([(li.run.left, li.run.top, li.run.right, li.run.bottom) for li in lines])
