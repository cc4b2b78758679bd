"""An evaluation as JSON: the same run twice gives the same bytes but for times.

    {"configurations": {name: {"overall": {measure: {"value", "low", "high", "n"}},
                               "kinds": {kind: {measure: …}},
                               "queries": {query_id: {measure: value}},
                               "failures": {query_id: message}}},
     "queries": {"total", "asked", "stopped"}, "grouped_by", "gold_faults", "comparisons"}

``queries`` hold the values of each query, with its ``confidence`` and ``time_ms``; what
does not apply to a query is absent. Numbers are rounded to 12 decimals.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from chatbot.evaluation.comparison import Comparison
from chatbot.evaluation.measures import COLUMNS, Measure
from chatbot.evaluation.runner import Evaluation
from chatbot.evaluation.scores import Estimate, ScoreTable, summarise, summarise_kinds

_DIGITS = 12

Json = dict[str, object]
Summary = Mapping[str, Estimate]


def evaluation_to_json(
    evaluation: Evaluation,
    comparisons: Sequence[Comparison] = (),
    measures: Sequence[Measure] = (),
) -> Json:
    """The whole evaluation; ``measures`` limits it to some of them (none named: all)."""
    kept = {measure.key for measure in measures}
    return {
        "configurations": {
            name: {
                "overall": summary_to_json(summarise(table), kept),
                "kinds": {
                    kind: summary_to_json(found, kept)
                    for kind, found in summarise_kinds(table).items()
                },
                "queries": queries_to_json(table, kept),
                "failures": evaluation.failures.get(name, {}),
            }
            for name, table in evaluation.tables.items()
        },
        "queries": {
            "total": evaluation.total,
            "asked": evaluation.asked,
            "stopped": evaluation.stopped,
        },
        "grouped_by": evaluation.label,
        "gold_faults": {query: list(faults) for query, faults in evaluation.gold_faults.items()},
        "comparisons": [comparison_to_json(comparison) for comparison in comparisons],
    }


def summary_to_json(summary: Summary, kept: set[str]) -> Json:
    """Measures of a group of queries."""
    return {
        key: {
            "value": _rounded(found.value),
            "low": _rounded(found.low),
            "high": _rounded(found.high),
            "n": found.n,
        }
        for key, found in summary.items()
        if not kept or key in kept
    }


def queries_to_json(table: ScoreTable, kept: set[str]) -> Json:
    """The values of each query, absent where a measure does not apply."""
    return {
        query_id: {
            key: _rounded(value)
            for key, value in zip(COLUMNS, row, strict=True)
            if not math.isnan(value) and (not kept or key in kept)
        }
        for query_id, row in zip(table.query_ids, table.matrix().tolist(), strict=True)
    }


def comparison_to_json(comparison: Comparison) -> Json:
    """One configuration against the baseline in one measure."""
    return {
        "measure": comparison.measure.key,
        "baseline": comparison.baseline,
        "configuration": comparison.configuration,
        "difference": _rounded(comparison.difference),
        "low": _rounded(comparison.low),
        "high": _rounded(comparison.high),
        "p": _rounded(comparison.p),
        "p_holm": _rounded(comparison.p_holm),
        "n": comparison.n,
        "wins": list(comparison.wins),
        "losses": list(comparison.losses),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
