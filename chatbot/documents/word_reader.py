"""Word and OpenDocument files → ``Document``, read by Pandoc.

Insertions that Word tracks are read as made and deletions as gone; comments, headers and
footers are left out; footnotes and endnotes are notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chatbot.datatypes import Document, SourceFile
from chatbot.documents.flow import write_flow
from chatbot.documents.flow_reader import document_of
from chatbot.documents.metadata import Metadata
from chatbot.documents.pandoc_document import read_model
from chatbot.documents.stated import fields
from chatbot.documents.word_flow import flow_blocks, plain
from chatbot.documents.word_package import Package, open_package
from chatbot.errors import DocumentError

_FORMS = {
    ".docx": ("docx+styles", "application/vnd.openxmlformats-officedocument.wordprocessingml"),
    ".odt": ("odt", "application/vnd.oasis.opendocument.text"),
}
_DATE = 10  # characters of “2020-05-17T…”


def read_word_document(path: Path, document_id: str) -> Document:
    """Read one .docx or .odt file.

    Raises:
        MissingInput: there is no such file.
        DocumentError: the file, or its metadata sidecar, cannot be read.
        RunError: Pandoc is not installed.
    """
    form, media_type = _FORMS[path.suffix.lower()]
    package = open_package(path)
    model = read_model(package.data, form, path.name, ["--track-changes=accept"])
    try:
        flow = write_flow(flow_blocks(model))
        stated = _stated(model["meta"], package)
    except RecursionError as error:
        raise DocumentError(f"{path.name} is nested too deep to be read; simplify it") from error
    source = SourceFile(path.name, package.sha256, media_type, None, flow.text, located=False)
    return document_of(flow, source, document_id, path, stated)


def _stated(meta: Mapping[str, Any], package: Package) -> Metadata:
    """What the title paragraphs and the file's properties state, in this order.

    The date of a file is when it was made, not when the paper was published: only a
    paragraph of the style “Date” states that.
    """
    properties = package.properties
    authors = plain(meta.get("author"))
    return fields(
        titles=[*plain(meta.get("title")), *properties.get("title", ())],
        authors=authors or properties.get("creator", ()),
        dates=[value[:_DATE] for value in plain(meta.get("date"))],
        dois=[*properties.get("identifier", ()), *properties.get("description", ())],
    )
