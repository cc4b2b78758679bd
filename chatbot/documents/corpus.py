"""A corpus folder → its documents' files."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chatbot.datatypes import Document
from chatbot.documents.metadata import SIDECAR_SUFFIX
from chatbot.documents.reading import READERS, SUPPORTED_SUFFIXES, PaperReader, unsupported
from chatbot.errors import CorpusError, EmptyCorpus, MissingInput

QUERIES_FOLDER = "queries"


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file that can be read, and the id that its document gets."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not read, and why, as one line."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class CorpusListing:
    """What a corpus folder holds, sorted by path."""

    files: tuple[CorpusFile, ...]
    skipped: tuple[SkippedFile, ...]


def document_id_of(path: Path) -> str:
    """A document's id: its file's name without the last suffix, NFC-normalised."""
    return unicodedata.normalize("NFC", path.stem)


def read_document(path: Path, *, document_id: str | None = None) -> Document:
    """Read one paper.

    Raises:
        MissingInput: there is no such file.
        DocumentError: unsupported suffix, or the file cannot be read as a paper.
    """
    with PaperReader() as reader:
        return reader.read(path, document_id or document_id_of(path)).document


def discover(corpus: Path) -> CorpusListing:
    """The papers of a folder and its subfolders, in a stable order.

    Hidden files, sidecars, README files and the folder ``queries`` are passed over.
    Where two files give the same id, the later path is skipped and both are named.

    Raises:
        MissingInput: there is no such folder.
        EmptyCorpus: it holds no file of a supported kind.
        CorpusError: it cannot be read.
    """
    if corpus.is_file():
        raise MissingInput(f"{corpus} is a file; name the folder of papers that holds it")
    if not corpus.is_dir():
        raise MissingInput(f"corpus folder not found: {corpus}; create it and put papers into it")
    files: dict[str, CorpusFile] = {}
    skipped: list[SkippedFile] = []
    for path in sorted(_walk(corpus), key=lambda path: path.relative_to(corpus).as_posix()):
        name = document_id_of(path)
        if path.suffix.lower() not in READERS:
            skipped.append(SkippedFile(path, unsupported(path)))
        elif name in files:
            first = files[name].path.relative_to(corpus).as_posix()
            own = path.relative_to(corpus).as_posix()
            reason = f"{own} has the same id “{name}” as {first}; rename one of them"
            skipped.append(SkippedFile(path, reason))
        else:
            files[name] = CorpusFile(name, path)
    if not files:
        raise EmptyCorpus(
            f"no paper found in {corpus}; put {', '.join(SUPPORTED_SUFFIXES)} files into it"
        )
    return CorpusListing(tuple(files.values()), tuple(skipped))


def _walk(corpus: Path) -> Iterator[Path]:
    """Files of the corpus that may be papers; each real folder is entered once."""
    seen: set[str] = set()

    def refuse(error: OSError) -> None:
        reason = (error.strerror or "cannot be read").lower()
        raise CorpusError(f"{error.filename} cannot be read ({reason}); check its permissions")

    for folder, folders, names in os.walk(corpus, onerror=refuse, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name != QUERIES_FOLDER
        )
        for name in names:
            path = Path(folder) / name
            if _may_be_paper(name) and path.is_file():
                yield path


def _may_be_paper(name: str) -> bool:
    lower = name.lower()
    return not (
        lower.startswith((".", "readme")) or lower.endswith((SIDECAR_SUFFIX, ".json", ".jsonl"))
    )
