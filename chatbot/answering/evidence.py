"""Evidence: how likely each sentence is what a careful reader would quote.

Signals of the sentence, its neighbours and its passage are fused into one score by a
weighted sum. The mix adapts to the question: where the document holds few of its
words, the wording cannot be matched and the dense signals decide; where it holds them
all, exact names and numbers decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chatbot.datatypes import (
    Hits,
    ParagraphRole,
    QueryTerm,
    ScoredSentence,
    SentenceSignals,
    Span,
)

Floats = NDArray[np.float32]

BODY: tuple[ParagraphRole, ...] = ("body",)
BODY_AND_FRONT: tuple[ParagraphRole, ...] = ("body", "front")


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of the signals in the score, for a question whose words are all known.

    ``neighbours`` is the share of an adjacent sentence's score that a sentence gains.
    ``dense_gain`` moves weight from the lexical signals to the dense ones as the share
    of known words falls.
    """

    maxsim: float = 0.5
    dense: float = 0.15
    bm25: float = 0.15
    coverage: float = 0.2
    passage_dense: float = 0.1
    passage_bm25: float = 0.1
    neighbours: float = 0.2
    dense_gain: float = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with its fused score in about [0, 1]."""

    sentence: ScoredSentence
    score: float

    @property
    def span(self) -> Span:
        """The sentence's span."""
        return self.sentence.span


def known_share(terms: Sequence[QueryTerm]) -> float:
    """The idf-weighted share of the question's content words that the documents hold."""
    total = sum(term.idf for term in terms)
    return sum(term.idf for term in terms if term.known) / total if total else 0.0


def rank(
    hits: Hits, weights: Weights, roles: Collection[ParagraphRole] = BODY
) -> tuple[Evidence, ...]:
    """The sentences of passages with one of ``roles``, best first; ties by place.

    Each signal is min-max normalised over the candidates. Front and back matter answers
    only questions about the paper itself, so it is usually left out.
    """
    body = [sentence for sentence in hits.sentences if sentence.role in roles]
    if not body:
        return ()
    scores = _fused([sentence.signals for sentence in body], weights, known_share(hits.terms))
    scores = _with_neighbours(body, scores, weights.neighbours)
    ranked = [
        Evidence(sentence, round(float(score), 6))
        for sentence, score in zip(body, scores, strict=True)
    ]
    return best_first(ranked)


def best_first(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence by falling score; ties by document and place."""
    return tuple(sorted(evidence, key=_order))


def _order(evidence: Evidence) -> tuple[float, str, int]:
    return (-evidence.score, evidence.sentence.document, evidence.span.start)


def _fused(signals: Sequence[SentenceSignals], weights: Weights, known: float) -> Floats:
    lexical = 1.0 - weights.dense_gain * (1.0 - known)
    dense = 1.0 + weights.dense_gain * (1.0 - known)
    parts = {
        "maxsim": weights.maxsim,
        "dense": weights.dense * dense,
        "bm25": weights.bm25 * lexical,
        "coverage": weights.coverage * lexical,
        "passage_dense": weights.passage_dense * dense,
        "passage_bm25": weights.passage_bm25 * lexical,
    }
    total = np.zeros(len(signals), np.float32)
    for name, weight in parts.items():
        values = np.array([getattr(signal, name) for signal in signals], np.float32)
        span = float(values.max() - values.min())
        if span > 0:
            total += np.float32(weight / span) * (values - values.min())
    return total / np.float32(sum(parts.values()))


def _with_neighbours(sentences: Sequence[ScoredSentence], scores: Floats, share: float) -> Floats:
    """Each score raised by a share of the better neighbour's in the same passage."""
    best = np.zeros_like(scores)
    for place, (first, second) in enumerate(pairwise(sentences)):
        if first.passage == second.passage:
            best[place] = max(best[place], scores[place + 1])
            best[place + 1] = max(best[place + 1], scores[place])
    return scores + np.float32(share) * best
