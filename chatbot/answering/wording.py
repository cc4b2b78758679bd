"""Words, stems and small word classes that the answering modules share.

Stems are Snowball's (Porter 2001), so “initiatives” meets “initiative”; words of one class
(“stalled”, “failed”) meet through :data:`FAILURE` and the synonym groups.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from Stemmer import Stemmer

from chatbot.datatypes import QueryTerm

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_SNOWBALL = {"en": "english", "ru": "russian", "de": "german", "fr": "french", "es": "spanish"}
_local = threading.local()

STOPWORDS = frozenset(
    """a about after again all also am an and any are as at be been before being between both
    but by can could did do does doing down during each either for from further had has have
    having he her here hers him his how i if in into is it its just me mine more most my no nor
    not now of off on once only or other our out over own per please same shall she should so
    some such tell than that the their them then there these they this those through to too
    under until up upon us very was we were what when where which while who whom whose why will
    with within without would you your don doesn didn isn wasn weren according give given
    say says said paper author document text article
    """.split()
)
"""Words that carry no topic in a question about a paper."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its stem and its offsets there."""

    text: str
    stem: str
    start: int
    end: int


def stem(word: str, language: str = "en") -> str:
    """The stem of a word, case and possessive ending dropped; the word where none fits."""
    return _stem(_unaccented(_POSSESSIVE.sub("", word.casefold())), language)


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


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    # Stemmer objects must not be shared between threads.
    stemmers = _local.__dict__.setdefault("stemmers", {})
    algorithm = _SNOWBALL.get(language, "english")
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer(algorithm)
    return str(stemmers[algorithm].stemWord(word))


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
