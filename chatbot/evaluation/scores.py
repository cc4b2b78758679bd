"""The values of every query under one configuration, and what they come to.

Values are kept as rows of numbers, a few hundred bytes a query, so that large query
files fit in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from chatbot.evaluation.abstention import Judged, auroc, calibration_error, refused_at_kept
from chatbot.evaluation.bootstrap import (
    Floats,
    exact_bound,
    intervals,
    resampled,
    weighted_means,
)
from chatbot.evaluation.measures import COLUMNS, MEAN_KEYS, MEASURES, Measure


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure over ``n`` queries with its 95 % interval, None where none can be had."""

    value: float
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A configuration's measures by key, overall and by kind, with the queries of each kind."""

    overall: Mapping[str, Estimate]
    kinds: Mapping[str, Mapping[str, Estimate]]
    counts: Mapping[str, int]


@dataclass(slots=True)
class ScoreTable:
    """One row of ``COLUMNS`` for each query, NaN where a measure does not apply.

    ``answerable`` holds 1, 0, or -1 where that is not judged.
    """

    query_ids: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    answerable: array[int] = field(default_factory=lambda: array("b"))
    values: array[float] = field(default_factory=lambda: array("d"))

    def add(
        self, query_id: str, kind: str, answerable: bool | None, row: Mapping[str, float | None]
    ) -> None:
        """Append the values of a query."""
        self.query_ids.append(query_id)
        self.kinds.append(kind)
        self.answerable.append(-1 if answerable is None else int(answerable))
        for column in COLUMNS:
            value = row.get(column)
            self.values.append(float("nan") if value is None else value)

    def truncate(self, length: int) -> None:
        """Keep the first ``length`` queries."""
        del self.query_ids[length:], self.kinds[length:], self.answerable[length:]
        del self.values[length * len(COLUMNS) :]

    def __len__(self) -> int:
        return len(self.query_ids)

    def matrix(self) -> Floats:
        """The values, (queries, columns)."""
        return np.array(self.values, np.float64).reshape(len(self), len(COLUMNS))

    def column(self, key: str) -> dict[str, float]:
        """The values of one of ``COLUMNS`` by query id, where it is defined."""
        values = self.matrix()[:, COLUMNS.index(key)].tolist()
        return {
            query_id: value
            for query_id, value in zip(self.query_ids, values, strict=True)
            if not np.isnan(value)
        }

    def labels(self) -> NDArray[np.int8]:
        """The answerable labels, (queries,)."""
        return np.array(self.answerable, np.int8)

    def by_kind(self) -> dict[str, list[int]]:
        """The rows of each kind, kinds in alphabetical order."""
        rows: dict[str, list[int]] = {}
        for row, kind in enumerate(self.kinds):
            rows.setdefault(kind, []).append(row)
        return dict(sorted(rows.items()))


def summarise(table: ScoreTable) -> Summary:
    """Every measure that is defined, over all queries of a table and over each kind."""
    matrix, labels = table.matrix(), table.labels()
    rows = table.by_kind()
    return Summary(
        overall=estimate(matrix, labels),
        kinds={kind: estimate(matrix[chosen], labels[chosen]) for kind, chosen in rows.items()},
        counts={kind: len(chosen) for kind, chosen in rows.items()},
    )


def estimate(matrix: Floats, labels: NDArray[np.int8]) -> dict[str, Estimate]:
    """The measures of some rows (n, columns), in the order of ``MEASURES``."""
    if not len(matrix):
        return {}
    statistics = Statistics(matrix, labels)
    values = statistics(np.ones((1, len(matrix))))[0]
    bounds = intervals(resampled(statistics, len(matrix)), statistics.counts)
    return {
        measure.key: _estimate(measure, values[column], bounds[column], statistics.counts[column])
        for column, measure in enumerate(MEASURES)
        if not np.isnan(values[column])
    }


class Statistics:
    """Rows of weights over some queries → the value of every measure, in their order.

    ``counts`` (measures,) is how many queries each measure rests on; for measures that
    need both answerable and unanswerable questions, the smaller number of the two.
    """

    def __init__(self, matrix: Floats, labels: NDArray[np.int8]) -> None:
        self._means = weighted_means(matrix[:, : len(MEAN_KEYS)])
        confidence = matrix[:, COLUMNS.index("confidence")]
        self._rated = np.flatnonzero(~np.isnan(confidence) & (labels >= 0))
        self._judged = Judged(confidence[self._rated], labels[self._rated] == 1)
        times = matrix[:, COLUMNS.index("time_ms")]
        timed = np.flatnonzero(~np.isnan(times))
        self._by_time = timed[np.argsort(times[timed], kind="stable")]
        self._times = times[self._by_time]
        self.counts = self._counts(matrix)

    def __call__(self, weights: Floats) -> Floats:
        """The values (rows, measures) for weights (rows, n)."""
        means = dict(zip(MEAN_KEYS, self._means(weights).T, strict=True))
        found = means | self._abstention(weights) | self._percentiles(weights)
        return np.stack([found[measure.key] for measure in MEASURES], axis=1)

    def _abstention(self, weights: Floats) -> dict[str, Floats]:
        undefined = np.full(len(weights), np.nan)
        if not len(self._rated):
            return dict.fromkeys(("auroc", "refused_at_95", "calibration_error"), undefined)
        rated = weights[:, self._rated]
        return {
            "auroc": auroc(self._judged, rated),
            "refused_at_95": refused_at_kept(self._judged, rated),
            "calibration_error": calibration_error(self._judged, rated),
        }

    def _percentiles(self, weights: Floats) -> dict[str, Floats]:
        if not len(self._by_time):
            return dict.fromkeys(("time_p50_ms", "time_p95_ms"), np.full(len(weights), np.nan))
        reached = np.cumsum(weights[:, self._by_time], axis=1)
        total = reached[:, -1:]
        return {
            key: np.where(
                total[:, 0] > 0, self._times[np.argmax(reached >= share * total, axis=1)], np.nan
            )
            for key, share in (("time_p50_ms", 0.5), ("time_p95_ms", 0.95))
        }

    def _counts(self, matrix: Floats) -> NDArray[np.int64]:
        defined = (~np.isnan(matrix)).sum(axis=0)
        counts = {key: int(defined[column]) for column, key in enumerate(MEAN_KEYS)}
        positive = int(self._judged.answerable.sum())
        both = min(positive, len(self._rated) - positive)
        counts |= {"auroc": both, "refused_at_95": both, "calibration_error": len(self._rated)}
        counts |= dict.fromkeys(("time_p50_ms", "time_p95_ms"), len(self._times))
        return np.array([counts[measure.key] for measure in MEASURES], np.int64)


def _estimate(measure: Measure, value: float, bounds: Floats, count: int) -> Estimate:
    low, high = (None if np.isnan(bound) else float(bound) for bound in bounds)
    if low is not None and low == high and measure.share and measure.key != "calibration_error":
        low = exact_bound(count) if value == 1 else low
        high = 1 - exact_bound(count) if value == 0 else high
    return Estimate(float(value), low, high, int(count))
