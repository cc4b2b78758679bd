"""The pages of a PDF around a place: pictures, what is marked on them, their text to select."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from chatbot.datatypes import Document, Page, Span
from chatbot.documents.boxes import Box, Boxes, Line, lines_of, page_at
from chatbot.interface.escaping import escape
from chatbot.interface.labels import shortened
from chatbot.interface.picture_addresses import file_address, page_address
from chatbot.interface.places import Place, address
from chatbot.languages.phrases import phrase
from chatbot.pictures import SCALES

_MOST_PAGES = 4
_TITLE = 90
_TYPE = 0.82
"""The size of type as a share of its line's box, near enough: a script fits the width."""


def pages_shown(place: Place, document: Document, boxes: Boxes) -> tuple[int, ...]:
    """The indices of the pages to show: the one turned to, else those that hold the place."""
    if place.page is not None:
        return (place.page - 1,)
    lines = lines_of(document, boxes, place.span)
    found = tuple(dict.fromkeys(line.page for line in lines))[:_MOST_PAGES]
    at = page_at(document, place.span.start)
    return found or ((0,) if at is None else (at,))


def view_switch(language: str) -> str:
    """The two buttons that change between page and text; a script does it."""
    name = escape(phrase("pages.view", language))
    buttons = "".join(
        f'<button type="button" data-view="{view}" aria-pressed="{pressed}">'
        f"{escape(phrase(f'pages.{view}', language))}</button>"
        for view, pressed in (("page", "true"), ("text", "false"))
    )
    return f'<span class="joined" role="group" aria-label="{name}">{buttons}</span>'


def page_tools(place: Place, document: Document, shown: Sequence[int], language: str) -> str:
    """Turning pages, zooming, opening the file."""
    first, last, total = shown[0], shown[-1], len(document.pages)
    turned = "".join(
        (
            _turn("previous", "←", first - 1 if first > 0 else None, place, language),
            f'<span class="page-label">{page_label(document, first, language)}</span>',
            _turn("next", "→", last + 1 if last + 1 < total else None, place, language),
        )
    )
    zooms = "".join(
        f'<button type="button" class="step" data-zoom="{step}" {_named(key, language)}>'
        f"{sign}</button>"
        for step, key, sign in (
            ("out", "zoom_out", "−"),
            ("in", "zoom_in", "+"),
            ("fit", "fit_width", "↔"),
        )
    )
    zooming = escape(phrase("pages.zoom", language))
    zooms = f'<span class="joined" role="group" aria-label="{zooming}">{zooms}</span>'
    number = document.pages[first].number
    turned = f'<span class="turning">{turned}</span>'
    return f"{turned}{zooms}{_open(document, number, language)}{_back(place, language)}"


def _turn(key: str, sign: str, to: int | None, place: Place, language: str) -> str:
    name = _named(key, language)
    if to is None:
        return f'<button type="button" class="step" disabled {name}>{sign}</button>'
    target = escape(address(replace(place, page=to + 1)))
    return (
        f'<button type="button" class="step" data-show="{target}" data-key="page-{key}" {name}>'
        f"{sign}</button>"
    )


def _named(key: str, language: str) -> str:
    name = escape(phrase(f"pages.{key}", language))
    return f'aria-label="{name}" title="{name}"'


def _open(document: Document, number: int, language: str) -> str:
    target = escape(file_address(document.id, number))
    name = escape(phrase("pages.open_at", language, number=number))
    words = escape(phrase("pages.open", language))
    return (
        f'<a class="button" href="{target}" target="_blank" rel="noopener" '
        f'aria-label="{name}" title="{name}">{words}</a>'
    )


def _back(place: Place, language: str) -> str:
    if place.page is None:
        return ""
    target, words = address(replace(place, page=None)), phrase("pages.back", language)
    return (
        f'<button type="button" data-show="{escape(target)}" data-key="page-back">'
        f"{escape(words)}</button>"
    )


def page_label(document: Document, index: int, language: str) -> str:
    """A page as printed, and which of the file's it is where that differs, as HTML."""
    page = document.pages[index]
    number = {"number": page.number, "total": len(document.pages)}
    if page.label == str(page.number):
        return escape(phrase("pages.at", language, **number))
    printed = escape(phrase("pages.printed", language, label=page.label))
    place = escape(phrase("pages.in_file", language, **number))
    return f'{printed} <span class="in-file">{place}</span>'


def pages_html(
    place: Place, document: Document, boxes: Boxes, shown: Sequence[int], language: str
) -> str:
    """The pages below each other, the place marked on them."""
    sheets = "".join(_sheet(place, document, boxes, index, language) for index in shown)
    name = escape(phrase("pages.sheets", language))
    failed = escape(phrase("pages.failed", language))
    return (
        f'<div class="sheets" tabindex="0" role="region" aria-label="{name}" '
        f'data-failed="{failed}" data-document="{escape(document.id)}">{sheets}</div>'
    )


def _sheet(place: Place, document: Document, boxes: Boxes, index: int, language: str) -> str:
    page = document.pages[index]
    marks = _marks(place, document, boxes, index)
    picture = _picture(document, page, bool(marks) and place.quoted, language)
    caption = page_label(document, index, language)
    return (
        '<figure class="sheet-of">'
        f'<div class="sheet" style="aspect-ratio:{page.width:.2f}/{page.height:.2f}">'
        f'{picture}<div class="marks" aria-hidden="true">{marks}</div>'
        f"{_text_layer(document, boxes, index)}</div>"
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _picture(document: Document, page: Page, marked: bool, language: str) -> str:
    key = "pages.alt_marked" if marked else "pages.alt"
    title = shortened(document.title, _TITLE)
    alt = escape(phrase(key, language, label=page.label, title=title))
    sources = ", ".join(
        f"{page_address(document.id, page.number, scale)} {max(1, round(page.width * scale))}w"
        for scale in SCALES
    )
    first = page_address(document.id, page.number, SCALES[0])
    return (
        f'<img src="{escape(first)}" srcset="{escape(sources)}" '
        f'sizes="(max-width: 1023px) 92vw, 36vw" alt="{alt}" loading="lazy" decoding="async">'
    )


def _marks(place: Place, document: Document, boxes: Boxes, index: int) -> str:
    """The rectangles of a place on one page, then those of the words that matter."""
    kind = "quoted" if place.quoted else "here"
    spans = [(kind, place.span), *(("hit", Span(*pair)) for pair in place.highlights)]
    return "".join(
        f'<i class="{kind}" style="{_placed(line.box, document.pages[index])}"></i>'
        for kind, span in spans
        for line in _on_page(document, boxes, span, index)
    )


def _on_page(document: Document, boxes: Boxes, span: Span, index: int) -> list[Line]:
    page = document.pages[index].span
    start, end = max(span.start, page.start), min(span.end, page.end)
    return lines_of(document, boxes, Span(start, end)) if start < end else []


def _placed(box: Box, page: Page) -> str:
    left, top, right, bottom = box
    return (
        f"left:{100 * left / page.width:.3f}%;top:{100 * top / page.height:.3f}%;"
        f"width:{100 * (right - left) / page.width:.3f}%;"
        f"height:{100 * (bottom - top) / page.height:.3f}%"
    )


def _text_layer(document: Document, boxes: Boxes, index: int) -> str:
    """The page's words, unseen, each line over its picture: to be selected and copied.

    Together the lines are the page's text exactly; ``data-at`` is where a line begins in
    the text of the document ``data-of``, so that words of it can be put into the memo.
    """
    page = document.pages[index]
    lines = "".join(
        _text_line(line, document, page) for line in _on_page(document, boxes, page.span, index)
    )
    return f'<div class="layer" aria-hidden="true" lang="{escape(document.language)}">{lines}</div>'


def _text_line(line: Line, document: Document, page: Page) -> str:
    left, top, right, bottom = line.box
    size = 100 * _TYPE * (bottom - top) / page.width
    return (
        f'<span data-of="{escape(quote(document.id, safe=""))}" data-at="{line.span.start}" '
        f'data-width="{(right - left) / page.width:.5f}" '
        f'style="left:{100 * left / page.width:.3f}%;top:{100 * top / page.height:.3f}%;'
        f'font-size:{size:.3f}cqw">{escape(document.slice(line.span))}</span>'
    )
