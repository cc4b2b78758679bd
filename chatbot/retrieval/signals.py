"""What is measured of the sentences of the best passages, for one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.datatypes import QueryTerm
from chatbot.indexing.corpus_vectors import EncodedCorpus
from chatbot.indexing.index import Index
from chatbot.indexing.vectors import EncodedQuery, Floats, Ints
from chatbot.retrieval import forms
from chatbot.retrieval.late import LateScores, echoes, late_scores


@dataclass(frozen=True, slots=True)
class VectorScores:
    """One encoder's signals (s,) of sentences: cosines and late interaction."""

    dense: Floats
    late: LateScores


@dataclass(frozen=True, slots=True)
class WordScores:
    """Lexical signals (s,) of sentences."""

    bm25: Floats
    coverage: Floats


def vector_scores(
    corpus: EncodedCorpus, query: EncodedQuery, terms: Sequence[QueryTerm], rows: Ints
) -> VectorScores:
    """Score the sentences ``rows`` by one encoder."""
    per_word, weights = word_echoes(corpus, query, terms, rows)
    return VectorScores(
        dense=corpus.sentence_scores(query.vector, rows), late=late_scores(per_word, weights)
    )


def word_echoes(
    corpus: EncodedCorpus, query: EncodedQuery, terms: Sequence[QueryTerm], rows: Ints
) -> tuple[Floats, Floats]:
    """Best token cosines (s, w) of the question's content words, and their weights (w,)."""
    vectors = corpus.vectors
    picked = content_tokens(query, terms)
    if vectors.tokens is None or vectors.sentence_tokens is None or not picked:
        return np.zeros((len(rows), 0), np.float32), np.zeros(0, np.float32)
    ranges = np.asarray(vectors.sentence_tokens[rows])
    tokens = vectors.tokens.ranges(ranges)
    ends = np.cumsum(ranges[:, 1] - ranges[:, 0])
    starts = ends - (ranges[:, 1] - ranges[:, 0])
    words, groups = np.unique([word for _, word in picked], return_inverse=True)
    weights = np.array([terms[word].idf for word in words], np.float32)
    asked = query.token_vectors[[token for token, _ in picked]]
    return echoes(asked, groups.astype(np.int64), tokens, starts, ends), weights


def content_tokens(query: EncodedQuery, terms: Sequence[QueryTerm]) -> list[tuple[int, int]]:
    """Pairs of a query token and the content word (index in ``terms``) it belongs to."""
    return [
        (token, word)
        for token, (start, end) in enumerate(query.token_spans)
        for word, term in enumerate(terms)
        if any(first <= start and end <= last for first, last in term.places)
    ]


def word_scores(
    index: Index, rows: Ints, terms: Sequence[QueryTerm], among: Ints | None
) -> WordScores:
    """Score the sentences ``rows``; ``among`` are the sentence rows that idf counts over."""
    return WordScores(
        bm25=forms.score(index.sentence_postings, terms, among)[rows],
        coverage=coverage(index, rows, terms),
    )


def coverage(index: Index, rows: Ints, terms: Sequence[QueryTerm]) -> Floats:
    """The idf-weighted share of the question's stems in a sentence or next to it.

    A stem in a neighbouring sentence of the same passage counts half. ``rows`` ascend.
    """
    weights, holds = _holds(index, rows, terms)
    passages = np.array([index.sentences[row].passage for row in rows], np.int64)
    joined = ((np.diff(rows) == 1) & (np.diff(passages) == 0))[:, None]
    near = holds.copy()
    near[1:] = np.maximum(near[1:], 0.5 * holds[:-1] * joined)
    near[:-1] = np.maximum(near[:-1], 0.5 * holds[1:] * joined)
    return np.asarray(near @ weights, np.float32)


def _holds(index: Index, rows: Ints, terms: Sequence[QueryTerm]) -> tuple[Floats, Floats]:
    """Each term's share of the weight (w,), and which sentences hold it (s, w)."""
    total = sum(term.idf for term in terms)
    weights = np.array([term.idf / total if total else 0.0 for term in terms], np.float32)
    holds = np.zeros((len(rows), len(terms)), np.float32)
    for column, term in enumerate(terms):
        holds[:, column] = np.isin(rows, forms.holders(index.sentence_postings, term))
    return weights, holds
