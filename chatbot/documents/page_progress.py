"""How reading a long file tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

PageRead = Callable[[int, int], None]
"""Called with how many pages are read and how many there are; what it raises ends the reading."""


def untold(done: int, total: int) -> None:
    """Pages that nobody counts."""
    del done, total
