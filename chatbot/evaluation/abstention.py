"""Does ``confidence`` tell what the documents answer from what they do not?

Each measure is written over rows of weights (see ``bootstrap``), so the value itself is
the case of all weights being one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbot.evaluation.bootstrap import Floats

KEPT_SHARE = 0.95
"""How many of the answerable questions stay answered when refusals are counted."""

BINS = 10
"""Equal-width bins of the calibration error."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Confidences (n,) and whether each question is answerable (n,)."""

    confidence: Floats
    answerable: NDArray[np.bool_]


def auroc(judged: Judged, weights: Floats) -> Floats:
    """The chance that an answerable question has more confidence than another, (rows,).

    Ties count half (Mann and Whitney 1947; Hanley and McNeil 1982).
    """
    positive, negative = _by_level(judged, weights)
    below = np.cumsum(negative, axis=1) - negative
    wins = (positive * (below + 0.5 * negative)).sum(axis=1)
    return _share(wins, positive.sum(axis=1) * negative.sum(axis=1))


def refused_at_kept(judged: Judged, weights: Floats, kept: float = KEPT_SHARE) -> Floats:
    """Share of unanswerable questions below the threshold that answers ``kept``, (rows,).

    The threshold is the highest one at which at least ``kept`` of the answerable
    questions have that confidence or more.
    """
    positive, negative = _by_level(judged, weights)
    total = positive.sum(axis=1, keepdims=True)
    answered = np.cumsum(positive[:, ::-1], axis=1)[:, ::-1]
    enough = answered >= kept * total - 1e-9
    level = enough.shape[1] - 1 - np.argmax(enough[:, ::-1], axis=1)
    below = np.cumsum(negative, axis=1) - negative
    refused = np.take_along_axis(below, level[:, None], axis=1)[:, 0]
    share = _share(refused, negative.sum(axis=1))
    return np.where(total[:, 0] > 0, share, np.nan)


def calibration_error(judged: Judged, weights: Floats) -> Floats:
    """Expected calibration error over ten bins of equal width, (rows,).

    Naeini, Cooper, Hauskrecht 2015: the mean over questions of how far a bin's mean
    confidence is from its share of answerable questions.
    """
    bins = np.minimum((judged.confidence * BINS).astype(int), BINS - 1)
    one_hot = np.eye(BINS)[bins]
    surplus = judged.confidence - judged.answerable
    gaps = np.abs(weights @ (one_hot * surplus[:, None])).sum(axis=1)
    return _share(gaps, weights.sum(axis=1))


def risk_coverage(confidence: Floats, loss: Floats) -> tuple[Floats, Floats]:
    """Coverage and mean loss of what is answered, as the threshold falls.

    El-Yaniv and Wiener 2010. ``loss`` (n,) is 1 for a wrong answer, 0 for a right one;
    questions of equal confidence enter together. Both results have a point for each
    distinct confidence.
    """
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    last = np.append(ranked[1:] != ranked[:-1], True) if len(ranked) else np.zeros(0, bool)
    answered = np.arange(1, len(ranked) + 1)
    risk = np.cumsum(loss[order]) / answered
    return (answered / max(len(ranked), 1))[last], risk[last]


def _by_level(judged: Judged, weights: Floats) -> tuple[Floats, Floats]:
    """Weights of answerable and other questions at each confidence, rising, (rows, levels)."""
    levels, level = np.unique(judged.confidence, return_inverse=True)
    order = np.argsort(level, kind="stable")
    starts = np.searchsorted(level[order], np.arange(len(levels)))
    positive = np.where(judged.answerable, weights, 0.0)[:, order]
    negative = np.where(judged.answerable, 0.0, weights)[:, order]
    return np.add.reduceat(positive, starts, axis=1), np.add.reduceat(negative, starts, axis=1)


def _share(part: Floats, whole: Floats) -> Floats:
    share = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=share, where=whole > 0)
    return share
