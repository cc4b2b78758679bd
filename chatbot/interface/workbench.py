"""Evaluations in a thread of their own, one at a time, so that the chat goes on.

A run is known by an id that only the page that started it has. The last run is kept, with
its files in a temporary folder, until the next one starts.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from chatbot.errors import ChatbotError, UsageError
from chatbot.evaluation import EvaluationOptions, PlainTable, report_tables, run_evaluation
from chatbot.languages.counting import number
from chatbot.languages.phrases import DEFAULT, phrase

if TYPE_CHECKING:
    from chatbot.evaluation import EvaluationReport
    from chatbot.pipeline import Chatbot

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What to evaluate: a query file with the name to show, and the options.

    ``language`` is the one in which the run is told of.
    """

    queries: Path
    name: str
    configurations: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    kind: str = "kind"
    language: str = DEFAULT

    def words(self, key: str, **values: object) -> str:
        """A phrase of the page."""
        return phrase(f"evaluate.{key}", self.language, **values)


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a run: a line, tables, notes, the report's HTML, and files."""

    line: str
    tables: tuple[PlainTable, ...]
    notes: tuple[str, ...]
    page: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How far a run is; ``results`` or ``error`` when it has ended."""

    stage: str
    done: int = 0
    total: int = 0
    results: Results | None = None
    error: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come."""
        return self.results is not None or bool(self.error)


class Workbench:
    """Starts, watches and stops evaluations over the chatbot that is being served."""

    def __init__(self, open_chatbot: Callable[[], Chatbot]) -> None:
        self._open_chatbot = open_chatbot
        self._lock = threading.Lock()
        self._run: _Run | None = None

    def start(self, order: Order) -> str:
        """Begin an evaluation and return its id.

        Raises:
            UsageError: another is under way, or the query file is gone.
        """
        with self._lock:
            if self._run is not None and not self._run.look.ended:
                raise UsageError(order.words("one_at_a_time"))
            run = _Run(order, self._open_chatbot)
            if self._run is not None:
                self._run.forget()
            self._run = run
        run.thread.start()
        return run.id

    def look(self, run_id: object) -> Look | None:
        """How far a run is; None for an id that is not, or no longer, known."""
        run = self._run
        if run is None or run.id != run_id:
            return None
        found = run.look
        waits = run.stopping.is_set() and not found.ended
        return replace(found, stage=run.order.words("stopping")) if waits else found

    def stop(self, run_id: object) -> None:
        """End a run after the question that is being asked; what was asked is measured."""
        run = self._run
        if run is not None and run.id == run_id:
            run.stopping.set()


class _Run:
    def __init__(self, order: Order, open_chatbot: Callable[[], Chatbot]) -> None:
        self.id = secrets.token_hex(16)
        self.stopping = threading.Event()
        self.look = Look(order.words("starting"))
        self.thread = threading.Thread(target=self._evaluate, name="evaluating", daemon=True)
        self.order = order
        self._open_chatbot = open_chatbot
        self._folder = Path(mkdtemp(prefix="evaluation-"))
        # Also when the program ends.
        self.forget = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._queries = self._folder / "queries" / order.name
        try:  # an uploaded file is not kept for long
            self._queries.parent.mkdir()
            shutil.copyfile(order.queries, self._queries)
        except OSError as error:
            self.forget()
            raise UsageError(f"{order.name} cannot be read: {error.strerror or error}") from error

    def _evaluate(self) -> None:
        not_evaluated, failed = self.order.words("not_evaluated"), self.order.words("failed")
        try:
            report = run_evaluation(self._options(), self._open_chatbot, self._progress)
            self.look = Look("", results=self._results(report))
        except KeyboardInterrupt:  # stopped before the first question
            self.look = Look("", error=f"{not_evaluated}.")
        except UsageError as error:
            self.look = Look("", error=f"{not_evaluated}: {self._named(str(error))}.")
        except ChatbotError as error:
            self.look = Look("", error=f"{failed}: {self._named(str(error))}.")
        except Exception as error:  # the thread's boundary: whoever waits must be told
            _log.error("evaluating failed with %s", type(error).__name__)
            _log.debug("evaluating failed", exc_info=error)
            self.look = Look("", error=f"{failed}: {type(error).__name__}.")

    def _options(self) -> EvaluationOptions:
        return EvaluationOptions(
            queries=self._queries,
            configurations=self.order.configurations,
            where=self.order.where,
            kind=self.order.kind,
            run=self._folder / "run.trec",
            json=self._folder / "measures.json",
            html=self._folder / "report.html",
            new_models=False,
        )

    def _progress(self, stage: str, done: int, total: int) -> None:
        if self.stopping.is_set() and stage == "asking":
            raise KeyboardInterrupt
        self.look = Look(stage, done, total)

    def _results(self, report: EvaluationReport) -> Results:
        found = report.evaluation
        page = next(path for path in report.written if path.suffix == ".html")
        return Results(
            line=self._line(found.asked, found.total, found.stopped),
            tables=report_tables(
                report.summaries, report.comparisons, report.measures, found.label
            ),
            notes=tuple(map(self._named, report.notes)),
            page=page.read_text(encoding="utf-8"),
            files=_in_order(report.written),
        )

    def _line(self, asked: int, total: int, stopped: bool) -> str:
        """What came of the run."""
        language = self.order.language
        done, of = number(asked, language), number(total, language)
        key = "stopped" if stopped else "done"
        return self.order.words(key, name=self.order.name, done=done, total=of)

    def _named(self, text: str) -> str:
        """``text`` with the name that the person knows in the place of this run's copy."""
        return text.replace(str(self._queries), self.order.name)


def _in_order(files: Sequence[Path]) -> tuple[Path, ...]:
    """The report first, then the measures, then the runs."""
    order = (".html", ".json")
    return tuple(
        sorted(files, key=lambda p: order.index(p.suffix) if p.suffix in order else len(order))
    )
