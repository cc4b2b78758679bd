"""What happens on the Evaluate page, without any of Gradio's types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from chatbot.errors import ChatbotError, UsageError
from chatbot.evaluation.queries import query_line
from chatbot.feedback import FeedbackStore, make_queries
from chatbot.interface.evaluation_view import progress_line, results_page, status_line
from chatbot.interface.workbench import Look, Order, Workbench
from chatbot.languages.counting import counted, number
from chatbot.languages.phrases import DEFAULT, phrase

QUERIES_NAME = "queries-from-feedback.jsonl"
UPLOADED = "uploaded"
"""The choice that stands for the uploaded file."""

_LONGEST_FIELD = 4000


@dataclass(frozen=True, slots=True)
class Form:
    """What the person filled in; ``uploaded`` is the path of an uploaded file, or empty.

    ``language`` is the page's.
    """

    chosen: str | None
    uploaded: str
    configurations: Sequence[str]
    more: str
    where: str
    kind: str
    language: str = DEFAULT


@dataclass(frozen=True, slots=True)
class Board:
    """What the page shows of a run: ``results`` None leaves them as they are."""

    run: str
    line: str
    running: bool
    results: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What came of the marks: a line and, where there are any, the file."""

    line: str
    file: str | None = None


class Evaluating:
    """The handlers of the Evaluate page over the query files of one folder."""

    def __init__(
        self, workbench: Workbench, folder: Path | None, store: FeedbackStore | None
    ) -> None:
        self._workbench = workbench
        self._folder = folder
        self._store = store

    def bundled(self) -> tuple[str, ...]:
        """The names of the query files that lie beside the papers."""
        if self._folder is None or not self._folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self._folder.glob("*.jsonl")))

    def start(self, form: Form) -> Board:
        """Begin an evaluation, or say in one line why not."""
        try:
            run = self._workbench.start(self._order(form))
        except ChatbotError as error:
            line = f"{phrase('evaluate.not_evaluated', form.language)}: {error}".rstrip(".")
            return Board("", status_line(f"{line}.", "error"), False)
        return Board(run, status_line(phrase("evaluate.starting", form.language)), True, "")

    def look(self, run: str, language: str = DEFAULT) -> Board:
        """How far a run is, or what came of it."""
        found = self._workbench.look(run)
        if found is None:
            gone = status_line(phrase("evaluate.gone", language))
            return Board("", gone if run else "", False)
        return _board(run, found, language)

    def stop(self, run: str, language: str = DEFAULT) -> str:
        """End a run early; gives the line to show."""
        self._workbench.stop(run)
        return status_line(phrase("evaluate.stopping", language))

    def uploaded(self, path: str | None, language: str = DEFAULT) -> str:
        """The line for an uploaded file."""
        if not path or not _is_query_file(path):
            return status_line(phrase("evaluate.not_jsonl", language), "error")
        return status_line(phrase("evaluate.uploaded_as", language, name=Path(path).name))

    def make_queries(self, language: str = DEFAULT) -> Made:
        """A query file of the marks made in the chat."""
        no_marks = status_line(phrase("evaluate.no_marks", language))
        if self._store is None:
            return Made(no_marks)
        try:
            queries = list(make_queries(self._store))
        except ChatbotError as error:
            return Made(status_line(f"{error}.", "error"))
        if not queries:
            return Made(no_marks)
        file = Path(mkdtemp(prefix="queries-")) / QUERIES_NAME
        file.write_text("".join(map(query_line, queries)), encoding="utf-8", newline="\n")
        review = sum("needs_review" in query.labels for query in queries)
        many = number(review, language)
        made = counted("evaluate.made", len(queries), language, review=many)
        return Made(status_line(made), str(file))

    def _order(self, form: Form) -> Order:
        if any(len(text) > _LONGEST_FIELD for text in (form.more, form.where, form.kind)):
            raise UsageError(f"a field is longer than {_LONGEST_FIELD:,} characters")
        more = tuple(line.strip() for line in form.more.splitlines() if line.strip())
        path = self._file(form)
        return Order(
            queries=path,
            name=path.name,
            configurations=(*form.configurations, *more),
            where=tuple(_condition(text) for text in form.where.split(",") if text.strip()),
            kind=form.kind.strip() or "kind",
            language=form.language,
        )

    def _file(self, form: Form) -> Path:
        """The file meant: one of the folder by its name, or the uploaded one."""
        if form.chosen in self.bundled() and self._folder is not None:
            return self._folder / str(form.chosen)
        if form.chosen != UPLOADED or not form.uploaded:
            raise UsageError(phrase("evaluate.choose_file", form.language))
        if not _is_query_file(form.uploaded):
            raise UsageError(phrase("evaluate.not_jsonl", form.language))
        return Path(form.uploaded)


def _board(run: str, look: Look, language: str) -> Board:
    if look.results is not None:
        files = tuple(str(path) for path in look.results.files)
        page = results_page(look.results, language)
        return Board(run, status_line(look.results.line), False, page, files)
    if look.error:
        return Board(run, status_line(look.error, "error"), False, "")
    return Board(run, progress_line(look, language), True)


def _is_query_file(path: str) -> bool:
    return Path(path).suffix.lower() == ".jsonl"


def _condition(text: str) -> tuple[str, str]:
    label, equals, value = (part.strip() for part in text.partition("="))
    if not (label and equals and value):
        raise UsageError(f"{text.strip()!r} is not LABEL=VALUE, such as split=report")
    return label, value
