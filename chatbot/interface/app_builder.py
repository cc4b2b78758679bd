"""The chat page: its components, and which handler each event calls.

Gradio takes seconds to import: import this module only when a page is to be served.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from chatbot.errors import ChatbotError
from chatbot.interface import messages
from chatbot.interface.chat import Chat, Page
from chatbot.interface.escaping import escape
from chatbot.interface.evaluating import Evaluating
from chatbot.interface.evaluation_page import add_evaluation_page
from chatbot.interface.figures_view import figures_page
from chatbot.interface.loading import Loading
from chatbot.interface.ratings import Outcome, Ratings
from chatbot.interface.session import Session
from chatbot.interface.source_panel import source_error, source_home
from chatbot.interface.theme import panel_script
from chatbot.interface.welcome import masthead, not_opened, waiting, welcome
from chatbot.interface.workbench import Workbench

if TYPE_CHECKING:
    from chatbot.feedback import FeedbackStore
    from chatbot.pipeline import Chatbot

SESSION_SECONDS = 12 * 3600
_PRIVATE = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that handlers read and change."""

    masthead: gr.HTML
    chatbot: gr.Chatbot
    box: gr.Textbox
    notice: gr.HTML
    clear: gr.Button
    source: gr.HTML
    figures: gr.HTML
    session: gr.State

    @property
    def page(self) -> list[Any]:
        """The outputs of a ``Page``, in its order."""
        return [self.chatbot, self.session, self.box, self.notice]


def build_app(
    loading: Loading,
    concurrency: int = 4,
    feedback: FeedbackStore | None = None,
    queries: Path | None = None,
) -> gr.Blocks:
    """The pages as Gradio Blocks, not launched; questions wait for ``loading``.

    ``concurrency`` is how many questions are answered at the same time; ``feedback`` keeps
    marks (none are offered without it); ``queries`` is a folder of query files to offer.
    """
    with gr.Blocks(
        title=messages.NAME,
        analytics_enabled=False,
        fill_height=True,
        fill_width=True,
        delete_cache=(3600, 3600),
    ) as app:
        parts = _layout()
        _connect(parts, Chat(loading, marking=feedback is not None), concurrency)
        if feedback is not None:
            _connect_marks(parts, Ratings(loading, feedback), concurrency)
        _fill_when_open(app, parts, loading)
    workbench = Workbench(lambda: cast("Chatbot", loading.wait()))
    add_evaluation_page(app, Evaluating(workbench, queries, feedback), feedback is not None)
    return app


def _layout() -> _Parts:
    head = gr.HTML(masthead({}), elem_id="masthead", js_on_load=None, apply_default_css=False)
    with gr.Row(elem_id="main", equal_height=False):
        with gr.Column(scale=3, min_width=0, elem_id="chat"):
            chatbot = _chatbot()
            with gr.Row(elem_id="composer", equal_height=False):
                box = gr.Textbox(
                    label=messages.QUESTION_LABEL,
                    placeholder=messages.QUESTION_HINT,
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    submit_btn=messages.ASK,
                    elem_id="box",
                )
                clear = gr.Button(messages.CLEAR, elem_id="clear", min_width=0, scale=0)
            notice = _html("", "notice")
        with gr.Column(scale=2, min_width=0, elem_id="panel"):
            name = f'data-panel="{messages.PANEL_LABEL}"'
            close = f'<button type="button" data-act="close" {name}>{messages.PANEL_CLOSE}</button>'
            _html(close, "panel-close")
            with gr.Tabs(elem_id="tabs"):
                with gr.Tab(messages.TAB_SOURCE, id="source"):
                    source = gr.HTML(
                        source_error(messages.LOADING_SOURCE),
                        elem_id="source",
                        js_on_load=panel_script(),
                        apply_default_css=False,
                    )
                with gr.Tab(messages.TAB_FIGURES, id="figures", render_children=True):
                    figures = _html(source_error(messages.LOADING_SOURCE), "figures")
    session = gr.State(Session(), time_to_live=SESSION_SECONDS)
    return _Parts(head, chatbot, box, notice, clear, source, figures, session)


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label=messages.NAME,
        show_label=False,
        container=False,
        layout="panel",
        height="100%",
        buttons=["copy"],
        placeholder=waiting(),
        latex_delimiters=[],
        sanitize_html=True,
        allow_tags=False,
        line_breaks=False,
        feedback_options=None,
        autoscroll=False,
        elem_id="conversation",
    )


def _html(value: str, name: str) -> gr.HTML:
    return gr.HTML(value, elem_id=name, js_on_load=None, apply_default_css=False)


def _connect(parts: _Parts, chat: Chat, concurrency: int) -> None:
    def ask(question: str, session: Session) -> Iterator[tuple[Any, ...]]:
        yield from map(_outputs, chat.ask(question, session))

    def ask_example(event: gr.EventData, session: Session) -> Iterator[tuple[Any, ...]]:
        yield from map(_outputs, chat.ask_example(_field(event, "index"), session))

    def retry(event: gr.RetryData, box: str, session: Session) -> Iterator[tuple[Any, ...]]:
        yield from map(_outputs, chat.retry(event.index, box, session))

    def undo(event: gr.UndoData, box: str, session: Session) -> tuple[Any, ...]:
        return _outputs(chat.undo(event.index, box, session))

    def clear() -> tuple[Any, ...]:
        return _outputs(chat.clear())

    def show(event: gr.EventData) -> str:
        return chat.source(_field(event, "address"))

    answering = {"concurrency_limit": concurrency, "concurrency_id": "answering", **_PRIVATE}
    with_box, alone = [parts.box, parts.session], [parts.session]
    under_way = [
        parts.box.submit(ask, with_box, parts.page, **answering),
        parts.source.example(ask_example, alone, parts.page, **answering),
        parts.chatbot.retry(retry, with_box, parts.page, **answering),
    ]
    # An answer that is still to come must not bring back what was taken away.
    taking_away = {"cancels": under_way, **_PRIVATE}
    parts.chatbot.undo(undo, with_box, parts.page, **taking_away)
    gr.on([parts.clear.click, parts.chatbot.clear], clear, None, parts.page, **taking_away)
    parts.source.select(
        show, None, parts.source, concurrency_limit=concurrency, trigger_mode="multiple", **_PRIVATE
    )


def _connect_marks(parts: _Parts, ratings: Ratings, concurrency: int) -> None:
    def rate(event: gr.EventData, session: Session) -> str:
        return _mark_line(ratings.rate(_field(event, "address"), _field(event, "pressed"), session))

    def right(event: gr.EventData, session: Session) -> str:
        exchange, place = _field(event, "exchange"), _field(event, "address")
        return _mark_line(ratings.right(exchange, place, _field(event, "pressed"), session))

    marking = {"concurrency_limit": concurrency, "trigger_mode": "multiple", **_PRIVATE}
    parts.source.rate(rate, parts.session, parts.notice, **marking)
    parts.source.right(right, parts.session, parts.notice, **marking)


def _fill_when_open(app: gr.Blocks, parts: _Parts, loading: Loading) -> None:
    """Show what the papers are as soon as they are open."""

    def fill() -> tuple[Any, ...]:
        try:
            documents = loading.wait().documents
        except ChatbotError as error:
            failed = source_error(f"{messages.NOT_OPENED}.")
            return masthead({}), gr.update(placeholder=not_opened(str(error))), failed, failed
        return (
            masthead(documents),
            gr.update(placeholder=welcome(documents)),
            source_home(documents),
            figures_page(documents),
        )

    filled = [parts.masthead, parts.chatbot, parts.source, parts.figures]
    app.load(fill, None, filled, concurrency_limit=None, **_PRIVATE)


def _mark_line(outcome: Outcome) -> str:
    """The line under the chat; the page lets go of a mark that was refused."""
    refused = f' data-refused="{escape(outcome.refused)}"' if outcome.refused else ""
    return f'<p role="status"{refused}>{escape(outcome.line)}</p>'


def _outputs(page: Page) -> tuple[Any, ...]:
    line = f'<p role="status">{escape(page.notice)}</p>' if page.notice else '<p role="status"></p>'
    return page.messages, page.session, page.box, line


def _field(event: gr.EventData, name: str) -> object:
    """A value that the browser sent along with an event; None where there is none."""
    return getattr(event, name, None)
