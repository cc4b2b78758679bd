"""The words in and at a figure: labels of axes, legends, names of its parts, code."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_figures import Barriers, box_of, holds
from chatbot.documents.pdf_graphics import union
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style

_NEAR, _ABOVE = 14.0, 12.0  # points from a drawing to words beside, above or below it
_SHORT = 60  # signs of a label


def with_labels(
    lines: Sequence[Line],
    region: Box,
    caption: Sequence[Line],
    turned: Sequence[Box],
    style: Style,
) -> Box:
    """A drawing's place with its labels, and all that stands between it and its caption.

    ``lines`` are those that are free; ``turned`` the boxes of words set upwards or down.
    """
    head = box_of(caption)
    left, right = caption[0].left - _NEAR, caption[0].right + _NEAR
    free = [line for line in lines if not (style.is_prose(line) and style.is_body(line))]
    for _ in range(3):
        edges = (min(left, region[0] - _NEAR), max(right, region[2] + _NEAR))
        grown = region
        for line in free:
            box = box_of([line])
            own = box[3] <= head[1] + 2 or box[1] >= head[3] - 2
            within = edges[0] < box[0] and box[2] < edges[1]
            short = len(line.run.text) < _SHORT
            if not own or not within:
                continue
            if (
                _lies_between(box, region, head)
                or (short and _beside(box, grown))
                or (short and not style.is_body(line) and _at_edge(box, grown))
            ):
                grown = union((grown, box))
        for box in turned:
            if _beside(box, grown) and edges[0] < box[0] and box[2] < edges[1]:
                grown = union((grown, box))
        if grown == region:
            break
        region = grown
    return region


def _lies_between(box: Box, region: Box, caption: Box) -> bool:
    """Whether words stand between a drawing and its caption."""
    middle = (box[1] + box[3]) / 2
    left, right = min(region[0], caption[0]), max(region[2], caption[2])
    level = region[3] - 2 < middle < caption[1] or caption[3] < middle < region[1] + 2
    return level and box[0] < right and box[2] > left


def _beside(box: Box, region: Box) -> bool:
    level = box[3] > region[1] + 1 and box[1] < region[3] - 1
    return level and box[0] < region[2] + _NEAR and box[2] > region[0] - _NEAR


def _at_edge(box: Box, region: Box) -> bool:
    over = box[0] > region[0] - _NEAR and box[2] < region[2] + _NEAR
    return over and box[3] > region[1] - _ABOVE and box[1] < region[3] + _ABOVE


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
            prose = line in barriers.prose  # a line alone may only look like it
            barred = any(_meets(wall, line) for wall in barriers.boxes)
            again = prose and (not found or found[-1] in barriers.prose)
            if barred or again or gap > (2.2 if found else 4.0) * run.size:
                break
            found.append(line)
            edge = box_of([line])
        while found and found[-1] in barriers.prose:
            found.pop()
        unlike = [line for line in found if line.run.cells > 1 or not style.is_body(line)]
        if len(found) >= 3 and len(unlike) >= 0.5 * len(found):
            return box_of(found)
    return None


def _meets(box: Box, line: Line) -> bool:
    run = line.run
    middle = (run.top + run.bottom) / 2
    return box[0] < run.right and box[2] > run.left and box[1] <= middle <= box[3]


def lines_inside(lines: Sequence[Line], region: Box, style: Style) -> list[Line]:
    """Those lines that are in a figure; what reads like running text is left where it is."""
    return [
        line
        for line in lines
        if holds(region, line) and not (style.is_prose(line) and style.is_body(line))
    ]
