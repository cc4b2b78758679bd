"""Making excerpts of a document's spans, and cutting or widening them."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from chatbot.answering.extracts import locator_of, make_extract, shown_figure
from chatbot.answering.footnotes import footnotes_in
from chatbot.answering.places import paragraph_at
from chatbot.datatypes import Document, Excerpt, Extract, Figure, Locator, QuotedPiece, Span
from chatbot.documents.ledger import as_printed
from chatbot.errors import UsageError
from chatbot.memo.context import qualifiers_around, speaker_quoted


def excerpt_of(
    document: Document,
    spans: Sequence[Span],
    *,
    question: str = "",
    accessed: str = "",
    heading: str = "",
    note: str = "",
) -> Excerpt:
    """The excerpt of some spans of a document, in its order and without blanks at edges.

    Raises:
        UsageError: a span holds no word, or the document has no such place.
    """
    pieces = tuple(_piece(document, span) for span in sorted(spans))
    if not pieces:
        raise UsageError(f"nothing of {document.id} was chosen: select some words of it")
    if any(a.end > b.start for a, b in itertools.pairwise(pieces)):
        raise UsageError(f"the chosen parts of {document.id} overlap: choose parts that do not")
    hull = Span(pieces[0].start, pieces[-1].end)
    parts = [Span(piece.start, piece.end) for piece in pieces]
    return Excerpt(
        id=_identity(document.id, pieces),
        document=document.id,
        source=document.source.name,
        source_sha256=document.source.sha256,
        pieces=pieces,
        locator=locator_of_parts(document, parts),
        footnotes=tuple(found for part in parts for found in footnotes_in(document, part)),
        question=question,
        accessed=accessed,
        heading=heading,
        note=note,
        qualifiers=qualifiers_around(document, hull),
        quoting=speaker_quoted(document, hull),
    )


def excerpt_of_extract(
    document: Document, extract: Extract, *, question: str = "", accessed: str = ""
) -> Excerpt:
    """The excerpt that an answer's extract becomes in a memo."""
    span = Span(extract.start, extract.end)
    return excerpt_of(document, [span], question=question, accessed=accessed)


def excerpt_of_figure(
    document: Document, figure: Figure, *, question: str = "", accessed: str = ""
) -> Excerpt:
    """A figure as an excerpt: its title, source and notes are the words that are quoted."""
    made = excerpt_of(document, [figure.anchor], question=question, accessed=accessed)
    place = Locator(made.locator.section, figure.paragraph, figure.page or made.locator.page)
    return replace(made, locator=place, figure=shown_figure(figure, document))


def trimmed(document: Document, excerpt: Excerpt, start: int, end: int) -> Excerpt:
    """The excerpt cut down to what lies in ``[start, end)`` of the document.

    Raises:
        UsageError: nothing of it would be left.
    """
    kept = [
        Span(max(piece.start, start), min(piece.end, end))
        for piece in excerpt.pieces
        if piece.start < end and piece.end > start
    ]
    return _remade(document, excerpt, kept)


def elided(document: Document, excerpt: Excerpt, start: int, end: int) -> Excerpt:
    """The excerpt without the characters ``[start, end)``, which “[…]” then stands for.

    Raises:
        UsageError: nothing of it would be left.
    """
    kept: list[Span] = []
    for piece in excerpt.pieces:
        kept += [
            part
            for part in (
                Span(piece.start, min(piece.end, start)),
                Span(max(piece.start, end), piece.end),
            )
            if part.start < part.end and document.slice(part).strip()
        ]
    return _remade(document, excerpt, kept)


def extended(document: Document, excerpt: Excerpt, *, before: int = 0, after: int = 0) -> Excerpt:
    """The excerpt with some sentences of its paragraph before or after it, as many as exist."""
    spans = [Span(piece.start, piece.end) for piece in excerpt.pieces]
    first = paragraph_at(document, spans[0].start)
    last = paragraph_at(document, spans[-1].end - 1)
    earlier = [s for s in first.sentences if s.start < spans[0].start] if first else []
    later = [s for s in last.sentences if s.end > spans[-1].end] if last else []
    if before and earlier:
        spans[0] = Span(earlier[-before:][0].start, spans[0].end)
    if after and later:
        spans[-1] = Span(spans[-1].start, later[:after][-1].end)
    return _remade(document, excerpt, spans)


def locator_of_parts(document: Document, parts: Sequence[Span]) -> Locator:
    """The locator of the first part, with the pages of all."""
    places = [locator_of(document, part) for part in parts]
    labels = dict.fromkeys(label for place in places for label in place.pages)
    return replace(places[0], pages=tuple(labels))


def _remade(document: Document, excerpt: Excerpt, spans: Iterable[Span]) -> Excerpt:
    made = excerpt_of(
        document,
        tuple(spans),
        question=excerpt.question,
        accessed=excerpt.accessed,
        heading=excerpt.heading,
        note=excerpt.note,
    )
    return replace(
        made,
        id=excerpt.id,
        figure=excerpt.figure,
        removed=excerpt.removed,
        plotted=excerpt.plotted,
    )


def _piece(document: Document, span: Span) -> QuotedPiece:
    if not (0 <= span.start < span.end <= len(document.text)):
        raise UsageError(f"{document.id} has no characters {span.start} to {span.end}")
    if not document.slice(span).strip():
        raise UsageError(f"characters {span.start} to {span.end} of {document.id} are blank")
    tight = make_extract(document, span, 1, max_sentence_words=len(document.text))
    inside = Span(tight.start, tight.end)
    return QuotedPiece(inside.start, inside.end, tight.quote, as_printed(document, inside))


def _identity(document: str, pieces: Sequence[QuotedPiece]) -> str:
    """A name that the same quotation always gets."""
    places = ",".join(f"{piece.start}-{piece.end}" for piece in pieces)
    return hashlib.sha256(f"{document}:{places}".encode()).hexdigest()[:12]
