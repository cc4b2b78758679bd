"""Pictures on the disk: files that appear whole or not at all, up to a size in all."""

from __future__ import annotations

import logging
import os
import re
import shutil
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")
_log = logging.getLogger(__name__)


class KeptPictures:
    """A folder of pictures, ``<source hash>/<name>``; not for two threads at once."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self._size: int | None = None

    def read(self, digest: str, name: str) -> bytes | None:
        """A picture that was kept."""
        file = self._folder / digest / name
        try:
            data = file.read_bytes()
            os.utime(file)  # looked at: it stays longer
        except OSError:
            return None
        return data if data.startswith((b"\x89PNG", b"RIFF")) else None

    def write(self, digest: str, name: str, data: bytes) -> None:
        """Keep a picture; a disk that refuses costs only the time to draw it again."""
        file = self._folder / digest / name
        temporary = file.with_name(f"{name}.{os.getpid()}.tmp")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            temporary.replace(file)
            self._make_room(len(data))
        except OSError as error:
            _log.warning("a picture cannot be kept: %s", error.strerror)

    def remove(self, digest: str) -> None:
        """Remove all pictures of one file."""
        if _DIGEST.fullmatch(digest):
            shutil.rmtree(self._folder / digest, ignore_errors=True)
        self._size = None

    def _make_room(self, added: int) -> None:
        self._size = None if self._size is None else self._size + added
        if self._size is not None and self._size <= self._most:
            return
        files = [(file, file.stat()) for file in self._folder.glob("*/*") if file.is_file()]
        self._size = sum(state.st_size for _, state in files)
        for file, state in sorted(files, key=lambda entry: (entry[1].st_mtime_ns, entry[0])):
            if self._size <= self._most:
                break
            file.unlink(missing_ok=True)
            self._size -= state.st_size
