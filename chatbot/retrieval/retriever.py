"""Hybrid retrieval: dense and lexical scores of passages, signals of their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.datatypes import Hits, Query, QueryTerm, ScoredPassage, ScoredSentence, SentenceSignals
from chatbot.documents.naming import named_papers
from chatbot.indexing.encoders import Encoder, encode_query
from chatbot.indexing.index import Index
from chatbot.indexing.vectors import EncodedQuery, Floats, Ints
from chatbot.retrieval import forms
from chatbot.retrieval.fusion import weighted_sum
from chatbot.retrieval.phrases import holds_all
from chatbot.retrieval.signals import VectorScores, WordScores, vector_scores, word_scores
from chatbot.retrieval.terms import query_terms
from chatbot.retrieval.variants import Variants

DIGITS = 6
"""Scores are rounded before they are compared, so that float noise decides nothing."""

NAMED = 0.1
"""What it adds to a passage's score that the question calls its paper by name."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passage rows, ascending, with their lexical and each encoder's dense scores (n,)."""

    rows: Ints
    dense: Sequence[Floats]
    lexical: Floats


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
        if not len(rows):
            return Hits((), (), self._terms(query))
        terms = self._terms(query)
        encoded = encode_query(self.encoders, query.interpreted)
        dense = self._dense(encoded, rows)
        lexical = self._lexical(query, terms, rows)
        first = weighted_sum([*shared(self.dense_weight, dense), (self.lexical_weight, lexical)])
        best = np.sort(rows[_top(first, k)])
        keep = np.isin(rows, best)
        found = Candidates(best, [scores[keep] for scores in dense], lexical[keep])
        return self._hits(query, terms, encoded, found)

    @property
    def lexical_weight(self) -> float:
        """The lexical share of the first ranking."""
        return 1 - self.dense_weight

    def _terms(self, query: Query) -> tuple[QueryTerm, ...]:
        terms = query_terms(query.interpreted, self.index, query.documents)
        return self.variants.expand(terms, query) if self.variants and self.expanding else terms

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

    def _dense(self, encoded: Sequence[EncodedQuery], rows: Ints) -> list[Floats]:
        """The passages' cosines, one array an encoder."""
        return [
            corpus.passage_scores(query.vector, rows)
            for corpus, query in zip(self.index.encoded, encoded, strict=True)
        ]

    def _lexical(self, query: Query, terms: Sequence[QueryTerm], rows: Ints) -> Floats:
        among = self.index.passage_rows(query.documents) if query.documents else None
        return forms.score(self.index.passage_postings, terms, among)[rows]

    def _hits(
        self,
        query: Query,
        terms: tuple[QueryTerm, ...],
        encoded: Sequence[EncodedQuery],
        found: Candidates,
    ) -> Hits:
        owners = np.repeat(
            np.arange(len(found.rows)), [len(self.index.sentences_of(r)) for r in found.rows]
        )
        rows = np.concatenate([np.asarray(self.index.sentences_of(row)) for row in found.rows])
        among = self.index.sentence_rows(query.documents) if query.documents else None
        vectors = [
            vector_scores(corpus, asked, terms, rows)
            for corpus, asked in zip(self.index.encoded, encoded, strict=True)
        ]
        words = word_scores(self.index, rows, terms, among)
        early = 1 - self.late_weight
        ranking = weighted_sum(
            [
                *shared(early * self.dense_weight, found.dense),
                (early * self.lexical_weight, found.lexical),
                *shared(self.late_weight, [_best(v.late.mean, owners) for v in vectors]),
            ]
        )
        ranking = ranking + NAMED * self._of_named(query, found.rows)
        return Hits(
            passages=self._ranked(found.rows, ranking),
            sentences=self._sentences(rows, owners, found, vectors, words),
            terms=terms,
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
        vectors: Sequence[VectorScores],
        words: WordScores,
    ) -> tuple[ScoredSentence, ...]:
        first, others = vectors[0], vectors[1:]
        columns = [
            first.dense,
            first.late.mean,
            found.dense[0][owners],
            _mean([v.dense for v in others], len(rows)),
            _mean([v.late.mean for v in others], len(rows)),
            _mean([v.late.weakest for v in others], len(rows)),
            _mean([dense[owners] for dense in found.dense[1:]], len(rows)),
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


def shared(weight: float, scores: Sequence[Floats]) -> list[tuple[float, Floats]]:
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
