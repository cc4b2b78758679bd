"""The corpus as an index sees it: which files there are and whether they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot import documents
from chatbot.documents import ReadingLimits
from chatbot.documents.metadata import sidecar_of
from chatbot.indexing.durable import sha256_of
from chatbot.indexing.manifest import FileState, SourceRecord

_SETTLED_NS = 2_000_000_000
"""A file younger than this when it was looked at may have changed unseen since: some
file systems keep times to two seconds only."""


@dataclass(frozen=True, slots=True)
class CorpusFiles:
    """The files of a corpus by document id, and notes on those passed over."""

    folder: Path
    files: Mapping[str, Path]
    skipped: tuple[str, ...]


def list_corpus(folder: Path) -> CorpusFiles:
    """Look which files the corpus holds.

    Raises:
        MissingInput: there is no such folder.
        CorpusError: it cannot be read, or holds no file of a supported kind.
    """
    folder = folder.resolve()
    listing = documents.discover(folder)
    files = {file.id: file.path for file in listing.files}
    skipped = tuple(f"{entry.path.name}: {entry.reason}" for entry in listing.skipped)
    return CorpusFiles(folder, files, skipped)


def unchanged(record: SourceRecord, folder: Path, looked_ns: int, limits: ReadingLimits) -> bool:
    """Whether a document's file and sidecar are what they were at ``looked_ns``.

    One that could not be read is looked at anew under other limits or another password.
    """
    if record.failure is not None and record.tried != tried_with(limits, record.document):
        return False
    sidecar = sidecar_of(folder / record.file.path)
    if (record.sidecar is None) != (not sidecar.is_file()):
        return False
    states = [record.file] if record.sidecar is None else [record.file, record.sidecar]
    return all(_same(state, folder, looked_ns) for state in states)


def record_of(document: str, file: Path, folder: Path, failure: str | None) -> SourceRecord:
    """The record of a file as it is now.

    Raises:
        OSError: it cannot be looked at.
    """
    sidecar = sidecar_of(file)
    beside = state_of(sidecar, folder) if sidecar.is_file() else None
    return SourceRecord(document, state_of(file, folder), beside, failure)


def tried_with(limits: ReadingLimits, document: str) -> str:
    """A short mark of limits and password: too short to tell the password from it."""
    words = f"{limits.seconds} {limits.megabytes} {limits.max_pages}"
    digest = hashlib.sha256(f"{document}\0{limits.passwords.get(document)}".encode()).hexdigest()
    return f"{words} {digest[:3]}"


def state_of(file: Path, folder: Path) -> FileState:
    """Size, time and hash of a file.

    The hash of a file that cannot be opened is empty: it is looked at again each time.

    Raises:
        OSError: it is gone.
    """
    state = file.stat()
    try:
        digest = sha256_of(file)
    except OSError:
        digest = ""
    path = file.relative_to(folder).as_posix()
    return FileState(path, state.st_size, state.st_mtime_ns, digest)


def _same(known: FileState, folder: Path, looked_ns: int) -> bool:
    file = folder / known.path
    try:
        state = file.stat()
        if state.st_size != known.size or not known.sha256:
            return False
        settled = known.time_ns < looked_ns - _SETTLED_NS
        return (settled and state.st_mtime_ns == known.time_ns) or sha256_of(file) == known.sha256
    except OSError:
        return False
