"""One person's conversation: what is shown, and what follow-up questions may refer to."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from chatbot.datatypes import Answer, Conversation, Turn
from chatbot.interface.rendering import render_question

MOST_SHOWN = 50
"""Exchanges kept on the page; older ones leave it."""

MOST_REMEMBERED = 10
"""Turns that a follow-up question may refer to."""


def new_id() -> str:
    """An id that no other exchange has."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with the message shown for it; ``answer`` is None where it failed.

    ``id`` names it on the page, whatever is taken back or leaves the page meanwhile;
    ``context`` says whether it was asked with the conversation before it.
    """

    question: str
    message: str
    answer: Answer | None
    id: str = field(default_factory=new_id)
    context: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """Exchanges, oldest first, and the ids of the papers that are asked (none: all)."""

    exchanges: tuple[Exchange, ...] = ()
    documents: tuple[str, ...] = ()

    def after(self, exchange: Exchange) -> Session:
        """This session with one more exchange, the oldest gone where there are too many."""
        return replace(self, exchanges=(*self.exchanges, exchange)[-MOST_SHOWN:])

    def before(self, index: int) -> Session:
        """The session as it was before the exchange at ``index``."""
        return replace(self, exchanges=self.exchanges[: max(0, index)])

    def asking(self, wanted: object, known: Collection[str]) -> Session:
        """The session in which those of the wanted papers are asked that are known."""
        names = wanted if isinstance(wanted, list | tuple) else ()
        chosen = tuple(sorted({name for name in names if isinstance(name, str)} & set(known)))
        return replace(self, documents=chosen if len(chosen) < len(known) else ())

    def asked(self, known: Collection[str]) -> tuple[str, ...]:
        """The papers that are asked, as far as they are still there (none: all)."""
        return tuple(name for name in self.documents if name in known)

    def find(self, exchange: object) -> Exchange | None:
        """The exchange with this id."""
        return next((known for known in self.exchanges if known.id == exchange), None)

    def conversation(
        self, most: int = MOST_REMEMBERED, asked: Collection[str] = ()
    ) -> Conversation:
        """The answered questions that the next one may refer to, at most so many.

        Where only some papers are ``asked``, an answer from others alone is no context.
        """
        turns = (Turn(e.question, e.answer) for e in self.exchanges if e.answer is not None)
        fitting = (turn for turn in turns if _is_of(turn.answer, asked))
        return Conversation(tuple(fitting)[-most:])


def _is_of(answer: Answer, asked: Collection[str]) -> bool:
    shown = {extract.document for extract in (*answer.extracts, *answer.nearest)}
    return not asked or not shown or not shown.isdisjoint(asked)


def shown(
    session: Session, question: str | None = None, reply: str | None = None
) -> list[dict[str, str]]:
    """The session as chat messages, with a question under way and what is said to it yet."""
    messages = []
    for exchange in session.exchanges:
        messages += [_user(exchange.question), _program(exchange.message)]
    if question is not None:
        messages.append(_user(question))
    if reply is not None:
        messages.append(_program(reply))
    return messages


def _user(question: str) -> dict[str, str]:
    return {"role": "user", "content": render_question(question)}


def _program(message: str) -> dict[str, str]:
    return {"role": "assistant", "content": message}


def exchange_index(message: object, session: Session) -> int | None:
    """The exchange that a message belongs to: questions and answers alternate."""
    position = message[0] if isinstance(message, list | tuple) and message else message
    if not isinstance(position, int) or isinstance(position, bool):
        return None
    index = position // 2
    return index if 0 <= index < len(session.exchanges) else None
