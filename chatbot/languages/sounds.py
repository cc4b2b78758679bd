"""Names in Latin letters that were written in others, by what they sound like.

Korean and Russian names reach a paper by several romanisations (Park Geun-hye, Pak Kŭn-hye;
Yekaterinburg, Ekaterinburg). Two spellings have the same sound here when they differ in
nothing but what these systems (Revised Romanization, McCune-Reischauer, BGN/PCGN, ISO 9 and
common usage) write differently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_PART = r"[A-Z][^\W\d_A-Z]+"
NAME = re.compile(rf"\b{_PART}(?:[ -]{_PART}|-[^\W\d_A-Z]+){{1,3}}\b")
"""A name of two words or more, as texts print it: “Park Geun-hye”, “Kim Dae Jung”."""

_RULES = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"['’`-]", ""),
        (r"^(?:ye|je)", "e"),
        (r"^(?:rh|r|l|y)(?:ee|i)$", "i"),
        (r"^[rn]oh?$", "no"),
        (r"^w(?=oo|u)", ""),
        (r"tsch|tch|ch|j", "c"),
        (r"sch|sh|zh", "s"),
        (r"ph", "f"),
        (r"kh", "h"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"iy|ij|yi|ee|y$", "i"),
        (r"(?<=[aou])r(?=[kpt]|$)", ""),
        (r"eo|eu|oo|ou|u", "o"),
        (r"ae", "e"),
        (r"(?<=.)h$", ""),
        (r"g", "k"),
        (r"d", "t"),
        (r"b", "p"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(1 << 14)
def sound(word: str) -> str:
    """The key that spellings of one name in Latin letters share."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    key = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _rewritten(key, _RULES)


_CONSONANTS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"ph", "f"),
        (r"c(?=[eiy])", "s"),
        (r"ck|qu?|c(?!h)", "k"),
        (r"z", "s"),
        (r"(?<=.)[aeiouy]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(1 << 14)
def consonants(word: str) -> str:
    """The first letter of an English word and the consonants after it, as they sound.

    What people who spell by ear get wrong, vowels and doubled letters, is left out:
    “forigen” and “foreign” have the same.
    """
    return _rewritten(word, _CONSONANTS)


def is_latin(word: str) -> bool:
    """Whether every letter of a word is one of the Latin script."""
    return word.isascii() or all(
        not letter.isalpha() or "LATIN" in unicodedata.name(letter, "") for letter in word
    )


def name_key(name: str) -> str:
    """The sound of a name of several words, however they are joined."""
    return "".join(sound(part) for part in re.split(r"[\s-]+", name))


def _rewritten(word: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, written in rules:
        word = pattern.sub(written, word)
    return word
