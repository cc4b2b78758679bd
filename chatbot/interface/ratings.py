"""What happens when a person presses a thumb or marks a passage as the right one.

What comes from a browser is checked against the session: only an exchange that it holds,
with an extract that its answer showed or a place that the documents have, can be marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.datatypes import Answer, Extract
from chatbot.documents.ledger import source_span
from chatbot.errors import ChatbotError, UsageError
from chatbot.feedback import Asked, FeedbackStore, Mark, Piece, Verdict
from chatbot.interface.labels import shortened
from chatbot.interface.loading import Loading
from chatbot.interface.places import place_at
from chatbot.interface.session import Exchange, Session
from chatbot.interface.thumbs import ANSWER
from chatbot.languages.phrases import DEFAULT, phrase

_ADDRESS = re.compile(r"([0-9a-f]{16})/(answer|[en]\d{1,3})/(up|down)", re.ASCII)
_QUESTION_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """The line to show; ``refused`` is the address whose mark was not kept."""

    line: str
    refused: str = ""


class Ratings:
    """Keeps marks on what a session shows."""

    def __init__(self, loading: Loading, store: FeedbackStore) -> None:
        self._loading = loading
        self._store = store

    def rate(
        self, address: object, pressed: object, session: Session, language: str = DEFAULT
    ) -> Outcome:
        """Keep the thumb that an address names, or take it back."""
        try:
            mark = thumb_at(address, session, language)
        except UsageError as error:
            return Outcome(str(error), _text(address))
        line = phrase(f"feedback.marked_{mark.verdict}", language)
        return self._keep(mark, pressed is True, line, _text(address), language)

    def right(
        self,
        exchange: object,
        place: object,
        pressed: object,
        session: Session,
        language: str = DEFAULT,
    ) -> Outcome:
        """Keep a place as the right passage for a question, or take that back."""
        key = f"{_text(exchange)}/{_text(place)}"
        found = _exchange(exchange, session)
        if found is None:
            return Outcome(phrase("feedback.ask_first", language), key)
        try:
            mark = Mark(_asked(*found), "right", self._piece(place, language))
        except ChatbotError as error:
            return Outcome(_not_marked(error, language), key)
        question = shortened(mark.asked.question, _QUESTION_LENGTH)
        line = phrase("feedback.marked_right", language, question=question)
        return self._keep(mark, pressed is True, line, key, language)

    def _piece(self, address: object, language: str) -> Piece:
        documents = self._loading.wait().documents
        place = place_at(address, documents, language)
        document = documents[place.document]
        start, end = source_span(document, place.span) or (None, None)
        return Piece(document.id, document.slice(place.span), start, end)

    def _keep(self, mark: Mark, pressed: bool, line: str, key: str, language: str) -> Outcome:
        try:
            if pressed:
                self._store.put(mark)
                return Outcome(line)
            self._store.remove(mark)
            return Outcome(phrase("feedback.unmarked", language))
        except ChatbotError as error:
            return Outcome(_not_marked(error, language), key)


def thumb_at(address: object, session: Session, language: str = DEFAULT) -> Mark:
    """The mark that the address of a thumb stands for.

    Raises:
        UsageError: it names nothing that this session shows; said in ``language``.
    """
    parts = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
    found = _exchange(parts[1], session) if parts else None
    unknown = phrase("feedback.unknown", language)
    if parts is None or found is None:
        raise UsageError(unknown)
    target, verdict = parts[2], _VERDICTS[parts[3]]
    if target == ANSWER:
        return Mark(_asked(*found), verdict)
    group = found[1].extracts if target[0] == "e" else found[1].nearest
    number = int(target[1:])
    if number >= len(group):
        raise UsageError(unknown)
    return Mark(_asked(*found), verdict, _piece_of(group[number]))


def _not_marked(error: ChatbotError, language: str) -> str:
    return f"{phrase('feedback.not_marked', language)}: {error}."


_VERDICTS: dict[str, Verdict] = {"up": "up", "down": "down"}

Found = tuple[Exchange, Answer, Session]


def _exchange(wanted: object, session: Session) -> Found | None:
    """The exchange with this id, its answer and the session before it."""
    for index, exchange in enumerate(session.exchanges):
        if exchange.id == wanted and exchange.answer and exchange.answer.status != "command":
            return exchange, exchange.answer, session.before(index)
    return None


def _asked(exchange: Exchange, answer: Answer, before: Session) -> Asked:
    return Asked(
        question=exchange.question,
        searched=answer.interpreted_question,
        history=tuple(turn.question for turn in before.conversation().turns),
        status=answer.status,
    )


def _piece_of(extract: Extract) -> Piece:
    return Piece(extract.document, extract.quote, extract.source_start, extract.source_end)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
