"""Words of asking with two letters swapped, as they were meant (“chrat”: chart).

The words that a question's form is read by are few, so a swap inside one is plain without a
dictionary; so are words for figures that are spelt by ear (“grafic”). The documents' own words are
corrected before, by the documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from chatbot.answering.question_words import FIGURE_WORDS, LIST_NOUNS, ORDINALS
from chatbot.languages.sounds import consonants

_SHORTEST = 5
_LONG = 7
_SHORT = ("show", "list", "goal", "what")
_OTHERS = frozenset({"filed", "sings", "gaol", "lits"})
"""Swaps that are words of their own."""
_WORD = re.compile(r"[a-z]{4,}")


def repaired(folded: str) -> str:
    """A folded question with swapped letters of its asking words put right."""
    return _WORD.sub(lambda match: _as_meant(match.group()), folded)


def _as_meant(word: str) -> str:
    if word in _FIGURES:
        return word
    by_ear = _BY_EAR.get(consonants(word), "")
    return _MEANT.get(word) or (by_ear if by_ear[:2] == word[:2] else word)


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
_FIGURES = FIGURE_WORDS | {f"{noun}s" for noun in FIGURE_WORDS}
_BY_EAR = {consonants(noun): noun for noun in sorted(FIGURE_WORDS) if len(noun) >= _LONG}
