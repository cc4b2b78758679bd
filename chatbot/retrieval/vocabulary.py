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
from chatbot.retrieval.caching import remembered
from chatbot.retrieval.transliteration import NAME, name_key, sound

_OPENING = re.compile(r"(?:^|[.!?…:;\n])[\s\"“‘'«(*]*$")
"""What stands before the first word of a sentence, where a capital says nothing."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


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
    """The vocabulary of some texts."""
    counts: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    full: dict[str, Counter[str]] = defaultdict(Counter)
    free: set[str] = set()
    inside: set[str] = set()
    for text in texts:
        for match in WORD.finditer(text):
            word = bare(match.group())
            if match.start() == 0 or text[match.start() - 1] != "-":
                free.add(fold(word))
            if not _OPENING.search(text, max(0, match.start() - 5), match.start()):
                inside.add(fold(word))
            counts[fold(word)] += 1
            printed[fold(word)][word] += 1
        for match in NAME.finditer(text):
            for name in _parts(match.group()):
                full[name_key(name)][name] += 1
    names = {
        word: forms.most_common(1)[0][0]
        for word, forms in printed.items()
        if word in inside and all(form[:1].isupper() for form in forms)
    }
    return Vocabulary(
        counts,
        names,
        {key: forms.most_common(1)[0][0] for key, forms in full.items()},
        frozenset(
            word for word, forms in printed.items() if any(form[:1].isupper() for form in forms)
        ),
        frozenset(counts.keys() - free),
    )


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
