"""Files that a call writes: refused early where they cannot be, and written whole."""

from __future__ import annotations

import os
from pathlib import Path

from chatbot.errors import RunError, UsageError
from chatbot.indexing.durable import replace_file
from chatbot.terminal.streams import say


def check_place(path: Path) -> None:
    """Refuse a place that cannot be written before anything is asked.

    Raises:
        UsageError: it is a folder, or in none.
        RunError: its folder may not be written to.
    """
    folder = path.parent
    if not folder.is_dir():
        raise UsageError(f"folder {folder} does not exist: make it, or choose another for {path}")
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    if not os.access(folder, os.W_OK):
        raise RunError(f"{folder} cannot be written: choose a folder that you may write to")


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place in one step, and say so; what was there stays where that fails.

    Raises:
        RunError: the disk is full or may not be written.
    """
    try:
        replace_file(path, data)
    except OSError as error:
        raise RunError(f"cannot write {path}: {error.strerror or error}") from error
    say(f"written: {path}")
