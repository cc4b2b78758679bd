"""Writing that survives a crash: whole files on the disk, switched in one step."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> str:
    """Write a new file down to the disk; its sha256.

    Raises:
        OSError: it exists, the disk is full or may not be written.
    """
    with path.open("xb+") as stream:
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())
        stream.seek(0)
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of(path: Path) -> str:
    """The sha256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of a file in one step, or leave it as it was.

    Raises:
        OSError: the disk is full or may not be written.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        write_file(temporary, lambda stream: stream.write(data))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
