"""Tiny documents, answers and a chatbot that says what it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chatbot.datatypes import (
    Answer,
    Document,
    Extract,
    ExtractFootnote,
    Hits,
    Locator,
    Passage,
    Piece,
    ScoredPassage,
    SourceFile,
    Span,
)
from chatbot.errors import UsageError

_SIGN = re.compile(r"\\(?=\$)|\*|\n")


def document(source: str, document_id: str = "paper") -> Document:
    """A document whose text drops ``\\`` before ``$`` and ``*``, and joins lines."""
    pieces: list[Piece] = []
    text, at = "", 0

    def add(start: int, end: int, becomes: str, kind: str) -> None:
        nonlocal text
        if start < end:
            pieces.append(Piece(len(text), len(text) + len(becomes), start, end, kind))
            text += becomes

    for sign in _SIGN.finditer(source):
        add(at, sign.start(), source[at : sign.start()], "copied")
        becomes = " " if sign[0] == "\n" else ""
        kind = {"\\": "escape", "*": "emphasis", "\n": "line_break"}[sign[0]]
        add(sign.start(), sign.end(), becomes, kind)
        at = sign.end()
    add(at, len(source), source[at:], "copied")
    file = SourceFile(f"{document_id}.txt", "0" * 64, "text/plain", "utf-8", source)
    return Document(document_id, text, {}, file, tuple(pieces), (), (), (), (), ())


def passages(source: Document, *bounds: tuple[int, int]) -> tuple[Passage, ...]:
    return tuple(
        Passage(f"{source.id}#{number}", source.id, Span(start, end), (), None, ())
        for number, (start, end) in enumerate(bounds, start=1)
    )


def extract(source: Document, quote: str, notes: Sequence[str] = (), citation: int = 1) -> Extract:
    start = source.text.index(quote)
    footnotes = tuple(
        ExtractFootnote("1", note, source.text.index(note), source.text.index(note) + len(note))
        for note in notes
    )
    return Extract(
        citation,
        quote,
        source.id,
        Locator((), None, None),
        start,
        start + len(quote),
        quote,
        None,
        None,
        (),
        footnotes,
        None,
        1.0,
    )


def answer(*extracts: Extract, status: str = "answered", confidence: float | None = 0.9, **more):
    return Answer("?", "?", status, confidence, extracts=extracts, **more)


def hits(*scored: tuple[Passage, float]) -> Hits:
    return Hits(tuple(ScoredPassage(passage, score) for passage, score in scored), (), ())


@dataclass
class FakeChatbot:
    """Says ``replies[question]``; an error stands for a failure, and Ctrl-C for Ctrl-C."""

    replies: Mapping[str, tuple[Answer, Hits] | BaseException]
    asked: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)

    def trace(self, question, history=(), documents=()):
        self.asked.append((question, tuple(history), tuple(documents)))
        reply = self.replies.get(question, UsageError("no such question"))
        if isinstance(reply, BaseException):
            raise reply
        return reply
