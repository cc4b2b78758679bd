"""A row's measures with bootstrap intervals, and where it surely differs from the default.

Every row is resampled with the same draws of questions, so that the difference of two rows
within a draw is a paired one (``evaluation.bootstrap`` names the method).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbot.evaluation.abstention import Judged, auroc, calibration_error
from chatbot.evaluation.bootstrap import (
    Floats,
    exact_bound,
    intervals,
    resampled,
    weighted_means,
)

MEANS = (
    "evidence_recall",
    "first_shown",
    "answer_hit",
    "short_answer",
    "word_f1",
    "words_shown",
    "flagged",
    "false_flag",
    "false_refusal",
)
"""Means of a value of each question, NaN where it does not apply."""

OVER_SET = ("auroc", "calibration_error")
KEYS = (*MEANS, *OVER_SET)

_EQUAL = 1e-9
_DIGITS = 6
"""Confidences are rounded so that a float's last bit does not part what is equal."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a row earned: ``values`` (n, len(MEANS)), NaN where undefined, ``confidence`` (n,).

    ``probable`` says that the confidence is meant as a probability.
    """

    values: Floats
    confidence: Floats
    probable: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure with its 95 % interval, NaN where there is none.

    ``differs`` says that the interval of its paired difference to the default excludes 0.
    """

    value: float
    low: float
    high: float
    differs: bool = False


def figures(
    rows: Mapping[str, Scores], answerable: NDArray[np.bool_], baseline: str
) -> dict[str, dict[str, Figure]]:
    """Every row's measures by their keys; ``answerable`` (n,) is about the same questions."""
    n = len(answerable)
    statistics = {name: _Statistics(scores, answerable) for name, scores in rows.items()}
    base = statistics[baseline]
    base_samples = resampled(base, n)
    found = {}
    for name, row in statistics.items():
        samples = base_samples if name == baseline else resampled(row, n)
        values = row(np.ones((1, n)))[0]
        bounds = intervals(samples, row.counts)
        gaps = intervals(samples - base_samples, np.minimum(row.counts, base.counts))
        found[name] = {
            key: _figure(key, values[at], bounds[at], gaps[at], int(row.counts[at]))
            for at, key in enumerate(KEYS)
        }
    return found


class _Statistics:
    """Rows of weights (rows, n) → values (rows, len(KEYS)); ``counts`` are of questions."""

    def __init__(self, scores: Scores, answerable: NDArray[np.bool_]) -> None:
        self._means = weighted_means(scores.values)
        self._judged = Judged(np.round(scores.confidence, _DIGITS), answerable)
        self._probable = scores.probable
        both = min(int(answerable.sum()), int((~answerable).sum()))
        defined = (~np.isnan(scores.values)).sum(axis=0)
        self.counts = np.array([*defined, both, len(answerable)], np.int64)

    def __call__(self, weights: Floats) -> Floats:
        error = (
            calibration_error(self._judged, weights)
            if self._probable
            else np.full(len(weights), np.nan)
        )
        return np.column_stack([self._means(weights), auroc(self._judged, weights), error])


def _figure(key: str, value: float, bounds: Floats, gap: Floats, count: int) -> Figure:
    low, high = (float(bound) for bound in bounds)
    if key not in {"words_shown", "calibration_error"} and low == high:
        # Where all values are alike resampling knows no spread.
        low = exact_bound(count) if value == 1 else low
        high = 1 - exact_bound(count) if value == 0 else high
    differs = bool(gap[0] > _EQUAL or gap[1] < -_EQUAL)
    return Figure(float(value), low, high, differs)
