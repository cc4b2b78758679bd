"""From the ledger to pages and boxes: where the characters of the text stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chatbot.datatypes import Page, Span
from chatbot.documents.boxes import Boxes, quantised
from chatbot.documents.ledger import Ledger
from chatbot.documents.pdf_chars import PageChars
from chatbot.documents.pdf_labels import PageLabels
from chatbot.documents.pdf_source import PdfSource

_NOWHERE = -1


def text_places(ledger: Ledger, length: int) -> NDArray[np.int64]:
    """For each character of the text the source offset that it stands for, or -1.

    A sign that stands for several (a ligature undone) has the offset of the first.
    """
    places = np.full(length, _NOWHERE, np.int64)
    for piece in ledger:
        count = piece.end - piece.start
        if not count or piece.source_start == piece.source_end:
            continue
        steps = np.arange(count)
        if piece.kind != "copied":
            steps = np.minimum(steps, piece.source_end - piece.source_start - 1)
        places[piece.start : piece.end] = piece.source_start + steps
    return places


def build_pages(
    source: PdfSource, chars: Sequence[PageChars], places: NDArray[np.int64], labels: PageLabels
) -> tuple[Page, ...]:
    """The pages with their spans of the text, which tile it."""
    starts = np.array([start for start, _ in source.pages], np.int64)
    numbers = np.searchsorted(starts, places, side="right") - 1
    numbers = np.maximum.accumulate(np.where(places < 0, 0, numbers)) if len(places) else numbers
    edges = [int(np.searchsorted(numbers, page)) for page in range(len(chars))] + [len(places)]
    edges[0] = 0
    return tuple(
        Page(labels.labels[number], number + 1, round(page.width, 2), round(page.height, 2),
             Span(edges[number], edges[number + 1]), labels.kind)
        for number, page in enumerate(chars)
    )  # fmt: skip


def build_boxes(
    source: PdfSource, chars: Sequence[PageChars], places: NDArray[np.int64], pages: Sequence[Page]
) -> Boxes:
    """A box for each character of the text; see ``documents.boxes``."""
    inner = np.array([*source.places, _NOWHERE], np.int64)[places]
    found = np.zeros((len(places), 4))
    for page, own in zip(pages, chars, strict=True):
        rows = np.arange(page.span.start, page.span.end)
        held = rows[inner[rows] >= 0]
        found[held] = own.boxes[inner[held]]
    _fill_blanks(found, inner >= 0, pages)
    widths, heights = np.ones(len(places)), np.ones(len(places))
    for page in pages:
        widths[page.span.start : page.span.end] = page.width
        heights[page.span.start : page.span.end] = page.height
    return quantised(found, widths.tolist(), heights.tolist())


def _fill_blanks(
    boxes: NDArray[np.float64], known: NDArray[np.bool_], pages: Sequence[Page]
) -> None:
    """A blank reaches from its neighbour to the next where both stand on one line."""
    for page in pages:
        start, end = page.span.start, page.span.end
        rows = np.flatnonzero(known[start:end]) + start
        if not len(rows):
            continue
        blanks = np.flatnonzero(~known[start:end]) + start
        before = rows[np.clip(np.searchsorted(rows, blanks) - 1, 0, None)]
        after = rows[np.clip(np.searchsorted(rows, blanks), None, len(rows) - 1)]
        one, two = boxes[before], boxes[after]
        beside = (np.minimum(one[:, 3], two[:, 3]) > np.maximum(one[:, 1], two[:, 1])) & (
            two[:, 0] >= one[:, 2]
        )
        right = np.where(beside, two[:, 0], one[:, 2])
        boxes[blanks] = np.stack([one[:, 2], one[:, 1], right, one[:, 3]], axis=1)
