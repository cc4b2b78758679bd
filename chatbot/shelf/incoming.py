"""Files on their way in: written apart, checked, and only then put among the papers."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from chatbot.documents.decoding import pdf_by_another_name
from chatbot.errors import RunError, UsageError
from chatbot.shelf.names import clean_name

FOLDER = ".incoming"
"""In the folder of added papers, so that moving a file from it is one step; the dot keeps it
out of the corpus."""

_FORGOTTEN_S = 24 * 3600.0
"""A file that nobody asked to add within a day is deleted."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that has arrived; ``id`` is what the page knows it by."""

    id: str
    name: str
    path: Path
    sha256: str


class IncomingFiles:
    """Takes files in, at most ``largest`` bytes each."""

    def __init__(self, folder: Path, largest: int) -> None:
        self._folder = folder / FOLDER
        self._largest = largest

    def take(self, name: str, blocks: Iterable[bytes]) -> Incoming:
        """Write a file down as it comes.

        Raises:
            UsageError: it is empty, too large, of a wrong kind, or not what its name says.
            RunError: it cannot be written.
        """
        cleaned = clean_name(name)
        with self.writing(cleaned) as writer:
            for block in blocks:
                writer.write(block)
            return writer.finish()

    @contextmanager
    def writing(self, cleaned: str) -> Iterator[Writer]:
        """A writer of one file with a clean name; what is not finished is deleted again."""
        writer: Writer | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            writer = Writer(self._folder / secrets.token_hex(16), cleaned, self._largest)
            yield writer
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise RunError(f"{cleaned} cannot be stored here ({reason})") from error
        finally:
            if writer is not None:
                writer.close()

    def _sweep(self) -> None:
        before = time.time() - _FORGOTTEN_S
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # added, or taken away, meanwhile
                if path.stat().st_mtime < before:
                    path.unlink()


class Writer:
    """Writes one incoming file and watches its size."""

    def __init__(self, path: Path, name: str, largest: int) -> None:
        self._path, self._name, self._largest = path, name, largest
        self._stream = path.open("xb")
        self._digest = hashlib.sha256()
        self._size = 0
        self._finished = False

    def write(self, block: bytes) -> None:
        """Write some bytes.

        Raises:
            UsageError: the file is larger than allowed.
            OSError: they cannot be written.
        """
        self._size += len(block)
        if self._size > self._largest:
            raise UsageError(too_large(self._name, self._largest))
        self._digest.update(block)
        self._stream.write(block)

    def finish(self) -> Incoming:
        """The file, whole.

        Raises:
            UsageError: it is empty, or not what its name says.
            OSError: it cannot be written.
        """
        self._stream.close()
        if self._size == 0:
            raise UsageError(f"{self._name} is empty (0 bytes): get it anew")
        check_kind(self._path, self._name)
        self._finished = True
        return Incoming(self._path.name, self._name, self._path, self._digest.hexdigest())

    def close(self) -> None:
        """Let go of the file; delete it unless it was finished."""
        self._stream.close()
        if not self._finished:
            self._path.unlink(missing_ok=True)


def too_large(name: str, largest: int) -> str:
    """The line for a file that is larger than allowed."""
    return (
        f"{name} is larger than the {largest / 2**20:g} MB that may be added (setting "
        "server.max_upload_mb); split it, or put it into the corpus folder by hand"
    )


def check_kind(path: Path, name: str) -> None:
    """Refuse what is named .pdf and is none, and a PDF that is named otherwise.

    Raises:
        UsageError: it is one of these.
    """
    with path.open("rb") as stream:
        head = stream.read(1024)
    suffix = Path(name).suffix.lower()
    pdf = b"%PDF-" in head
    if suffix == ".pdf" and not pdf:
        raise UsageError(f"{name} is no PDF although its name says so: rename it or get it anew")
    if suffix != ".pdf" and head.startswith(b"%PDF-"):
        raise UsageError(pdf_by_another_name(name))
