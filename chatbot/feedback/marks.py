"""What a person can mark: an answer, one of its extracts, the right passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chatbot.datatypes import Status

Verdict = Literal["up", "down", "right"]
"""Helpful, not helpful, and “the right passage is this one”."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked and as it was searched, after the questions before it.

    ``documents`` is what the search was limited to (empty: all); ``status`` is that of the
    answer it got.
    """

    question: str
    searched: str
    history: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    status: Status = "answered"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a document, verbatim, with their offsets in the source file.

    The offsets are None for documents whose source has none that mean anything (PDFs).
    """

    document: str
    quote: str
    source_start: int | None = None
    source_end: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; without ``piece`` it is about the answer as a whole.

    ``time`` is when it was made, in seconds since 1970; the store sets it.
    """

    asked: Asked
    verdict: Verdict
    piece: Piece | None = None
    time: float = 0.0
