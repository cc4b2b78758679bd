"""A question in a language that writes words apart, cut into pieces with their English.

Forms of the glossary's asking words are met as they stand (какой is no как), the others by
their Snowball stems, so that every inflection of a word meets its entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from chatbot.conversation.gloss_pieces import Named, Piece, latin_or_number
from chatbot.conversation.glossary import Entry, Glossary, fold
from chatbot.indexing.analysis import stem_of

_WORD = re.compile(r"[^\W\d_]+")
_EXACT = frozenset({"asking", "silent", "and", "cardinal", "ordinal"})
_VERB = re.compile(
    r"(?:[аеиоуыя]ть(?:ся)?|[аеуюя][её]т(?:ся)?|[аеуюя]ют(?:ся)?|ется|ются|ится|ятся|ился|илась|"
    r"лись|лось)$"
)
"""Endings by which a verb can be told; nouns mostly name what is asked about, verbs not."""
_VOWELS = "аеиоуыэюяьй"
_SHORTEST_KEY = 2
_LONGEST_NAME = 3
_SHORTEST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question, folded, with what it is met by and its place."""

    folded: str
    keys: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A form of the glossary, word by word; a word that ends in * is met by its beginning."""

    words: tuple[str, ...]
    entry: Entry
    keys: tuple[frozenset[str], ...]

    def meets(self, words: Sequence[_Word]) -> bool:
        """Whether the question's words are those of the form."""
        if len(words) < len(self.words):
            return False
        exact = self.entry.role in _EXACT
        return all(
            _meets(own, keys, word, exact=exact)
            for own, keys, word in zip(self.words, self.keys, words, strict=False)
        )


def _meets(own: str, keys: frozenset[str], word: _Word, *, exact: bool) -> bool:
    if own.endswith("*"):
        return word.folded.startswith(own[:-1])
    return word.folded == own or (not exact and not keys.isdisjoint(word.keys))


def worded_pieces(text: str, glossary: Glossary, named: Named) -> tuple[Piece, ...]:
    """The pieces of a question in order."""
    pieces: list[Piece] = []
    words = [
        _Word(fold(match.group()), _keys(match.group(), glossary), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]
    at = 0
    while at < len(text):
        kept = latin_or_number(text, at)
        ahead = [word for word in words if word.start >= at]
        if kept is not None:
            pieces.append(kept)
            at = kept.end
        elif ahead and ahead[0].start == at:
            piece = _known(ahead, glossary) or _name(text, ahead, named)
            pieces.append(piece or Piece(text[at : ahead[0].end], "unknown", at, ahead[0].end))
            at = pieces[-1].end
        else:
            at += 1
    return tuple(piece for piece in pieces if _says_something(piece))


def _says_something(piece: Piece) -> bool:
    unknown = piece.english
    if piece.role != "unknown" or unknown[:1].isupper():
        return True
    return len(unknown) >= _SHORTEST_UNKNOWN and not _VERB.search(unknown)


def _known(ahead: Sequence[_Word], glossary: Glossary) -> Piece | None:
    """The longest form of the glossary that stands here; one written out before its stems."""
    first = ahead[0]
    index = _by_first(glossary)
    found = {
        id(phrase): phrase
        for key in {first.folded, *first.keys, first.folded[:2] + "*"}
        for phrase in index.get(key, ())
        if phrase.meets(ahead)
    }
    if not found:
        return None
    best = max(found.values(), key=lambda phrase: _plainness(phrase, ahead))
    end = ahead[len(best.words) - 1].end
    return Piece(best.entry.english, best.entry.role, first.start, end)


def _plainness(phrase: _Phrase, ahead: Sequence[_Word]) -> tuple[int, int]:
    as_written = sum(own == word.folded for own, word in zip(phrase.words, ahead, strict=False))
    return len(phrase.words), as_written


def _name(text: str, ahead: Sequence[_Word], named: Named) -> Piece | None:
    """The papers' name that the capitalised words here sound like, the most words first."""
    run: list[_Word] = []
    for word in ahead[:_LONGEST_NAME]:
        if not text[word.start].isupper():
            break
        run.append(word)
    for count in range(len(run), 0, -1):
        end = run[count - 1].end
        name = named(text[run[0].start : end])
        if name:
            return Piece(name, "name", run[0].start, end)
    return None


@cache
def _by_first(glossary: Glossary) -> Mapping[str, Sequence[_Phrase]]:
    """The forms by what their first word is met by: itself, its stem, or its beginning."""
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for form, entry in glossary.entries.items():
        words = tuple(re.findall(r"[^\W\d_]+\*?", form))
        if not words:
            continue
        phrase = _Phrase(words, entry, tuple(_keys(word, glossary) for word in words))
        first = words[0]
        keys = {first[:2] + "*"} if first.endswith("*") else {first, *phrase.keys[0]}
        for key in keys:
            found[key].append(phrase)
    return found


def _keys(word: str, glossary: Glossary) -> frozenset[str]:
    """The Snowball stem of a word and the word itself, without the vowels at their ends.

    What vowels the stem leaves differ by case (Корея, Кореи), and it takes the end of a
    nominative for an ending (паром, but паромы).
    """
    folded = fold(word)
    cut = (whole.rstrip(_VOWELS) or whole for whole in (folded, stem_of(folded, glossary.language)))
    return frozenset(key for key in cut if len(key) >= _SHORTEST_KEY or key == folded)
