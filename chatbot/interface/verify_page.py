"""The Verify page: its components, and which handler each event calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from chatbot.interface.component_labels import label
from chatbot.interface.evaluation_view import status_line
from chatbot.interface.loading import Loading
from chatbot.interface.page_layout import html
from chatbot.interface.theme import script
from chatbot.interface.verify_view import verify_intro
from chatbot.interface.verifying import KINDS, Verifying
from chatbot.interface.welcome import page_masthead
from chatbot.languages.phrases import DEFAULT as LANGUAGE
from chatbot.languages.phrases import phrase, spoken

PATH = "/verify"
_AT_ONCE = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
_AT_A_TIME = 2
"""Documents checked at the same time."""


def add_verify_page(app: gr.Blocks, loading: Loading) -> None:
    """Make the page; to be called outside the context of ``app``."""
    verifying = Verifying(loading)
    with app.route(phrase("verify.title"), PATH, show_in_navbar=False) as page:
        masthead = html(page_masthead("verify", ""), "masthead")
        with gr.Column(elem_id="verify"):
            intro = gr.HTML(
                verify_intro(),
                elem_id="verify-intro",
                js_on_load=script("switching.js"),
                apply_default_css=False,
            )
            language = gr.Textbox(LANGUAGE, visible="hidden", container=False)
            file = gr.File(
                label=label("verify.drop"),
                file_types=list(KINDS),
                height=150,
                visible=False,
                elem_id="verify-file",
            )
            line = html(status_line(""), "verify-line")
            results = html("", "verify-results")
        _connect_check(verifying, file, language, [line, results, file])
        _connect_language(page, intro, file, [language, masthead, intro])


def _connect_check(
    verifying: Verifying, file: gr.File, language: gr.Textbox, outputs: list[Any]
) -> None:
    def check(path: str | None, language: str) -> Iterator[tuple[Any, ...]]:
        chosen = spoken(language)
        yield status_line(phrase("verify.checking", chosen)), "", gr.skip()
        made = verifying.check(path, chosen)
        yield made.line, made.results, None

    file.upload(
        check,
        [file, language],
        outputs,
        api_visibility="private",
        show_progress="hidden",
        concurrency_limit=_AT_A_TIME,
    )


def _connect_language(page: gr.Blocks, intro: gr.HTML, file: gr.File, outputs: list[Any]) -> None:
    """Write the page in the reader's language when it opens and when that is changed.

    Gradio's own words in the place for the file are in the language in which it is first
    shown: so it is shown last, and taken away before the language changes.
    """
    outputs = [*outputs, file]

    def write(language: str) -> tuple[Any, ...]:
        chosen = spoken(language)
        head = page_masthead("verify", chosen)
        return chosen, head, verify_intro(chosen), gr.update(visible=False)

    def speak(event: gr.EventData) -> tuple[Any, ...]:
        return write(str(getattr(event, "language", "")))

    def show() -> Any:  # noqa: ANN401
        return gr.update(visible=True)

    opening = script("opening.js")
    loaded = page.load(write, outputs[0], outputs, js=f"() => [({opening})()[1]]", **_AT_ONCE)
    spoken_anew = intro.speak(speak, None, outputs, **_AT_ONCE)
    wait = "() => new Promise(done => setTimeout(() => done([]), 400))"  # Gradio fetches its words
    for written in (loaded, spoken_anew):
        written.then(show, None, file, js=wait, **_AT_ONCE)
