"""Pictures of pages and figures, drawn when they are asked for and kept on the disk.

They are kept in ``pictures/<source hash>/`` of the index's folder, named by what they show.
A picture is of the file that the document was read from or is not given at all: the file's
hash is compared first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from chatbot.datatypes import Document, Figure
from chatbot.documents import ReadingLimits
from chatbot.documents.boxes import page_at
from chatbot.documents.reading_process import ReadingProcess
from chatbot.documents.rendering import View
from chatbot.errors import DocumentError, UnknownDocument, UsageError
from chatbot.locations import Folders
from chatbot.pictures.kept import KeptPictures
from chatbot.pictures.source_files import SourceFiles

SCALES = (1.0, 1.5, 2.0, 3.0, 4.0)
"""Pixels a point at which pages are drawn; another is taken for the nearest of these."""

FIGURE_SCALE = 2.0
_KEPT_BYTES = 400 * 2**20
"""Kept on the disk; what was not looked at for longest goes first."""

PNG, WEBP = "image/png", "image/webp"
_FORM = "1"  # to be changed with the way in which pictures are drawn
_IDLE_S = 120.0
_DRAWN = 400  # pictures after which the process that draws is replaced
_MOST_FAILURES = 500


class Pictures:
    """Draws what documents show; may be used by several threads at once."""

    def __init__(
        self,
        documents: Callable[[], Mapping[str, Document]],
        folders: Folders,
        limits: ReadingLimits | None = None,
        kept_bytes: int = _KEPT_BYTES,
    ) -> None:
        """``documents`` gives the papers by id, as they are at the time of the call."""
        self._documents = documents
        self._files = SourceFiles(folders.corpus)
        self._kept = KeptPictures(folders.index / "pictures", kept_bytes)
        self._process = ReadingProcess(limits or ReadingLimits(), _DRAWN)
        self._lock = threading.Lock()
        self._failures: dict[tuple[str, View], str] = {}
        self._idle: threading.Timer | None = None

    def page(self, document_id: str, number: int, scale: float) -> bytes:
        """Physical page ``number``, from 1, as PNG or WebP; ``scale`` is pixels a point.

        Raises:
            UsageError: there is no such document or page, or its file is gone.
            DocumentError: the file has changed, or cannot be drawn.
        """
        document = self.document(document_id)
        if not 1 <= number <= len(document.pages):
            raise UsageError(f"{document_id} has no page {number} that could be drawn")
        nearest = min(SCALES, key=lambda known: abs(known - scale))
        return self._picture(document, View(number, nearest))

    def figure(self, document_id: str, figure_id: str) -> bytes:
        """What a figure shows, as PNG or WebP.

        Raises:
            UsageError: there is no such document or figure, it has no place on a page, or
                the file is gone.
            DocumentError: the file has changed, or cannot be drawn.
        """
        document = self.document(document_id)
        figure = next((known for known in document.figures if known.id == figure_id), None)
        if figure is None:
            raise UsageError(f"{document_id} has no figure {figure_id!r}")
        return self._picture(document, _figure_view(document, figure))

    def file(self, document_id: str) -> Path:
        """The file that a document was read from.

        Raises:
            UsageError: there is no such document, or its file is gone.
            DocumentError: the file has changed.
        """
        return self._files.of(self.document(document_id))

    def forget(self, source_hash: str) -> None:
        """Remove every picture of the file with this sha256."""
        with self._lock:
            self._kept.remove(source_hash)
            self._failures = {
                key: line for key, line in self._failures.items() if key[0] != source_hash
            }

    def close(self) -> None:
        """End the process that draws; the next picture starts another."""
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            self._process.close()

    def document(self, document_id: str) -> Document:
        """The document with this id.

        Raises:
            UnknownDocument: there is none.
        """
        document = self._documents().get(document_id)
        if document is None:
            raise UnknownDocument(f"no document {document_id!r} is indexed")
        return document

    def _picture(self, document: Document, view: View) -> bytes:
        file, digest = self._files.of(document), document.source.sha256
        name = _name(view)
        known = self._kept.read(digest, name)
        if known is not None:
            return known
        with self._lock:
            known = self._kept.read(digest, name)  # another may have asked for it meanwhile
            if known is not None:
                return known
            drawn = self._draw(file, document, view)
            self._files.of(document)  # not changed while it was drawn
            self._kept.write(digest, name, drawn)
            return drawn

    def _draw(self, file: Path, document: Document, view: View) -> bytes:
        key = (document.source.sha256, view)
        if key in self._failures:  # it would take as long to fail again
            raise DocumentError(self._failures[key])
        try:
            return self._process.render(file, document.id, view)
        except DocumentError as error:
            if len(self._failures) < _MOST_FAILURES:
                self._failures[key] = str(error)
            raise
        finally:
            self._end_when_idle()

    def _end_when_idle(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = threading.Timer(_IDLE_S, self.close)
        self._idle.daemon = True
        self._idle.start()


def _figure_view(document: Document, figure: Figure) -> View:
    """Where a figure stands.

    Raises:
        UsageError: it has no place on a page.
    """
    page = page_at(document, figure.anchor.start)
    if page is None or figure.region is None:
        raise UsageError(f"{document.id} has no picture of figure {figure.id!r}")
    return View(document.pages[page].number, FIGURE_SCALE, figure.region)


def media_type(picture: bytes) -> str:
    """What kind of picture these bytes are."""
    return WEBP if picture.startswith(b"RIFF") else PNG


def _name(view: View) -> str:
    region = "" if view.region is None else "".join(f"-{edge:.1f}" for edge in view.region)
    return f"{_FORM}-{view.number}-{view.scale:g}{region}"
