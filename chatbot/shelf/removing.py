"""Taking a paper away for good."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from pathlib import Path

from chatbot.documents.metadata import sidecar_of
from chatbot.documents.passwords import forget_password
from chatbot.errors import RunError
from chatbot.shelf.forgetting import forget_pictures


class Removing:
    """One paper on its way out: set aside, then forgotten, or put back where that failed."""

    def __init__(self, document: str, path: Path, aside: Path, index: Path) -> None:
        self.document = document
        self._index, self._aside = index, aside
        self._moved: list[tuple[Path, Path]] = []
        self._files = (path, sidecar_of(path))
        self._hash = ""

    def set_aside(self) -> None:
        """Move the paper's files out of the corpus.

        Raises:
            RunError: one cannot be moved.
        """
        try:
            self._aside.mkdir(parents=True, exist_ok=True)
            if self._files[0].exists():
                with self._files[0].open("rb") as stream:
                    self._hash = hashlib.file_digest(stream, "sha256").hexdigest()
            for path in self._files:
                if path.exists():
                    place = self._aside / secrets.token_hex(16)
                    path.rename(place)
                    self._moved.append((path, place))
        except OSError as error:
            self.put_back()
            raise RunError(
                f"{self._files[0]} cannot be removed ({(error.strerror or '').lower()}); check "
                "the rights of its folder"
            ) from error

    def put_back(self) -> None:
        """Undo what ``set_aside`` did."""
        for path, place in self._moved:
            place.rename(path)
        self._moved.clear()

    def forget(self, still_there: Collection[str]) -> None:
        """Delete what was set aside, the pictures of its pages and its password.

        ``still_there`` are the hashes of the papers that stay: of one with the same content
        the pictures stay too.

        Raises:
            RunError: something cannot be deleted.
        """
        try:
            for _, place in self._moved:
                place.unlink(missing_ok=True)
            forget_password(self._index, self.document)
        except OSError as error:
            raise RunError(
                f"{error.filename} cannot be deleted ({(error.strerror or '').lower()})"
            ) from error
        if self._hash not in still_there:
            forget_pictures(self._index, self._hash)
