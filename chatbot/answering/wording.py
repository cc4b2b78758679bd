"""Words, stems and small word classes that the answering modules share.

Stems are Snowball's (Porter 2001), so “initiatives” meets “initiative”; words of one class
(“stalled”, “failed”) meet through :data:`FAILURE` and the synonym groups.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot.datatypes import QueryTerm
from chatbot.documents.words import FUNCTION_WORDS
from chatbot.indexing.analysis import stem_of

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")

STOPWORDS = FUNCTION_WORDS | frozenset(
    """according again am article author didn document doesn doing don down either give given
    having hers him isn just me mine my now paper please said say says shall tell text us wasn
    weren within without""".split()
)
"""Words that carry no topic in a question about a paper."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its stem and its offsets there."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(1 << 16)
def stem(word: str, language: str = "en") -> str:
    """The stem of a word, case and possessive ending dropped; the word where none fits."""
    return stem_of(_unaccented(_POSSESSIVE.sub("", word.casefold())), language)


def _unaccented(word: str) -> str:
    """Latin letters without their accents, so that “Ogedei” meets “Ögedei”."""
    if word.isascii():
        return word
    return "".join(
        letter
        if "LATIN" not in unicodedata.name(letter, "")
        else unicodedata.normalize("NFKD", letter)[0]
        for letter in word
    )


@lru_cache(1 << 12)
def words(text: str, language: str = "en") -> tuple[Word, ...]:
    """The words of a text in order, with offsets."""
    return tuple(
        Word(match.group(), stem(match.group(), language), match.start(), match.end())
        for match in _WORD.finditer(text)
    )


def content_stems(text: str, language: str = "en") -> frozenset[str]:
    """Stems of the words that carry meaning (stop words left out)."""
    return frozenset(
        word.stem for word in words(text, language) if word.text.casefold() not in STOPWORDS
    )


def term_weights(terms: Sequence[QueryTerm], language: str = "en") -> dict[str, float]:
    """Weight of each content stem of a question: its idf, at least a little.

    Hyphened words count by their parts, as the words of a document do.
    """
    weights: dict[str, float] = {}
    for term in terms:
        for word in words(term.word, language):
            if word.text.casefold() not in STOPWORDS:
                weights[word.stem] = max(weights.get(word.stem, 0.0), term.idf, 0.1)
    return weights


def coverage(weights: dict[str, float], stems: Iterable[str]) -> float:
    """The weighted share of question stems found among ``stems``; 0 without any weight."""
    total = sum(weights.values())
    found = set(stems)
    return sum(w for s, w in weights.items() if s in found) / total if total else 0.0


def bare_terms(text: str, language: str = "en") -> tuple[QueryTerm, ...]:
    """Content words of a question as terms of equal weight, where no index weighs them."""
    return tuple(
        QueryTerm(word.text, word.stem, 1.0, True)
        for word in words(text, language)
        if word.text.casefold() not in STOPWORDS
    )
