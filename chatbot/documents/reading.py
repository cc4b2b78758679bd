"""Reading papers of every supported kind, each by the reader of its suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.datatypes import Document
from chatbot.documents.page_progress import PageRead, untold
from chatbot.documents.reading_process import ReadingLimits, ReadingProcess
from chatbot.documents.text_reader import read_text_document
from chatbot.errors import DocumentError

if TYPE_CHECKING:
    from chatbot.documents.boxes import Boxes


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A document and, where it has pages, the boxes of its characters."""

    document: Document
    boxes: Boxes | None = None


class PaperReader:
    """Reads papers; a context manager: all but plain text is read in a process of its own."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        self._pdfs = ReadingProcess(limits or ReadingLimits())

    def __enter__(self) -> PaperReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdfs.close()

    def read(self, path: Path, document_id: str, told: PageRead = untold) -> ReadPaper:
        """Read one paper; ``told`` hears of a long PDF's pages.

        Raises:
            MissingInput: there is no such file.
            DocumentError: unsupported suffix, or the file cannot be read as a paper.
        """
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            raise DocumentError(f"{path.name}: {unsupported(path)}")
        return reader(self._pdfs, path, document_id, told)


def _read_text(_: ReadingProcess, path: Path, document_id: str, __: PageRead) -> ReadPaper:
    return ReadPaper(read_text_document(path, document_id))


def _read_pdf(pdfs: ReadingProcess, path: Path, document_id: str, told: PageRead) -> ReadPaper:
    return ReadPaper(*pdfs.read(path, document_id, told))


def _read_apart(process: ReadingProcess, path: Path, document_id: str, _: PageRead) -> ReadPaper:
    return ReadPaper(process.read(path, document_id)[0])


# A new file type is one module with a reader of this form, and one line here.
READERS: dict[str, Callable[[ReadingProcess, Path, str, PageRead], ReadPaper]] = {
    ".txt": _read_text,
    ".md": _read_text,
    ".pdf": _read_pdf,
    ".docx": _read_apart,
    ".odt": _read_apart,
    ".html": _read_apart,
    ".htm": _read_apart,
    ".xhtml": _read_apart,
}
SUPPORTED_SUFFIXES = tuple(sorted(READERS))


def unsupported(path: Path) -> str:
    """Why a file of another kind is not read."""
    kind = f"files of type {path.suffix}" if path.suffix else "files without a suffix"
    return f"{kind} are not supported; supported: {', '.join(SUPPORTED_SUFFIXES)}"
