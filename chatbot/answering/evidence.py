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
from chatbot.indexing.optional import blended

Floats = NDArray[np.float32]

BODY: tuple[ParagraphRole, ...] = ("body",)
BODY_AND_FRONT: tuple[ParagraphRole, ...] = ("body", "front")


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of the signals in the score, for a question whose words are all known.

    The ``other_…`` shares count only where there are other encoders. ``neighbours`` is
    the share of an adjacent sentence's score that a sentence gains; ``alone`` that of the
    cosine of the sentence by itself among those that were looked at. ``dense_gain`` moves
    weight to the dense signals, and ``lexical_loss`` takes it from the lexical ones, as
    the share of known words falls.
    """

    maxsim: float = 0.25
    other_maxsim: float = 0.25
    dense: float = 0.1
    other_dense: float = 0.1
    bm25: float = 0.15
    coverage: float = 0.2
    passage_dense: float = 0.05
    other_passage_dense: float = 0.05
    passage_bm25: float = 0.1
    neighbours: float = 0.2
    alone: float = 0.5
    dense_gain: float = 2.0
    lexical_loss: float = 1.0


CROSSING = Weights(
    maxsim=0.0,
    other_maxsim=0.5,
    dense=0.0,
    other_dense=0.2,
    bm25=0.06,
    coverage=0.12,
    passage_dense=0.0,
    other_passage_dense=0.1,
    passage_bm25=0.05,
    dense_gain=0.0,
)
"""The shares for a question in another language than the papers; the lexical ones fall with the
share of its words that these can hold."""


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
    known = hits.shared if hits.reading == "crossing" else known_share(hits.terms)
    scores = _fused([sentence.signals for sentence in body], weights, known)
    scores = _with_neighbours(body, scores, weights.neighbours)
    scores = _looked_at(body, scores, weights.alone)
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


_DENSE = ("dense", "other_dense", "passage_dense", "other_passage_dense")
_LEXICAL = ("bm25", "coverage", "passage_bm25")
_LATE = ("maxsim", "other_maxsim")


def _fused(signals: Sequence[SentenceSignals], weights: Weights, known: float) -> Floats:
    unknown = 1.0 - known
    factors = dict.fromkeys(_LATE, 1.0)
    factors |= dict.fromkeys(_DENSE, 1.0 + weights.dense_gain * unknown)
    factors |= dict.fromkeys(_LEXICAL, max(0.0, 1.0 - weights.lexical_loss * unknown))
    total = np.zeros(len(signals), np.float32)
    shares = 0.0
    for name, factor in factors.items():
        weight = factor * getattr(weights, name)
        values = np.array([getattr(signal, name) for signal in signals], np.float32)
        lowest, span = float(values.min()), float(values.max() - values.min())
        if span > 0:
            total += np.float32(weight / span) * (values - np.float32(lowest))
        # A signal that nobody gave takes no share.
        if span > 0 or lowest != 0.0:
            shares += weight
    return total / np.float32(shares) if shares > 0 else total


def _with_neighbours(sentences: Sequence[ScoredSentence], scores: Floats, share: float) -> Floats:
    """Each score raised by a share of the better neighbour's in the same passage."""
    best = np.zeros_like(scores)
    for place, (first, second) in enumerate(pairwise(sentences)):
        if first.passage == second.passage:
            best[place] = max(best[place], scores[place + 1])
            best[place + 1] = max(best[place + 1], scores[place])
    return scores + np.float32(share) * best


def _looked_at(sentences: Sequence[ScoredSentence], scores: Floats, share: float) -> Floats:
    """The scores of the sentences looked at alone, mixed with what that told of them.

    The mix stays in the range of their scores: how much is shown depends on it.
    """
    seen = [at for at, sentence in enumerate(sentences) if sentence.signals.alone is not None]
    if len(seen) < 2:
        return scores
    alone = [sentences[at].signals.alone or 0.0 for at in seen]
    changed = scores.copy()
    changed[seen] = blended(scores[seen].tolist(), alone, share)
    return changed
