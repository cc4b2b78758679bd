"""The Evaluate page: its components, and which handler each event calls."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import gradio as gr

from chatbot.evaluation.configurations import DEFAULT, PRESETS
from chatbot.interface.component_labels import label
from chatbot.interface.evaluating import UPLOADED, Board, Evaluating, Form
from chatbot.interface.evaluation_view import (
    evaluate_intro,
    marks_intro,
    status_line,
)
from chatbot.interface.page_layout import html
from chatbot.interface.theme import script
from chatbot.interface.welcome import page_masthead
from chatbot.languages.phrases import DEFAULT as LANGUAGE
from chatbot.languages.phrases import phrase, spoken

PATH = "/evaluate"
_EVERY = 0.7
"""Seconds between two looks at a run."""

# A look must not wait behind questions: it goes past the queue.
_AT_ONCE = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
_STORED = "chatbot-evaluation"


@dataclass(frozen=True, slots=True)
class _Parts:
    masthead: gr.HTML
    intro: gr.HTML
    language: gr.Textbox
    chosen: gr.Radio
    upload: gr.UploadButton
    configurations: gr.CheckboxGroup
    more: gr.Textbox
    where: gr.Textbox
    kind: gr.Textbox
    start: gr.Button
    stop: gr.Button
    line: gr.HTML
    files: gr.File
    results: gr.HTML
    uploaded: gr.State
    run: gr.BrowserState
    timer: gr.Timer

    @property
    def board(self) -> list[Any]:
        """The outputs of a ``Board``, in the order of ``_outputs``."""
        return [
            self.run,
            self.line,
            self.results,
            self.files,
            self.start,
            self.stop,
            self.timer,
        ]


def add_evaluation_page(app: gr.Blocks, evaluating: Evaluating, marks: bool) -> None:
    """Make the page; ``marks`` says whether marks of the chat are kept.

    To be called outside the context of ``app``.
    """
    with app.route(phrase("evaluate.title"), PATH, show_in_navbar=False) as page:
        masthead = html(page_masthead("evaluate", ""), "masthead")
        with gr.Column(elem_id="evaluate"):
            parts = _layout(evaluating, masthead)
            heading = _queries_of_marks(evaluating, parts.language) if marks else None
        _connect(page, parts, evaluating)
        _connect_language(page, parts, evaluating, heading)


def _layout(evaluating: Evaluating, masthead: gr.HTML) -> _Parts:
    bundled = evaluating.bundled()
    intro = gr.HTML(
        evaluate_intro(),
        elem_id="evaluate-intro",
        js_on_load=script("switching.js"),
        apply_default_css=False,
    )
    chosen = gr.Radio(
        _choices(evaluating, LANGUAGE),
        value=bundled[0] if bundled else UPLOADED,
        label=label("evaluate.questions"),
        elem_id="evaluate-file",
    )
    upload = gr.UploadButton(
        label("evaluate.upload"), file_types=[".jsonl"], size="sm", elem_id="evaluate-upload"
    )
    configurations = gr.CheckboxGroup(
        list(PRESETS),
        value=[DEFAULT],
        label=label("evaluate.configurations"),
        info=label("evaluate.configurations_info"),
    )
    with gr.Row():
        where = gr.Textbox(
            label=label("evaluate.where"),
            info=label("evaluate.where_info"),
            elem_id="evaluate-where",
        )
        kind = gr.Textbox("kind", label=label("evaluate.group"), info=label("evaluate.group_info"))
    more = gr.Textbox(label=label("evaluate.more"), info=label("evaluate.more_info"), lines=2)
    with gr.Row():
        # Not before the page has found out whether it has a run already.
        start = gr.Button(
            label("evaluate.start"),
            variant="primary",
            interactive=False,
            elem_id="evaluate-start",
            scale=0,
            min_width=160,
        )
        stop = gr.Button(
            label("evaluate.stop"),
            interactive=False,
            elem_id="evaluate-stop",
            scale=0,
            min_width=160,
        )
    line = html(status_line(""), "evaluate-line")
    files = gr.File(
        label=label("evaluate.downloads"),
        file_count="multiple",
        interactive=False,
        visible=False,
        elem_id="evaluate-files",
    )
    return _Parts(
        masthead,
        intro,
        gr.Textbox(LANGUAGE, visible="hidden", container=False),
        chosen,
        upload,
        configurations,
        more,
        where,
        kind,
        start,
        stop,
        line,
        files,
        results=html("", "evaluate-results"),
        uploaded=gr.State(""),
        run=gr.BrowserState("", storage_key=_STORED, secret=secrets.token_hex(16)),
        timer=gr.Timer(_EVERY, active=False),
    )


def _choices(evaluating: Evaluating, language: str) -> list[tuple[str, str]]:
    """The query files by their names, and the uploaded one."""
    bundled = [(name, name) for name in evaluating.bundled()]
    return [*bundled, (phrase("evaluate.uploaded", language), UPLOADED)]


def _queries_of_marks(evaluating: Evaluating, language: gr.Textbox) -> gr.HTML:
    """The part that makes a query file of the marks; gives what is written above it."""
    heading = html(marks_intro(), "marks-intro")
    make = gr.Button(label("evaluate.make"), elem_id="marks-make", size="sm")
    line = html(status_line(""), "marks-line")
    file = gr.File(
        label=label("evaluate.made_file"),
        interactive=False,
        visible=False,
        elem_id="marks-file",
    )

    def run(language: str) -> tuple[Any, ...]:
        made = evaluating.make_queries(spoken(language))
        return made.line, gr.update(value=made.file, visible=made.file is not None)

    make.click(run, language, [line, file], **_AT_ONCE)
    return heading


def _connect_language(
    page: gr.Blocks, parts: _Parts, evaluating: Evaluating, heading: gr.HTML | None
) -> None:
    """Write the page in the reader's language when it opens and when that is changed."""

    def write(language: str) -> tuple[Any, ...]:
        chosen = spoken(language)
        written = [page_masthead("evaluate", chosen), evaluate_intro(chosen)]
        written += [] if heading is None else [marks_intro(chosen)]
        return (chosen, gr.update(choices=_choices(evaluating, chosen)), *written)

    def speak(event: gr.EventData) -> tuple[Any, ...]:
        return write(str(getattr(event, "language", "")))

    outputs = [parts.language, parts.chosen, parts.masthead, parts.intro]
    outputs += [] if heading is None else [heading]
    opening = script("opening.js")
    page.load(write, parts.language, outputs, js=f"() => [({opening})()[1]]", **_AT_ONCE)
    parts.intro.speak(speak, None, outputs, **_AT_ONCE)


def _connect(page: gr.Blocks, parts: _Parts, evaluating: Evaluating) -> None:
    def start(
        chosen: str | None,
        uploaded: str,
        configurations: list[str],
        more: str,
        where: str,
        kind: str,
        language: str,
    ) -> tuple[Any, ...]:
        texts = (more or "", where or "", kind or "", spoken(language))
        return _outputs(evaluating.start(Form(chosen, uploaded, configurations, *texts)))

    def look(run: str, language: str) -> tuple[Any, ...]:
        return _outputs(evaluating.look(run, spoken(language)))

    def stop(run: str, language: str) -> str:
        return evaluating.stop(run, spoken(language))

    def uploaded(path: str | None, language: str) -> tuple[str, str, str]:
        return evaluating.uploaded(path, spoken(language)), path or "", UPLOADED

    fields = [parts.chosen, parts.uploaded, parts.configurations]
    fields += [parts.more, parts.where, parts.kind, parts.language]
    run = [parts.run, parts.language]
    parts.start.click(start, fields, parts.board, **_AT_ONCE)
    parts.timer.tick(look, run, parts.board, **_AT_ONCE)
    parts.stop.click(stop, run, parts.line, **_AT_ONCE)
    upload = [parts.upload, parts.language]
    parts.upload.upload(uploaded, upload, [parts.line, parts.uploaded, parts.chosen], **_AT_ONCE)
    page.load(look, run, parts.board, **_AT_ONCE)


def _outputs(board: Board) -> tuple[Any, ...]:
    results = gr.skip() if board.results is None else board.results
    files = gr.skip()
    if board.results is not None:
        files = gr.update(value=list(board.files) or None, visible=bool(board.files))
    return (
        board.run,
        board.line,
        results,
        files,
        gr.update(interactive=not board.running),
        gr.update(interactive=board.running),
        gr.Timer(_EVERY, active=board.running),
    )
