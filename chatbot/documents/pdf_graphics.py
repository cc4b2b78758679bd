"""Where a page shows pictures and drawings, as boxes in the page's flow coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from chatbot.documents.pdf_chars import PageChars
from chatbot.documents.pdf_space import Box, Handle, to_flow

MAX_OBJECTS = 20_000
_WHOLE_PAGE = 0.85  # of the page's area: a background, not a picture
_THIN = 1.5  # points: a rule
_NEAR = 8.0  # points between parts of one drawing
_WIDE, _HIGH = 40.0, 24.0  # less is a sign, not a figure
_GRID = 4.0


def page_graphics(page: Handle, chars: PageChars) -> list[Box]:
    """The boxes of pictures, drawings and embedded figures; parts of one put together."""
    boxes = to_flow(_object_boxes(page), page, chars.shape)
    area = chars.flow_width * chars.flow_height
    parts = [
        box
        for box in boxes
        if (box[2] - box[0]) * (box[3] - box[1]) < _WHOLE_PAGE * area and _visible(box, chars)
    ]
    drawn = [box for box in parts if box[2] - box[0] > _THIN or box[3] - box[1] > _THIN]
    return [box for box in _joined(drawn) if box[2] - box[0] > _WIDE and box[3] - box[1] > _HIGH]


def _object_boxes(page: Handle) -> list[Box]:
    """Boxes in the page's own coordinates (left, top, right, bottom; y upwards)."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    boxes: list[Box] = []
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if not item or pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            boxes.append((left.value, top.value, right.value, bottom.value))
    return boxes


def _visible(box: Box, chars: PageChars) -> bool:
    return box[2] > 0 and box[3] > 0 and box[0] < chars.flow_width and box[1] < chars.flow_height


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
