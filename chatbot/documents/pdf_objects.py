"""The drawn objects of an open PDFium page, as boxes of what shows of them.

What PDFium calls the bounds of an object knows nothing of its clip (a shading has no end,
a picture is cut) and takes a form's contents for granted; so clips are applied and forms
opened. White surfaces without a line around them do not show.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from chatbot.documents.pdf_space import Box, Handle

MAX_OBJECTS = 20_000
_DEPTH = 4  # forms in forms
_LARGE = 30.0  # points: only what is larger can reach out of its figure
_SEGMENTS = 200  # of one clip path; more are no rectangle, and their first ones do
_WHITE = 250

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawn_boxes(page: Handle) -> list[Box]:
    """Boxes in the page's own coordinates (left, top, right, bottom; y upwards)."""
    boxes: list[Box] = []
    left = [MAX_OBJECTS]
    _walk(
        pdfium.FPDFPage_CountObjects(page),
        lambda index: pdfium.FPDFPage_GetObject(page, index),
        _SAME,
        0,
        left,
        boxes,
    )
    return boxes


def _walk(
    count: int,
    item_at: Callable[[int], Any],
    matrix: _Matrix,
    depth: int,
    left: list[int],
    boxes: list[Box],
) -> None:
    """Add the boxes of a page's or form's objects; ``left`` is how many may still be read."""
    for index in range(max(0, count)):
        if left[0] <= 0:
            return
        left[0] -= 1
        item = item_at(index)
        kind = pdfium.FPDFPageObj_GetType(item) if item else pdfium.FPDF_PAGEOBJ_TEXT
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = _product(_matrix_of(item), matrix)
            _walk(
                pdfium.FPDFFormObj_CountObjects(item),
                lambda at, form=item: pdfium.FPDFFormObj_GetObject(form, at),  # type: ignore[misc]
                inner,
                depth + 1,
                left,
                boxes,
            )
            continue
        box = _shown(item, kind)
        if box is not None:
            boxes.append(_moved(box, matrix))


def _shown(item: Handle, kind: int) -> Box | None:
    """The bounds of an object within its clip; nothing where it does not show."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    box = (left.value, top.value, right.value, bottom.value)
    if max(box[2] - box[0], box[1] - box[3]) < _LARGE:
        return box
    if kind == pdfium.FPDF_PAGEOBJ_PATH and _unseen(item):
        return None
    return _clipped(box, item)


def _unseen(item: Handle) -> bool:
    """Whether a path has neither a line nor a surface other than white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or stroke.value:
        return False
    if not fill.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _clipped(box: Box, item: Handle) -> Box | None:
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    left, top, right, bottom = box
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        xs, ys = [], []
        for index in range(min(_SEGMENTS, pdfium.FPDFClipPath_CountPathSegments(clip, path))):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            if segment and pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                xs.append(x.value)
                ys.append(y.value)
        if xs:
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    return (left, top, right, bottom) if left <= right and bottom <= top else None


def _matrix_of(item: Handle) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(one: _Matrix, two: _Matrix) -> _Matrix:
    """First ``one``, then ``two``."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _moved(box: Box, matrix: _Matrix) -> Box:
    if matrix == _SAME:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), max(ys), max(xs), min(ys)
