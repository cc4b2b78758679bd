"""The place of a figure: the drawing next to its caption, and the words in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_graphics import union
from chatbot.documents.pdf_space import Box

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


def drawings_beside(
    caption: Sequence[Line], graphics: Sequence[Box], barriers: Barriers
) -> dict[bool, Box]:
    """The drawings above (true) and below (false) a caption; parts side by side count."""
    box = box_of(caption)
    left, right = caption[0].left - 12, caption[0].right + 12
    near = [g for g in graphics if g[0] < right and g[2] > left]
    own = [line for line in barriers.prose if line.run.left < right and line.run.right > left]
    own = [line for line in own if not _framed(line, graphics)]
    walls = Barriers(tuple(own), barriers.boxes)
    others = [line for line in barriers.prose if line not in own]
    found: dict[bool, Box] = {}
    for above in (True, False):
        region = _grown(box, near, walls, above=above)
        if region is not None:
            region = _beside_others(region, others, left, right)
            found[above] = _without_prose(_off_caption(region, box, above=above), own)
    return found


def match_drawings(choices: Mapping[int, Mapping[bool, Box]]) -> dict[int, Box]:
    """For captions, by number, the drawing that is theirs: above rather than below.

    A caption between two drawings takes the one that no other caption needs.
    """
    found: dict[int, Box] = {}
    open_ = {number: dict(sides) for number, sides in choices.items()}
    while open_:
        number = min(open_, key=lambda n: (len(open_[n]) or 9, True not in open_[n], n))
        sides = open_.pop(number)
        if not sides:
            continue
        region = found[number] = sides.get(True) or sides[False]
        for other in open_.values():
            for above in [a for a, box in other.items() if _overlap(box, region)]:
                del other[above]
    return found


def _overlap(one: Box, two: Box) -> bool:
    """Whether two boxes share a third of the lesser one."""
    across = min(one[2], two[2]) - max(one[0], two[0])
    down = min(one[3], two[3]) - max(one[1], two[1])
    least = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, two))
    return across > 0 and down > 0 and across * down > least / 3


def _framed(line: Line, graphics: Sequence[Box]) -> bool:
    """Whether a line of running text stands in a drawing that is wider and higher."""
    run = line.run
    return any(
        g[0] <= run.left + 1 and g[2] >= run.right - 1 and g[1] < run.top and g[3] > run.bottom
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


def holds(region: Box, line: Line) -> bool:
    """Whether the middle of a line lies in a region."""
    run = line.run
    x, y = (run.left + run.right) / 2, (run.top + run.bottom) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]


def box_of(lines: Sequence[Line]) -> Box:
    """The least box around some lines (at least one)."""
    return union([(li.run.left, li.run.top, li.run.right, li.run.bottom) for li in lines])
