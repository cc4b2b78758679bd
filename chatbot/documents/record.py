"""A ``Document`` as plain lists and strings for the index, and back, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, get_args

from chatbot.datatypes import (
    Document,
    Enumeration,
    Figure,
    Footnote,
    ListItem,
    Page,
    Paragraph,
    Piece,
    PieceKind,
    Section,
    SourceFile,
    Span,
)
from chatbot.errors import DocumentError

# The stored number of a kind is its place here; new kinds go to the end.
_KINDS: tuple[PieceKind, ...] = get_args(PieceKind)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}

Row = list[Any]


def to_record(document: Document) -> dict[str, Any]:
    """The document as JSON-able values; spans and pieces are short lists of integers."""
    source = document.source
    return {
        "id": document.id,
        "language": document.language,
        "ocr": document.ocr,
        "metadata": dict(document.metadata),
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "encoding": source.encoding,
            "located": source.located,
            "text": source.text,
        },
        "text": document.text,
        "kinds": list(_KINDS),
        "ledger": [_piece_row(piece) for piece in document.ledger],
        "sections": [
            [_pair(s.heading), _pair(s.span), list(s.path), s.level] for s in document.sections
        ],
        "paragraphs": [
            [_pair(p.span), p.role, p.number, p.section, [_pair(s) for s in p.sentences]]
            for p in document.paragraphs
        ],
        "lists": [_list_row(entry) for entry in document.lists],
        "footnotes": [[n.mark, _pair(n.span), n.anchor, n.paragraph] for n in document.footnotes],
        "figures": [_figure_row(figure) for figure in document.figures],
        "pages": [
            [p.label, p.number, p.width, p.height, _pair(p.span), p.labelled]
            for p in document.pages
        ],
    }


def from_record(record: Mapping[str, Any]) -> Document:
    """The document that ``to_record`` wrote.

    Raises:
        DocumentError: the record misses a part or holds one of another form.
    """
    try:
        return Document(
            id=_string(record["id"]),
            text=_string(record["text"]),
            metadata=dict(record["metadata"]),
            source=SourceFile(**record["source"]),
            ledger=_ledger(record["ledger"], record["kinds"]),
            sections=tuple(
                Section(_span(heading), _span(span), tuple(path), level)
                for heading, span, path, level in record["sections"]
            ),
            paragraphs=tuple(
                Paragraph(_span(span), role, number, section, tuple(map(_span, sentences)))
                for span, role, number, section, sentences in record["paragraphs"]
            ),
            lists=tuple(_enumeration(row) for row in record["lists"]),
            footnotes=tuple(
                Footnote(mark, _span(span), anchor, paragraph)
                for mark, span, anchor, paragraph in record["footnotes"]
            ),
            figures=tuple(_figure(row) for row in record["figures"]),
            pages=tuple(
                Page(label, number, width, height, _span(span), labelled)
                for label, number, width, height, span, labelled in record["pages"]
            ),
            language=_string(record["language"]),
            ocr=bool(record["ocr"]),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        name = record.get("id", "?") if isinstance(record, Mapping) else "?"
        raise DocumentError(f"stored document {name} is damaged; rebuild the index") from error


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a string: {type(value).__name__}")
    return value


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _optional_pair(span: Span | None) -> list[int] | None:
    return None if span is None else _pair(span)


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    return Span(start, end)


def _optional_span(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else _span(pair)


def _piece_row(piece: Piece) -> list[int]:
    """Lengths instead of ends; the text start follows from the pieces before."""
    return [
        piece.end - piece.start,
        piece.source_start,
        piece.source_end - piece.source_start,
        _KIND_NUMBERS[piece.kind],
    ]


def _ledger(rows: Sequence[Sequence[int]], kinds: Sequence[PieceKind]) -> tuple[Piece, ...]:
    pieces = []
    position = 0
    for length, source_start, source_length, kind in rows:
        end = position + length
        pieces.append(Piece(position, end, source_start, source_start + source_length, kinds[kind]))
        position = end
    return tuple(pieces)


def _list_row(entry: Enumeration) -> Row:
    items = [
        [item.number, item.label, _pair(item.head), _pair(item.span), list(item.paragraphs)]
        for item in entry.items
    ]
    return [entry.id, entry.kind, _optional_pair(entry.lead), items, _optional_pair(entry.trailer)]


def _enumeration(row: Sequence[Any]) -> Enumeration:
    name, kind, lead, items, trailer = row
    return Enumeration(
        name,
        kind,
        _optional_span(lead),
        tuple(
            ListItem(number, label, _span(head), _span(span), tuple(paragraphs))
            for number, label, head, span, paragraphs in items
        ),
        _optional_span(trailer),
    )


def _figure_row(figure: Figure) -> Row:
    row = list(astuple(figure))
    row[4], row[5], row[7] = list(figure.notes), _pair(figure.anchor), list(figure.mentions)
    return row


def _figure(row: Sequence[Any]) -> Figure:
    name, label, title, source, notes, anchor, paragraph, mentions, page, image, region = row
    return Figure(
        name,
        label,
        title,
        source,
        tuple(notes),
        _span(anchor),
        paragraph,
        tuple(mentions),
        page,
        image,
        None if region is None else tuple(region),
    )
