"""Marks → test queries for review: one for each question with what went before it.

What was marked as helpful or as the right passage is evidence; what was marked as not
helpful stands under ``not_relevant``. ``needs_review`` is true where a person should look:
the answer as a whole was marked down, or nothing says yet what would answer the question.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from chatbot.datatypes import GoldEvidence, JudgedQuery
from chatbot.feedback.marks import Mark, Piece

KIND = "feedback"
"""The ``kind`` of all these queries, so that reports show them as a group."""

_ID_LENGTH = 12


class Marked(Protocol):
    """Anything that gives marks, oldest first (``FeedbackStore`` does)."""

    def marks(self) -> Iterable[Mark]:
        """All marks."""


def make_queries(store: Marked) -> Iterator[JudgedQuery]:
    """A query for each marked question, in the order in which they were first marked."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Mark]] = {}
    for mark in store.marks():
        asked = mark.asked
        groups.setdefault((asked.question, asked.history, asked.documents), []).append(mark)
    for marks in groups.values():
        yield _query(marks)


def _query(marks: Sequence[Mark]) -> JudgedQuery:
    asked = marks[-1].asked
    right = _pieces(mark for mark in marks if mark.verdict in ("up", "right"))
    wrong = [
        piece for piece in _pieces(m for m in marks if m.verdict == "down") if piece not in right
    ]
    whole = next((mark.verdict for mark in reversed(marks) if mark.piece is None), None)
    refused = asked.status == "not_found"
    approved_refusal = refused and whole == "up" and not right
    labels: dict[str, object] = {"kind": KIND, "status": asked.status}
    labels |= {} if asked.searched == asked.question else {"searched": asked.searched}
    labels |= {} if whole is None else {"answer_marked": whole}
    labels |= {"not_relevant": [_reference(piece) for piece in wrong]} if wrong else {}
    if whole == "down" or not (right or approved_refusal):
        labels["needs_review"] = True
    return JudgedQuery(
        query_id=_id(asked.question, asked.history, asked.documents),
        query=asked.question,
        history=asked.history,
        documents=asked.documents,
        evidence=tuple(GoldEvidence(p.document, p.quote, p.source_start) for p in right),
        answerable=True if right else False if approved_refusal else None,
        labels=labels,
    )


def _pieces(marks: Iterable[Mark]) -> list[Piece]:
    """The marked pieces, each once, in the order of the documents."""
    found = {mark.piece for mark in marks if mark.piece is not None}
    return sorted(found, key=lambda p: (p.document, p.source_start or 0, p.quote))


def _reference(piece: Piece) -> dict[str, object]:
    values: dict[str, object] = {"document": piece.document, "quote": piece.quote}
    return values | ({} if piece.source_start is None else {"start": piece.source_start})


def _id(question: str, history: Sequence[str], documents: Sequence[str]) -> str:
    """The same question in the same conversation always gets the same id."""
    key = json.dumps([question, list(history), list(documents)])
    return f"{KIND}-{hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]}"
