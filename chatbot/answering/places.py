"""Paragraphs and sentences by offset, found by bisection."""

from __future__ import annotations

from bisect import bisect_right

from chatbot.datatypes import Document, Paragraph, Span


def paragraph_at(document: Document, offset: int) -> Paragraph | None:
    """The paragraph that holds the character at ``offset``, if any does."""
    place = bisect_right(document.paragraphs, offset, key=lambda p: p.span.start) - 1
    if place < 0 or offset >= document.paragraphs[place].span.end:
        return None
    return document.paragraphs[place]


def announces(document: Document, sentence: Span) -> bool:
    """Whether a sentence only says that something follows, a list or a quotation."""
    if document.slice(sentence).rstrip().endswith(":"):
        return True
    return any(known.lead == sentence for known in document.lists if known.kind == "block")


def sentence_at(document: Document, offset: int) -> Span | None:
    """The sentence that holds the character at ``offset``, if any does."""
    paragraph = paragraph_at(document, offset)
    if paragraph is None:
        return None
    return next((s for s in paragraph.sentences if s.start <= offset < s.end), None)
