"""The words of a language with how common they are, from pyspellchecker's dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from chatbot.retrieval.british import other_spellings

USUAL = 100
"""From here a word is common enough to be what somebody meant to type.

The dictionaries give words that their sources lack the number 50.
"""
_PREFIXES = (
    "anti bio counter de dis geo hyper hydro inter intra macro mega micro mini mis mono multi nano "
    "neuro non over out poly post pre pseudo quasi re semi sub super tele trans ultra un under"
).split()
"""Prefixes with which English makes words that no dictionary lists: defunded, rebrand."""
_SHORTEST_BASE = 4
_SUPPORTED = frozenset("ar de en es eu fa fr it lv nl pt ru".split())


@dataclass(frozen=True)
class LanguageWords:
    """The words of one language; ``usual`` holds common ones by first letter and length.

    ``size`` is the number of all words counted, ``alphabet`` the letters of the common ones.
    Only English has words in ``usual``: the other dictionaries lack too many inflected forms
    to say that a word is not one of them.
    """

    counts: Mapping[str, int]
    usual: Mapping[tuple[str, int], Sequence[str]]
    size: int
    alphabet: frozenset[str]

    def reads(self, word: str) -> bool:
        """Whether the language writes all the letters of a folded word."""
        return self.alphabet.issuperset(word)

    def knows(self, word: str) -> bool:
        """Whether a folded word, in British or American spelling, is one of the language."""
        return (
            word in self.counts
            or any(other in self.counts for other in other_spellings(word))
            or any(
                self.counts.get(word.removeprefix(prefix), 0) >= USUAL
                for prefix in _PREFIXES
                if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_BASE
            )
        )

    def pools(self, letters: str, length: int) -> Iterator[Sequence[str]]:
        """The common words of a length, those that begin with each of some letters."""
        for letter in dict.fromkeys(letters):
            yield self.usual.get((letter, length), ())


@cache
def words_of_language(language: str) -> LanguageWords | None:
    """The words of a language by its code; None where there is no dictionary of it."""
    code = language.split("-", 1)[0].lower()
    if code not in _SUPPORTED:
        return None
    from spellchecker import SpellChecker  # reads its dictionary, a quarter of a second

    counts = dict(SpellChecker(language=code, distance=1).word_frequency.dictionary)
    usual: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word, count in counts.items() if code == "en" else ():
        if count >= USUAL and (word.isalpha() or count >= 10 * USUAL):
            usual[word[0], len(word)].append(word)
    alphabet = frozenset(
        letter for word, count in counts.items() if count >= USUAL for letter in word
    )
    return LanguageWords(counts, usual, sum(counts.values()), alphabet)
