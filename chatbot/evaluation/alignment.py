"""Two score tables side by side, query by query."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbot.evaluation.bootstrap import Floats
from chatbot.evaluation.measures import BY_KEY, COLUMNS
from chatbot.evaluation.scores import ScoreTable


@dataclass(frozen=True, slots=True)
class Pairs:
    """The queries of either table with their answerable labels and both rows of values.

    ``before`` and ``after`` are (queries, columns). ``missing_before`` and
    ``missing_after`` name what one side lacks; such a query earns nothing there.
    """

    query_ids: tuple[str, ...]
    labels: NDArray[np.int8]
    before: Floats
    after: Floats
    missing_before: tuple[str, ...]
    missing_after: tuple[str, ...]


def align(old: ScoreTable, new: ScoreTable) -> Pairs:
    """Pair the tables in the order of ``new``, what only ``old`` has at the end."""
    rows_old = {query_id: row for row, query_id in enumerate(old.query_ids)}
    rows_new = {query_id: row for row, query_id in enumerate(new.query_ids)}
    query_ids = (*rows_new, *(query_id for query_id in rows_old if query_id not in rows_new))
    labels_old, labels_new = old.labels(), new.labels()
    labels = np.array(
        [
            labels_new[rows_new[query_id]]
            if query_id in rows_new
            else labels_old[rows_old[query_id]]
            for query_id in query_ids
        ],
        np.int8,
    )
    before, after = _rows(old, rows_old, query_ids), _rows(new, rows_new, query_ids)
    missing_before = tuple(query_id for query_id in query_ids if query_id not in rows_old)
    missing_after = tuple(query_id for query_id in query_ids if query_id not in rows_new)
    _earn_nothing(before, after, labels, [q not in rows_old for q in query_ids], old)
    _earn_nothing(after, before, labels, [q not in rows_new for q in query_ids], new)
    return Pairs(query_ids, labels, before, after, missing_before, missing_after)


def _rows(table: ScoreTable, rows: dict[str, int], query_ids: tuple[str, ...]) -> Floats:
    values = np.full((len(query_ids), len(COLUMNS)), np.nan)
    matrix = table.matrix()
    for at, query_id in enumerate(query_ids):
        if query_id in rows:
            values[at] = matrix[rows[query_id]]
    return values


def _earn_nothing(
    side: Floats, other: Floats, labels: NDArray[np.int8], missing: list[bool], table: ScoreTable
) -> None:
    """Give missing queries the worst value wherever the other side has one.

    Columns that the table has for no query at all stay undefined: it was not measured so.
    """
    lacking = np.array(missing, bool)
    defined = (~np.isnan(table.matrix())).sum(axis=0)
    for column, key in enumerate(COLUMNS):
        if key == "time_ms" or (len(table) and not defined[column]):
            continue
        rows = lacking & ~np.isnan(other[:, column])
        if key == "confidence":
            side[rows, column] = np.where(labels[rows] == 1, 0.0, 1.0)
        else:
            side[rows, column] = 1.0 if BY_KEY[key].better == "lower" else 0.0
