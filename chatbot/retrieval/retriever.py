"""Hybrid retrieval: dense and lexical scores of passages, signals of their sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chatbot.datatypes import Hits, Query, QueryTerm, ScoredPassage, ScoredSentence, SentenceSignals
from chatbot.documents.naming import named_papers
from chatbot.indexing.corpus_vectors import EncodedCorpus
from chatbot.indexing.encoders import Encoder, encode_query
from chatbot.indexing.index import Index
from chatbot.indexing.vectors import EncodedQuery, Floats, Ints
from chatbot.retrieval import forms
from chatbot.retrieval.fusion import weighted_sum
from chatbot.retrieval.late import LateScores
from chatbot.retrieval.phrases import holds_all
from chatbot.retrieval.scope import Scope, scope_of
from chatbot.retrieval.signals import VectorScores, WordScores, vector_scores, word_scores
from chatbot.retrieval.terms import echoed_words, query_terms, shared_words
from chatbot.retrieval.variants import Variants

DIGITS = 6
"""Scores are rounded before they are compared, so that float noise decides nothing."""

NAMED = 0.1
"""What it adds to a passage's score that the question calls its paper by name."""

CROSSING_WORDS = 0.4
"""The share of the lexical weight that stays for a question in another language than the papers."""

GLOSSED = 0.6
"""A question is asked as its gloss has it from this share of words that gloss and papers know."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passage rows, ascending, with their lexical and each encoder's dense scores (n,)."""

    rows: Ints
    dense: Sequence[Floats]
    lexical: Floats


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder at a place made of the corpus and of the question."""

    place: int
    corpus: EncodedCorpus
    query: EncodedQuery


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched.

    ``terms`` are looked up, ``echoed`` are the words whose echo the encoders look for;
    ``shared`` is the share of its words that can stand in the papers at all.
    """

    query: Query
    scope: Scope
    terms: tuple[QueryTerm, ...]
    echoed: tuple[QueryTerm, ...]
    encoded: Sequence[Encoded]
    shared: float

    @property
    def words(self) -> float:
        """The share of the lexical weight that counts for this question."""
        return CROSSING_WORDS * self.shared if self.scope.crosses else 1.0


@dataclass(frozen=True, slots=True)
class HybridRetriever:
    """Searches one index with its encoders, in the order in which it was built.

    ``dense_weight`` is the dense share of the first ranking; ``late_weight`` the share
    that the best sentence's late interaction has in the final one. ``variants`` says what
    else stands for the question's words, unless ``expanding`` is off.
    """

    index: Index
    encoders: Sequence[Encoder]
    dense_weight: float = 0.5
    late_weight: float = 0.5
    variants: Variants | None = None
    expanding: bool = True

    def search(self, query: Query, k: int) -> Hits:
        """The ``k`` best passages for a query, best first, and what was measured of them."""
        rows = self._rows(query)
        asked = self._asked(query)
        if not len(rows):
            return Hits((), (), asked.terms, asked.scope.reading, asked.shared)
        dense = [each.corpus.passage_scores(each.query.vector, rows) for each in asked.encoded]
        lexical = self._lexical(query, asked.terms, rows)
        weight = asked.words * self.lexical_weight
        first = weighted_sum([*split(self.dense_weight, dense), (weight, lexical)])
        best = np.sort(rows[_top(first, k)])
        keep = np.isin(rows, best)
        found = Candidates(best, [scores[keep] for scores in dense], lexical[keep])
        return self._hits(asked, found)

    @property
    def lexical_weight(self) -> float:
        """The lexical share of the first ranking."""
        return 1 - self.dense_weight

    def _terms(self, query: Query, scope: Scope) -> tuple[QueryTerm, ...]:
        """The content words of the question, or of its gloss, which has no places in it."""
        asked = replace(query, interpreted=query.gloss or query.interpreted)
        terms = query_terms(
            asked.interpreted, self.index, query.documents, scope.language, query.carried
        )
        if scope.crosses:
            terms = shared_words(terms, query.language, scope.language)
        if self.variants and self.expanding:
            terms = self.variants.expand(terms, asked)
        return tuple(replace(term, places=()) for term in terms) if query.gloss else terms

    def _asked(self, query: Query) -> Asked:
        """The question's words and meaning, the latter by every encoder that reads it."""
        scope = scope_of(query, self.index, self.encoders)
        terms = self._terms(query, scope)
        if query.gloss and (not scope.crosses or _tells(query, terms)):
            told = replace(query, interpreted=query.gloss, language=scope.language, gloss="")
            return self._asked(told)
        echoed = echoed_words(query.interpreted, query.language) if scope.crosses else terms
        vectors = encode_query([self.encoders[place] for place in scope.readers], query.interpreted)
        encoded = [
            Encoded(place, self.index.encoded[place], each)
            for place, each in zip(scope.readers, vectors, strict=True)
        ]
        shared = min(1.0, len(terms) / max(1, len(echoed))) if scope.crosses else 1.0
        return Asked(query, scope, terms, echoed, encoded, shared)

    def _rows(self, query: Query) -> Ints:
        rows = self.index.passage_rows(query.documents)
        if not query.phrases:
            return rows
        texts = self.index.documents
        held = [
            holds_all(texts[passage.document].slice(passage.span), query.phrases)
            for passage in (self.index.passages[row] for row in rows)
        ]
        return np.asarray(rows[np.array(held, bool)])

    def _lexical(self, query: Query, terms: Sequence[QueryTerm], rows: Ints) -> Floats:
        among = self.index.passage_rows(query.documents) if query.documents else None
        return forms.score(self.index.passage_postings, terms, among)[rows]

    def _hits(self, asked: Asked, found: Candidates) -> Hits:
        owners = np.repeat(
            np.arange(len(found.rows)), [len(self.index.sentences_of(r)) for r in found.rows]
        )
        rows = np.concatenate([np.asarray(self.index.sentences_of(row)) for row in found.rows])
        documents = asked.query.documents
        among = self.index.sentence_rows(documents) if documents else None
        vectors = [
            vector_scores(each.corpus, each.query, asked.echoed, rows) for each in asked.encoded
        ]
        words = word_scores(self.index, rows, asked.terms, among)
        early = 1 - self.late_weight
        ranking = weighted_sum(
            [
                *split(early * self.dense_weight, found.dense),
                (early * asked.words * self.lexical_weight, found.lexical),
                *split(self.late_weight, [_best(v.late.mean, owners) for v in vectors]),
            ]
        )
        ranking = ranking + NAMED * self._of_named(asked.query, found.rows)
        by_place = dict(zip(asked.scope.readers, vectors, strict=True))
        return Hits(
            passages=self._ranked(found.rows, ranking),
            sentences=self._sentences(rows, owners, found, by_place, words),
            terms=asked.terms,
            reading=asked.scope.reading,
            shared=asked.shared,
        )

    def _of_named(self, query: Query, rows: Ints) -> Floats:
        """1 for the passages (n,) of papers that the question names, 0 for others."""
        named = named_papers(query.interpreted, self.index.documents)
        held = [self.index.passages[row].document in named for row in rows]
        return np.array(held, np.float32)

    def _ranked(self, rows: Ints, scores: Floats) -> tuple[ScoredPassage, ...]:
        order = _top(scores, len(rows))
        return tuple(
            ScoredPassage(self.index.passages[rows[at]], round(float(scores[at]), DIGITS))
            for at in order
        )

    def _sentences(
        self,
        rows: Ints,
        owners: Ints,
        found: Candidates,
        vectors: Mapping[int, VectorScores],
        words: WordScores,
    ) -> tuple[ScoredSentence, ...]:
        none = np.zeros(len(rows), np.float32)
        first = vectors.get(0, VectorScores(none, LateScores(none, none)))
        others = [scores for place, scores in vectors.items() if place]
        passages = dict(zip(vectors, found.dense, strict=True))
        columns = [
            first.dense,
            first.late.mean,
            passages[0][owners] if 0 in passages else none,
            _mean([v.dense for v in others], len(rows)),
            _mean([v.late.mean for v in others], len(rows)),
            _mean([v.late.weakest for v in others], len(rows)),
            _mean([dense[owners] for place, dense in passages.items() if place], len(rows)),
            words.bm25,
            words.coverage,
            found.lexical[owners],
        ]
        signals = np.round(np.stack(columns, axis=1).astype(np.float64), DIGITS).tolist()
        sentences = [self.index.sentences[row] for row in rows]
        return tuple(
            ScoredSentence(
                document=sentence.document,
                span=sentence.span,
                passage=self.index.passages[sentence.passage].id,
                role=sentence.role,
                signals=SentenceSignals(*values),
            )
            for sentence, values in zip(sentences, signals, strict=True)
        )


def _tells(query: Query, terms: Sequence[QueryTerm]) -> bool:
    """Whether the gloss of a question and the papers know enough of its words."""
    words = echoed_words(query.interpreted, query.language)
    return sum(term.known for term in terms) >= GLOSSED * len(words)


def split(weight: float, scores: Sequence[Floats]) -> list[tuple[float, Floats]]:
    """A weight shared evenly among the encoders' scores."""
    return [(weight / len(scores), each) for each in scores]


def _best(scores: Floats, owners: Ints) -> Floats:
    """The best score (n,) among each passage's sentences (s,)."""
    best = np.full(int(owners[-1]) + 1, -1.0, np.float32)
    np.maximum.at(best, owners, scores)
    return best


def _mean(scores: Sequence[Floats], count: int) -> Floats:
    return np.mean(scores, axis=0) if scores else np.zeros(count, np.float32)


def _top(scores: Floats, k: int) -> Ints:
    """Positions of the ``k`` best scores, best first; ties by position, after rounding."""
    return np.argsort(-np.round(scores, DIGITS), kind="stable")[:k]
