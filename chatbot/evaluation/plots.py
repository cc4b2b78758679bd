"""The plots of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from chatbot.evaluation.abstention import risk_coverage
from chatbot.evaluation.drawing import MARKERS, SERIES, canvas, inline_svg, line_style
from chatbot.evaluation.measures import BY_KEY, COLUMNS
from chatbot.evaluation.scores import ScoreTable, Summary

FOREST_KEYS = (
    "R@1",
    "R@5",
    "R@10",
    "nDCG@10",
    "evidence_recall",
    "extract_precision",
    "word_f1",
    "answer_hit",
    "short_answer",
    "list_recall",
    "auroc",
    "refused_at_95",
    "refused",
    "flagged",
    "false_refusal",
    "calibration_error",
)


def measures_plot(summaries: Mapping[str, Summary]) -> str:
    """Every share with its 95 % interval, configurations one above the other."""
    keys = [key for key in FOREST_KEYS if any(key in s.overall for s in summaries.values())]
    figure, axes = canvas(7.2, 0.5 + len(keys) * (0.2 + 0.13 * len(summaries)))
    step = 0.7 / max(len(summaries), 1)
    for number, (name, summary) in enumerate(summaries.items()):
        rows = [
            (row, summary.overall[key]) for row, key in enumerate(keys) if key in summary.overall
        ]
        places = [row + (number + 0.5) * step - 0.35 for row, _ in rows]
        lows = [
            found.value - (found.value if found.low is None else found.low) for _, found in rows
        ]
        highs = [
            (found.value if found.high is None else found.high) - found.value for _, found in rows
        ]
        axes.errorbar(
            [found.value for _, found in rows],
            places,
            xerr=np.maximum(0.0, [lows, highs]),
            fmt=MARKERS[number % len(MARKERS)],
            markersize=4,
            linewidth=1.2,
            color=SERIES[number % len(SERIES)],
            label=name,
        )
    axes.set_yticks(range(len(keys)), [BY_KEY[key].title for key in keys])
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(len(keys) - 0.4, -0.6)
    return inline_svg(figure, "measures", legend="above")


def recall_plot(curves: Mapping[str, Sequence[float]]) -> str:
    """Recall by the number of passages."""
    figure, axes = canvas()
    for number, (name, recall) in enumerate(curves.items()):
        axes.plot(range(1, len(recall) + 1), recall, **line_style(number), label=name)
    axes.set_xlabel("passages")
    axes.set_ylabel("recall")
    axes.set_ylim(-0.02, 1.02)
    axes.set_xticks([1, 5, 10, 15, 20])
    return inline_svg(figure, "recall")


def risk_plot(tables: Mapping[str, ScoreTable]) -> str:
    """Share of wrong answers among the questions answered, as more are answered.

    Wrong is an answer to an unanswerable question, and for an answerable one the share of
    its gold evidence that is not shown.
    """
    figure, axes = canvas()
    for number, (name, table) in enumerate(tables.items()):
        matrix, labels = table.matrix(), table.labels()
        loss = 1 - matrix[:, COLUMNS.index("evidence_recall")]
        loss[labels == 0] = 1.0
        confidence = matrix[:, COLUMNS.index("confidence")]
        known = ~np.isnan(loss) & ~np.isnan(confidence)
        if not known.any():
            continue
        coverage, risk = risk_coverage(confidence[known], loss[known])
        axes.plot(coverage, risk, drawstyle="steps-post", **line_style(number, ""), label=name)
    axes.set_xlabel("share of questions answered")
    axes.set_ylabel("share of them wrong")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    return inline_svg(figure, "risk")


def confidence_plot(name: str, table: ScoreTable) -> str:
    """How confidence is distributed over answerable and unanswerable questions."""
    figure, axes = canvas()
    confidence, labels = table.matrix()[:, COLUMNS.index("confidence")], table.labels()
    bins = [step / 20 for step in range(21)]
    for number, (label, title) in enumerate(((1, "answerable"), (0, "unanswerable"))):
        values = confidence[(labels == label) & ~np.isnan(confidence)]
        axes.hist(
            values,
            bins=bins,
            histtype="stepfilled" if label else "step",
            alpha=0.5 if label else 1.0,
            hatch="" if label else "///",
            color=SERIES[number],
            edgecolor=SERIES[number],
            label=f"{title} ({len(values)})",
        )
    axes.set_xlabel(f"confidence of {name}")
    axes.set_ylabel("questions")
    axes.locator_params(axis="y", integer=True)
    return inline_svg(figure, f"confidence-{name}")


def time_plot(tables: Mapping[str, ScoreTable]) -> str:
    """Share of questions answered within a time."""
    figure, axes = canvas()
    for number, (name, table) in enumerate(tables.items()):
        times = table.matrix()[:, COLUMNS.index("time_ms")]
        times = np.sort(times[~np.isnan(times)])
        if not len(times):
            continue
        share = np.arange(1, len(times) + 1) / len(times)
        axes.plot(times, share, drawstyle="steps-post", **line_style(number, ""), label=name)
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("share of questions answered by then")
    axes.set_ylim(0, 1.02)
    axes.set_xlim(left=0)
    return inline_svg(figure, "time")
