"""An evaluation as plain tables, ready for any renderer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.evaluation.comparison import Comparison
from chatbot.evaluation.measures import MEASURES, Measure
from chatbot.evaluation.scores import Estimate, Summary


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A title, column headings and rows of text, each as long as the headings."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


COMPACT = (
    "R@1",
    "R@5",
    "nDCG@10",
    "evidence_recall",
    "extract_precision",
    "answer_hit",
    "list_recall",
    "words_shown",
    "refused",
    "flagged",
    "false_refusal",
)
"""The measures of a table by kind, where none are chosen: what fits on a terminal."""

CHANGED_NAMED = 5
"""How many of the queries that changed a comparison names on each side."""


def overall_table(
    summaries: Mapping[str, Summary], measures: Sequence[Measure] = MEASURES
) -> PlainTable:
    """A row for each measure that any configuration has, a column for each configuration."""
    found = {name: summary.overall for name, summary in summaries.items()}
    rows = [
        (measure.key, *(cell(measure, overall.get(measure.key)) for overall in found.values()))
        for measure in measures
        if any(measure.key in overall for overall in found.values())
    ]
    return PlainTable("All queries", ("measure", *found), tuple(rows))


def kind_table(
    title: str, summary: Summary, measures: Sequence[Measure], label: str = "kind"
) -> PlainTable:
    """A row for each kind, a column for each measure that any of them has; no intervals."""
    shown = [m for m in measures if any(m.key in found for found in summary.kinds.values())]
    rows = [
        (
            kind,
            str(summary.counts[kind]),
            *(short(measure, found.get(measure.key)) for measure in shown),
        )
        for kind, found in summary.kinds.items()
    ]
    return PlainTable(title, (label, "queries", *(m.key for m in shown)), tuple(rows))


def comparison_table(comparisons: Sequence[Comparison]) -> PlainTable:
    """A row for each measure that changed, with the queries that got worse most."""
    changed = [found for found in comparisons if found.difference or found.wins or found.losses]
    rows = [
        (
            found.configuration,
            found.measure.key,
            cell(found.measure, Estimate(found.difference, found.low, found.high, found.n)),
            p_value(found.p_holm),
            str(len(found.wins)),
            str(len(found.losses)),
            ", ".join(found.losses[:CHANGED_NAMED]),
        )
        for found in changed
    ]
    baseline = comparisons[0].baseline if comparisons else ""
    columns = ("configuration", "measure", "difference", "p (Holm)", "better", "worse", "worst")
    same = "" if len(changed) == len(comparisons) else ", what did not change left out"
    return PlainTable(f"Against {baseline}{same}", columns, tuple(rows))


def report_tables(
    summaries: Mapping[str, Summary],
    comparisons: Sequence[Comparison] = (),
    measures: Sequence[Measure] = MEASURES,
    label: str = "kind",
) -> tuple[PlainTable, ...]:
    """All tables of an evaluation: overall, by kind for each configuration, comparisons."""
    chosen = compact(measures)
    tables = [overall_table(summaries, measures)]
    tables.extend(
        kind_table(name, summary, chosen, label)
        for name, summary in summaries.items()
        if len(summary.kinds) > 1
    )
    if comparisons:
        tables.append(comparison_table(comparisons))
    return tuple(tables)


def compact(measures: Sequence[Measure]) -> Sequence[Measure]:
    """What a table by kind shows: the measures chosen, else the most telling ones."""
    if len(measures) < len(MEASURES):
        return measures
    return [measure for measure in measures if measure.key in COMPACT]


def p_value(p: float) -> str:
    """A p value with three decimals, below a thousandth as such."""
    return "<.001" if p < 0.001 else f"{p:.3f}".replace("0.", ".", 1)


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
    """Shares with three decimals and no leading zero, other values with one decimal.

    Adding zero turns a negative zero into the plain one.
    """
    if not measure.share:
        return f"{round(value, 1) + 0.0:.1f}"
    text = f"{round(value, 3) + 0.0:.3f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
