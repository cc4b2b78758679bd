"""Two configurations on the same queries: by how much, how surely, and on which ones.

The difference of a mean is tested by randomly swapping the two results of each query
(Fisher's randomisation test; Smucker, Allan, Carterette 2007), exactly where few queries
differ. The difference of a measure over a set, such as an area, is tested by bootstrap:
twice the smaller share of resamples on either side of zero. Intervals are paired
bootstrap intervals. Holm 1979 corrects over all tests made together.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chatbot.evaluation.alignment import Pairs, align
from chatbot.evaluation.bootstrap import SEED, Floats, intervals, resampled, weighted_means
from chatbot.evaluation.measures import MEAN_KEYS, MEASURES, Measure
from chatbot.evaluation.scores import ScoreTable, Statistics

PERMUTATIONS = 10_000
_EXACT_UP_TO = 12
"""Queries that differ, up to which all 2^n swaps are tried."""

_EQUAL = 1e-9
"""Values nearer than this are the same: saved ones were rounded."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A configuration against a baseline in one measure over ``n`` queries.

    ``difference`` is configuration minus baseline. ``wins`` and ``losses`` name the
    queries in which the configuration did better and worse, most changed first; measures
    over a set have none.
    """

    measure: Measure
    baseline: str
    configuration: str
    difference: float
    low: float | None
    high: float | None
    p: float
    n: int
    wins: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    p_holm: float = 1.0


def compare(
    tables: Mapping[str, ScoreTable], baseline: str, measures: Sequence[Measure] = MEASURES
) -> tuple[Comparison, ...]:
    """Every other table against the baseline, in every measure that both have.

    A query that one of two tables lacks counts zero there. Times are corrected among
    themselves, so that they, which no two runs share, leave all other results alone.
    """
    found = [
        comparison
        for name, table in tables.items()
        if name != baseline
        for comparison in _pair(baseline, tables[baseline], name, table)
        if comparison.measure in measures
    ]
    return tuple(_corrected(found))


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down correction: the family-wise error stays below the level."""
    count = len(p_values)
    order = sorted(range(count), key=lambda index: (p_values[index], index))
    corrected = [1.0] * count
    largest = 0.0
    for rank, index in enumerate(order):
        largest = max(largest, min(1.0, (count - rank) * p_values[index]))
        corrected[index] = largest
    return corrected


def _corrected(comparisons: Sequence[Comparison]) -> list[Comparison]:
    timed = [comparison.measure.family == "time" for comparison in comparisons]
    p_values = {
        time: iter(holm([c.p for c, t in zip(comparisons, timed, strict=True) if t == time]))
        for time in (False, True)
    }
    return [
        replace(comparison, p_holm=next(p_values[time]))
        for comparison, time in zip(comparisons, timed, strict=True)
    ]


def randomisation_p(differences: Floats, seed: int = SEED) -> float:
    """Two-sided p of a mean difference (n,), under random swaps of each pair."""
    changed = differences[np.abs(differences) > _EQUAL]
    if not len(changed):
        return 1.0
    observed = abs(changed.sum()) - _EQUAL
    if len(changed) <= _EXACT_UP_TO:
        signs = np.array(list(itertools.product((-1.0, 1.0), repeat=len(changed))))
        return float(np.mean(np.abs(signs @ changed) >= observed))
    random = np.random.default_rng(seed)
    reached = 0
    rows = max(1, 2_000_000 // len(changed))
    for first in range(0, PERMUTATIONS, rows):
        count = min(rows, PERMUTATIONS - first)
        signs = random.integers(0, 2, size=(count, len(changed)), dtype=np.int8) * 2.0 - 1.0
        reached += int(np.count_nonzero(np.abs(signs @ changed) >= observed))
    return (reached + 1) / (PERMUTATIONS + 1)


def _pair(baseline: str, old: ScoreTable, configuration: str, new: ScoreTable) -> list[Comparison]:
    pairs = align(old, new)
    if not pairs.query_ids:
        return []
    statistics = _Differences(pairs)
    values = statistics(np.ones((1, len(pairs.query_ids))))[0]
    samples = resampled(statistics, len(pairs.query_ids))
    bounds = intervals(samples, statistics.counts)
    return [
        _comparison(
            Comparison(
                measure,
                baseline,
                configuration,
                difference=float(values[column]),
                low=_defined(bounds[column, 0]),
                high=_defined(bounds[column, 1]),
                p=1.0,
                n=int(statistics.counts[column]),
            ),
            pairs.query_ids,
            statistics.changes,
            samples[:, column],
        )
        for column, measure in enumerate(MEASURES)
        if not math.isnan(values[column])
    ]


def _comparison(
    untested: Comparison, query_ids: Sequence[str], changes: Floats, samples: Floats
) -> Comparison:
    """The comparison with its p and the queries that changed."""
    measure = untested.measure
    if measure.over_set:
        return replace(untested, p=_bootstrap_p(samples))
    change = changes[:, MEAN_KEYS.index(measure.key)]
    wins, losses = _changed(measure, query_ids, change)
    p = randomisation_p(change[~np.isnan(change)])
    return replace(untested, p=p, wins=wins, losses=losses)


class _Differences:
    """Rows of weights → the difference of every measure; ``changes`` are those by query."""

    def __init__(self, pairs: Pairs) -> None:
        changes = pairs.after[:, : len(MEAN_KEYS)] - pairs.before[:, : len(MEAN_KEYS)]
        self.changes = np.where(np.abs(changes) > _EQUAL, changes, 0.0 * changes)
        self._means = weighted_means(self.changes)
        self._before = Statistics(pairs.before, pairs.labels)
        self._after = Statistics(pairs.after, pairs.labels)
        defined = (~np.isnan(self.changes)).sum(axis=0)
        self.counts = np.minimum(self._before.counts, self._after.counts)
        self.counts[_MEANS] = defined

    def __call__(self, weights: Floats) -> Floats:
        difference = self._after(weights) - self._before(weights)
        difference[:, _MEANS] = self._means(weights)
        return np.where(np.abs(difference) > _EQUAL, difference, 0.0 * difference)


_MEANS = np.array([column for column, measure in enumerate(MEASURES) if not measure.over_set])
"""The columns of the measures that are means, which stand in the order of ``MEAN_KEYS``."""


def _changed(
    measure: Measure, query_ids: Sequence[str], change: Floats
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The queries that got better and those that got worse, most changed first."""
    if measure.better is None:
        return (), ()
    gain = -change if measure.better == "lower" else change
    order = sorted(range(len(query_ids)), key=lambda row: (-abs(gain[row]), query_ids[row]))
    wins = tuple(query_ids[row] for row in order if gain[row] > 0)
    losses = tuple(query_ids[row] for row in order if gain[row] < 0)
    return wins, losses


def _bootstrap_p(samples: Floats) -> float:
    """Twice the smaller share of resampled differences on either side of zero."""
    defined = samples[~np.isnan(samples)]
    below = (np.count_nonzero(defined <= _EQUAL) + 1) / (len(defined) + 1)
    above = (np.count_nonzero(defined >= -_EQUAL) + 1) / (len(defined) + 1)
    return float(min(1.0, 2 * min(below, above)))


def _defined(bound: float) -> float | None:
    return None if math.isnan(bound) else float(bound)
