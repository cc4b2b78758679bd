"""Where an extract stands, in words of the reader's language."""

from __future__ import annotations

from chatbot.datatypes import Document, Extract, Locator, Span
from chatbot.languages.phrases import phrase


def place_in_words(extract: Extract, document: Document, language: str) -> str:
    """Section, paragraph and page, or what else an extract belongs to; never empty."""
    inside = located(extract.locator, language)
    return inside or _outside(document, Span(extract.start, extract.end), language)


def located(locator: Locator, language: str) -> str:
    """Section, paragraph and page as far as they are known, parted by commas."""
    parts = []
    if locator.section:
        parts.append(phrase("replies.in_section", language, section=locator.section[-1]))
    if locator.paragraph is not None:
        parts.append(phrase("replies.in_paragraph", language, paragraph=locator.paragraph))
    pages = locator.pages or ((locator.page,) if locator.page else ())
    if len(pages) > 1:
        parts.append(phrase("replies.on_pages", language, first=pages[0], last=pages[-1]))
    elif pages:
        parts.append(phrase("replies.on_page", language, page=pages[0]))
    return ", ".join(parts)


def _outside(document: Document, span: Span, language: str) -> str:
    """What a span belongs to that stands in no section or paragraph."""
    if any(figure.anchor.overlap(span) for figure in document.figures):
        return phrase("replies.in_figure", language)
    note = next((note for note in document.footnotes if note.span.overlap(span)), None)
    if note is not None:
        return phrase("replies.in_note", language, mark=note.mark)
    if any(section.heading.overlap(span) for section in document.sections):
        return phrase("replies.in_heading", language)
    back = any(p.role == "back" for p in document.paragraphs if p.span.overlap(span))
    return phrase("replies.in_back" if back else "replies.in_front", language)
