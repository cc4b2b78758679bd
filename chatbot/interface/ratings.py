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
from chatbot.interface import messages
from chatbot.interface.labels import shortened
from chatbot.interface.loading import Loading
from chatbot.interface.places import place_at
from chatbot.interface.session import Exchange, Session
from chatbot.interface.thumbs import ANSWER

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

    def rate(self, address: object, pressed: object, session: Session) -> Outcome:
        """Keep the thumb that an address names, or take it back."""
        try:
            mark = thumb_at(address, session)
        except UsageError as error:
            return Outcome(str(error), _text(address))
        line = messages.MARKED_UP if mark.verdict == "up" else messages.MARKED_DOWN
        return self._keep(mark, pressed is True, line, _text(address))

    def right(self, exchange: object, place: object, pressed: object, session: Session) -> Outcome:
        """Keep a place as the right passage for a question, or take that back."""
        key = f"{_text(exchange)}/{_text(place)}"
        found = _exchange(exchange, session)
        if found is None:
            return Outcome(messages.ASK_BEFORE_MARKING, key)
        try:
            mark = Mark(_asked(*found), "right", self._piece(place))
        except ChatbotError as error:
            return Outcome(f"{messages.NOT_MARKED}: {error}.", key)
        question = shortened(mark.asked.question, _QUESTION_LENGTH)
        return self._keep(mark, pressed is True, f"{messages.MARKED_RIGHT} “{question}”.", key)

    def _piece(self, address: object) -> Piece:
        documents = self._loading.wait().documents
        place = place_at(address, documents)
        document = documents[place.document]
        start, end = source_span(document, place.span) or (None, None)
        return Piece(document.id, document.slice(place.span), start, end)

    def _keep(self, mark: Mark, pressed: bool, line: str, key: str) -> Outcome:
        try:
            if pressed:
                self._store.put(mark)
                return Outcome(line)
            self._store.remove(mark)
            return Outcome(messages.UNMARKED)
        except ChatbotError as error:
            return Outcome(f"{messages.NOT_MARKED}: {error}.", key)


def thumb_at(address: object, session: Session) -> Mark:
    """The mark that the address of a thumb stands for.

    Raises:
        UsageError: it names nothing that this session shows.
    """
    parts = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
    found = _exchange(parts[1], session) if parts else None
    if parts is None or found is None:
        raise UsageError(messages.UNKNOWN_MARK)
    target, verdict = parts[2], _VERDICTS[parts[3]]
    if target == ANSWER:
        return Mark(_asked(*found), verdict)
    group = found[1].extracts if target[0] == "e" else found[1].nearest
    number = int(target[1:])
    if number >= len(group):
        raise UsageError(messages.UNKNOWN_MARK)
    return Mark(_asked(*found), verdict, _piece_of(group[number]))


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
