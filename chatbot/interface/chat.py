"""What happens when a person asks, retries, undoes, clears, or opens a place."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from chatbot.conversation.cleaning import MAX_QUESTION
from chatbot.errors import ChatbotError, UsageError
from chatbot.interface import messages
from chatbot.interface.loading import Loading
from chatbot.interface.places import place_at
from chatbot.interface.rendering import render_answer, render_note
from chatbot.interface.session import Exchange, Session, new_id, shown
from chatbot.interface.source_panel import source_error, source_page
from chatbot.interface.welcome import examples

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """What a handler changes: chat messages, session, the question box, the line under it."""

    messages: list[dict[str, str]]
    session: Session
    box: str
    notice: str = ""


class Chat:
    """The handlers of the chat page, without any of Gradio's types."""

    def __init__(self, loading: Loading, marking: bool = False) -> None:
        """``marking`` says whether answers and places can be marked."""
        self._loading = loading
        self._marking = marking

    def ask(self, question: str | None, session: Session) -> Iterator[Page]:
        """Answer a question, saying first that it was heard."""
        asked = question or ""
        refusal = _refusal(asked)
        if refusal:
            yield Page(shown(session), session, asked, refusal)
            return
        waiting = None if self._loading.ready else render_note(messages.LOADING, "waiting")
        yield Page(shown(session, asked, waiting), session, "")
        after = session.after(self._exchange(asked, session))
        yield Page(shown(after), after, "")

    def ask_example(self, index: object, session: Session) -> Iterator[Page]:
        """Ask the example with this number; a number that names none changes nothing."""
        known = examples(self._loading.wait().documents) if self._loading.ready else ()
        if (
            isinstance(index, str)
            and index.isascii()
            and index.isdigit()
            and int(index) < len(known)
        ):
            yield from self.ask(known[int(index)].question, session)
        else:
            yield Page(shown(session), session, "")

    def retry(self, message: object, box: str, session: Session) -> Iterator[Page]:
        """Ask the question of a message again; what came after it goes."""
        index = _exchange_index(message, session)
        if index is None:
            yield Page(shown(session), session, box)
            return
        question = session.exchanges[index].question
        for page in self.ask(question, session.before(index)):
            yield Page(page.messages, page.session, box, page.notice)

    def undo(self, message: object, box: str, session: Session) -> Page:
        """Take an exchange and what came after it back; its question returns to the box."""
        index = _exchange_index(message, session)
        if index is None:
            return Page(shown(session), session, box)
        before = session.before(index)
        question = session.exchanges[index].question
        return Page(shown(before), before, question, messages.UNDONE)

    def clear(self) -> Page:
        """An empty conversation."""
        return Page([], Session(), "", messages.CLEARED)

    def source(self, address: object) -> str:
        """The Source panel for an address that a chip carried."""
        try:
            documents = self._loading.wait().documents
            place = place_at(address, documents)
            return source_page(place, documents[place.document], self._marking)
        except ChatbotError as error:
            return source_error(f"{messages.NOT_SHOWN}: {error}")
        except Exception as error:  # the page's boundary: one line instead of a broken panel
            _report("showing a place", error)
            return source_error(f"{messages.NOT_SHOWN} ({type(error).__name__}).")

    def _exchange(self, question: str, session: Session) -> Exchange:
        try:
            chatbot = self._loading.wait()
            answer, _ = chatbot.reply(question, session.conversation())
            exchange = new_id()
            rating = exchange if self._marking else None
            message = render_answer(answer, chatbot.documents, rating)
            return Exchange(question, message, answer, exchange)
        except UsageError as error:
            return Exchange(question, render_note(_sentence(str(error)), "error"), None)
        except ChatbotError as error:
            return _failed(question, str(error))
        except Exception as error:  # the page's boundary: the conversation must outlive it
            _report("answering", error)
            return _failed(question, type(error).__name__)


def _refusal(question: str) -> str:
    if len(question) > MAX_QUESTION:
        return messages.too_long(len(question), MAX_QUESTION)
    if not any(character.isalnum() for character in question):
        return messages.BLANK
    return ""


def _failed(question: str, why: str) -> Exchange:
    line = f"{messages.FAILED}: {why}. {messages.FAILED_REMEDY}"
    return Exchange(question, render_note(line, "error"), None)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _report(doing: str, error: Exception) -> None:
    """Log that something failed; the error's own text may hold the question, so only at debug."""
    _log.error("%s failed with %s", doing, type(error).__name__)
    _log.debug("%s failed", doing, exc_info=error)


def _exchange_index(message: object, session: Session) -> int | None:
    """The exchange that a message belongs to: questions and answers alternate."""
    position = message[0] if isinstance(message, list | tuple) and message else message
    if not isinstance(position, int) or isinstance(position, bool):
        return None
    index = position // 2
    return index if 0 <= index < len(session.exchanges) else None
