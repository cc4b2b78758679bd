"""The pictures that a memo is exported with: figures of the papers, charts of their numbers."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from chatbot.answering.series import series_in
from chatbot.answering.series_labels import charts
from chatbot.datatypes import Document, Excerpt, Memo, Span
from chatbot.errors import ChatbotError
from chatbot.memo.images import as_png

_log = logging.getLogger(__name__)


class FigurePictures(Protocol):
    """What draws the figures of papers."""

    def figure(self, document_id: str, figure_id: str) -> bytes:
        """What a figure shows, as a picture file's bytes.

        Raises:
            ChatbotError: it has no picture, or it cannot be drawn.
        """
        ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pictures by excerpt id, which of them are charts, how many were wanted and are not there."""

    images: Mapping[str, bytes]
    redrawn: frozenset[str]
    missing: int = 0


def drawn_for(
    memo: Memo,
    documents: Mapping[str, Document],
    pictures: FigurePictures | None,
    language: str,
) -> Drawn:
    """A picture for each figure of a memo, and a chart for each excerpt that wants one.

    What cannot be drawn is counted and left out: its words are exported all the same. That is
    so, too, where the paper has no picture of it, or is gone or another one by now.
    """
    images: dict[str, bytes] = {}
    redrawn: set[str] = set()
    wanted = [each for each in memo.shown if each.plotted or each.figure is not None]
    for excerpt in wanted:
        document = documents.get(excerpt.document)
        if document is None or document.source.sha256 != excerpt.source_sha256:
            continue
        if excerpt.plotted and (chart := _chart(excerpt, document, language)):
            images[excerpt.id] = chart
            redrawn.add(excerpt.id)
        elif picture := _figure(excerpt, document, pictures):
            images[excerpt.id] = picture
    return Drawn(images, frozenset(redrawn), sum(each.id not in images for each in wanted))


def _figure(excerpt: Excerpt, document: Document, pictures: FigurePictures | None) -> bytes | None:
    """The picture of an excerpt's figure as it stands in the paper."""
    wanted = excerpt.figure.id if excerpt.figure else None
    placed = any(known.id == wanted and known.region for known in document.figures)
    if wanted is None or pictures is None or not placed:
        return None
    try:
        return as_png(pictures.figure(excerpt.document, wanted))
    except ChatbotError as error:
        _log.info("a figure is exported without its picture: %s", type(error).__name__)
        return None


def _chart(excerpt: Excerpt, document: Document, language: str) -> bytes | None:
    """The first chart of the numbers that the excerpt still states."""
    from chatbot.answering.series_picture import series_png

    for piece in excerpt.pieces:
        found = charts(series_in(document, Span(piece.start, piece.end)))
        if found:
            return series_png(found[0], document, language)
    return None
