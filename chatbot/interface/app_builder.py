"""The chat page: which handler each event calls.

Gradio takes seconds to import: import this module only when a page is to be served.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from chatbot.errors import ChatbotError
from chatbot.interface.chat import Chat, Page, Visitor
from chatbot.interface.copying import copied_place
from chatbot.interface.evaluating import Evaluating
from chatbot.interface.evaluation_page import add_evaluation_page
from chatbot.interface.loading import Loading
from chatbot.interface.memo_tab import connect_memo
from chatbot.interface.page_layout import Parts, lay_out
from chatbot.interface.page_outputs import (
    mark_line,
    notice,
    open_page,
    page_outputs,
    saved,
    waiting_page,
)
from chatbot.interface.papers_tab import connect_papers
from chatbot.interface.ratings import Ratings
from chatbot.interface.series_events import connect_series
from chatbot.interface.services import Services
from chatbot.interface.session import Session, shown
from chatbot.interface.table_page import add_table_page
from chatbot.interface.theme import script
from chatbot.interface.verify_page import add_verify_page
from chatbot.interface.workbench import Workbench
from chatbot.languages.phrases import phrase, spoken

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot

_PRIVATE = {"api_visibility": "private", "show_progress": "hidden"}


def build_app(services: Services, concurrency: int = 4) -> gr.Blocks:
    """The pages as Gradio Blocks, not launched; questions wait until the papers are open.

    ``concurrency`` is how many questions are answered at the same time.
    """
    loading, feedback = services.loading, services.feedback
    with gr.Blocks(
        title=phrase("page.name"),
        analytics_enabled=False,
        fill_height=True,
        fill_width=True,
        delete_cache=(3600, 3600),
    ) as app:
        parts = lay_out()
        chat = Chat(loading, feedback is not None, services.keeper)
        under_way = _open(app, parts, chat, loading)
        _connect(parts, chat, concurrency, under_way)
        _connect_reading(parts, chat, loading, concurrency)
        if feedback is not None:
            _connect_marks(parts, chat, Ratings(loading, feedback), concurrency)
        connect_memo(parts, services, concurrency)
        connect_papers(parts, chat, concurrency)
        connect_series(parts, services, concurrency)
    add_table_page(app, loading)
    workbench = Workbench(lambda: cast("Chatbot", loading.wait()))
    add_evaluation_page(
        app, Evaluating(workbench, services.queries, feedback), feedback is not None
    )
    add_verify_page(app, loading)
    return app


def _connect(parts: Parts, chat: Chat, concurrency: int, opening: list[Any]) -> None:
    """Everything that asks something or takes it back; the event's own data come first."""

    def ask(
        box: str, session: Session, kept: str, language: str, plain: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        visitor = _visitor(language, request)
        known = _known(chat, session, kept, visitor)
        yield from map(page_outputs, chat.ask(box, known, visitor, context=not plain))

    def pressed(
        take: Callable[[object, str, Session, Visitor], Iterable[Page]], name: str
    ) -> Callable[..., Iterator[tuple[Any, ...]]]:
        def handle(
            event: gr.EventData,
            box: str,
            session: Session,
            kept: str,
            language: str,
            request: gr.Request,
        ) -> Iterator[tuple[Any, ...]]:
            visitor = _visitor(language, request)
            known = _known(chat, session, kept, visitor)
            yield from map(page_outputs, take(_field(event, name), box, known, visitor))

        return handle

    def undo(index: object, box: str, session: Session, visitor: Visitor) -> Iterable[Page]:
        return [chat.undo(index, box, session, visitor)]

    def clear(session: Session, kept: str, language: str, request: gr.Request) -> tuple[Any, ...]:
        visitor = _visitor(language, request)
        return page_outputs(chat.clear(visitor, _known(chat, session, kept, visitor)))

    answering = {"concurrency_limit": concurrency, "concurrency_id": "answering", **_PRIVATE}
    inputs = [parts.box, *parts.visitor]
    source = parts.source
    under_way = [
        *opening,
        parts.box.submit(
            ask, [*inputs, parts.plain], parts.page, js=script("submitting.js"), **answering
        ),
        source.example(pressed(chat.ask_example, "index"), inputs, parts.page, **answering),
        source.say(pressed(chat.say, "text"), inputs, parts.page, **answering),
        source.typed(pressed(chat.ask_as_typed, "exchange"), inputs, parts.page, **answering),
        parts.chatbot.retry(pressed(chat.retry, "index"), inputs, parts.page, **answering),
    ]
    # An answer that is still to come must not bring back what was taken away.
    taking_away = {"cancels": under_way, **_PRIVATE}
    parts.chatbot.undo(pressed(undo, "index"), inputs, parts.page, **taking_away)
    clearing = [parts.clear.click, parts.chatbot.clear]
    gr.on(clearing, clear, parts.visitor, parts.page, **taking_away)


def _connect_reading(parts: Parts, chat: Chat, loading: Loading, concurrency: int) -> None:
    """What shows or saves something and changes nothing of the conversation."""

    def show(event: gr.EventData, language: str, request: gr.Request) -> str:
        return chat.source(_field(event, "address"), _visitor(language, request))

    def speak(
        event: gr.EventData, session: Session, kept: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        visitor, address = _visitor(_field(event, "language"), request), _field(event, "address")
        if not loading.ready:
            yield (*waiting_page(visitor.language), session, notice(""))
        written = open_page(loading, chat, visitor, address)
        if loading.ready:
            session = chat.respeak(_known(chat, session, kept, visitor), visitor).session
            said = {**written[2], "value": shown(session)}  # besides the placeholder
            written = (*written[:2], said, *written[3:])
        yield (*written, session, notice(""))

    def export(
        event: gr.EventData, session: Session, kept: str, language: str, request: gr.Request
    ) -> tuple[str, str]:
        visitor = _visitor(language, request)
        known = _known(chat, session, kept, visitor)
        return saved(chat.export(_field(event, "form"), known, visitor))

    def take(event: gr.EventData, language: str) -> str:
        place, style, asked = (_field(event, name) for name in ("address", "style", "asked"))
        return copied_place(place, style, asked, loading, spoken(language))

    reading = {"concurrency_limit": concurrency, "trigger_mode": "multiple", **_PRIVATE}
    parts.source.select(show, parts.language, parts.source, **reading)
    parts.source.take(take, parts.language, parts.taken, **reading)
    parts.source.speak(
        speak, parts.visitor[:2], [*parts.spoken, parts.session, parts.notice], **reading
    )
    parts.source.export(export, parts.visitor, [parts.file, parts.notice], **reading)
    parts.kept.change(None, parts.kept, None, js=script("keeping.js"))


def _connect_marks(parts: Parts, chat: Chat, ratings: Ratings, concurrency: int) -> None:
    def rate(
        event: gr.EventData, session: Session, kept: str, language: str, request: gr.Request
    ) -> str:
        visitor = _visitor(language, request)
        known = _known(chat, session, kept, visitor)
        address, pressed = _field(event, "address"), _field(event, "pressed")
        return mark_line(ratings.rate(address, pressed, known, visitor.language))

    def right(
        event: gr.EventData, session: Session, kept: str, language: str, request: gr.Request
    ) -> str:
        visitor = _visitor(language, request)
        known = _known(chat, session, kept, visitor)
        exchange, place = _field(event, "exchange"), _field(event, "address")
        pressed = _field(event, "pressed")
        return mark_line(ratings.right(exchange, place, pressed, known, visitor.language))

    marking = {"concurrency_limit": concurrency, "trigger_mode": "multiple", **_PRIVATE}
    parts.source.rate(rate, parts.visitor, parts.notice, **marking)
    parts.source.right(right, parts.visitor, parts.notice, **marking)


def _open(app: gr.Blocks, parts: Parts, chat: Chat, loading: Loading) -> list[Any]:
    """Show what the papers are as soon as they are open, then what was said before."""

    def greet(kept: str, language: str, request: gr.Request) -> tuple[Any, ...]:
        return (kept, *waiting_page(_visitor(language, request).language))

    def fill(language: str, request: gr.Request) -> tuple[Any, ...]:
        return open_page(loading, chat, _visitor(language, request), "")

    def restore(session: Session, kept: str, language: str, request: gr.Request) -> tuple[Any, ...]:
        if session.exchanges or session.documents or not kept or not loading.ready:
            return _unchanged(parts)
        return page_outputs(chat.restore(kept, _visitor(language, request)))

    opened = {"concurrency_limit": None, **_PRIVATE}
    kept_and_language = [parts.kept, parts.language]
    greeted = app.load(
        greet,
        kept_and_language,
        [parts.kept, *parts.spoken],
        js=script("opening.js"),
        **opened,
    )
    filled = greeted.then(fill, parts.language, parts.spoken, **opened)
    return [filled.then(restore, parts.visitor, parts.page, **opened)]


def _visitor(language: object, request: gr.Request) -> Visitor:
    named = language if isinstance(language, str) else ""
    return Visitor(spoken(named), request.username or "")


def _known(chat: Chat, session: Session, kept: str, visitor: Visitor) -> Session:
    """The session, or what the browser kept of it where the server has started anew."""
    if session.exchanges or session.documents or not kept:
        return session
    try:
        return chat.restore(kept, visitor).session
    except ChatbotError:  # the question itself will tell
        return session


def _unchanged(parts: Parts) -> tuple[Any, ...]:
    return tuple(gr.skip() for _ in parts.page)


def _field(event: gr.EventData, name: str) -> object:
    """A value that the browser sent along with an event; None where there is none."""
    return getattr(event, name, None)
