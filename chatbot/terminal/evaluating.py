"""``chatbot evaluate``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from chatbot.errors import UsageError
from chatbot.terminal.opening import open_chatbot
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import result_console, say
from chatbot.terminal.tables import print_table

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot

_INTERRUPTED = 130
"""As for every call that Ctrl-C ends: what was written is usable, but not all."""


def run_evaluate(options: Namespace) -> int:
    """Evaluate a query file, print the tables and write the files asked for."""
    from chatbot.evaluation.command import EvaluationOptions, run_evaluation
    from chatbot.evaluation.tables import report_tables

    wanted = EvaluationOptions(
        queries=options.queries,
        form=options.format,
        judgements=options.judgements,
        configurations=tuple(options.configuration),
        baselines=tuple(options.baseline),
        measures=tuple(options.measure),
        kind=options.kind,
        where=tuple(_condition(text) for text in options.where),
        documents=tuple(options.document),
        run=options.run_file,
        qrels=options.qrels,
        json=options.json,
        html=options.html,
    )
    with TerminalProgress() as progress:
        report = run_evaluation(wanted, lambda: _opened(options, progress), progress)
    console = result_console()
    tables = report_tables(report.summaries, report.comparisons, report.measures, wanted.kind)
    for table in tables:
        print_table(console, table)
    for note in report.notes:
        say(f"note: {note}")
    for path in report.written:
        say(f"written: {path}")
    return _INTERRUPTED if report.evaluation.stopped else 0


def _opened(options: Namespace, progress: TerminalProgress) -> Chatbot:
    from chatbot.indexing.known import indexed

    chatbot = open_chatbot(options, progress)
    indexed(options.document, chatbot.documents)  # refuses an unknown one before all is asked
    return chatbot


def _condition(text: str) -> tuple[str, str]:
    label, equals, value = text.partition("=")
    if not (label and equals):
        raise UsageError(f"--where {text!r}: write LABEL=VALUE, such as split=report")
    return label, value
