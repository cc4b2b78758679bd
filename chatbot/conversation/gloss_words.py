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
_LONGEST_NAME = 3
_SHORTEST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question, or what stands between two, with the letters it is met by."""

    folded: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A form of the glossary, word by word; a word that ends in * is met by its beginning."""

    words: tuple[str, ...]
    entry: Entry
    stems: tuple[str, ...]

    def meets(self, words: Sequence[_Word]) -> bool:
        """Whether the question's words are those of the form."""
        if len(words) < len(self.words):
            return False
        exact = self.entry.role in _EXACT
        return all(
            _meets(own, stem, word, exact=exact)
            for own, stem, word in zip(self.words, self.stems, words, strict=False)
        )


def _meets(own: str, stem: str, word: _Word, *, exact: bool) -> bool:
    if own.endswith("*"):
        return word.folded.startswith(own[:-1])
    return word.folded == own or (not exact and word.stem == stem)


def worded_pieces(text: str, glossary: Glossary, named: Named) -> tuple[Piece, ...]:
    """The pieces of a question in order."""
    pieces: list[Piece] = []
    words = [
        _Word(fold(match.group()), _stem(match.group(), glossary), match.start(), match.end())
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
            piece = _known(text, ahead, glossary) or _name(text, ahead, named)
            pieces.append(piece or Piece(text[at : ahead[0].end], "unknown", at, ahead[0].end))
            at = pieces[-1].end
        else:
            at += 1
    return tuple(piece for piece in pieces if _says_something(piece))


def _says_something(piece: Piece) -> bool:
    return piece.role != "unknown" or len(piece.english) >= _SHORTEST_UNKNOWN


def _known(text: str, ahead: Sequence[_Word], glossary: Glossary) -> Piece | None:
    """The longest form of the glossary that stands here; one written out before its stems."""
    first = ahead[0]
    index = _by_first(glossary)
    found = {
        id(phrase): phrase
        for key in (first.folded, first.stem, first.folded[:2] + "*")
        for phrase in index.get(key, ())
        if phrase.meets(ahead)
    }
    if not found:
        return None
    best = max(found.values(), key=lambda phrase: _plainness(phrase, ahead))
    end = ahead[len(best.words) - 1].end
    return Piece(best.entry.english, best.entry.role, first.start, end)


def _plainness(phrase: _Phrase, ahead: Sequence[_Word]) -> tuple[int, int]:
    as_written = sum(
        own == word.folded for own, word in zip(phrase.words, ahead, strict=False)
    )
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
        phrase = _Phrase(words, entry, tuple(_stem(word, glossary) for word in words))
        first = words[0]
        keys = {first[:2] + "*"} if first.endswith("*") else {first, phrase.stems[0]}
        for key in keys:
            found[key].append(phrase)
    return found


def _stem(word: str, glossary: Glossary) -> str:
    """The Snowball stem; what vowels it leaves differ by case (Корея, Кореи)."""
    stem = stem_of(fold(word), glossary.language)
    return stem.rstrip("аеиоуыэюяьй") or stem
