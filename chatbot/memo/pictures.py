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
    """Pictures by excerpt id, which of them are charts, how many figures got none."""

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

    What cannot be drawn is left out: its words are exported all the same.
    """
    images: dict[str, bytes] = {}
    redrawn: set[str] = set()
    missing = 0
    for excerpt in memo.shown:
        document = documents.get(excerpt.document)
        if document is None or document.source.sha256 != excerpt.source_sha256:
            continue
        if excerpt.plotted and (chart := _chart(excerpt, document, language)):
            images[excerpt.id] = chart
            redrawn.add(excerpt.id)
        elif excerpt.figure is not None and pictures is not None and _has_place(excerpt, document):
            try:
                picture = pictures.figure(excerpt.document, excerpt.figure.id)
                images[excerpt.id] = as_png(picture)
            except ChatbotError as error:
                _log.info("a figure is exported without its picture: %s", type(error).__name__)
                missing += 1
    return Drawn(images, frozenset(redrawn), missing)


def _has_place(excerpt: Excerpt, document: Document) -> bool:
    wanted = excerpt.figure.id if excerpt.figure else None
    return any(known.id == wanted and known.region for known in document.figures)


def _chart(excerpt: Excerpt, document: Document, language: str) -> bytes | None:
    """The first chart of the numbers that the excerpt still states."""
    from chatbot.answering.series_picture import series_png

    for piece in excerpt.pieces:
        found = charts(series_in(document, Span(piece.start, piece.end)))
        if found:
            return series_png(found[0], document, language)
    return None
