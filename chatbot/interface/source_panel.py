"""The Source panel as HTML: a place in its surroundings, its citations, the outline."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from chatbot.citations import Form, cite, cite_html
from chatbot.datatypes import Document, Section, Span
from chatbot.documents.boxes import Boxes
from chatbot.errors import ChatbotError
from chatbot.interface.copying import style_choice
from chatbot.interface.escaping import escape
from chatbot.interface.labels import byline, locator_of, shortened
from chatbot.interface.memo_links import memo_button
from chatbot.interface.page_view import page_tools, pages_html, pages_shown, view_switch
from chatbot.interface.places import Place, address
from chatbot.interface.source_text import block_html
from chatbot.interface.source_view import Block, View, current_section, view
from chatbot.languages.phrases import DEFAULT, phrase

_log = logging.getLogger(__name__)
_OUTLINE_HEADING = 90
MOST_OUTLINED = 30
"""Papers whose outlines are all offered; of more only the titles, so that the page stays small."""


def source_home(documents: Mapping[str, Document], language: str = DEFAULT) -> str:
    """The panel before a place is chosen: what there is to read."""
    parts = [f'<p class="hint">{escape(phrase("source.hint", language))}</p>']
    alone = len(documents) == 1
    for document in documents.values():
        own, title = f'lang="{escape(document.language)}"', escape(document.title)
        about = f'<p class="aside" {own}>{escape(byline(document))}</p>' if byline(document) else ""
        if len(documents) > MOST_OUTLINED:
            parts.append(_opening(document))
            continue
        listed = _outline_list(document, None, language)
        if alone:
            parts.append(f'<h2 class="paper" {own}>{title}</h2>{about}{listed}')
        else:
            heading = f"<summary {own}>{title}</summary>"
            parts.append(f"<details>{heading}{about}{listed}</details>")
    return f'<article class="source home listed">{"".join(parts)}</article>'


def _opening(document: Document) -> str:
    """A button that opens a paper at its beginning."""
    first = next((part.span for part in document.paragraphs), Span(0, 0))
    target = escape(address(Place(document.id, first, quoted=False)))
    own = f'lang="{escape(document.language)}"'
    return (
        f'<p class="opening"><button type="button" data-show="{target}" {own}>'
        f"{escape(document.title)}</button></p>"
    )


def source_page(
    place: Place,
    document: Document,
    marking: bool = False,
    language: str = DEFAULT,
    boxes: Boxes | None = None,
) -> str:
    """A place of a document, marked in its surroundings.

    ``marking`` offers to mark it as the right passage for the last question; with ``boxes``
    the document's pages can be drawn, and are shown besides the text.
    """
    seen = view(document, place.span)
    if seen is None:
        return source_home({document.id: document}, language)
    where = _where(document, seen.current, language)
    label = f"{phrase('source.tab', language)}: {where}"
    text = "".join(block_html(block, place, document, seen, language) for block in seen.shown)
    tools, paged, pages = "", "", ""
    if boxes is not None and document.pages:
        shown = pages_shown(place, document, boxes)
        turning = page_tools(place, document, shown, language)
        tools = f'{view_switch(language)}<span class="for-page">{turning}</span>'
        paged = ' data-shown="page"'
        pages = pages_html(place, document, boxes, shown, language)
    tools = _toolbar(place, document, seen, marking, language, tools)
    return (
        f'<article class="source" tabindex="-1" aria-label="{escape(label)}"{paged}>'
        f'<div class="top">{_head(document, seen, language)}{tools}</div>{pages}'
        f'<div class="text" lang="{escape(document.language)}">{text}</div>'
        f"{_citations(document, seen.current, language)}"
        f"{_outline(document, seen.current, language)}</article>"
    )


def source_error(text: str) -> str:
    """One line in the panel's stead."""
    return (
        f'<article class="source home" tabindex="-1"><p class="hint">{escape(text)}</p></article>'
    )


# --- head and toolbar ----------------------------------------------------------


def _head(document: Document, seen: View, language: str) -> str:
    own, place = f'lang="{escape(document.language)}"', _number(document, seen.current, language)
    if document.ocr:
        place = " · ".join(filter(None, (place, phrase("papers.recognised", language))))
    return (
        f'<header><p class="paper-name" {own}>{escape(document.title)}</p>'
        f'<h2 class="where">{escape(_section_name(document, seen.current, language))}</h2>'
        f'<p class="aside">{escape(place)}</p></header>'
        f"{_rail(document, seen.current)}"
    )


def _where(document: Document, block: Block, language: str) -> str:
    parts = (_section_name(document, block, language), _number(document, block, language))
    return ", ".join(part for part in parts if part)


def _section_name(document: Document, block: Block, language: str) -> str:
    section = current_section(document, block)
    if section is not None:
        return document.sections[section].path[-1]
    first = document.sections[0].span.start if document.sections else len(document.text)
    return phrase("places.front" if block.span.start < first else "places.back", language)


def _number(document: Document, block: Block, language: str) -> str:
    if block.kind == "note":
        return phrase("answer.note", language, mark=block.label or "")
    if block.number is None:
        return ""
    total = max(paragraph.number or 0 for paragraph in document.paragraphs)
    return phrase("places.paragraph_of", language, number=block.number, total=total)


def _rail(document: Document, block: Block) -> str:
    """A thin line that shows the sections by their length, and where in them one is."""
    tops = [section for section in document.sections if section.level == 1]
    at = 100 * block.span.start / max(1, len(document.text))
    ticks = "".join(
        f'<i style="left:{100 * section.span.start / max(1, len(document.text)):.1f}%"></i>'
        for section in tops
    )
    return f'<div class="rail" aria-hidden="true">{ticks}<b style="left:{at:.1f}%"></b></div>'


def _toolbar(
    place: Place, document: Document, seen: View, marking: bool, language: str, first: str = ""
) -> str:
    printed = replace(place, printed=not place.printed)
    pressed = "true" if place.printed else "false"
    meant = place.span if place.quoted else seen.current.span
    markable = marking and (place.quoted or seen.current.kind != "heading")
    previous, following = phrase("source.previous", language), phrase("source.next", language)
    name = escape(phrase("source.reading", language))
    return (
        f'<div class="tools" role="group" aria-label="{name}">{first}<span class="for-text">'
        f"{_step_button(previous, '←', seen.previous, place)}"
        f"{_step_button(following, '→', seen.following, place)}"
        f'<button type="button" data-show="{escape(address(printed))}" data-key="printed" '
        f'aria-pressed="{pressed}">{escape(phrase("source.as_printed", language))}</button></span>'
        f"{_copy_quote(Place(document.id, meant), language)}"
        f"{memo_button(Place(document.id, meant), language)}"
        f"{_right_button(Place(document.id, meant), language) if markable else ''}</div>"
    )


def _step_button(label: str, sign: str, block: Block | None, place: Place) -> str:
    name = f'aria-label="{escape(label)}" title="{escape(label)}"'
    if block is None:
        return f'<button type="button" class="step" disabled {name}>{sign}</button>'
    target = Place(place.document, block.span, printed=place.printed, quoted=False)
    return (
        f'<button type="button" class="step" data-show="{escape(address(target))}" '
        f'data-key="{escape(label)}" {name}>{sign}</button>'
    )


def _copy_quote(place: Place, language: str) -> str:
    title = escape(phrase("copying.quote", language))
    return (
        f'<button type="button" data-copy-place="{escape(address(place))}" title="{title}">'
        f"{escape(phrase('source.copy_quote', language))}</button>"
    )


def _copy_button(label: str, text: str, rich: str, name: str) -> str:
    return (
        f'<button type="button" data-copy="{escape(text)}" data-copy-html="{escape(rich)}" '
        f'aria-label="{escape(name)}">{escape(label)}</button>'
    )


def _right_button(place: Place, language: str) -> str:
    return (
        f'<button type="button" data-right="{escape(address(place))}" aria-pressed="false">'
        f"{escape(phrase('feedback.right_passage', language))}</button>"
    )


# --- citations and outline -------------------------------------------------------


def _citations(document: Document, block: Block, language: str) -> str:
    number = block.number if block.kind == "paragraph" else None
    locator = locator_of(document, block.span, current_section(document, block), number)
    forms: tuple[tuple[str, Form], ...] = (("author_date", "author-date"), ("note_form", "note"))
    try:
        cited = [
            (
                phrase(f"source.{key}", language),
                cite(document.metadata, locator, form),
                cite_html(document.metadata, locator, form),
            )
            for key, form in forms
        ]
    except ChatbotError as error:
        # The words are worth showing even where their citation cannot be made.
        _log.warning("no citation of %s: %s", document.id, error)
        return ""
    rows = "".join(_citation(*each, document, language) for each in cited)
    heading, choice = escape(phrase("source.cite_as", language)), style_choice(language)
    return f'<section class="cite-as"><h3>{heading}</h3><dl>{rows}</dl>{choice}</section>'


def _citation(name: str, text: str, rich: str, document: Document, language: str) -> str:
    copy = phrase("source.copy", language)
    button = _copy_button(copy, text, rich, phrase("source.copy_citation", language, form=name))
    own = f'lang="{escape(document.language)}"'
    return f"<dt>{escape(name)}</dt><dd><span {own}>{escape(text)}</span> {button}</dd>"


def _outline(document: Document, block: Block, language: str) -> str:
    if not document.sections:
        return ""
    listed = _outline_list(document, current_section(document, block), language)
    summary = f"<summary>{escape(phrase('source.outline', language))}</summary>"
    return f'<details class="outline" open>{summary}{listed}</details>'


def _outline_list(document: Document, current: int | None, language: str) -> str:
    rows = "".join(
        _outline_row(section, document, index == current)
        for index, section in enumerate(document.sections)
    )
    label = f"{phrase('source.outline', language)}: {document.title}"
    own = f'lang="{escape(document.language)}"'
    return f'<nav aria-label="{escape(label)}"><ol {own}>{rows}</ol></nav>' if rows else ""


def _outline_row(section: Section, document: Document, current: bool) -> str:
    target = address(Place(document.id, section.heading, quoted=False))
    here = ' aria-current="location"' if current else ""
    name = escape(shortened(document.slice(section.heading), _OUTLINE_HEADING))
    depth = max(0, min(section.level, 4) - 1)
    return (
        f'<li class="depth-{depth}"><button type="button" data-show="{escape(target)}"{here}>'
        f"{name}</button></li>"
    )
