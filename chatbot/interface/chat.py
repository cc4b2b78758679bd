"""What happens when a person asks, retries, undoes, clears, or opens a place."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from chatbot.answering.transcript import as_json, as_markdown
from chatbot.conversation.cleaning import MAX_QUESTION
from chatbot.errors import ChatbotError, UsageError
from chatbot.interface.examples import examples
from chatbot.interface.kept import Keeper, KeptExchange, fingerprint
from chatbot.interface.loading import Loading
from chatbot.interface.rendering import Manner, render_answer, render_note
from chatbot.interface.session import (
    MOST_REMEMBERED,
    MOST_SHOWN,
    Exchange,
    Session,
    exchange_index,
    new_id,
    shown,
)
from chatbot.interface.source_at import source_at
from chatbot.languages.counting import counted, number
from chatbot.languages.phrases import DEFAULT, phrase

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the language of the page, and the name signed in with, if any."""

    language: str = DEFAULT
    user: str = ""

    def words(self, key: str, **values: object) -> str:
        """A phrase of the page."""
        return phrase(key, self.language, **values)


ANYBODY = Visitor()


@dataclass(frozen=True, slots=True)
class Page:
    """What a handler changes: chat messages, session, the question box, the line under it.

    ``kept`` is what the browser is to keep; None leaves that as it is.
    """

    messages: list[dict[str, str]]
    session: Session
    box: str
    notice: str = ""
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the browser to save, and the line that says so; no name, no file."""

    name: str
    text: str
    notice: str


class Chat:
    """The handlers of the chat page, without any of Gradio's types."""

    def __init__(
        self, loading: Loading, marking: bool = False, keeper: Keeper | None = None
    ) -> None:
        """``marking`` says whether answers can be marked; ``keeper`` seals conversations."""
        self._loading = loading
        self._marking = marking
        self._keeper = keeper or Keeper()
        self._papers = (-1, "")  # which papers, and their fingerprint

    def ask(
        self,
        question: str | None,
        session: Session,
        visitor: Visitor = ANYBODY,
        context: bool = True,
    ) -> Iterator[Page]:
        """Answer a question, saying first that it was heard.

        Without ``context`` it is asked as typed, whatever was said before.
        """
        asked = question or ""
        refusal = _refusal(asked, visitor)
        if refusal:
            yield Page(shown(session), session, asked, refusal)
            return
        loading = render_note(visitor.words("page.loading"), "waiting")
        yield Page(shown(session, asked, None if self._loading.ready else loading), session, "")
        exchange = self._exchange(asked, session, visitor, context)
        if exchange.answer is not None and exchange.answer.request == "clear":
            yield self.clear(visitor, session)
            return
        yield self._page(session.after(exchange), visitor)

    def ask_example(
        self, index: object, box: str, session: Session, visitor: Visitor = ANYBODY
    ) -> Iterator[Page]:
        """Ask the example with this number; a number that names none changes nothing."""
        papers = self._loading.wait().documents if self._loading.ready else {}
        known = examples(papers, visitor.language)
        named = isinstance(index, str) and index.isascii() and index.isdigit()
        if named and int(str(index)) < len(known):
            question = known[int(str(index))].question
            yield from _with_box(box, self.ask(question, session, visitor))
        else:
            yield Page(shown(session), session, box)

    def say(
        self, text: object, box: str, session: Session, visitor: Visitor = ANYBODY
    ) -> Iterator[Page]:
        """Ask what a button stands for; what is being typed stays in the box."""
        if isinstance(text, str):
            yield from _with_box(box, self.ask(text, session, visitor))
        else:
            yield Page(shown(session), session, box)

    def ask_as_typed(
        self, exchange: object, box: str, session: Session, visitor: Visitor = ANYBODY
    ) -> Iterator[Page]:
        """Ask an earlier question again, without what was said before it."""
        found = session.find(exchange)
        if found is None:
            yield Page(shown(session), session, box)
            return
        yield from _with_box(box, self.ask(found.question, session, visitor, context=False))

    def retry(
        self, message: object, box: str, session: Session, visitor: Visitor = ANYBODY
    ) -> Iterator[Page]:
        """Ask the question of a message again; what came after it goes."""
        index = exchange_index(message, session)
        if index is None:
            yield Page(shown(session), session, box)
            return
        again, before = session.exchanges[index], session.before(index)
        yield from _with_box(box, self.ask(again.question, before, visitor, again.context))

    def undo(self, message: object, box: str, session: Session, visitor: Visitor = ANYBODY) -> Page:
        """Take an exchange and what came after it back; its question returns to the box."""
        index = exchange_index(message, session)
        if index is None:
            return Page(shown(session), session, box)
        question = session.exchanges[index].question
        page = self._page(session.before(index), visitor)
        return replace(page, box=question, notice=visitor.words("page.undone"))

    def clear(self, visitor: Visitor = ANYBODY, session: Session | None = None) -> Page:
        """An empty conversation with the papers that were asked in ``session``."""
        empty = Session(documents=session.documents if session else ())
        return replace(self._page(empty, visitor), notice=visitor.words("page.cleared"))

    def choose(
        self, documents: object, session: Session, kept: str, visitor: Visitor = ANYBODY
    ) -> Page:
        """The session in which these papers are asked; names that are not known are left out."""
        if kept and not session.exchanges and not session.documents:
            session = self.restore(kept, visitor).session
        return self._page(session.asking(documents, self._loading.wait().documents), visitor)

    def restore(self, sealed: str, visitor: Visitor = ANYBODY) -> Page:
        """The conversation that a browser kept; what it cannot show is said in one line.

        Where the papers have changed since, its last questions are asked again, as many as
        a follow-up may refer to.

        Raises:
            ChatbotError: the papers could not be opened.
        """
        self._loading.wait()
        try:
            kept = self._keeper.open(sealed, visitor.user)
        except UsageError as error:
            _log.info("%s", error)
            return Page([], Session(), "", visitor.words("page.not_restored"), "")
        asked = kept.documents
        if kept.papers == self._fingerprint() or not kept.exchanges:
            found = tuple(self._restored(exchange, visitor) for exchange in kept.exchanges)
            return self._page(Session(found, asked), visitor)
        _log.info("a kept conversation is asked again: the papers have changed")
        session, last = Session(documents=asked), kept.exchanges[-MOST_REMEMBERED:]
        for old in last:
            exchange = self._exchange(old.question, session, visitor, old.context)
            session = session.after(exchange)
        again = counted("page.asked_again", len(last), visitor.language)
        return replace(self._page(session, visitor), notice=again)

    def respeak(self, session: Session, visitor: Visitor) -> Page:
        """The session with what the page itself says in the visitor's language."""
        again = (
            self._restored(KeptExchange(old.id, old.question, old.context, old.answer), visitor)
            if old.answer is not None
            else old
            for old in session.exchanges
        )
        return self._page(replace(session, exchanges=tuple(again)), visitor)

    def export(self, form: object, session: Session, visitor: Visitor = ANYBODY) -> Download:
        """The whole conversation as a file, in Markdown or as JSON."""
        conversation = session.conversation(MOST_SHOWN)
        if not conversation.turns or form not in ("markdown", "json"):
            return Download("", "", visitor.words("page.not_saved"))
        documents, name = self._loading.wait().documents, visitor.words("page.file_name")
        notice, today = visitor.words("page.saved"), date.today().isoformat()
        if form == "json":
            data = as_json(conversation, documents, today)
            text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
            return Download(f"{name}.json", text, notice)
        text = as_markdown(conversation, documents, today, visitor.language)
        return Download(f"{name}.md", text, notice)

    def source(self, address: object, visitor: Visitor = ANYBODY) -> str:
        """The Source panel for an address that a chip carried; empty: what there is to read."""
        return source_at(address, self._loading, self._marking, visitor.language)

    def _page(self, session: Session, visitor: Visitor) -> Page:
        if session.documents and self._loading.ready:  # some may be gone meanwhile
            session = session.asking(session.documents, self._loading.wait().documents)
        kept = self._keeper.seal(session, self._fingerprint(), visitor.user)
        return Page(shown(session), session, "", kept=kept)

    def _fingerprint(self) -> str:
        version = self._loading.version
        if self._loading.ready and self._papers[0] != version:
            self._papers = (version, fingerprint(self._loading.wait().documents))
        return self._papers[1]

    def _exchange(
        self, question: str, session: Session, visitor: Visitor, context: bool
    ) -> Exchange:
        try:
            chatbot = self._loading.wait()
            asked = session.asked(chatbot.documents)
            answer, _ = chatbot.reply(
                question, session.conversation(asked=asked), asked, context=context
            )
            return self._restored(KeptExchange(new_id(), question, context, answer), visitor)
        except UsageError as error:
            note = render_note(f"{str(error)[:1].upper()}{str(error)[1:]}", "error")
            return Exchange(question, note, None, context=context)
        except ChatbotError as error:
            return _failed(question, str(error), visitor, context)
        except Exception as error:  # the page's boundary: the conversation must outlive it
            _report("answering", error)
            return _failed(question, type(error).__name__, visitor, context)

    def _restored(self, kept: KeptExchange, visitor: Visitor) -> Exchange:
        """An answered exchange as this visitor is shown it."""
        manner = Manner(kept.id, self._marking, kept.context, visitor.language)
        message = render_answer(kept.answer, self._loading.wait().documents, manner)
        return Exchange(kept.question, message, kept.answer, kept.id, kept.context)


def _with_box(box: str, pages: Iterable[Page]) -> Iterator[Page]:
    return (replace(page, box=box) for page in pages)


def _refusal(question: str, visitor: Visitor) -> str:
    if len(question) > MAX_QUESTION:
        limit = number(MAX_QUESTION, visitor.language)
        return counted("page.too_long", len(question), visitor.language, limit=limit)
    if not any(character.isalnum() for character in question):
        return visitor.words("page.blank")
    return ""


def _failed(question: str, why: str, visitor: Visitor, context: bool) -> Exchange:
    line = f"{visitor.words('page.failed')}: {why}. {visitor.words('page.failed_remedy')}"
    return Exchange(question, render_note(line, "error"), None, context=context)


def _report(doing: str, error: Exception) -> None:
    """Log that something failed; the error's own text may hold the question, so only at debug."""
    _log.error("%s failed with %s", doing, type(error).__name__)
    _log.debug("%s failed", doing, exc_info=error)
