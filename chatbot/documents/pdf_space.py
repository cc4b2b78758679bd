"""The three systems of coordinates of a PDF page.

A page's own coordinates grow upwards and know nothing of its rotation. As *shown* they
start at its top left corner and grow downwards. In *flow* coordinates the page is turned
until its lines run from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Handle = object
"""What PDFium gives for a page, a text page, an object: opaque."""


def page_bounds(page: Handle) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the shown part of a page in its own coordinates."""
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, box) and box.right > box.left and box.top > box.bottom:
        return box.left, box.top, box.right, box.bottom
    return 0.0, float(pdfium.FPDF_GetPageHeightF(page)), float(pdfium.FPDF_GetPageWidthF(page)), 0.0


def rotation_of(page: Handle) -> int:
    """The quarter turns, clockwise, by which a page is shown."""
    return int(pdfium.FPDFPage_GetRotation(page)) % 4


def as_shown(boxes: Floats, bounds: Sequence[float], rotation: int) -> Floats:
    """Boxes (left, top, right, bottom; y upwards) as left, top, right, bottom as shown."""
    left, top, right, bottom = bounds
    x0, x1 = boxes[:, 0] - left, boxes[:, 2] - left
    y0, y1 = top - boxes[:, 1], top - boxes[:, 3]
    width, height = right - left, top - bottom
    if rotation == 1:
        x0, y0, x1, y1 = height - y0, x0, height - y1, x1
    elif rotation == 2:
        x0, y0, x1, y1 = width - x0, height - y0, width - x1, height - y1
    elif rotation == 3:
        x0, y0, x1, y1 = y0, width - x0, y1, width - x1
    return np.stack(
        [np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)], axis=1
    )


def in_flow(boxes: Floats, turn: int, width: float, height: float) -> Floats:
    """Shown boxes in flow coordinates: ``turn`` quarter turns counter-clockwise undone."""
    if turn == 1:  # lines run upwards
        columns = (height - boxes[:, 3], boxes[:, 0], height - boxes[:, 1], boxes[:, 2])
    elif turn == 2:
        columns = (
            width - boxes[:, 2],
            height - boxes[:, 3],
            width - boxes[:, 0],
            height - boxes[:, 1],
        )
    elif turn == 3:  # lines run downwards
        columns = (boxes[:, 1], width - boxes[:, 2], boxes[:, 3], width - boxes[:, 0])
    else:
        return boxes
    return np.stack(columns, axis=1)


def to_flow(boxes: Sequence[Box], page: Handle, shape: tuple[int, float, float]) -> list[Box]:
    """Boxes in an open page's own coordinates → flow coordinates.

    ``shape`` are the turn of the flow, and the width and height of the page as shown.
    """
    table = np.array(boxes, np.float64).reshape(-1, 4)
    shown = as_shown(table, page_bounds(page), rotation_of(page))
    turned = in_flow(shown, *shape)
    return [(row[0], row[1], row[2], row[3]) for row in turned.tolist() if np.isfinite(row).all()]


def from_flow(box: Box, turn: int, width: float, height: float) -> Box:
    """A box in flow coordinates as it is shown on the page."""
    left, top, right, bottom = box
    if turn == 1:
        return top, height - right, bottom, height - left
    if turn == 2:
        return width - right, height - bottom, width - left, height - top
    if turn == 3:
        return width - bottom, left, width - top, right
    return box
