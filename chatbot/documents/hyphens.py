"""Whether a hyphen at the end of a line belongs to the word or to the line."""

from __future__ import annotations

import re
from itertools import pairwise

from chatbot.documents.words import words_of

HYPHENS = "-\u2010"
_HEAD = re.compile(r"[^\W\d_]+$")
_TAIL = re.compile(r"[^\W\d_]+")
_SYLLABLES = frozenset(
    "ac ad al an ap as at be con de dis do em en es for im in is me no on or par per pro re so"
    " the to un us".split()
)
"""Words that as the first part of a broken word are more often a syllable."""

_BROKEN = re.compile(rf"[^\W_]+[{HYPHENS}]\s*\n\s*[^\W_]+")


class Hyphens:
    """Decides for the line breaks of one source text, by the words that it writes elsewhere.

    A word that stands whole elsewhere loses its hyphen. In ``broken`` sources, whose
    setter hyphenated words, any other does too, unless its two halves are written with a
    hyphen elsewhere or are both words of the text.
    """

    def __init__(self, source: str, *, broken: bool = False) -> None:
        self._source = source
        self._broken = broken
        self._words: frozenset[str] | None = None
        self._compounds: frozenset[tuple[str, str]] = frozenset()

    def ends_inside(self, end: int, start: int) -> bool:
        """Whether the hyphen before ``end`` only breaks the word that goes on at ``start``."""
        source = self._source
        if source[end - 1] not in HYPHENS or not source[end - 2 : end - 1].isalpha():
            return False
        if not source[start : start + 1].islower():
            return False
        head = _HEAD.search(source, max(0, end - 41), end - 1)
        tail = _TAIL.match(source, start, start + 40)
        if head is None or tail is None:
            return False
        return self._is_one_word(head.group().lower(), tail.group().lower())

    def _is_one_word(self, one: str, two: str) -> bool:
        words = self._vocabulary()
        if one + two in words or not self._broken:
            return one + two in words
        if (one, two) in self._compounds:
            return False
        return one in _SYLLABLES or not (one in words and two in words)

    def _vocabulary(self) -> frozenset[str]:
        """The words of the source; halves of broken words are none."""
        if self._words is None:
            whole = _BROKEN.sub(" ", self._source) if self._broken else self._source
            found = [word.lower() for word in words_of(whole)]
            parts = [word.split("-") for word in found if "-" in word]
            self._compounds = frozenset(pair for word in parts for pair in pairwise(word))
            self._words = frozenset(found)
        return self._words
