"""What is measured of the sentences of the best passages, for one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.datatypes import QueryTerm
from chatbot.indexing.index import Index
from chatbot.indexing.vectors import EncodedQuery, Floats, Ints
from chatbot.retrieval import forms
from chatbot.retrieval.late import LateScores, max_sim


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """Raw signals (s,) of sentences, in the order of their rows."""

    dense: Floats
    late: LateScores
    bm25: Floats
    coverage: Floats


def score_sentences(
    index: Index,
    rows: Ints,
    encoded: Sequence[EncodedQuery],
    terms: Sequence[QueryTerm],
    among: Ints | None,
) -> SentenceScores:
    """Score the sentences ``rows``; ``among`` are the sentence rows that idf counts over."""
    dense = [
        corpus.sentence_scores(query.vector, rows)
        for corpus, query in zip(index.encoded, encoded, strict=True)
    ]
    return SentenceScores(
        dense=np.mean(dense, axis=0, dtype=np.float32),
        late=late_interaction(index, rows, encoded[0], terms),
        bm25=forms.score(index.sentence_postings, terms, among)[rows],
        coverage=coverage(index, rows, terms),
    )


def late_interaction(
    index: Index, rows: Ints, query: EncodedQuery, terms: Sequence[QueryTerm]
) -> LateScores:
    """MaxSim of the question's content tokens in each sentence, by the first encoder."""
    vectors = index.encoded[0].vectors
    picked = content_tokens(query, terms)
    if vectors.tokens is None or vectors.sentence_tokens is None or not picked:
        nothing = np.zeros(len(rows), np.float32)
        return LateScores(nothing, nothing)
    ranges = vectors.sentence_tokens[rows]
    tokens = np.concatenate([vectors.tokens.vectors(int(a), int(b)) for a, b in ranges])
    ends = np.cumsum(ranges[:, 1] - ranges[:, 0])
    starts = ends - (ranges[:, 1] - ranges[:, 0])
    weights = np.array([terms[word].idf for _, word in picked], np.float32)
    groups = np.array([word for _, word in picked], np.int64)
    asked = query.token_vectors[[token for token, _ in picked]]
    return max_sim(asked, weights, groups, tokens, starts, ends)


def content_tokens(query: EncodedQuery, terms: Sequence[QueryTerm]) -> list[tuple[int, int]]:
    """Pairs of a query token and the content word (index in ``terms``) it belongs to."""
    return [
        (token, word)
        for token, (start, end) in enumerate(query.token_spans)
        for word, term in enumerate(terms)
        if any(first <= start and end <= last for first, last in term.places)
    ]


def coverage(index: Index, rows: Ints, terms: Sequence[QueryTerm]) -> Floats:
    """The idf-weighted share of the question's stems in a sentence or next to it.

    A stem in a neighbouring sentence of the same passage counts half. ``rows`` ascend.
    """
    total = sum(term.idf for term in terms)
    share = np.zeros(len(rows), np.float32)
    if not total:
        return share
    passages = np.array([index.sentences[row].passage for row in rows], np.int64)
    joined = (np.diff(rows) == 1) & (np.diff(passages) == 0)
    for term in terms:
        holds = np.isin(rows, forms.holders(index.sentence_postings, term)).astype(np.float32)
        near = holds.copy()
        near[1:] = np.maximum(near[1:], 0.5 * holds[:-1] * joined)
        near[:-1] = np.maximum(near[:-1], 0.5 * holds[1:] * joined)
        share += np.float32(term.idf / total) * near
    return share
