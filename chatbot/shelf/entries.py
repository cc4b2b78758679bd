"""The papers as a list shows them: those that are indexed and those that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.documents.failures import Remedy, remedy_of

if TYPE_CHECKING:
    from chatbot.datatypes import Document
    from chatbot.indexing.manifest import SourceRecord

ADDED = "added"
"""The folder of the corpus for papers that were added through the page."""


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One paper, by its document id.

    ``path`` is relative to the corpus; ``added`` says whether it came through the page;
    ``year`` is empty where it is not known. ``failure`` is the line why it could not be read,
    ``remedy`` what may mend that. ``unchecked``: its citation was inferred and nobody has
    looked at it. ``gone``: its file is no longer there.
    """

    document: str
    title: str
    path: str
    added: bool
    pages: int = 0
    year: str = ""
    language: str = ""
    failure: str = ""
    remedy: Remedy = ""
    unchecked: bool = False
    ocr: bool = False
    gone: bool = False

    @property
    def kind(self) -> str:
        """The kind of file: “pdf”."""
        return self.path.rpartition(".")[2].lower()


def entry_of(source: SourceRecord, document: Document | None, corpus: Path) -> PaperEntry:
    """What a list shows of a file of the corpus and the document that it became, if any."""
    path = source.file.path
    added = path.startswith(f"{ADDED}/")
    gone = not (corpus / path).exists()
    if document is None:
        failure = source.failure or ""
        name = Path(path).name
        return PaperEntry(
            source.document, name, path, added, failure=failure, remedy=remedy_of(failure),
            gone=gone,
        )  # fmt: skip
    return PaperEntry(
        document=source.document,
        title=document.title,
        path=path,
        added=added,
        pages=len(document.pages),
        year=year_of(document.metadata),
        language=document.language,
        unchecked=source.sidecar is None,
        ocr=document.ocr,
        gone=gone,
    )


def entry_of_document(document: Document) -> PaperEntry:
    """What a list shows of a document that is not known to be a file."""
    return PaperEntry(
        document=document.id,
        title=document.title,
        path=document.source.name,
        added=False,
        pages=len(document.pages),
        year=year_of(document.metadata),
        language=document.language,
        ocr=document.ocr,
    )


def year_of(metadata: Mapping[str, object]) -> str:
    """The year of publication, empty where it is not stated."""
    issued = metadata.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return str(parts[0][0])
    return ""
