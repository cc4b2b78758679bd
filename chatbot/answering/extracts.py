"""From a span to an extract: quote, locator, the printed form, the notes it carries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from chatbot.answering.footnotes import footnotes_in
from chatbot.answering.places import paragraph_at
from chatbot.answering.selection import qualifier_after
from chatbot.answering.serialization import pages_of
from chatbot.datatypes import Document, Extract, Figure, ItemLabel, Locator, ShownFigure, Span
from chatbot.documents.ledger import as_printed, source_span

MAX_SENTENCE_WORDS = 120

_CLAUSE = re.compile(
    r"[;:](?=\s)|,(?=\s(?:and|but|while|whereas|which|although|so|or|"
    r"because)\b)"
)
_COMMA = re.compile(r",(?=\s)")


def make_extract(
    document: Document,
    span: Span,
    citation: int,
    *,
    highlights: Iterable[Span] = (),
    list_item: ItemLabel | None = None,
    score: float = 0.0,
    max_sentence_words: int = MAX_SENTENCE_WORDS,
) -> Extract:
    """The extract of a span: blanks at its edges dropped, one very long sentence trimmed.

    Highlights are cut to the quote; those outside it are left out.
    """
    inside = trim(document, span, tuple(highlights), max_sentence_words)
    source = source_span(document, inside)
    qualifier = None if list_item else qualifier_after(document, inside)
    return Extract(
        citation=citation,
        quote=document.slice(inside),
        document=document.id,
        locator=locator_of(document, inside),
        start=inside.start,
        end=inside.end,
        as_printed=as_printed(document, inside),
        source_start=source[0] if source else None,
        source_end=source[1] if source else None,
        highlights=_clipped(highlights, inside),
        footnotes=footnotes_in(document, inside),
        list_item=list_item,
        score=score,
        qualifier=(qualifier.start, qualifier.end) if qualifier else None,
        ocr=document.ocr,
    )


def locator_of(document: Document, span: Span) -> Locator:
    """Section path, paragraph number and pages of a span, by where it begins."""
    page, pages = pages_of(document, span)
    paragraph = paragraph_at(document, span.start)
    if paragraph is None:
        return Locator((), None, page, pages)
    section = () if paragraph.section is None else document.sections[paragraph.section].path
    return Locator(section, paragraph.number, page, pages)


def trim(
    document: Document, span: Span, wanted: tuple[Span, ...], max_words: int = MAX_SENTENCE_WORDS
) -> Span:
    """The span without blanks at its edges; a lone sentence of too many words is cut.

    The cut falls on clause boundaries and keeps the clauses of ``wanted`` (else the first
    ones), so what is left is shorter than the sentence but still reads.
    """
    tight = _tight(document, span)
    if len(document.slice(tight).split()) <= max_words or _sentences_in(document, tight) > 1:
        return tight
    return _tight(document, _clauses_around(document, tight, wanted, max_words))


def shown_figure(figure: Figure, document: Document) -> ShownFigure:
    """The figure as an answer shows it; the source without “Source:” and final stop."""
    return ShownFigure(
        id=figure.id,
        label=figure.label,
        title=figure.title,
        source=bare_source(figure.source),
        notes=figure.notes,
        document=document.id,
        page=figure.page,
        image=picture_name(document, figure),
        mentions=figure.mentions,
    )


def picture_name(document: Document, figure: Figure) -> str | None:
    """The name of a figure's picture, relative to the pictures of all papers, if it has one.

    It stays the same as long as the document does.
    """
    if figure.image is not None or figure.region is None:
        return figure.image
    return f"{document.id}/{figure.id}"


def bare_source(source: str | None) -> str | None:
    """“Source: KEXIM.” → “KEXIM”; None stays."""
    if source is None:
        return None
    bare = re.sub(r"^\s*(?:data )?sources?\s*:\s*", "", source, flags=re.IGNORECASE).strip()
    return bare.removesuffix(".") or None


def _tight(document: Document, span: Span) -> Span:
    start = max(0, min(span.start, len(document.text)))
    end = max(start, min(span.end, len(document.text)))
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _sentences_in(document: Document, span: Span) -> int:
    return sum(
        sentence.overlap(span) > 0
        for paragraph in document.paragraphs
        if paragraph.span.overlap(span)
        for sentence in paragraph.sentences
    )


def _clauses_around(
    document: Document, span: Span, wanted: tuple[Span, ...], max_words: int
) -> Span:
    """A run of clauses of at most ``max_words`` that starts before what is wanted."""
    clauses = _clauses(document, span, _CLAUSE)
    if any(len(document.slice(clause).split()) > max_words for clause in clauses):
        clauses = _clauses(document, span, _COMMA)
    held = [i for i, clause in enumerate(clauses) if any(clause.overlap(w) for w in wanted)]
    first = last = held[0] if held else 0
    while True:
        options = [(first, last + 1), (first - 1, last)]
        grown = next(
            (
                (a, b)
                for a, b in options
                if a >= 0
                and b < len(clauses)
                and len(document.slice(Span(clauses[a].start, clauses[b].end)).split()) <= max_words
            ),
            None,
        )
        if grown is None:
            return Span(clauses[first].start, clauses[last].end)
        first, last = grown


def _clauses(document: Document, span: Span, boundary: re.Pattern[str]) -> list[Span]:
    cuts = [m.end() for m in boundary.finditer(document.text, span.start, span.end)]
    edges = [span.start, *cuts, span.end]
    return [Span(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _clipped(highlights: Iterable[Span], span: Span) -> tuple[tuple[int, int], ...]:
    cut = {(max(h.start, span.start), min(h.end, span.end)) for h in highlights}
    return tuple(sorted((start, end) for start, end in cut if start < end))
