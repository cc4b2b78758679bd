"""Taking the files of a paper away for good."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from chatbot.errors import RunError
from chatbot.shelf.moving import put_in


class Removing:
    """Files on their way out: set aside, then deleted, or put back where that failed."""

    def __init__(self, files: Sequence[Path], aside: Path) -> None:
        """``aside`` is a folder on the same disk."""
        self._files, self._aside = files, aside
        self._moved: list[tuple[Path, Path]] = []

    def set_aside(self) -> None:
        """Move the files out of the corpus, as far as they are there.

        Raises:
            RunError: one cannot be moved.
        """
        for path in self._files:
            try:
                if path.exists():
                    self._aside.mkdir(parents=True, exist_ok=True)
                    self._moved.append((path, path.rename(self._aside / secrets.token_hex(16))))
            except OSError as error:
                self.put_back()
                raise RunError(
                    f"{path.name} cannot be removed ({(error.strerror or '').lower()}); check the "
                    "rights of its folder"
                ) from error

    def put_back(self) -> None:
        """Undo what ``set_aside`` did."""
        for path, place in self._moved:
            put_in(place, path.parent, path.name)
        self._moved.clear()

    def finish(self) -> None:
        """Delete what was set aside, and what a removal left that was broken off by a crash.

        Raises:
            RunError: something cannot be deleted.
        """
        try:
            for place in self._aside.glob("*"):
                place.unlink(missing_ok=True)
        except OSError as error:
            names = " and ".join(path.name for path, _ in self._moved)
            raise RunError(
                f"{names or 'a file'} cannot be deleted ({(error.strerror or '').lower()}); delete "
                f"what lies in {self._aside.name} of the folder of added papers"
            ) from error
