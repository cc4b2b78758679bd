"""An evaluation as JSON: the same run twice gives the same bytes but for times.

    {"configurations": {name: {"overall": {measure: {"value", "low", "high", "n"}},
                               "kinds": {kind: {measure: …}},
                               "queries": {query_id: {measure: value}},
                               "failures": {query_id: message}}},
     "queries": {"total", "asked", "stopped"}, "grouped_by", "gold_faults", "comparisons",
     "shown": {name: {query_id: {"status", "short_answer", "extracts", "figures"}}}}

``queries`` hold the values of each query, with its ``confidence`` and ``time_ms``; what
does not apply to a query is absent. Numbers are rounded to 12 decimals.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

from chatbot.evaluation.comparison import Comparison
from chatbot.evaluation.drilldown import Case, ShownAnswer
from chatbot.evaluation.measures import COLUMNS
from chatbot.evaluation.runner import Evaluation
from chatbot.evaluation.scores import Estimate, ScoreTable, Summary

_DIGITS = 12

Json = dict[str, object]


def evaluation_to_json(
    evaluation: Evaluation,
    summaries: Mapping[str, Summary],
    comparisons: Sequence[Comparison] = (),
    cases: Sequence[Case] = (),
    kept: Collection[str] = (),
) -> Json:
    """The whole evaluation; ``kept`` limits it to the measures with these keys."""
    return {
        "configurations": {
            name: {
                "overall": estimates_to_json(summaries[name].overall, kept),
                "kinds": {
                    kind: estimates_to_json(found, kept)
                    for kind, found in summaries[name].kinds.items()
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
        "shown": {
            name: {
                case.query.query_id: shown_to_json(case.answers[name])
                for case in cases
                if name in case.answers
            }
            for name in evaluation.tables
        },
    }


def estimates_to_json(estimates: Mapping[str, Estimate], kept: Collection[str]) -> Json:
    """Measures of a group of queries."""
    return {
        key: {
            "value": _rounded(found.value),
            "low": _rounded(found.low),
            "high": _rounded(found.high),
            "n": found.n,
        }
        for key, found in estimates.items()
        if not kept or key in kept
    }


def queries_to_json(table: ScoreTable, kept: Collection[str]) -> Json:
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


def shown_to_json(answer: ShownAnswer) -> Json:
    """What a configuration showed, to be set beside what another run shows."""
    return {
        "status": answer.status,
        "short_answer": answer.short_answer,
        "extracts": [asdict(extract) for extract in answer.extracts],
        "figures": list(answer.figures),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS) + 0.0
