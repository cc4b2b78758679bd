"""Quotes as HTML: the words, marked, under them the place, thumbs and footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chatbot.datatypes import Document, Extract, ExtractFootnote, Span
from chatbot.interface.copying import copy_link
from chatbot.interface.escaping import escape, marked
from chatbot.interface.labels import full_place, place_outside, short_place, shortened
from chatbot.interface.memo_links import memo_link
from chatbot.interface.places import address, place_of
from chatbot.interface.series_view import plot_link
from chatbot.interface.thumbs import extract_thumbs
from chatbot.languages.phrases import phrase

_DOCUMENT_LENGTH = 32


def extracts_html(
    extracts: Sequence[Extract],
    documents: Mapping[str, Document],
    group: str,
    thumbs: tuple[str, str],
    language: str,
) -> Iterator[str]:
    """Each extract with what belongs to it.

    ``group`` and its number name an extract in its exchange; ``thumbs`` are the exchange's
    id, empty where nothing can be marked, and the language of the thumbs' names.
    """
    exchange, spoken = thumbs
    for index, extract in enumerate(extracts):
        pair = extract_thumbs(exchange, f"{group}{index}", spoken) if exchange else ""
        pair += memo_link(place_of(extract), spoken)
        plot = plot_link(
            documents.get(extract.document), Span(extract.start, extract.end), spoken or language
        )
        yield _extract(extract, documents, (pair, plot), language)


def chip(extract: Extract, label: str, documents: Mapping[str, Document], language: str) -> str:
    """A link that opens an extract in its place."""
    place = full_place(extract.locator, language) or _outside(extract, documents, language)
    key = "answer.source_at" if place else "answer.source"
    title = phrase(key, language, number=extract.citation, place=place)
    target = escape(address(place_of(extract)))
    return f'<a class="chip" href="#src={target}" title="{escape(title)}">{escape(label)}</a>'


def _extract(
    extract: Extract, documents: Mapping[str, Document], acts: tuple[str, str], language: str
) -> str:
    """An extract; ``acts`` are its thumbs and the link to its chart, each may be empty."""
    thumbs, plot = acts
    own = _language_of(extract, documents)
    quote = marked(extract.quote, extract.start, extract.highlights)
    notes = "".join(_footnote(note, own, language) for note in extract.footnotes)
    link = chip(extract, _label(extract, documents, language), documents, language)
    copy = copy_link(address(place_of(extract)), language)
    flag = ""
    if extract.qualifier:
        flag = f'<p class="aside">{escape(phrase("answer.qualified", language))}</p>'
    return (
        f'<div class="extract">{_item(extract, own)}<blockquote{own}>{quote}</blockquote>{flag}'
        f'<p class="cite">{link}{copy}{thumbs}</p>{plot}{notes}</div>'
    )


def _language_of(extract: Extract, documents: Mapping[str, Document]) -> str:
    """The attribute that says in which language the paper's words are."""
    document = documents.get(extract.document)
    return f' lang="{escape(document.language)}"' if document else ""


def _item(extract: Extract, own: str) -> str:
    """The item's label, unless the quote begins with it anyway."""
    item = extract.list_item
    if item is None or extract.quote.casefold().startswith(item.label.casefold()):
        return ""
    return f'<p class="item"{own}>{escape(item.label)}</p>'


def _label(extract: Extract, documents: Mapping[str, Document], language: str) -> str:
    place = short_place(extract.locator, language) or _outside(extract, documents, language)
    parts = [f"[{extract.citation}]", place]
    if extract.ocr:
        parts.append(phrase("papers.ocr_mark", language))
    if documents and extract.document not in documents:
        name = shortened(extract.document, _DOCUMENT_LENGTH)
        parts.insert(1, phrase("papers.removed_mark", language, name=name) + " ·" * bool(place))
    elif len(documents) > 1:
        parts.insert(1, shortened(documents[extract.document].title, _DOCUMENT_LENGTH) + " ·")
    return " ".join(part for part in parts if part)


def _outside(extract: Extract, documents: Mapping[str, Document], language: str) -> str:
    document = documents.get(extract.document)
    span = Span(extract.start, extract.end)
    return place_outside(document, span, language) if document else ""


def _footnote(note: ExtractFootnote, own: str, language: str) -> str:
    name = escape(phrase("answer.note", language, mark=note.mark))
    return (
        f'<details class="footnote"><summary>{name}</summary>'
        f"<p{own}>{escape(note.text)}</p></details>"
    )
