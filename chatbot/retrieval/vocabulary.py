"""The words that the documents searched hold, as printed, with their number.

Made of the documents' text when it is first needed and kept for each set of documents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from chatbot.datatypes import Document
from chatbot.documents.words import STOP_WORDS
from chatbot.languages.sounds import NAME, consonants, name_key, sound
from chatbot.retrieval.caching import remembered

_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
WORD = re.compile(_WORD)
_FREE = re.compile(rf"(?<![-\w]){_WORD}")
"""A word that is not the later part of a hyphened one."""
_INSIDE = re.compile(rf"(?:(?<=[\w,)’”%][ -])|(?<=[\w,] \()){_WORD}")
"""A word inside a sentence, where a capital says that it is a name."""


@dataclass(frozen=True)
class Vocabulary:
    """Folded words with their number, and the printed forms of those that are names.

    A name stands inside a sentence somewhere and nowhere in lower case.
    """

    counts: Mapping[str, int]
    names: Mapping[str, str]
    full_names: Mapping[str, str]
    """Names of two words or more by their sound."""
    capitalised: frozenset[str]
    """Words that stand somewhere with a capital."""
    syllables: frozenset[str]
    """Words that stand only behind a hyphen: the later parts of names such as Geun-hye."""

    @cached_property
    def size(self) -> int:
        """How many words the documents have, at least one."""
        return max(1, sum(self.counts.values()))

    @cached_property
    def by_length(self) -> Mapping[int, Sequence[str]]:
        """The words by their number of letters."""
        found: dict[int, list[str]] = defaultdict(list)
        for word in self.counts:
            found[len(word)].append(word)
        return found

    @cached_property
    def by_sound(self) -> Mapping[str, frozenset[str]]:
        """Single names by their sound."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.names:
            found[sound(name)].add(name)
        return {key: frozenset(names) for key, names in found.items()}

    @cached_property
    def by_consonants(self) -> Mapping[str, Sequence[str]]:
        """The words by their first letter and their consonants."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            found[consonants(word)].append(word)
        return found

    def by_sound_of(self, word: str) -> frozenset[str]:
        """The names that sound like a word."""
        return self.by_sound.get(sound(word), frozenset())


@dataclass(frozen=True)
class Vocabularies:
    """The vocabulary of each set of documents, made when it is first asked for."""

    documents: Mapping[str, Document]
    _made: dict[tuple[str, ...], Vocabulary] = field(default_factory=dict, repr=False)

    def of(self, documents: Sequence[str]) -> Vocabulary:
        """The vocabulary of some documents (none named: of all)."""
        wanted = tuple(sorted(set(documents or self.documents)))
        texts = [self.documents[name].text for name in wanted]
        return remembered(self._made, wanted, lambda: read_vocabulary(texts))


def read_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """The vocabulary of some texts.

    Each text is read by a few regular expressions and every distinct form looked at once, so
    that a million letters take about a quarter of a second.
    """
    forms: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    free: set[str] = set()
    inside: set[str] = set()
    for text in texts:
        forms.update(WORD.findall(text))
        runs.update(NAME.findall(text))
        free.update(_FREE.findall(text))
        inside.update(_INSIDE.findall(text))
    counts: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for form, count in forms.items():
        word = bare(form)
        counts[fold(word)] += count
        printed[fold(word)][word] += count
    full: dict[str, Counter[str]] = defaultdict(Counter)
    for run, count in runs.items():
        for name in _parts(run):
            full[name_key(name)][name] += count
    known = {fold(bare(form)) for form in inside}
    return Vocabulary(
        counts=counts,
        names={
            word: _commonest(spellings)
            for word, spellings in printed.items()
            if word in known and all(spelling[:1].isupper() for spelling in spellings)
        },
        full_names={key: _commonest(spellings) for key, spellings in full.items()},
        capitalised=frozenset(fold(bare(form)) for form in forms if form[:1].isupper()),
        syllables=frozenset(counts.keys() - {fold(bare(form)) for form in free}),
    )


def _commonest(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _parts(name: str) -> Iterator[str]:
    """A run of capitalised words and the runs within it, but for single words."""
    words = name.split(" ")
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            part = " ".join(words[first:last])
            if not part.isalpha() and words[first].casefold() not in STOP_WORDS:
                yield part


def fold(word: str) -> str:
    """A word as it is compared: lower case, plain apostrophes."""
    return word.casefold().replace("’", "'")


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return re.sub(r"['’]s?$", "", word)
