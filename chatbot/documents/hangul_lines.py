"""Whether a line of Korean that was set syllable by syllable breaks inside a word.

Korean setters break lines anywhere, without a hyphen, as often as between words. The words
that the paper writes elsewhere within a line decide; where they do not tell, the words stay
apart, as they always did.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_WORD = re.compile("[\uac00-\ud7a3]+")
_HEAD = re.compile("[\uac00-\ud7a3]+$")
_SEEN = 2  # syllables of the next line that a word elsewhere has to share
_LONGEST = 12


class HangulLines:
    """Decides for the line breaks of one source text."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._words: list[str] | None = None

    def breaks_word(self, end: int, start: int) -> bool:
        """Whether the word that ends at ``end``, a line's end, goes on at ``start``."""
        head = _HEAD.search(self._source, max(0, end - _LONGEST), end)
        tail = _WORD.match(self._source, start, start + _LONGEST)
        if head is None or tail is None:
            return False
        one, two = head.group(), tail.group()
        joined = self._begins(one + two[:_SEEN])
        apart = self._begins(one, whole=True) and self._begins(two[:_SEEN])
        return joined and not apart

    def _begins(self, words: str, *, whole: bool = False) -> bool:
        """Whether a word written within a line begins so, or is just that."""
        known = self._inner_words()
        place = bisect_left(known, words)
        if place == len(known):
            return False
        return known[place] == words if whole else known[place].startswith(words)

    def _inner_words(self) -> list[str]:
        """The words that no line's end may have cut, sorted."""
        if self._words is None:
            found: set[str] = set()
            for line in self._source.splitlines():
                words = list(_WORD.finditer(line))
                cut_first = bool(words) and words[0].start() == 0
                cut_last = bool(words) and words[-1].end() == len(line)
                kept = words[1 if cut_first else 0 : len(words) - 1 if cut_last else len(words)]
                found |= {match.group() for match in kept}
            self._words = sorted(found)
        return self._words
