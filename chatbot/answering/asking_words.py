"""Words of asking with two letters swapped, as they were meant (“chrat”: chart).

The words that a question's form is read by are few, so a swap inside one is plain without a
dictionary. The documents' own words are corrected before, by the documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from chatbot.answering.question_words import FIGURE_WORDS, LIST_NOUNS, ORDINALS

_SHORTEST = 5
_SHORT = ("show", "list", "goal", "what")
_OTHERS = frozenset({"filed", "sings", "gaol", "lits"})
"""Swaps that are words of their own."""
_WORD = re.compile(r"[a-z]{4,}")


def repaired(folded: str) -> str:
    """A folded question with swapped letters of its asking words put right."""
    return _WORD.sub(lambda match: _MEANT.get(match.group(), match.group()), folded)


def _swapped(word: str) -> list[str]:
    """The word with each two neighbours inside it swapped, its first letter kept."""
    pairs = range(1, len(word) - 1)
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in pairs]


def _meant() -> Mapping[str, str]:
    nouns = {noun for group in LIST_NOUNS.values() for noun in group} | FIGURE_WORDS
    known = nouns | {f"{noun}s" for noun in nouns} | set(ORDINALS)
    known |= {"source", "sources", "which", "where", "display", *_SHORT}
    long = sorted(word for word in known if len(word) >= _SHORTEST or word in _SHORT)
    swaps = {swap: word for word in long for swap in _swapped(word) if swap not in known}
    return {swap: word for swap, word in swaps.items() if swap not in _OTHERS}


_MEANT = _meant()
