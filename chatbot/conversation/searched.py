"""What of a conversation was searched and shown, and the search that goes on from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.conversation.resolve import clean
from chatbot.datatypes import Answer, Conversation, Extract, Request, RequestKind, Span, Turn

_ABBREVIATION = re.compile(r"[A-ZА-Я][\w&/+-]*")
_LISTS: frozenset[RequestKind | None] = frozenset({"figures", "outline"})


@dataclass(frozen=True, slots=True)
class Again:
    """A question to search after the turns before it, without the places that are skipped."""

    question: str
    before: Conversation
    skipped: tuple[tuple[str, Span], ...]


def searched_turns(conversation: Conversation) -> tuple[Turn, ...]:
    """The turns that a follow-up may lean on, oldest first: all but the commands."""
    return tuple(turn for turn in conversation.turns if turn.answer.status != "command")


def last_asked(conversation: Conversation) -> Turn | None:
    """The latest turn of which there can be more: no command, no list of figures or sections."""
    turns = reversed(searched_turns(conversation))
    return next((turn for turn in turns if turn.answer.request not in _LISTS), None)


def refused(conversation: Conversation) -> bool:
    """Whether the last question got closest passages only."""
    turn = last_asked(conversation)
    return turn is not None and turn.answer.status == "not_found"


def shown_pieces(answer: Answer) -> tuple[Extract, ...]:
    """The extracts of an answer, the closest passages where it refused."""
    return answer.extracts or answer.nearest


def last_shown(conversation: Conversation) -> Answer | None:
    """The latest answer that showed anything of a paper, None where none did."""
    answers = (turn.answer for turn in reversed(conversation.turns))
    return next((answer for answer in answers if shown_pieces(answer)), None)


def goes_on(request: Request, question: str, conversation: Conversation) -> Again | None:
    """What to search for a request that needs a search, None for any other.

    “More” is the last question asked again in its place, without what was shown since; a
    term to define is asked for in the plain words that the papers' language has for it.
    """
    if request.kind == "define" and request.argument:
        return Again(definition_question(request, question), Conversation(), ())
    last = last_asked(conversation)
    if request.kind != "more" or request.argument or last is None:
        return None
    place = conversation.turns.index(last)
    shown = [p for turn in conversation.turns[place:] for p in shown_pieces(turn.answer)]
    notes = ((piece.document, note) for piece in shown for note in piece.footnotes)
    places = [(piece.document, Span(piece.start, piece.end)) for piece in shown]
    places += [(document, Span(note.start, note.end)) for document, note in notes]
    if last.answer.request is not None:
        return Again(last.answer.interpreted_question, Conversation(), tuple(places))
    alone = last.answer.interpreted_question == clean(last.question)
    before = Conversation() if alone else Conversation(conversation.turns[:place])
    return Again(last.question, before, tuple(places))


def definition_question(request: Request, question: str) -> str:
    """The question for a term: as asked, but for abbreviations of another language's question.

    An abbreviation is the same in every language, so it is asked for in English, whose
    wordings are known best; so is what a command names.
    """
    term = request.argument
    command = question.lstrip().startswith("/")
    if not command and (request.language == "en" or not term.isascii()):
        return " ".join(question.split())
    if _ABBREVIATION.fullmatch(term) and term.isupper():
        return f"What does {term} stand for?"
    return f"What is {term}?" if term.isascii() else term
