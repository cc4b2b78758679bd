"""Exact phrases: what stands in double quotes must occur word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FOLD = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"})


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """A pattern that finds a phrase whatever its case, blanks, dashes and apostrophes."""
    words = [re.escape(word) for word in fold(phrase).split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)


def fold(text: str) -> str:
    """The text with typographic dashes and apostrophes made plain; offsets stay."""
    return text.translate(_FOLD)


def holds_all(text: str, phrases: Sequence[str]) -> bool:
    """Whether every phrase occurs in the text."""
    folded = fold(text)
    return all(phrase_pattern(phrase).search(folded) for phrase in phrases)
