"""Where a page shows pictures and drawings, as boxes in the page's flow coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chatbot.documents.pdf_chars import PageChars
from chatbot.documents.pdf_objects import drawn_boxes
from chatbot.documents.pdf_space import Box, Handle, to_flow

_WHOLE_PAGE = 0.85  # of the page's area: a background, not a picture
_THIN = 1.5  # points: a rule
_NEAR = 8.0  # points between parts of one drawing
_WIDE, _HIGH = 40.0, 24.0  # less is a sign, not a figure
_GRID = 4.0
_REPEATED = 0.3  # share of the pages that have the same part at the same place
_RULE_HEIGHT, _RULE_WIDTH = 2.5, 40.0


def page_graphics(page: Handle, chars: PageChars) -> list[Box]:
    """The boxes of the parts of pictures and drawings that show on a page."""
    width, height = chars.flow_width, chars.flow_height
    parts: list[Box] = []
    for left, top, right, bottom in to_flow(drawn_boxes(page), page, chars.shape):
        box = (max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height))
        across, down = box[2] - box[0], box[3] - box[1]
        if across < 0 or down < 0 or across * down >= _WHOLE_PAGE * width * height:
            continue
        if across > _THIN or down > _THIN:
            parts.append(box)
    return parts


def without_repeated(pages: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """The parts of each page but those that many pages share: rules below running heads."""
    drawn = [parts for parts in pages if parts]
    keys = Counter(key for parts in drawn for key in {_rounded(box) for box in parts})
    most = max(3, _REPEATED * len(drawn))
    return [[box for box in parts if keys[_rounded(box)] < most] for parts in pages]


def _rounded(box: Box) -> tuple[int, ...]:
    return tuple(round(side) for side in box)


def drawings(parts: Sequence[Box]) -> list[Box]:
    """The drawings that some parts make up: what touches or nearly does is one."""
    return [box for box in _joined(parts) if box[2] - box[0] > _WIDE and box[3] - box[1] > _HIGH]


def rules(parts: Sequence[Box]) -> list[Box]:
    """The level lines among some parts, those on one level without a gap put together."""
    thin = [p for p in parts if p[3] - p[1] <= _RULE_HEIGHT]
    found: list[Box] = []
    for part in sorted(thin, key=lambda p: (round(p[1]), p[0])):
        last = found[-1] if found else None
        if last and abs(part[1] - last[1]) < 1.6 and part[0] - last[2] < _NEAR:
            found[-1] = union((last, part))
        else:
            found.append(part)
    return [box for box in found if box[2] - box[0] >= _RULE_WIDTH]


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Unions of boxes that touch or nearly do.

    Tiny parts (points of a plot) are first taken together by a grid: what is left is few.
    """
    groups = _by_grid(boxes)
    merged = True
    while merged and len(groups) > 1:
        merged = False
        kept: list[Box] = []
        for box in sorted(groups):
            for index, other in enumerate(kept):
                if _near(box, other):
                    kept[index] = union((box, other))
                    merged = True
                    break
            else:
                kept.append(box)
        groups = kept
    return groups


def _by_grid(boxes: Sequence[Box]) -> list[Box]:
    cells: dict[tuple[int, ...], Box] = {}
    for box in boxes:
        small = max(box[2] - box[0], box[3] - box[1]) < 40
        step = 40.0 if small else _GRID
        key = (int(small), *(int(side // step) for side in box[: 2 if small else 4]))
        cells[key] = union((cells[key], box)) if key in cells else box
    return list(cells.values())


def _near(one: Box, two: Box) -> bool:
    return (
        one[0] - _NEAR < two[2]
        and two[0] - _NEAR < one[2]
        and one[1] - _NEAR < two[3]
        and two[1] - _NEAR < one[3]
    )


def union(boxes: Sequence[Box]) -> Box:
    """The least box that holds all of some boxes (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
