"""The text of the Source panel: blocks with the quote marked, clean or as printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote

from chatbot.datatypes import Document, Footnote, Span
from chatbot.documents.ledger import as_printed
from chatbot.interface.escaping import escape
from chatbot.interface.places import Place
from chatbot.interface.segments import Segment, segments
from chatbot.interface.source_view import Block, View
from chatbot.languages.phrases import DEFAULT, phrase


def block_html(
    block: Block, place: Place, document: Document, seen: View, language: str = DEFAULT
) -> str:
    """One block with what is quoted in it marked; under the one that is read, its notes."""
    parts = segments(block.span, place)
    texts = _texts(block, parts, place, document)
    text = "".join(_segment(part, words) for part, words in zip(parts, texts, strict=True))
    held = _held(block, place, document)
    if block.kind == "heading":
        return f"<h3 {held}>{text}</h3>"
    now = " now" if block is seen.current else ""
    current = ' aria-current="true"' if now else ""
    notes = "".join(_note(note, document, language) for note in seen.notes) if now else ""
    return f'<p class="{block.kind}{now}"{current} {held}>{_number(block)}{text}</p>{notes}'


def _held(block: Block, place: Place, document: Document) -> str:
    """Where the block's words begin, for words that are selected in it."""
    printed = " data-printed" if place.printed else ""
    name = escape(quote(document.id, safe=""))
    return f'data-of="{name}" data-at="{block.span.start}"{printed}'


def _number(block: Block) -> str:
    """What stands before a block's own words: a paragraph's number, a footnote's mark."""
    if block.kind == "paragraph" and block.number is not None:
        return f'<span class="number">{block.number}</span>'
    if block.kind == "note" and block.label:
        return f'<span class="label"><b>{escape(block.label)}</b> </span>'
    return ""


def _texts(block: Block, parts: Sequence[Segment], place: Place, document: Document) -> list[str]:
    """The text of each part, clean or as printed; together they are the block's, exactly.

    As printed, a sign may belong to two parts at once (the ``*`` around words that a quote
    cuts in two), so the whole is cut where the text before each part ends.
    """
    if not place.printed:
        return [document.slice(part.span) for part in parts]
    whole, start = as_printed(document, block.span), block.span.start
    ends = [len(as_printed(document, Span(start, part.span.end))) for part in parts[:-1]]
    return [whole[at:end] for at, end in pairwise((0, *ends, len(whole)))]


def _segment(part: Segment, text: str) -> str:
    shown = escape(text)
    if part.hit:
        shown = f'<span class="hit">{shown}</span>'
    return f"<mark>{shown}</mark>" if part.quoted else shown


def _note(note: Footnote, document: Document, language: str) -> str:
    name = phrase("answer.note", language, mark=note.mark)
    name = f'<b lang="{language}">{escape(name)}</b>'
    return f'<p class="note-below">{name} {escape(document.slice(note.span))}</p>'
