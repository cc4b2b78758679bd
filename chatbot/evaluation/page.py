"""The report as one HTML file: no script, nothing fetched, light and dark, on paper too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from chatbot.datatypes import Span
from chatbot.evaluation import plots
from chatbot.evaluation.comparison import Comparison
from chatbot.evaluation.drilldown import Case, ShownAnswer, ShownExtract
from chatbot.evaluation.results import EvaluationReport
from chatbot.evaluation.scores import ScoreTable
from chatbot.evaluation.tables import (
    PlainTable,
    cell,
    compact,
    comparison_table,
    kind_table,
    p_value,
)

MAX_CHANGED = 100
"""How many changed questions of a configuration are set side by side."""

_CHANGE_KEYS = ("evidence_recall", "answer_hit", "nDCG@10", "flagged")
"""What a question's change is judged by: the first that the comparison has."""

Part = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its caption."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A question whose value changed, with both answers where they were kept."""

    query_id: str
    query: str
    before: str
    after: str
    old: ShownAnswer | None
    new: ShownAnswer | None
    case: Case | None


@dataclass(frozen=True, slots=True)
class Change:
    """The questions that changed between the baseline and a configuration."""

    comparison: Comparison
    wins: tuple[Changed, ...]
    losses: tuple[Changed, ...]
    left_out: int


def report_page(report: EvaluationReport) -> str:
    """The whole page."""
    from jinja2 import Environment

    folder = files("chatbot.evaluation") / "templates"
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(parts=gold_parts, p_value=p_value, missed=missed)
    template = environment.from_string((folder / "report.html").read_text(encoding="utf-8"))
    return template.render(
        report=report,
        style=(folder / "report.css").read_text(encoding="utf-8"),
        overall=_overall(report),
        comparison=comparison_table(report.comparisons) if report.comparisons else None,
        pictures=_pictures(report),
        kinds=[
            kind_table(name, summary, compact(report.measures), report.evaluation.label)
            for name, summary in report.summaries.items()
            if len(summary.kinds) > 1
        ],
        changes=_changes(report),
        left_out=report.evaluation.asked - len(report.cases),
    )


def gold_parts(extract: ShownExtract, case: Case | None) -> list[Part]:
    """The quote of an extract in parts, each with whether it is gold."""
    spans = sorted(
        span
        for piece in (case.gold if case else ())
        if piece.evidence.document == extract.document
        for span in piece.spans
        if span.overlap(Span(extract.start, extract.end))
    )
    parts: list[Part] = []
    at = extract.start
    for span in spans:
        start, end = max(span.start, at), min(span.end, extract.end)
        if end > start:
            parts.append((extract.quote[at - extract.start : start - extract.start], False))
            parts.append((extract.quote[start - extract.start : end - extract.start], True))
            at = end
    parts.append((extract.quote[at - extract.start :], False))
    return [part for part in parts if part[0]]


def missed(case: Case) -> bool:
    """Whether any configuration missed a piece of evidence, or answered what has no answer."""
    return any(
        any(outcome != "shown" for outcome in answer.outcomes)
        or answer.status == "failed"
        or answer.values.get("refused") == 0.0
        for answer in case.answers.values()
    )


def _overall(report: EvaluationReport) -> PlainTable:
    """The measures by their titles, each with its key."""
    rows = [
        (
            measure.title,
            measure.key,
            *(cell(measure, s.overall.get(measure.key)) for s in report.summaries.values()),
        )
        for measure in report.measures
        if any(measure.key in summary.overall for summary in report.summaries.values())
    ]
    return PlainTable("All queries", ("measure", "key", *report.summaries), tuple(rows))


def _pictures(report: EvaluationReport) -> list[Picture]:
    tables = report.tables
    pictures = [
        Picture(plots.measures_plot(report.summaries), "Measures with 95 % intervals"),
    ]
    if report.curves:
        caption = "Gold passages among the first passages"
        pictures.append(Picture(plots.recall_plot(report.curves), caption))
    if _has(tables, "confidence"):
        caption = "Risk and coverage: how much is wrong as more questions are answered"
        pictures.append(Picture(plots.risk_plot(tables), caption))
        name = next(iter(report.evaluation.tables))
        caption = f"Confidence in questions with and without an answer ({name})"
        pictures.append(Picture(plots.confidence_plot(name, tables[name]), caption))
    if _has(tables, "time_ms"):
        pictures.append(Picture(plots.time_plot(tables), "Time for a question"))
    return pictures


def _has(tables: Mapping[str, ScoreTable], column: str) -> bool:
    return any(table.column(column) for table in tables.values())


def _changes(report: EvaluationReport) -> list[Change]:
    """For each configuration, its changes in the first measure of ``_CHANGE_KEYS``."""
    chosen: dict[str, Comparison] = {}
    for key in reversed(_CHANGE_KEYS):
        for comparison in report.comparisons:
            if comparison.measure.key == key:
                chosen[comparison.configuration] = comparison
    cases = {case.query.query_id: case for case in report.cases}
    return [_change(report, comparison, cases) for comparison in chosen.values()]


def _change(report: EvaluationReport, found: Comparison, cases: Mapping[str, Case]) -> Change:
    half = MAX_CHANGED // 2
    values = [
        report.tables[name].column(found.measure.key)
        for name in (found.baseline, found.configuration)
    ]

    def changed(query_id: str) -> Changed:
        case = cases.get(query_id)
        before, after = (_value(column.get(query_id)) for column in values)
        return Changed(
            query_id,
            case.query.query if case else "",
            before,
            after,
            _answer(report, found.baseline, query_id, case),
            _answer(report, found.configuration, query_id, case),
            case,
        )

    wins, losses = found.wins[:half], found.losses[:half]
    left_out = len(found.wins) + len(found.losses) - len(wins) - len(losses)
    return Change(found, tuple(map(changed, wins)), tuple(map(changed, losses)), left_out)


def _answer(
    report: EvaluationReport, name: str, query_id: str, case: Case | None
) -> ShownAnswer | None:
    if case is not None and name in case.answers:
        return case.answers[name]
    return report.saved_answers.get(name, {}).get(query_id)


def _value(value: float | None) -> str:
    return "missing" if value is None else f"{value:.2f}"
