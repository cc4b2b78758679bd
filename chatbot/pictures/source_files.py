"""The files of a corpus, each compared with its document before it is given."""

from __future__ import annotations

import time
from pathlib import Path

from chatbot.datatypes import Document
from chatbot.documents import discover
from chatbot.errors import DocumentError, MissingInput
from chatbot.indexing.durable import sha256_of

_SETTLED_NS = 2_000_000_000  # some file systems keep times to two seconds only


class SourceFiles:
    """Finds the file of a document; that one and no other."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._paths: dict[str, Path] = {}
        self._hashed: dict[Path, tuple[int, int, str]] = {}

    def of(self, document: Document) -> Path:
        """The unchanged file of a document.

        Raises:
            MissingInput: it is gone.
            DocumentError: it has changed.
        """
        known = self._paths.get(document.id)
        if known is not None and self._hash(known) == document.source.sha256:
            return known
        self._paths = {file.id: file.path for file in discover(self._corpus).files}
        path = self._paths.get(document.id)
        found = self._hash(path) if path is not None else None
        if path is None or found is None:
            raise MissingInput(
                f"the file of {document.id} is no longer among the papers; put "
                f"{document.source.name} back, or update the index"
            )
        if found != document.source.sha256:
            raise DocumentError(
                f"{path.name} has changed since it was read; update the index to see it"
            )
        return path

    def _hash(self, path: Path) -> str | None:
        """The sha256 of a file, None where there is none; one that is settled is read once."""
        try:
            state, now = path.stat(), time.time_ns()
            size, changed, digest = self._hashed.get(path, (-1, -1, ""))
            if (size, changed) == (state.st_size, state.st_mtime_ns):
                return digest
            digest = sha256_of(path)
        except OSError:
            return None
        if state.st_mtime_ns < now - _SETTLED_NS:
            self._hashed[path] = (state.st_size, state.st_mtime_ns, digest)
        return digest
