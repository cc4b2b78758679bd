"""The page of questions and papers: its components, and which handler each event calls."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import gradio as gr

from chatbot.errors import ChatbotError
from chatbot.interface.component_labels import label
from chatbot.interface.evaluation_view import status_line
from chatbot.interface.loading import Loading
from chatbot.interface.page_layout import html
from chatbot.interface.table_questions import SUFFIXES, fault_of, questions_in, questions_of
from chatbot.interface.table_view import (
    choices,
    progress_html,
    summary,
    table_html,
    table_intro,
)
from chatbot.interface.tabling import Busy, Run, TableDesk
from chatbot.interface.theme import script
from chatbot.interface.welcome import page_masthead
from chatbot.languages.counting import counted
from chatbot.languages.phrases import DEFAULT, phrase, spoken
from chatbot.survey.asking import Asking

PATH = "/table"
_EVERY = 0.7
"""Seconds between two looks at a run."""

# A look must not wait behind questions: it goes past the queue.
_AT_ONCE = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
_STORED = "chatbot-table"
_KEEP = "keep"
"""In the place of a file: the one that is offered stays."""


@dataclass(frozen=True, slots=True)
class _Parts:
    masthead: gr.HTML
    intro: gr.HTML
    language: gr.Textbox
    questions: gr.Textbox
    upload: gr.UploadButton
    papers: gr.Dropdown
    start: gr.Button
    stop: gr.Button
    line: gr.HTML
    results: gr.HTML
    file: gr.File
    run: gr.BrowserState
    timer: gr.Timer

    @property
    def board(self) -> list[Any]:
        """The outputs of ``_Handlers.board``."""
        return [self.run, self.line, self.results, self.file, self.start, self.stop, self.timer]


def add_table_page(app: gr.Blocks, loading: Loading) -> None:
    """Make the page; to be called outside the context of ``app``."""
    handlers = _Handlers(loading)
    with app.route(phrase("table.title"), PATH, show_in_navbar=False) as page:
        masthead = html(page_masthead("table", ""), "masthead")
        with gr.Column(elem_id="table-page"):
            parts = _layout(masthead)
        _connect(page, parts, handlers)


def _layout(masthead: gr.HTML) -> _Parts:
    intro = gr.HTML(
        table_intro(),
        elem_id="table-intro",
        js_on_load=script("switching.js"),
        apply_default_css=False,
    )
    questions = gr.Textbox(
        label=label("table.questions"),
        info=label("table.questions_info"),
        lines=3,
        max_lines=10,
        elem_id="table-questions",
    )
    upload = gr.UploadButton(
        label("table.upload"), file_types=list(SUFFIXES), size="sm", elem_id="table-upload"
    )
    papers = gr.Dropdown(
        [],
        multiselect=True,
        label=label("table.papers"),
        info=label("table.papers_info"),
        elem_id="table-papers",
    )
    with gr.Row():
        start = gr.Button(
            label("evaluate.start"),
            variant="primary",
            interactive=False,
            elem_id="table-start",
            scale=0,
            min_width=160,
        )
        stop = gr.Button(
            label("evaluate.stop"),
            interactive=False,
            elem_id="table-stop",
            scale=0,
            min_width=160,
        )
    line = html(status_line(""), "table-line")
    file = gr.File(
        label=label("table.download"), interactive=False, visible=False, elem_id="table-file"
    )
    return _Parts(
        masthead,
        intro,
        gr.Textbox(DEFAULT, visible="hidden", container=False),
        questions,
        upload,
        papers,
        start,
        stop,
        line,
        results=html("", "table-results"),
        file=file,
        run=gr.BrowserState("", storage_key=_STORED, secret=secrets.token_hex(16)),
        timer=gr.Timer(_EVERY, active=False),
    )


class _Handlers:
    """What happens on the page; values from the browser are checked before use."""

    def __init__(self, loading: Loading) -> None:
        self._loading = loading
        self._desk = TableDesk(self._chatbot)

    def _chatbot(self) -> Asking:
        return cast("Asking", self._loading.wait())

    def start(self, text: str, papers: list[str], language: str) -> tuple[Any, ...]:
        """Begin a table, or say in one line why not."""
        chosen = spoken(language)
        try:
            known = self._chatbot().documents
            wanted = [name for name in papers or [] if name in known] or _in_order(known)
            run = self._desk.start(questions_of(text or "", chosen), wanted)
        except Busy:
            return self._line(phrase("table.busy", chosen))
        except ChatbotError as error:
            return self._line(fault_of(error))
        return self.board(run, chosen)

    def look(self, run_id: str, language: str) -> tuple[Any, ...]:
        """How far a table is, or what came of it."""
        chosen = spoken(language)
        run = self._desk.look(run_id)
        if run is not None:
            return self.board(run, chosen)
        gone = status_line(phrase("table.gone", chosen)) if run_id else ""
        return self._outputs("", gone, "", None, running=False)

    def stop(self, run_id: str, language: str) -> str:
        """End a table early."""
        self._desk.stop(run_id)
        run = self._desk.look(run_id)
        return progress_html(run, spoken(language)) if run is not None else ""

    def uploaded(self, path: str | None, language: str) -> tuple[Any, str]:
        """The questions of a file, to be seen before they are asked."""
        chosen = spoken(language)
        try:
            found = questions_in(Path(path or ""), chosen)
        except ChatbotError as error:
            return gr.skip(), status_line(fault_of(error), "error")
        words = counted("table.loaded", len(found), chosen, name=Path(path or "").name)
        return "\n".join(found), status_line(words)

    def papers(self) -> Any:  # noqa: ANN401
        """The papers to choose from, once they are open."""
        try:
            return gr.update(choices=choices(self._chatbot().documents))
        except ChatbotError:
            return gr.skip()

    def board(self, run: Run, language: str) -> tuple[Any, ...]:
        """The page for a run: its progress, then the table and its file."""
        if not run.ended:
            return self._outputs(run.id, progress_html(run, language), None, _KEEP, running=True)
        if run.error:
            return self._outputs(
                run.id, status_line(f"{run.error}.", "error"), "", None, running=False
            )
        shown = table_html(run, self._chatbot().documents, language)
        words = status_line(summary(run, language))
        file = str(run.file(phrase("table.file_name", language)))
        return self._outputs(run.id, words, shown, file, running=False)

    def _line(self, text: str) -> tuple[Any, ...]:
        """An error above what is already there."""
        return (gr.skip(), status_line(text, "error"), *[gr.skip()] * 5)

    def _outputs(
        self,
        run_id: str,
        line: str,
        results: str | None,
        file: str | None,
        *,
        running: bool,
    ) -> tuple[Any, ...]:
        return (
            run_id,
            line,
            gr.skip() if results is None else results,
            gr.update(value=file, visible=file is not None) if file != _KEEP else gr.skip(),
            gr.update(interactive=not running),
            gr.update(interactive=running),
            gr.Timer(_EVERY, active=running),
        )


def _in_order(documents: Any) -> list[str]:  # noqa: ANN401
    """All papers, by their titles."""
    return [name for _, name in choices(documents)]


def _connect(page: gr.Blocks, parts: _Parts, handlers: _Handlers) -> None:
    run = [parts.run, parts.language]

    def write(language: str) -> tuple[str, str, str]:
        chosen = spoken(language)
        return chosen, page_masthead("table", chosen), table_intro(chosen)

    def speak(event: gr.EventData) -> tuple[str, str, str]:
        return write(str(getattr(event, "language", "")))

    fields = [parts.questions, parts.papers, parts.language]
    parts.start.click(handlers.start, fields, parts.board, **_AT_ONCE)
    parts.timer.tick(handlers.look, run, parts.board, **_AT_ONCE)
    parts.stop.click(handlers.stop, run, parts.line, **_AT_ONCE)
    upload = [parts.upload, parts.language]
    parts.upload.upload(handlers.uploaded, upload, [parts.questions, parts.line], **_AT_ONCE)
    written = [parts.language, parts.masthead, parts.intro]
    opened = page.load(
        write, parts.language, written, js=f"() => [({script('opening.js')})()[1]]", **_AT_ONCE
    )
    opened.then(handlers.look, run, parts.board, **_AT_ONCE)
    page.load(handlers.papers, None, parts.papers, **_AT_ONCE)
    spoken_to = parts.intro.speak(speak, None, written, **_AT_ONCE)
    spoken_to.then(handlers.look, run, parts.board, **_AT_ONCE)
