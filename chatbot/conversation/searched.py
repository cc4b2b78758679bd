"""What of a conversation was searched and shown, and the search that goes on from it."""

from __future__ import annotations

import re

from chatbot.conversation.resolve import quoted_phrases
from chatbot.datatypes import Answer, Conversation, Extract, Query, Request, RequestKind, Span, Turn

_ABBREVIATION = re.compile(r"[A-ZА-Я][\w&/+-]*")


_NOT_ASKED: frozenset[RequestKind | None] = frozenset({"figures", "outline"})


def searched_turns(conversation: Conversation) -> tuple[Turn, ...]:
    """The turns in which the papers were asked about something, oldest first.

    That is all but commands and the lists of figures and sections: what a follow-up leaves
    out is not in these.
    """
    return tuple(
        turn
        for turn in conversation.turns
        if turn.answer.status != "command" and turn.answer.request not in _NOT_ASKED
    )


def refused(conversation: Conversation) -> bool:
    """Whether the last question got closest passages only."""
    turns = searched_turns(conversation)
    return bool(turns) and turns[-1].answer.status == "not_found"


def shown_pieces(answer: Answer) -> tuple[Extract, ...]:
    """The extracts of an answer, the closest passages where it refused."""
    return answer.extracts or answer.nearest


def last_shown(conversation: Conversation) -> Answer | None:
    """The latest answer that showed anything of a paper, None where none did."""
    answers = (turn.answer for turn in reversed(conversation.turns))
    return next((answer for answer in answers if shown_pieces(answer)), None)


def goes_on(
    request: Request, question: str, conversation: Conversation, documents: tuple[str, ...] = ()
) -> Query | None:
    """What to search for a request that needs a search, None for any other.

    “More” searches the last question again without what was shown since; a term to define
    is asked for in the plain words that the papers' language has for it.
    """
    if request.kind == "define" and request.argument:
        asked = definition_question(request, question)
        return Query(question, asked, documents=documents)
    turns = searched_turns(conversation)
    if request.kind != "more" or request.argument or not turns:
        return None
    last = turns[-1].answer
    since = conversation.turns[conversation.turns.index(turns[-1]) :]
    shown = [piece for turn in since for piece in shown_pieces(turn.answer)]
    notes = ((piece.document, note) for piece in shown for note in piece.footnotes)
    places = [(piece.document, Span(piece.start, piece.end)) for piece in shown]
    places += [(document, Span(note.start, note.end)) for document, note in notes]
    return Query(
        text=question,
        interpreted=last.interpreted_question,
        phrases=quoted_phrases(last.interpreted_question),
        documents=documents,
        language=last.language,
        skipped=tuple(dict.fromkeys(places)),
    )


def definition_question(request: Request, question: str) -> str:
    """The question for a term: as asked in English, else one with the same meaning."""
    if request.language == "en" and not question.lstrip().startswith("/"):
        return " ".join(question.split())
    if _ABBREVIATION.fullmatch(request.argument) and request.argument.isupper():
        return f"What does {request.argument} stand for?"
    return f"What is {request.argument}?"
