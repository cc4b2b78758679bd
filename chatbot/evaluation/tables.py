"""An evaluation as plain tables, ready for any renderer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.evaluation.measures import MEASURES, Measure
from chatbot.evaluation.scores import Estimate


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A title, column headings and rows of text, each as long as the headings."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def overall_table(
    summaries: Mapping[str, Mapping[str, Estimate]], measures: Sequence[Measure] = MEASURES
) -> PlainTable:
    """A row for each measure that any configuration has, a column for each configuration."""
    rows = [
        (measure.key, *(cell(measure, found.get(measure.key)) for found in summaries.values()))
        for measure in measures
        if any(measure.key in found for found in summaries.values())
    ]
    return PlainTable("All queries", ("measure", *summaries), tuple(rows))


def kind_table(
    title: str,
    kinds: Mapping[str, Mapping[str, Estimate]],
    counts: Mapping[str, int],
    measures: Sequence[Measure] = MEASURES,
) -> PlainTable:
    """A row for each kind, a column for each measure that any of them has; no intervals."""
    shown = [m for m in measures if any(m.key in found for found in kinds.values())]
    rows = [
        (kind, str(counts[kind]), *(short(measure, found.get(measure.key)) for measure in shown))
        for kind, found in kinds.items()
    ]
    return PlainTable(title, ("kind", "queries", *(m.key for m in shown)), tuple(rows))


def cell(measure: Measure, estimate: Estimate | None) -> str:
    """A value with its interval: “.812 [.771, .850]”."""
    if estimate is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return number(measure, estimate.value)
    low, high = number(measure, estimate.low), number(measure, estimate.high)
    return f"{number(measure, estimate.value)} [{low}, {high}]"


def short(measure: Measure, estimate: Estimate | None) -> str:
    """A value alone."""
    return "–" if estimate is None else number(measure, estimate.value)


def number(measure: Measure, value: float) -> str:
    """Shares with three decimals and no leading zero, other values with one decimal."""
    if not measure.share:
        return f"{value:.1f}"
    text = f"{value:.3f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
