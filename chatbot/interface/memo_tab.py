"""The Memo tab: its components, and which handler each event calls."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from chatbot.errors import ChatbotError
from chatbot.interface.chat import Visitor
from chatbot.interface.component_labels import label
from chatbot.interface.escaping import escape
from chatbot.interface.memo_desk import Exchanges, MemoDesk, MemoReply
from chatbot.interface.memo_view import held, memo_page, script_words, unfilled
from chatbot.interface.services import Services
from chatbot.interface.session import Session
from chatbot.languages.phrases import phrase, spoken

if TYPE_CHECKING:
    from chatbot.interface.page_layout import Parts

_PRIVATE = {"api_visibility": "private", "show_progress": "hidden", "trigger_mode": "multiple"}


@dataclass(frozen=True, slots=True)
class MemoParts:
    """The components of the tab.

    ``words`` are the phrases of the page's script, ``kept`` tells it what the browser is to
    keep; both are yet to be rendered, outside of the tabs.
    """

    tab: gr.Tab
    content: gr.HTML
    words: gr.HTML
    kept: gr.HTML

    @property
    def spoken(self) -> list[Any]:
        """What the server writes in the page's language, in the order of ``spoken_memo``."""
        return [self.tab, self.content, self.words]


def lay_out_memo() -> MemoParts:
    """Make the components; to be called in the context of the tabs."""
    with gr.Tab(label("memo.tab"), id="memo", render_children=True) as tab:
        content = gr.HTML("", elem_id="memo", js_on_load=None, apply_default_css=False)
    # Of the tabs only the open one is in the page, and these are always needed.
    words, kept = (
        gr.HTML("", elem_id=name, js_on_load=None, apply_default_css=False, render=False)
        for name in ("memo-words", "memo-kept")
    )
    return MemoParts(tab, content, words, kept)


def spoken_memo(language: str) -> tuple[Any, ...]:
    """The values for ``MemoParts.spoken``; the browser then asks for what it keeps."""
    # The time makes it another value, which the browser notices, each time.
    words = f'<i data-made="{time.time_ns()}" {script_words(language)}></i>'
    return gr.update(label=phrase("memo.tab", language)), unfilled(language), words


def connect_memo(parts: Parts, services: Services, concurrency: int) -> None:
    """Connect the events of the tab with their handlers."""
    desk = MemoDesk(services.loading, services.keeper, services.pictures)

    def change(
        event: gr.EventData, session: Session, kept: str, language: str, request: gr.Request
    ) -> tuple[Any, ...]:
        visitor = Visitor(spoken(language), request.username or "")
        exchanges = _exchanges(services, session, kept, visitor)
        fields, sealed = getattr(event, "fields", None), getattr(event, "sealed", None)
        reply = desk.answer(fields, sealed, exchanges, visitor)
        return memo_outputs(reply, str(getattr(event, "token", ""))[:40], services, visitor)

    outputs = [parts.memo.tab, parts.memo.content, parts.memo.kept, parts.file, parts.notice]
    parts.source.memo(change, parts.visitor, outputs, concurrency_limit=concurrency, **_PRIVATE)


def memo_outputs(
    reply: MemoReply, token: str, services: Services, visitor: Visitor
) -> tuple[Any, ...]:
    """The values of tab, content, what is kept, file and notice."""
    memo, language = reply.history.memo, visitor.language
    count = len(memo.shown)
    key = "memo.tab_count" if count else "memo.tab"
    documents = services.loading.wait().documents if services.loading.ready else {}
    return (
        gr.update(label=phrase(key, language, count=count)),
        memo_page(reply.history, documents, language) if reply.redraw else gr.skip(),
        _kept(reply, token),
        _file(reply) if reply.file else gr.skip(),
        f'<p role="status">{escape(reply.line)}</p>' if reply.line else gr.skip(),
    )


def _kept(reply: MemoReply, token: str) -> str:
    """What the page's script reads: the memo to keep, what is in it, the line to show."""
    data = {
        "token": token,
        "held": held(reply.history.memo),
        "line": reply.line,
        "undo": "1" if reply.history.can_undo else "",
        "redo": "1" if reply.history.can_redo else "",
    }
    if reply.sealed is not None:
        data["sealed"] = reply.sealed
    data |= {name: "1" for name in ("aside", "done") if getattr(reply, name)}
    marks = " ".join(f'data-{key}="{escape(value)}"' for key, value in data.items())
    return f"<i {marks}></i>"


def _file(reply: MemoReply) -> str:
    if reply.file is None:
        return ""
    data = base64.b64encode(reply.file.data).decode()
    # The time makes the same file, asked for again, another value.
    return (
        f'<i data-name="{escape(reply.file.name)}" data-text="{data}" '
        f'data-made="{time.time_ns()}"></i>'
    )


def _exchanges(services: Services, session: Session, kept: str, visitor: Visitor) -> Exchanges:
    """The conversation as the page shows it, where the server has started anew too."""
    if session.exchanges or not kept:
        return [(e.question, e.answer) for e in session.exchanges]
    try:
        opened = services.keeper.open(kept, visitor.user)
    except ChatbotError:
        return []
    return [(exchange.question, exchange.answer) for exchange in opened.exchanges]
