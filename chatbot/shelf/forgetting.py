"""Deleting the pictures that are kept of a paper's pages."""

from __future__ import annotations

import shutil
from pathlib import Path

PICTURES = "pictures"
"""The folder beside an index with pictures of pages, one folder a source file."""


def forget_pictures(index: Path, source_hash: str) -> None:
    """Delete the pictures of a source file's pages."""
    if source_hash.isalnum():  # a hash, and no way out of the folder
        shutil.rmtree(index / PICTURES / source_hash, ignore_errors=True)
