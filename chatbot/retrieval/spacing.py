"""Words glued together or torn apart: “freetrade”, “in vestment”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.documents.words import STOP_WORDS
from chatbot.retrieval.language import USUAL, LanguageWords
from chatbot.retrieval.vocabulary import Vocabulary

_SHORTEST = 3
USUAL_SHORT = 20_000
"""How often a language's texts hold a word of two or three letters that is one."""
_GLUED = re.compile(r"[a-z]{2,}(?=[A-Z][a-z]{2,})")


def split_in_two(word: str, vocabulary: Vocabulary, language: LanguageWords) -> str | None:
    """A word as the two that were glued together, None where it is not so.

    Both must stand in the documents, or one there and the other be a function word or a
    common word of the language. The split of which the rarer half is most common wins.
    """
    capital = _GLUED.match(word)
    places = [capital.end()] if capital else range(2, len(word) - 1)
    found: list[tuple[int, str]] = []
    for place in places:
        first, second = word[:place], word[place:]
        worth = [_worth(half.casefold(), vocabulary, language) for half in (first, second)]
        if min(worth) > 0 and max(len(first), len(second)) > _SHORTEST:
            found.append((min(worth), f"{first} {second}"))
    return max(found)[1] if found else None


def _worth(half: str, vocabulary: Vocabulary, language: LanguageWords) -> int:
    """How often the documents hold half a word; 0 where it is too short to be one."""
    if len(half) <= _SHORTEST and half not in STOP_WORDS:
        return 0
    count = vocabulary.counts.get(half, 0)
    return count if language.counts.get(half, 0) >= USUAL or half in vocabulary.names else 0


def joined_with(
    first: str, second: str, vocabulary: Vocabulary, languages: Sequence[LanguageWords]
) -> str | None:
    """One word of the documents that two folded pieces make, None where they are words.

    At least one piece must be no word that the documents hold and hardly one of the
    language. A usual word of the language that the documents lack is made where a piece is
    no word at all.
    """
    whole = first + second
    if min(len(first), len(second)) < 2:
        return None
    pieces = [piece for piece in (first, second) if piece not in STOP_WORDS]
    rare = [
        piece
        for piece in pieces
        if piece not in vocabulary.counts and all(_hardly(piece, words) for words in languages)
    ]
    if vocabulary.counts.get(whole, 0):
        return whole if rare else None
    unheard = any(
        len(piece) >= _SHORTEST and all(piece not in words.counts for words in languages)
        for piece in rare
    )
    usual = any(words.counts.get(whole, 0) >= USUAL for words in languages)
    return whole if unheard and usual else None


def _hardly(piece: str, language: LanguageWords) -> bool:
    """Whether a piece is hardly a word: lists of short ones are full of syllables and signs."""
    least = USUAL_SHORT if len(piece) <= _SHORTEST else USUAL
    return language.counts.get(piece, 0) < least
