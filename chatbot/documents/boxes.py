"""Where each character of a document stands on its page.

An array ``(len(text), 4)`` of unsigned 16-bit numbers: left, top, right, bottom as shares
of the page's width and height, 65535 being the whole. It is saved beside the document and
mapped into memory; the page of a character is the one whose span holds it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbot.datatypes import Document, Page, Span

Boxes = NDArray[np.uint16]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page."""

WHOLE = 65535


def page_at(document: Document, offset: int) -> int | None:
    """The index of the page that holds the character at ``offset``."""
    pages = document.pages
    index = bisect_right(pages, offset, key=lambda page: page.span.start) - 1
    while index >= 0 and offset >= pages[index].span.end:
        index -= 1
    return index if index >= 0 and pages[index].span.start <= offset else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page: what stands in it, and the rectangle that covers it.

    The spans of the lines of a stretch of text follow each other; the blank at a line's end
    belongs to it.
    """

    page: int
    span: Span
    box: Box


def lines_of(document: Document, boxes: Boxes, span: Span) -> list[Line]:
    """The lines that a span covers, whole or in part, in the order of the text."""
    found: list[Line] = []
    for index, page in enumerate(document.pages):
        start, end = max(span.start, page.span.start), min(span.end, page.span.end)
        if start < end:
            lines = _lines(boxes[start:end], page)
            ends = [first for first, _ in lines[1:]] + [end - start]
            found += [
                Line(index, Span(start + first, start + until), box)
                for (first, box), until in zip(lines, ends, strict=True)
            ]
    return found


def _lines(boxes: Boxes, page: Page) -> list[tuple[int, Box]]:
    """The lines with the offset of each one's first character."""
    lines: list[list[float]] = []
    starts: list[int] = []
    scale = np.array([page.width, page.height, page.width, page.height]) / WHOLE
    for offset, (left, top, right, bottom) in enumerate((boxes * scale).tolist()):
        if right - left <= 0 and bottom - top <= 0:
            continue
        last = lines[-1] if lines else None
        height = bottom - top
        beside = last is not None and min(bottom, last[3]) - max(top, last[1]) > 0.4 * height
        if last is not None and beside and -height < left - last[2] < 3 * height:
            last[:] = [min(last[0], left), min(last[1], top), max(last[2], right),
                       max(last[3], bottom)]  # fmt: skip
        else:
            lines.append([left, top, right, bottom])
            starts.append(offset)
    return [
        (start, (line[0], line[1], line[2], line[3]))
        for start, line in zip(starts, lines, strict=True)
    ]


def quantised(
    boxes: NDArray[np.float64], widths: Sequence[float], heights: Sequence[float]
) -> Boxes:
    """Boxes in points → shares of their pages; one width and height a box."""
    scale = np.stack([widths, heights, widths, heights], axis=1)
    shares = np.clip(boxes / np.maximum(scale, 1e-6), 0.0, 1.0)
    result: Boxes = np.round(shares * WHOLE).astype(np.uint16)
    return result
