"""The words around a list that say what it lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answering.question_words import singular
from chatbot.answering.wording import content_stems
from chatbot.datatypes import Document, Enumeration, Paragraph, Span

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class ListTexts:
    """What introduces a list: nouns (singular, lower case) and content stems by place.

    ``context_stems`` are of the section heading, the paragraph before and the items' heads.
    """

    lead: str
    lead_nouns: frozenset[str]
    label_nouns: frozenset[str]
    heading_nouns: frozenset[str]
    lead_stems: frozenset[str]
    context_stems: frozenset[str]


def list_texts(document: Document, enumeration: Enumeration) -> ListTexts:
    """Gather the introducing words of a list."""
    language = document.language
    lead = document.slice(lead_of(document, enumeration)) if enumeration.items else ""
    labels = " ".join(item.label for item in enumeration.items)
    heading = _heading(document, enumeration.items[0].span) if enumeration.items else ""
    items = " ".join(document.slice(item.head) for item in enumeration.items)
    context = " ".join((heading, _before(document, enumeration), items))
    return ListTexts(
        lead=lead,
        lead_nouns=_nouns(lead),
        label_nouns=_nouns(labels),
        heading_nouns=_nouns(heading),
        lead_stems=content_stems(lead, language),
        context_stems=content_stems(context, language),
    )


def lead_of(document: Document, enumeration: Enumeration) -> Span:
    """The introducing sentence; for an inline list, the sentence that holds the items."""
    if enumeration.kind == "inline":
        return sentence_around(document, enumeration)
    return enumeration.lead or Span(0, 0)


def sentence_around(document: Document, enumeration: Enumeration) -> Span:
    """The whole sentence, or run of sentences, that holds an inline list and its lead."""
    first, last = enumeration.items[0].span, enumeration.items[-1].span
    whole = Span(first.start, last.end)
    if enumeration.lead is not None:
        whole = Span(min(enumeration.lead.start, whole.start), whole.end)
    for paragraph in document.paragraphs:
        if paragraph.span.overlap(whole):
            held = [s for s in paragraph.sentences if s.overlap(whole)]
            if held:
                return Span(held[0].start, held[-1].end)
    return whole


def _nouns(text: str) -> frozenset[str]:
    return frozenset(singular(word) for word in _WORD.findall(text))


def _heading(document: Document, span: Span) -> str:
    paragraph = _paragraph_at(document, span.start)
    if paragraph is None or paragraph.section is None:
        return ""
    return " ".join(document.sections[paragraph.section].path)


def _before(document: Document, enumeration: Enumeration) -> str:
    """The rest of the paragraph that the lead stands in, where it is not an item."""
    if enumeration.lead is None:
        return ""
    paragraph = _paragraph_at(document, enumeration.lead.start)
    if paragraph is None:
        return ""
    return document.slice(Span(paragraph.span.start, enumeration.lead.start))


def _paragraph_at(document: Document, offset: int) -> Paragraph | None:
    for paragraph in document.paragraphs:
        if paragraph.span.start <= offset < paragraph.span.end:
            return paragraph
    return None
