"""Bootstrap intervals over queries, deterministic and vectorised.

A resample is a row of weights: how often each query was drawn. Statistics are functions
of such rows, so that one set of draws serves every measure at once.

Method: Efron and Tibshirani 1993, the percentile interval, its quantiles widened for
small samples as Hesterberg 2015 ("What Teachers Should Know About the Bootstrap", §3.3)
advises. Where every value is 0 or every value 1, resampling knows no spread, and the
bound of Clopper and Pearson 1934 stands in its place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Statistics = Callable[[Floats], Floats]
"""Weights (rows, n) → values (rows, measures), NaN where a resample leaves one undefined."""

SEED = 20171017
RESAMPLES = 2000
CONFIDENCE = 0.95

_CELLS = 2_000_000
"""Weights held at once: bounds the memory whatever the number of queries."""


def resample_weights(n: int, resamples: int, seed: int = SEED) -> Iterator[Floats]:
    """Rows of draw counts (≤ rows, n) until ``resamples`` rows have been given."""
    random = np.random.default_rng(seed)
    rows = max(1, min(resamples, _CELLS // max(n, 1)))
    for first in range(0, resamples, rows):
        count = min(rows, resamples - first)
        drawn = random.integers(0, n, size=(count, n))
        drawn += np.arange(count)[:, None] * n
        weights = np.bincount(drawn.ravel(), minlength=count * n)
        yield weights.reshape(count, n).astype(np.float64)


def resampled(
    statistics: Statistics, n: int, resamples: int = RESAMPLES, seed: int = SEED
) -> Floats:
    """The statistics of every resample, (resamples, measures)."""
    return np.concatenate([statistics(rows) for rows in resample_weights(n, resamples, seed)])


def intervals(samples: Floats, counts: NDArray[np.int64]) -> Floats:
    """The 95 % interval of each column of ``samples``, (measures, 2).

    ``counts`` (measures,) are the observations behind each; NaN below two of them.
    """
    bounds = np.full((samples.shape[1], 2), np.nan)
    for column, count in enumerate(counts):
        defined = samples[:, column][~np.isnan(samples[:, column])]
        if count < 2 or not len(defined):
            continue
        tail = widened_tail(int(count))
        bounds[column] = np.quantile(defined, [tail, 1 - tail])
    return bounds


def widened_tail(n: int, confidence: float = CONFIDENCE) -> float:
    """The share to cut from each end of the resamples of ``n`` observations."""
    from scipy.stats import norm, t  # type: ignore[import-untyped]

    quantile = t.ppf((1 + confidence) / 2, n - 1)
    return float(norm.cdf(-math.sqrt(n / (n - 1)) * quantile))


def exact_bound(n: int, confidence: float = CONFIDENCE) -> float:
    """The lowest share that still yields ``n`` successes of ``n`` often enough."""
    return float(((1 - confidence) / 2) ** (1 / n))


def weighted_means(values: Floats) -> Statistics:
    """The mean of each column of ``values`` (n, measures), NaN entries left out."""
    defined = ~np.isnan(values)
    filled = np.where(defined, values, 0.0)
    mask = defined.astype(np.float64)

    def means(weights: Floats) -> Floats:
        total = weights @ mask
        return np.divide(weights @ filled, total, out=np.full_like(total, np.nan), where=total > 0)

    return means
