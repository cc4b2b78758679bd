"""The Evaluate page: its components, and which handler each event calls."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import gradio as gr

from chatbot.evaluation.configurations import DEFAULT, PRESETS
from chatbot.interface import messages
from chatbot.interface.evaluating import Board, Evaluating, Form
from chatbot.interface.evaluation_view import evaluate_masthead, status_line

PATH = "/evaluate"
_EVERY = 0.7
"""Seconds between two looks at a run."""

# A look must not wait behind questions: it goes past the queue.
_AT_ONCE = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
_STORED = "chatbot-evaluation"


@dataclass(frozen=True, slots=True)
class _Parts:
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
    with app.route(messages.EVALUATE, PATH, show_in_navbar=False) as page:
        _html(evaluate_masthead(), "masthead")
        with gr.Column(elem_id="evaluate"):
            parts = _layout(evaluating)
            if marks:
                _queries_of_marks(evaluating)
        _connect(page, parts, evaluating)


def _layout(evaluating: Evaluating) -> _Parts:
    bundled = evaluating.bundled()
    _html(f"<p>{messages.EVALUATE_INTRO}</p>", "evaluate-intro")
    chosen = gr.Radio(
        [*bundled, messages.UPLOADED],
        value=bundled[0] if bundled else messages.UPLOADED,
        label=messages.QUESTIONS_FROM,
        elem_id="evaluate-file",
    )
    upload = gr.UploadButton(
        messages.UPLOAD, file_types=[".jsonl"], size="sm", elem_id="evaluate-upload"
    )
    configurations = gr.CheckboxGroup(
        list(PRESETS),
        value=[DEFAULT],
        label=messages.CONFIGURATIONS,
        info=messages.CONFIGURATIONS_INFO,
    )
    with gr.Row():
        where = gr.Textbox(
            label=messages.ONLY_WHERE, info=messages.ONLY_WHERE_INFO, elem_id="evaluate-where"
        )
        kind = gr.Textbox("kind", label=messages.GROUP_BY, info=messages.GROUP_BY_INFO)
    more = gr.Textbox(
        label=messages.MORE_CONFIGURATIONS, info=messages.MORE_CONFIGURATIONS_INFO, lines=2
    )
    with gr.Row():
        # Not before the page has found out whether it has a run already.
        start = gr.Button(
            messages.START,
            variant="primary",
            interactive=False,
            elem_id="evaluate-start",
            scale=0,
            min_width=120,
        )
        stop = gr.Button(
            messages.STOP, interactive=False, elem_id="evaluate-stop", scale=0, min_width=120
        )
    line = _html(status_line(""), "evaluate-line")
    files = gr.File(
        label=messages.DOWNLOADS,
        file_count="multiple",
        interactive=False,
        visible=False,
        elem_id="evaluate-files",
    )
    return _Parts(
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
        results=_html("", "evaluate-results"),
        uploaded=gr.State(""),
        run=gr.BrowserState("", storage_key=_STORED, secret=secrets.token_hex(16)),
        timer=gr.Timer(_EVERY, active=False),
    )


def _queries_of_marks(evaluating: Evaluating) -> None:
    _html(f"<h2>{messages.MAKE_QUERIES}</h2><p>{messages.MAKE_QUERIES_INTRO}</p>", "marks-intro")
    make = gr.Button(messages.MAKE_QUERIES, elem_id="marks-make", size="sm")
    line = _html(status_line(""), "marks-line")
    file = gr.File(
        label=messages.QUERIES_MADE, interactive=False, visible=False, elem_id="marks-file"
    )

    def run() -> tuple[Any, ...]:
        made = evaluating.make_queries()
        return made.line, gr.update(value=made.file, visible=made.file is not None)

    make.click(run, None, [line, file], **_AT_ONCE)


def _connect(page: gr.Blocks, parts: _Parts, evaluating: Evaluating) -> None:
    def start(
        chosen: str | None,
        uploaded: str,
        configurations: list[str],
        more: str,
        where: str,
        kind: str,
    ) -> tuple[Any, ...]:
        form = Form(chosen, uploaded, configurations, more or "", where or "", kind or "")
        return _outputs(evaluating.start(form))

    def look(run: str) -> tuple[Any, ...]:
        return _outputs(evaluating.look(run))

    def stop(run: str) -> str:
        return evaluating.stop(run)

    def uploaded(path: str | None) -> tuple[str, str, str]:
        return evaluating.uploaded(path), path or "", messages.UPLOADED

    fields = [parts.chosen, parts.uploaded, parts.configurations]
    fields += [parts.more, parts.where, parts.kind]
    parts.start.click(start, fields, parts.board, **_AT_ONCE)
    parts.timer.tick(look, parts.run, parts.board, **_AT_ONCE)
    parts.stop.click(stop, parts.run, parts.line, **_AT_ONCE)
    parts.upload.upload(
        uploaded, parts.upload, [parts.line, parts.uploaded, parts.chosen], **_AT_ONCE
    )
    page.load(look, parts.run, parts.board, **_AT_ONCE)


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


def _html(value: str, name: str) -> gr.HTML:
    return gr.HTML(value, elem_id=name, js_on_load=None, apply_default_css=False)
