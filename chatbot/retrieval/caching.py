"""What is made once for a set of documents and kept for the next question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_KEPT = 64
"""Sets of documents for which something is kept; with one more all are made anew."""

Made = TypeVar("Made")


def remembered(
    known: dict[tuple[str, ...], Made], documents: tuple[str, ...], make: Callable[[], Made]
) -> Made:
    """What ``known`` holds for some documents, made where it holds nothing."""
    made = known.get(documents)
    if made is None:
        made = make()
        if len(known) >= _KEPT:
            known.clear()
        known[documents] = made
    return made
