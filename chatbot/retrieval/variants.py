"""The question's words with what else may stand for them in the documents searched.

British and American spellings, words written together or apart, other names of the same thing;
for a word that the documents do not hold, also a derived form that stemming leaves apart and
the documents' own slips. None of it is shown as a correction: it only counts as if it were the
word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from chatbot.datatypes import Query, QueryTerm
from chatbot.indexing.analysis import stem_of
from chatbot.indexing.index import Index
from chatbot.retrieval import forms
from chatbot.retrieval.aliases import Aliases, Form, learn
from chatbot.retrieval.british import other_spellings
from chatbot.retrieval.caching import remembered
from chatbot.retrieval.near import misprinted
from chatbot.retrieval.vocabulary import Vocabularies, fold

_LINKS = frozenset({"", "of", "the", "and", "for", "on"})
_NO_ABBREVIATIONS = frozenset({"us", "un", "who", "it"})
"""Abbreviations that in lower case are words, or parts of names."""
_DERIVED = 6
"""Letters of the shortest stem whose form with a further i is the same word: econom, economi."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The term at position ``term`` of the question's terms, at ``[start, end)``."""

    term: int
    start: int
    end: int


@dataclass(frozen=True)
class Variants:
    """Adds alternatives to the terms of questions about the documents of an index."""

    index: Index
    vocabularies: Vocabularies
    _aliases: dict[tuple[str, ...], Aliases] = field(default_factory=dict, repr=False)

    def expand(self, terms: Sequence[QueryTerm], query: Query) -> tuple[QueryTerm, ...]:
        """The terms of a query, each with what the documents hold in its place."""
        found: dict[int, list[Form]] = defaultdict(list)
        documents = query.documents
        for place, term in enumerate(terms):
            found[place] += [(stem,) for stem in self._spelled(term, documents)]
        text = query.interpreted
        occurrences = sorted(
            (Occurrence(place, *at) for place, term in enumerate(terms) for at in term.places),
            key=lambda occurrence: occurrence.start,
        )
        for run, others in self._joined(text, occurrences, documents):
            for occurrence in run:
                found[occurrence.term] += others
        for run, others in self._named(text, occurrences, terms, documents):
            for occurrence in run:
                found[occurrence.term] += others
        return tuple(self._with(term, found[place], documents) for place, term in enumerate(terms))

    def _with(self, term: QueryTerm, others: Sequence[Form], documents: Sequence[str]) -> QueryTerm:
        kept = tuple(other for other in dict.fromkeys(others) if other != (term.stem,))
        if not kept:
            return term
        wider = replace(term, alternatives=kept, known=True)
        among = self.index.sentence_rows(documents) if documents else None
        rarity = forms.idf(self.index.sentence_postings, wider, among)
        return replace(wider, idf=rarity * term.weight)

    def _held(self, stem: str, documents: Sequence[str]) -> bool:
        return self.index.sentence_frequency(stem, documents) > 0

    def _spelled(self, term: QueryTerm, documents: Sequence[str]) -> Iterator[str]:
        """Other spellings and forms of a single word."""
        word, language = fold(term.word), self._language(documents)
        stems: set[str] = set()
        if language.startswith("en"):
            stems |= {stem_of(other, language) for other in other_spellings(word)}
        if not term.known:
            stems |= set(_derived(term.stem))
            misprints = misprinted(word, self.vocabularies.of(documents), language)
            stems |= {stem_of(misprint, language) for misprint in misprints}
        yield from (stem for stem in sorted(stems) if self._held(stem, documents))

    def _joined(
        self, text: str, occurrences: Sequence[Occurrence], documents: Sequence[str]
    ) -> Iterator[tuple[Sequence[Occurrence], list[Form]]]:
        """Neighbours that the documents write as one word: north east, northeast."""
        for first, second in pairwise(occurrences):
            if re.fullmatch(r"[ \-‐‑–]", text[first.end : second.start]):
                words = (text[first.start : first.end], text[second.start : second.end])
                joined, *parts = (
                    stem_of(fold(word), self._language(documents))
                    for word in ("".join(words), *words)
                )
                if self._held(joined, documents) and self._alone(joined, parts):
                    yield (first, second), [(joined,)]

    def _alone(self, joined: str, parts: Sequence[str]) -> bool:
        """Whether some sentence holds the joined stem without holding its parts.

        A hyphened word is indexed whole and in its parts, so it needs no alternative.
        """
        holders = self.index.sentence_postings.holders
        rows = holders(joined)
        return any(not np.isin(rows, holders(part)).all() for part in parts)

    def _named(
        self,
        text: str,
        occurrences: Sequence[Occurrence],
        terms: Sequence[QueryTerm],
        documents: Sequence[str],
    ) -> Iterator[tuple[Sequence[Occurrence], list[Form]]]:
        """Names in the question that have other names in the documents."""
        aliases = self._known(documents)
        for first in range(len(occurrences)):
            for last in range(first, min(first + aliases.longest, len(occurrences))):
                run = occurrences[first : last + 1]
                others = aliases.others.get(tuple(terms[one.term].stem for one in run))
                if others and _together(text, run):
                    yield run, list(others)

    def _language(self, documents: Sequence[str]) -> str:
        names = sorted(documents or self.index.documents)
        return self.index.documents[names[0]].language if names else "en"

    def _known(self, documents: Sequence[str]) -> Aliases:
        wanted = tuple(sorted(set(documents or self.index.documents)))
        papers = [self.index.documents[name] for name in wanted]
        return remembered(
            self._aliases,
            wanted,
            lambda: learn(
                [paper.text for paper in papers],
                self._language(documents),
                lambda stem: self._held(stem, documents),
            ),
        )


def _derived(stem: str) -> Iterator[str]:
    """Stems of the same word that stemming leaves apart: econom(ic), economi (economy)."""
    if len(stem) >= _DERIVED:
        yield f"{stem}i"
    if len(stem) > _DERIVED and stem.endswith("i"):
        yield stem[:-1]


def _together(text: str, run: Sequence[Occurrence]) -> bool:
    """Whether nothing but links stands between the words, and “us” is not the country."""
    if len(run) == 1 and text[run[0].start : run[0].end] in _NO_ABBREVIATIONS:
        return False
    gaps = (text[one.end : other.start] for one, other in pairwise(run))
    return all(set(re.split(r"[\s\-‐‑–'’]+|s\b", gap.casefold())) <= _LINKS for gap in gaps)
