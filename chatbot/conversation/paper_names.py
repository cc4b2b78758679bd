"""The names that papers hold, found by what a word in another script sounds like.

Two names are held against each other by the consonants of their sound keys, which survive
every romanisation, and then by the share of letters that the whole keys have in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from chatbot.datatypes import Document
from chatbot.languages.romanisation import romanised
from chatbot.languages.sounds import NAME, name_key

_SINGLE = re.compile(r"\b[A-Z][a-z]{3,}\b")
_FEWEST = {True: 2, False: 3}
"""The fewest consonants that tell a name of several words, and one of a single word."""
_ALIKE = 65.0
"""The least share of letters that two keys have in common, in percent."""
_ENDINGS = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])(?:om|em|eum|ami|ov|oy|ey)$")
"""What Russian case endings add to a name in consonants: Путиным, Гангутом."""


@dataclass(frozen=True)
class PaperNames:
    """The names in the texts of documents; read once, when the first is looked for."""

    documents: Mapping[str, Document]

    def find(self, word: str) -> str | None:
        """The name, as a paper prints it, that a word in another script sounds like."""
        latin = romanised(word)
        spellings = dict.fromkeys((latin, latin.replace("eu", ""), _ENDINGS.sub("", latin)))
        best: tuple[float, str] = (_ALIKE, "")
        for spelling in spellings:
            key = name_key(spelling)
            for name, other in self._by_consonants.get(consonants(key), ()):
                best = max(best, (fuzz.ratio(key, other), name))
        return best[1] or None

    @cached_property
    def _by_consonants(self) -> Mapping[str, list[tuple[str, str]]]:
        """Pairs of a name and its sound key, by the key's consonants."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in sorted(set(_names(document.text for document in self.documents.values()))):
            key = name_key(name)
            kept = consonants(key)
            if len(kept) >= _FEWEST[" " in name or "-" in name]:
                found[kept].append((name, key))
        return found


def consonants(key: str) -> str:
    """The consonants of a sound key; those that scripts mix up are one."""
    kept = re.sub(r"nk(?![aeo])", "n", key)
    kept = kept.replace("sc", "s").translate(str.maketrans("fvrcz", "pplss", "aeiouy' .h"))
    return re.sub(r"(.)\1+", r"\1", kept)


def _with_titles_cut(name: str) -> Iterator[str]:
    """A name, and what stays of it without its first words: “President Park Geun-hye”."""
    words = name.split(" ")
    for start in range(len(words)):
        rest = " ".join(words[start:])
        if " " in rest or "-" in rest:
            yield rest


def _names(texts: Iterable[str]) -> Iterator[str]:
    """Names of several words, and capitalised words that are never written small."""
    for text in texts:
        for match in NAME.finditer(text):
            yield from _with_titles_cut(match.group())
        small = set(re.findall(r"\b[a-z]{4,}\b", text))
        for match in _SINGLE.finditer(text):
            if match.group().lower() not in small:
                yield match.group()
