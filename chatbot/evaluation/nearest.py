"""The text of a document that comes nearest to a quote that is not in it.

Places that share rare three-letter sequences with the quote are found first; the best
few are compared character by character (Ratcliff and Obershelp, through difflib).
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from chatbot.datatypes import Document
from chatbot.evaluation.folding import folded

_GRAM = 3
_CANDIDATES = 4
_NEAR = 0.75
"""How like the quote a text must be to be suggested: 1 is equal."""

_MAX_QUOTE = 2000


class NearestText:
    """Suggests what was probably meant; documents are taken apart once."""

    def __init__(self) -> None:
        self._places = lru_cache(maxsize=8)(_places)

    def to(self, document: Document, quote: str) -> str | None:
        """The words of the document most like the quote, None where none is like it."""
        wanted = folded(quote)
        if not _GRAM <= len(wanted) <= _MAX_QUOTE:
            return None
        text = folded(document.text)
        places = self._places(text)
        votes: Counter[int] = Counter()
        width = max(len(wanted), 20)
        for at in range(len(wanted) - _GRAM + 1):
            found = places.get(wanted[at : at + _GRAM].casefold(), ())
            if len(found) * 50 <= len(text):
                votes.update({(place - at) // width for place in found})
        tried = [self._best(text, wanted, row * width) for row, _ in votes.most_common(_CANDIDATES)]
        likeness, nearest = max(tried, default=(0.0, ""))
        return nearest if likeness >= _NEAR else None

    @staticmethod
    def _best(text: str, wanted: str, start: int) -> tuple[float, str]:
        """The likeness of the place near ``start`` and its words, ends at word borders."""
        low, high = max(0, start - len(wanted) // 2), start + 2 * max(len(wanted), 20)
        window = text[low:high]
        matcher = SequenceMatcher(None, window.casefold(), wanted.casefold(), autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size >= _GRAM]
        if not blocks:
            return 0.0, ""
        first = max(0, blocks[0].a - blocks[0].b)
        last = blocks[-1].a + len(wanted) - blocks[-1].b
        first = window.rfind(" ", 0, first + 1) + 1
        border = window.find(" ", max(last - 1, 0))
        found = window[first : border if border >= 0 else len(window)]
        return SequenceMatcher(None, found, wanted, autojunk=False).ratio(), found


def differences(quote: str, nearest: str) -> tuple[tuple[str, str], ...]:
    """Where the words of the two differ: (of the quote, of the nearest), in order.

    What one of them lacks stands with the word before it or, at the beginning, after it,
    so that both sides have words.
    """
    given, there = folded(quote).split(), folded(nearest).split()
    found = []
    matcher = SequenceMatcher(None, given, there, autojunk=False)
    for kind, first, end, first_there, end_there in matcher.get_opcodes():
        if kind == "equal":
            continue
        before = int(kind != "replace" and first > 0 and first_there > 0)
        after = int(kind != "replace" and not before)
        found.append(
            (
                " ".join(given[first - before : end + after]),
                " ".join(there[first_there - before : end_there + after]),
            )
        )
    return tuple(found)


def _places(text: str) -> dict[str, list[int]]:
    """Where each three-letter sequence of the text begins."""
    places: dict[str, list[int]] = {}
    lower = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    for at in range(len(text) - _GRAM + 1):
        places.setdefault(lower[at : at + _GRAM], []).append(at)
    return places
