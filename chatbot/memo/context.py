"""What stands around a quotation and matters to it: qualifiers, and who is quoted."""

from __future__ import annotations

import re

from chatbot.answering.places import paragraph_at
from chatbot.answering.selection import qualifier_after
from chatbot.datatypes import Document, Paragraph, Span

_LEANING = re.compile(
    r"(?:however|but|yet|nevertheless|nonetheless|still,|even so|that said|conversely|instead|"
    r"on the other hand|on the contrary|by contrast|in contrast|admittedly|otherwise)\b",
    re.IGNORECASE,
)
_FRAMING = re.compile(
    r"\b(?:some|many|critics|opponents|sceptics|skeptics|supporters|proponents|observers|experts)"
    r"\b[^.]{0,40}\b(?:claim|argue|believe|say|said|maintain|think|insist|hold)\w*\b"
    r"|\bit (?:is|was) (?:often|sometimes|widely|once) (?:said|argued|believed|claimed|thought)\b"
    r"|\b(?:unless|provided that|on condition that|hypothetically|in theory|suppose that|"
    r"if this were|the following (?:claim|view|argument)|is (?:not true|false|wrong|a myth))\b",
    re.IGNORECASE,
)
_NAME = r"(?P<name>(?:[A-Z][\w.’'-]+ ?){1,5})"
_SAYING = r"(?:said|says|noted|notes|argued|argues|wrote|writes|stated|states|stressed|declared|"
_SAYING += r"emphasized|emphasised|remarked|called|explained|announced|added|put it)"
_SPEAKERS = (
    re.compile(rf"[Aa]ccording to (?:the )?{_NAME}"),
    re.compile(rf"{_NAME}\s*{_SAYING}\b"),
    re.compile(rf"\b{_SAYING}\s+(?:by )?{_NAME}"),
)
_OPENING, _CLOSING = "“«„", "”»"

UNNAMED = "another source"


def qualifiers_around(document: Document, span: Span) -> tuple[str, ...]:
    """The sentences directly before and after that change what the span says."""
    found = []
    before = _sentence_before(document, span)
    if before is not None:
        words = document.slice(before)
        if _FRAMING.search(words) or _LEANING.match(document.slice(span).lstrip("‘'\"“(")):
            found.append(words)
    after = qualifier_after(document, span)
    if after is not None:
        found.append(document.slice(after))
    return tuple(found)


def speaker_quoted(document: Document, span: Span) -> str | None:
    """Who is quoted where the whole span stands in quotation marks of the document.

    ``UNNAMED`` where the words around name nobody; None where the span is the author's.
    """
    paragraph = paragraph_at(document, span.start)
    if paragraph is None or not _inside_marks(document, paragraph, span):
        return None
    around = _around(document, paragraph, span)
    for pattern in _SPEAKERS:
        match = pattern.search(around)
        if match is not None:
            return match["name"].strip(" ,.’'")
    return UNNAMED


def _sentence_before(document: Document, span: Span) -> Span | None:
    paragraph = paragraph_at(document, span.start)
    before = [s for s in paragraph.sentences if s.end <= span.start] if paragraph else []
    return before[-1] if before else None


def _inside_marks(document: Document, paragraph: Paragraph, span: Span) -> bool:
    """Whether a quotation that opens at or before the span closes at or after its end."""
    text = document.text
    depth = 0
    for offset in range(paragraph.span.start, span.start + 1):
        depth += (text[offset] in _OPENING) - (offset < span.start and text[offset] in _CLOSING)
    if depth <= 0:
        return False
    inner = text[span.start + 1 : span.end]
    for place, character in enumerate(inner, start=span.start + 1):
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth == 0:
            return not any(letter.isalnum() for letter in text[place + 1 : span.end])
    return True


def _around(document: Document, paragraph: Paragraph, span: Span) -> str:
    """The sentence of the span without the span, then the one before it."""
    holding = [s for s in paragraph.sentences if s.overlap(span)]
    if not holding:
        return ""
    left = document.text[holding[0].start : span.start]
    right = document.text[span.end : holding[-1].end]
    before = _sentence_before(document, holding[0])
    return " | ".join((left, right, document.slice(before) if before else ""))
