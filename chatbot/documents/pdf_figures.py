"""The place of a figure: the drawing next to its caption, and the words in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_graphics import union
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style

_FAR = 90.0  # points from a caption to the nearest part of its figure


@dataclass(frozen=True, slots=True)
class Barriers:
    """What no figure reaches over: running text, the captions and tables of others."""

    prose: tuple[Line, ...]
    boxes: tuple[Box, ...]

    def between(self, caption: Box, other: Box) -> bool:
        """Whether one of them stands between a caption and something above or below it."""
        if other[3] <= caption[1] + 4:
            top, bottom = other[3], caption[1]
        else:
            top, bottom = caption[3], other[1]
        left, right = max(caption[0], other[0]), min(caption[2], other[2])
        if left >= right:
            left, right = min(caption[0], other[0]), max(caption[2], other[2])
        boxes = [*self.boxes, *(box_of([line]) for line in self.prose)]
        return any(
            box[0] < right and box[2] > left and top - 2 < (box[1] + box[3]) / 2 < bottom + 2
            for box in boxes
            if box != caption
        )


def figure_region(
    lines: Sequence[Line],
    caption: Sequence[Line],
    graphics: Sequence[Box],
    barriers: Barriers,
    taken: set[int],
    style: Style,
    *,
    sides: Sequence[bool] = (True, False),
) -> Box | None:
    """The drawing above a caption, else the one below; its parts side by side count.

    ``sides``: whether to look above (true) and below, in this order.
    """
    box = box_of(caption)
    left, right = caption[0].left - 12, caption[0].right + 12
    near = [g for g in graphics if g[0] < right and g[2] > left]
    own = [line for line in barriers.prose if line.run.left < right and line.run.right > left]
    own = [line for line in own if not _framed(line, graphics)]
    walls = Barriers(tuple(own), barriers.boxes)
    for above in sides:
        region = _grown(box, near, walls, above=above)
        if region is not None:
            others = [line for line in barriers.prose if line not in own]
            region = _beside_others(region, others, left, right)
            region = _without_prose(_off_caption(region, box, above=above), own)
            return _with_labels(lines, region, box, taken, style)
    return None


def _framed(line: Line, graphics: Sequence[Box]) -> bool:
    """Whether a line of running text stands in a drawing with room on all sides."""
    run = line.run
    return any(
        g[0] < run.left - 1 and g[2] > run.right + 1 and g[1] < run.top and g[3] > run.bottom
        for g in graphics
    )


def _beside_others(region: Box, prose: Sequence[Line], left: float, right: float) -> Box:
    """The region within its caption's column where another column's text lies in it."""
    if any(holds(region, line) for line in prose):
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


def _grown(caption: Box, graphics: Sequence[Box], walls: Barriers, *, above: bool) -> Box | None:
    """The union of the drawings between a caption and what bounds it on one side."""
    region: Box | None = None
    ordered = sorted(graphics, key=lambda g: -g[3] if above else g[1])
    for graphic in ordered:
        edge = region or caption
        gap = edge[1] - graphic[3] if above else graphic[1] - edge[3]
        beyond = graphic[1] > caption[1] if above else graphic[3] < caption[3]
        over = graphic[3] - caption[1] if above else caption[3] - graphic[1]
        if beyond or over > 0.6 * (graphic[3] - graphic[1]):
            continue
        if gap > _FAR or walls.between(caption, graphic):
            break
        region = graphic if region is None else union((region, graphic))
    return region


def _without_prose(region: Box, prose: Sequence[Line]) -> Box:
    """The region cut off at the running text that its drawing reaches into."""
    left, top, right, bottom = region
    middle = (top + bottom) / 2
    for line in prose:
        if holds(region, line):
            if line.run.bottom < middle:
                top = max(top, line.run.bottom)
            else:
                bottom = min(bottom, line.run.top)
    return (left, top, right, bottom) if top < bottom else region


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


def text_region(
    lines: Sequence[Line], caption: Sequence[Line], barriers: Barriers, style: Style
) -> Box | None:
    """The lines beside a caption that are set unlike running text: code, a table of words.

    Above it, else below.
    """
    box = box_of(caption)
    left, right = caption[0].left, caption[0].right
    own = [
        line
        for line in lines
        if line.run.left < right and line.run.right > left and all(line is not c for c in caption)
    ]
    for above in (True, False):
        side = [li for li in own if (li.run.base < box[1] + 2) == above]
        found: list[Line] = []
        edge = box
        for line in sorted(side, key=lambda li: -li.run.base if above else li.run.base):
            run = line.run
            gap = edge[1] - run.bottom if above else run.top - edge[3]
            barred = line in barriers.prose or any(_meets(wall, line) for wall in barriers.boxes)
            if barred or gap > (2.2 if found else 4.0) * run.size:
                break
            found.append(line)
            edge = box_of([line])
        unlike = [line for line in found if line.run.cells > 1 or not style.is_body(line)]
        if len(found) >= 3 and len(unlike) >= 0.5 * len(found):
            return box_of(found)
    return None


def _meets(box: Box, line: Line) -> bool:
    run = line.run
    middle = (run.top + run.bottom) / 2
    return box[0] < run.right and box[2] > run.left and box[1] <= middle <= box[3]


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
        and holds(region, line)
        and not (style.is_prose(line) and style.is_body(line))
    ]


def holds(region: Box, line: Line) -> bool:
    """Whether the middle of a line lies in a region."""
    run = line.run
    x, y = (run.left + run.right) / 2, (run.top + run.bottom) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]


def box_of(lines: Sequence[Line]) -> Box:
    """The least box around some lines (at least one)."""
    return union([(li.run.left, li.run.top, li.run.right, li.run.bottom) for li in lines])
