"""Hybrid retrieval: dense and lexical scores of passages, signals of their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.datatypes import Hits, Query, QueryTerm, ScoredPassage, ScoredSentence, SentenceSignals
from chatbot.indexing.encoders import Encoder
from chatbot.indexing.index import Index
from chatbot.indexing.vectors import EncodedQuery, Floats, Ints
from chatbot.retrieval import forms
from chatbot.retrieval.fusion import weighted_sum
from chatbot.retrieval.phrases import holds_all
from chatbot.retrieval.signals import SentenceScores, score_sentences
from chatbot.retrieval.terms import query_terms
from chatbot.retrieval.variants import Variants

DIGITS = 6
"""Scores are rounded before they are compared, so that float noise decides nothing."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passage rows, ascending, with their dense and lexical scores (n,)."""

    rows: Ints
    dense: Floats
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
        encoded = [encoder.encode_query(query.interpreted) for encoder in self.encoders]
        dense = self._dense(encoded, rows)
        lexical = self._lexical(query, terms, rows)
        first = weighted_sum([(self.dense_weight, dense), (1 - self.dense_weight, lexical)])
        best = np.sort(rows[_top(first, k)])
        keep = np.isin(rows, best)
        return self._hits(query, terms, encoded, Candidates(best, dense[keep], lexical[keep]))

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

    def _dense(self, encoded: Sequence[EncodedQuery], rows: Ints) -> Floats:
        """The mean over the encoders of the passages' cosines."""
        scores = [
            corpus.passage_scores(query.vector, rows)
            for corpus, query in zip(self.index.encoded, encoded, strict=True)
        ]
        return np.asarray(np.mean(scores, axis=0), np.float32)

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
        scores = score_sentences(self.index, rows, encoded, terms, among)
        late = np.full(len(found.rows), -1.0, np.float32)
        np.maximum.at(late, owners, scores.late.mean)
        ranking = weighted_sum(
            [
                ((1 - self.late_weight) * self.dense_weight, found.dense),
                ((1 - self.late_weight) * (1 - self.dense_weight), found.lexical),
                (self.late_weight, late),
            ]
        )
        return Hits(
            passages=self._ranked(found.rows, ranking),
            sentences=self._sentences(rows, owners, found, scores),
            terms=terms,
        )

    def _ranked(self, rows: Ints, scores: Floats) -> tuple[ScoredPassage, ...]:
        order = _top(scores, len(rows))
        return tuple(
            ScoredPassage(self.index.passages[rows[at]], round(float(scores[at]), DIGITS))
            for at in order
        )

    def _sentences(
        self, rows: Ints, owners: Ints, found: Candidates, scores: SentenceScores
    ) -> tuple[ScoredSentence, ...]:
        columns = np.stack(
            [
                scores.dense,
                scores.late.mean,
                scores.late.weakest,
                scores.bm25,
                scores.coverage,
                found.dense[owners],
                found.lexical[owners],
            ],
            axis=1,
        )
        sentences = [self.index.sentences[row] for row in rows]
        return tuple(
            ScoredSentence(
                document=sentence.document,
                span=sentence.span,
                passage=self.index.passages[sentence.passage].id,
                role=sentence.role,
                signals=SentenceSignals(*(round(value, DIGITS) for value in values)),
            )
            for sentence, values in zip(sentences, columns.tolist(), strict=True)
        )


def _top(scores: Floats, k: int) -> Ints:
    """Positions of the ``k`` best scores, best first; ties by position, after rounding."""
    return np.argsort(-np.round(scores, DIGITS), kind="stable")[:k]
