"""What the words of a Korean text say: by Kiwi where it is installed, else by the rules.

Kiwi (the package ``kiwipiepy``) takes a word apart into morphemes: what carries the
meaning is kept, as stems, and particles and endings go. Which of the two was used is
written into an index: the one's stems are not the other's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Protocol

from chatbot.errors import ModelError
from chatbot.indexing.korean import apart, is_korean, korean_stem

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

RULES = "rules"
"""The name of what cuts particles and endings without a package."""
_CONTENT = frozenset(("NNG", "NNP", "NNB", "NR", "XR", "VV", "VA"))
"""Nouns, names, counters, numerals, roots, verbs and adjectives, in Sejong's tags."""
_EMPTY = frozenset("하 되 이 있 것 수 데 등 때문".split())
"""To do, become, be; a thing, a way, a place: they hold other words together."""


@dataclass(frozen=True, slots=True)
class Morpheme:
    """What a part of a word says; it is written at ``word[start:end]``, perhaps inflected."""

    form: str
    start: int
    end: int


class Segmenter(Protocol):
    """Takes words apart; ``name`` tells it, and its version, from any other."""

    @property
    def name(self) -> str:
        """What an index is marked with."""

    def morphemes(self, word: str) -> tuple[Morpheme, ...]:
        """What the Korean parts of a word say, in order; numbers and Latin letters left out."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A Korean part is one morpheme; a lone syllable beside a number counts it (2017년)."""

    name: str = RULES

    def morphemes(self, word: str) -> tuple[Morpheme, ...]:
        """The stem of each Korean part."""
        runs = apart(word)
        return tuple(
            Morpheme(korean_stem(run), place, place + len(run))
            for run, place in runs
            if is_korean(run) and (len(run) > 1 or len(runs) == 1)
        )


@dataclass(frozen=True)
class Morphology:
    """Kiwi, loaded at the first word (1.5 s, 0.5 GB).

    A word is taken apart by itself, so that it is the same in a question and in a document.
    Raises ModelError where it cannot be loaded.
    """

    name: str
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _loaded: list[Kiwi] = field(default_factory=list, repr=False)

    def morphemes(self, word: str) -> tuple[Morpheme, ...]:
        """The morphemes that carry meaning; of a part without any, what the rules give."""
        kept = [
            Morpheme(form, start, min(len(word), start + length))
            for form, tag, start, length in self._analysed(word)
            if tag.partition("-")[0] in _CONTENT
            and form not in _EMPTY
            and length > 0
            and is_korean(word[start])
        ]
        for rest in Rules().morphemes(word):
            if not any(rest.start <= each.start < rest.end for each in kept):
                kept.append(rest)
        return tuple(sorted(kept, key=lambda each: each.start))

    def _analysed(self, word: str) -> list[tuple[str, str, int, int]]:
        with self._lock:
            if not self._loaded:
                self._loaded.append(_kiwi(self.name))
            found = self._loaded[0].tokenize(word)
        return [(each.form, each.tag, each.start, each.len) for each in found]


def _kiwi(name: str) -> Kiwi:
    try:
        from kiwipiepy import Kiwi  # optional, and heavy

        return Kiwi(num_workers=1)
    except (ImportError, OSError, RuntimeError) as error:
        remedy = "install it anew, or uninstall kiwipiepy to do without"
        raise ModelError(f"{name} cannot be loaded ({error}): {remedy}") from error


@cache
def installed() -> Segmenter:
    """The segmenter for Korean: Kiwi where the package and its model are installed."""
    try:
        names = [f"{each} {version(each)}" for each in ("kiwipiepy", "kiwipiepy_model")]
    except PackageNotFoundError:
        return Rules()
    return Morphology(", ".join(names))


def reads_korean(language: str) -> bool:
    """Whether a language's words are taken apart by the segmenter that is installed."""
    return language.partition("-")[0].lower() == "ko"


@lru_cache(1 << 16)
def morphemes(word: str, language: str) -> tuple[Morpheme, ...]:
    """What a word with Korean syllables says in a text of ``language``.

    Korean words in other languages' texts are left to the rules.
    """
    return (installed() if reads_korean(language) else Rules()).morphemes(word)


def segmenter_of(languages: Iterable[str]) -> str:
    """The name of the segmenter that documents depend on: none without a Korean one."""
    return installed().name if any(map(reads_korean, languages)) else ""
