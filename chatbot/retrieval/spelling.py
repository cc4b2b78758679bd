"""A question with its misspelt words as they were meant, from the documents' own words.

A word is left alone where the documents hold any form of it, where it is a word of their
language, in quotation marks, and where no word stands clearly nearest to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.datatypes import Query
from chatbot.documents.words import STOP_WORDS
from chatbot.indexing.analysis import stem_of
from chatbot.indexing.index import Index
from chatbot.languages.detection import crosses
from chatbot.languages.sounds import is_latin, name_key
from chatbot.retrieval.language import LanguageWords, words_of_language
from chatbot.retrieval.near import Lexicon, nearest
from chatbot.retrieval.spacing import joined_with, split_in_two
from chatbot.retrieval.vocabulary import WORD, Vocabularies, Vocabulary, bare, fold

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|‘[^’]*’|(?<!\w)\'[^\']*\'(?!\w)')
_ADDRESS = re.compile(r"\S+[@/\\_]\S*|www\.\S+|\S*\d\S*")
_FOREIGN = 3
"""From so many unknown words, if they are most of a question, it is in another language."""
_LONGEST_NAME = 4
_SHORTEST_SOUND = 5
_WITHOUT_H = {"wat": "what", "wen": "when", "wy": "why", "wich": "which"}
_AUXILIARIES = frozenset(
    "is are was were do does did has have had can could will would should may might".split()
)
_SHORTEST = 3
_SHORTEST_ABBREVIATION, _LONGEST_ABBREVIATION = 3, 9
_LONG = 4
"""Letters of the words that tell whether a question is in another language."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A word of a question at ``[start, end)``, ``folded``, and whether it is unknown."""

    text: str
    folded: str
    start: int
    end: int
    held: bool
    unknown: bool


@dataclass(frozen=True, slots=True)
class Change:
    """New words for ``[start, end)`` of a question."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Speller:
    """Corrects questions by the vocabulary of the documents that they search.

    With ``correcting`` off a question is left as it is.
    """

    index: Index
    vocabularies: Vocabularies
    correcting: bool = True

    def correct(self, query: Query) -> Query:
        """The query with ``interpreted`` as it was meant; ``text`` and phrases stay."""
        names = sorted(query.documents or self.index.documents)
        languages = tuple(dict.fromkeys(self.index.documents[name].language for name in names))
        if not languages or not self.correcting:
            return query
        if crosses(query.interpreted, query.language, languages):
            return query
        vocabulary = self.vocabularies.of(query.documents)
        checker = Checker(self.index, query.documents, vocabulary, languages)
        return replace(query, interpreted=checker.corrected(query.interpreted))


@dataclass(frozen=True, slots=True)
class Checker:
    """Corrects text by one vocabulary and the dictionaries of the documents' languages."""

    index: Index
    documents: Sequence[str]
    vocabulary: Vocabulary
    languages: Sequence[str]

    def corrected(self, text: str) -> str:
        """The text with its misspelt words as they were meant."""
        words = self._typed(text)
        unknown = [word for word in words if word.unknown]
        changes = _apart([*self._abbreviations(words), *self._full_names(text, words)])
        if not _foreign(words, unknown):
            changes = _apart([*changes, *self._words(text, words)])
        for change in sorted(changes, key=lambda change: -change.start):
            text = text[: change.start] + change.text + text[change.end :]
        return text

    def held(self, word: str) -> int:
        """How often the documents hold a folded word in any form."""
        return self.vocabulary.counts.get(word, 0) or self.index.sentence_frequency(
            stem_of(word, self.languages[0]), self.documents
        )

    def _typed(self, text: str) -> list[Typed]:
        fixed = [match.span() for match in (*_QUOTED.finditer(text), *_ADDRESS.finditer(text))]
        shouted = text.isupper()
        found = []
        for match in WORD.finditer(text):
            if any(start <= match.start() and match.end() <= end for start, end in fixed):
                continue
            word = bare(match.group())
            folded = fold(word)
            held = self.held(folded) > 0 or self.held(fold(match.group())) > 0
            end = match.start() + len(word)
            abbreviation = word.isupper() and not shouted and len(word) < _LONGEST_ABBREVIATION
            unknown = not held and not abbreviation and self._misspelt(folded)
            found.append(Typed(word, folded, match.start(), end, held, unknown))
        return found

    def _misspelt(self, folded: str) -> bool:
        dictionaries = self._dictionaries() if len(folded) >= _SHORTEST else []
        if not is_latin(folded) and not any(known.reads(folded) for known in dictionaries):
            return False
        return bool(dictionaries) and not any(known.knows(folded) for known in dictionaries)

    def _dictionaries(self) -> list[LanguageWords]:
        found = (words_of_language(language) for language in self.languages)
        return [words for words in found if words is not None]

    def _abbreviations(self, words: Sequence[Typed]) -> list[Change]:
        """Abbreviations typed without capitals, where the documents write them only so."""
        return [
            Change(word.start, word.end, printed)
            for word in words
            if (printed := self.vocabulary.names.get(word.folded))
            and len(printed) >= _SHORTEST_ABBREVIATION
            and printed.isupper()
            and word.text.islower()
            and word.folded not in STOP_WORDS
            and not any(known.knows(word.folded) for known in self._dictionaries())
        ]

    def _full_names(self, text: str, words: Sequence[Typed]) -> list[Change]:
        """Names of several words that sound like one in the documents."""
        changes = []
        for first in range(len(words)):
            for last in range(first + 1, min(first + _LONGEST_NAME, len(words))):
                run = words[first : last + 1]
                between = text[run[0].start : run[-1].end]
                if not all(word.held for word in run) and re.fullmatch(r"[\w\s'’-]+", between):
                    key = name_key(between)
                    printed = self.vocabulary.full_names.get(key)
                    if printed and len(key) >= _SHORTEST_SOUND:
                        changes.append(Change(run[0].start, run[-1].end, printed))
        return changes

    def _words(self, text: str, words: Sequence[Typed]) -> list[Change]:
        changes = []
        titled = sum(word.text[0].isupper() for word in words) * 2 > len(words) + 2
        changes += self._opener(words[:2])
        for place, word in enumerate(words):
            if not word.unknown and not word.held:
                before = words[place - 1] if place else None
                changes += self._joined(text, before, word)
            if word.unknown:
                before = words[place - 1] if place else None
                after = words[place + 1] if place + 1 < len(words) else None
                changes += (
                    self._joined(text, before, word)
                    or self._joined(text, word, after)
                    or self._one(word, opens=place == 0, titled=titled)
                )
        return changes

    def _opener(self, words: Sequence[Typed]) -> list[Change]:
        """A question word without its h, before a verb: “wat is”, which is no temple then."""
        if len(words) < 2 or words[0].held or words[1].folded not in _AUXILIARIES:
            return []
        first, meant = words[0], _WITHOUT_H.get(words[0].folded)
        return [Change(first.start, first.end, self._printed(meant, first.text))] if meant else []

    def _joined(self, text: str, first: Typed | None, second: Typed | None) -> list[Change]:
        """One word of two that stand apart by a blank: “in vestment”."""
        if first is None or second is None or text[first.end : second.start] != " ":
            return []
        whole = joined_with(first.folded, second.folded, self.vocabulary, self._dictionaries())
        if whole is None:
            return []
        return [Change(first.start, second.end, self._printed(whole, first.text))]

    def _one(self, word: Typed, opens: bool, titled: bool) -> list[Change]:
        """The word that one was meant to be, or the two that it was."""
        known = self._dictionaries()
        language = next((words for words in known if words.reads(word.folded)), known[0])
        named = word.text[0].isupper() and not opens and not titled
        near = Lexicon(self.vocabulary, language, self.held, self._stem)
        meant = nearest(word.folded, near, named=named, opens=opens)
        pair = split_in_two(word.text, self.vocabulary, language)
        clear = meant is not None and meant[0] == word.folded[0] and self.held(meant)
        if pair is not None and not clear:
            return [Change(word.start, word.end, pair)]
        if meant is None:
            return []
        return [Change(word.start, word.end, self._printed(meant, word.text))]

    def _stem(self, word: str) -> str:
        return stem_of(word, self.languages[0])

    def _printed(self, word: str, typed: str) -> str:
        """A folded word in the documents' capitals, else in those of what was typed."""
        if len(typed) > 1 and typed.isupper():
            return word.upper()
        name = self.vocabulary.names.get(word)
        if name is not None:
            return name
        return word[:1].upper() + word[1:] if typed[:1].isupper() else word


def _foreign(words: Sequence[Typed], unknown: Sequence[Typed]) -> bool:
    long = sum(len(word.folded) >= _LONG for word in words)
    return len(unknown) >= _FOREIGN and 2 * len(unknown) > long


def _apart(changes: Sequence[Change]) -> list[Change]:
    """Changes that do not overlap, earlier and longer ones first."""
    kept: list[Change] = []
    for change in changes:
        if all(change.end <= other.start or other.end <= change.start for other in kept):
            kept.append(change)
    return kept
