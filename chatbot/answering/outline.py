"""What a paper is about in its own words: its abstract, else the headings of its sections."""

from __future__ import annotations

import re

from chatbot.datatypes import Document, Span

_SUMMARY = re.compile(r"\W*(?:abstract|summary|executive summary|overview)\W*", re.IGNORECASE)
_MOST_HEADINGS = 12
_MOST_WORDS = 250


def headings(document: Document) -> tuple[Span, ...]:
    """The headings of the outermost sections, in order."""
    if not document.sections:
        return ()
    top = min(section.level for section in document.sections)
    outer = [section.heading for section in document.sections if section.level == top]
    return tuple(outer[:_MOST_HEADINGS])


def subject(document: Document) -> tuple[Span, ...]:
    """The paragraphs of the abstract as far as they are short, else the headings."""
    return abstract(document) or headings(document)


def abstract(document: Document) -> tuple[Span, ...]:
    """The paragraphs of the abstract as far as they are short, () where there is none."""
    spans: list[Span] = []
    words = 0
    for paragraph in document.paragraphs:
        if paragraph.section is None or paragraph.role != "body":
            continue
        heading = document.sections[paragraph.section].heading
        if not _SUMMARY.fullmatch(document.slice(heading)):
            continue
        words += len(document.slice(paragraph.span).split())
        if not spans or words <= _MOST_WORDS:
            spans.append(paragraph.span)
    return tuple(spans)
