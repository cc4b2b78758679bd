"""One evaluation from its options to its files: what ``chatbot evaluate`` runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.datatypes import JudgedQuery
from chatbot.errors import MissingInput, UsageError
from chatbot.evaluation.baselines import QrelsKeeper, load_baselines, score_baselines
from chatbot.evaluation.comparison import compare
from chatbot.evaluation.configurations import DEFAULT, configurations, parse_configuration
from chatbot.evaluation.curves import RecallCurves
from chatbot.evaluation.drilldown import CaseKeeper
from chatbot.evaluation.measures import known_measures
from chatbot.evaluation.notes import notes_of
from chatbot.evaluation.outputs import QrelsWriter, RunWriter, run_path, writing
from chatbot.evaluation.page import report_page
from chatbot.evaluation.report import evaluation_to_json
from chatbot.evaluation.results import EvaluationReport
from chatbot.evaluation.runner import Configuration, Observer, evaluate
from chatbot.evaluation.scores import summarise
from chatbot.evaluation.sources import open_queries
from chatbot.indexing.progress import Progress, silent

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot


@dataclass(frozen=True, slots=True)
class EvaluationOptions:
    """What to evaluate and what to write.

    ``where`` keeps the queries whose labels have these values; ``documents`` limits the
    queries that have no limit of their own. ``baselines`` are saved evaluations
    (``.json``) or TREC runs; comparisons are against the first of them, else against the
    first configuration. ``new_models`` allows configurations to name optional models to
    load.
    """

    queries: Path
    form: str = "auto"
    judgements: Path | None = None
    configurations: tuple[str, ...] = ()
    baselines: tuple[Path, ...] = ()
    measures: tuple[str, ...] = ()
    kind: str = "kind"
    where: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()
    run: Path | None = None
    qrels: Path | None = None
    json: Path | None = None
    html: Path | None = None
    new_models: bool = True


def run_evaluation(
    options: EvaluationOptions,
    open_chatbot: Callable[[], Chatbot],
    progress: Progress = silent,
) -> EvaluationReport:
    """Evaluate the queries and write the files asked for.

    Everything that can be wrong with the call is found before ``open_chatbot`` loads an
    index. Ctrl-C ends the questions; what was asked is measured and written.

    Raises:
        UsageError: the call or a file it names is wrong.
        RunError: a file cannot be written.
    """
    measures = known_measures(options.measures)
    names = [parse_configuration(text)[0] for text in options.configurations or (DEFAULT,)]
    baselines = load_baselines(options.baselines, names)
    _check_folders(options)
    source = open_queries(options.queries, options.form, options.judgements, options.where)
    chatbot = open_chatbot()
    named = options.configurations or (DEFAULT,)
    asked = configurations(chatbot, named, new_models=options.new_models)
    cases, curves, qrels = CaseKeeper(), RecallCurves(), QrelsKeeper(asked[0].name)
    with ExitStack() as files:
        writers, written = _writers(options, asked, files)
        evaluation = evaluate(
            chatbot.documents,
            _limited(source.read(), options.documents),
            asked,
            total=source.total,
            label=options.kind,
            observers=(cases, curves, qrels, *writers),
            progress=progress,
        )
    progress("measuring", 0, 0)
    scored = score_baselines(
        baselines, evaluation.tables[asked[0].name], qrels.qrels, asked[0].passages
    )
    tables = scored.tables | evaluation.tables
    report = EvaluationReport(
        queries=options.queries,
        evaluation=evaluation,
        tables=tables,
        summaries={name: summarise(table) for name, table in tables.items()},
        measures=measures,
        comparisons=compare(tables, next(iter(tables)), measures),
        cases=tuple(cases.cases.values()),
        curves=curves.curves(),
        saved_answers={name: saved.shown for name, saved in baselines.evaluations.items()},
        notes=notes_of(evaluation, source, scored),
    )
    return replace(report, written=(*written, *_write_reports(report, options)))


def _check_folders(options: EvaluationOptions) -> None:
    for path in (options.run, options.qrels, options.json, options.html):
        if path is not None and not path.parent.is_dir():
            raise MissingInput(f"folder not found: {path.parent}: create it before writing {path}")
        if path is not None and path.is_dir():
            raise UsageError(f"{path} is a folder: name a file")


def _limited(queries: Iterator[JudgedQuery], documents: tuple[str, ...]) -> Iterator[JudgedQuery]:
    for query in queries:
        yield query if query.documents else replace(query, documents=documents)


def _writers(
    options: EvaluationOptions, asked: Sequence[Configuration], files: ExitStack
) -> tuple[list[Observer], tuple[Path, ...]]:
    """Observers that write the run and qrels files, and the paths of these."""
    names = [configuration.name for configuration in asked]
    observers: list[Observer] = []
    written: list[Path] = []
    for name in names if options.run else ():
        path = run_path(options.run or Path(), name, names)
        observers.append(RunWriter(files.enter_context(writing(path)), name))
        written.append(path)
    if options.qrels:
        observers.append(QrelsWriter(files.enter_context(writing(options.qrels)), names[0]))
        written.append(options.qrels)
    return observers, tuple(written)


def _write_reports(report: EvaluationReport, options: EvaluationOptions) -> tuple[Path, ...]:
    written = []
    if options.json:
        values = evaluation_to_json(
            report.evaluation,
            report.summaries,
            report.comparisons,
            report.cases,
            options.measures,
        )
        with writing(options.json) as file:
            json.dump(values, file, ensure_ascii=False, indent=1, allow_nan=False)
            file.write("\n")
        written.append(options.json)
    if options.html:
        page = report_page(report)
        with writing(options.html) as file:
            file.write(page)
        written.append(options.html)
    return tuple(written)
