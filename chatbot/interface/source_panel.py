"""The Source panel as HTML: a place in its surroundings, its citations, the outline."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from chatbot.citations import cite
from chatbot.datatypes import Document, Section
from chatbot.errors import ChatbotError
from chatbot.interface import messages
from chatbot.interface.escaping import escape
from chatbot.interface.labels import byline, locator_of, shortened
from chatbot.interface.places import Place, address
from chatbot.interface.source_text import block_html
from chatbot.interface.source_view import Block, View, current_section, view

_log = logging.getLogger(__name__)
_OUTLINE_HEADING = 90


def source_home(documents: Mapping[str, Document]) -> str:
    """The panel before a place is chosen: what there is to read."""
    parts = [f'<p class="hint">{escape(messages.SOURCE_HINT)}</p>']
    alone = len(documents) == 1
    for document in documents.values():
        name = f'<h2 class="paper">{escape(document.title)}</h2>'
        about = f'<p class="aside">{escape(byline(document))}</p>' if byline(document) else ""
        if alone:
            parts.append(name + about + _outline_list(document, None))
        else:
            heading = f"<summary>{escape(document.title)}</summary>"
            parts.append(f"<details>{heading}{about}{_outline_list(document, None)}</details>")
    return f'<article class="source home">{"".join(parts)}</article>'


def source_page(place: Place, document: Document, marking: bool = False) -> str:
    """A place of a document, marked in its surroundings.

    ``marking`` offers to mark it as the right passage for the last question.
    """
    seen = view(document, place.span)
    if seen is None:
        return source_home({document.id: document})
    label = f"{messages.TAB_SOURCE}: {_where(document, seen.current)}"
    text = "".join(block_html(block, place, document, seen) for block in seen.shown)
    return (
        f'<article class="source" tabindex="-1" aria-label="{escape(label)}">'
        f'<div class="top">{_head(document, seen)}{_toolbar(place, document, seen, marking)}</div>'
        f'<div class="text">{text}</div>'
        f"{_citations(document, seen.current)}{_outline(document, seen.current)}</article>"
    )


def source_error(text: str) -> str:
    """One line in the panel's stead."""
    return (
        f'<article class="source home" tabindex="-1"><p class="hint">{escape(text)}</p></article>'
    )


# --- head and toolbar ----------------------------------------------------------


def _head(document: Document, seen: View) -> str:
    return (
        f'<header><p class="paper-name">{escape(document.title)}</p>'
        f'<h2 class="where">{escape(_section_name(document, seen.current))}</h2>'
        f'<p class="aside">{escape(_number(document, seen.current))}</p></header>'
        f"{_rail(document, seen.current)}"
    )


def _where(document: Document, block: Block) -> str:
    number = _number(document, block)
    return ", ".join(part for part in (_section_name(document, block), number) if part)


def _section_name(document: Document, block: Block) -> str:
    section = current_section(document, block)
    if section is not None:
        return document.sections[section].path[-1]
    first = document.sections[0].span.start if document.sections else len(document.text)
    return messages.FRONT if block.span.start < first else messages.BACK


def _number(document: Document, block: Block) -> str:
    if block.kind == "note":
        return messages.note(block.label or "")
    if block.number is None:
        return ""
    numbers = (paragraph.number or 0 for paragraph in document.paragraphs)
    return messages.paragraph_of(block.number, max(numbers))


def _rail(document: Document, block: Block) -> str:
    """A thin line that shows the sections by their length, and where in them one is."""
    tops = [section for section in document.sections if section.level == 1]
    at = 100 * block.span.start / max(1, len(document.text))
    ticks = "".join(
        f'<i style="left:{100 * section.span.start / max(1, len(document.text)):.1f}%"></i>'
        for section in tops
    )
    return f'<div class="rail" aria-hidden="true">{ticks}<b style="left:{at:.1f}%"></b></div>'


def _toolbar(place: Place, document: Document, seen: View, marking: bool) -> str:
    printed = replace(place, printed=not place.printed)
    pressed = "true" if place.printed else "false"
    meant = place.span if place.quoted else seen.current.span
    quote = document.slice(meant)
    markable = marking and (place.quoted or seen.current.kind != "heading")
    return (
        '<div class="tools" role="group" aria-label="Reading">'
        f"{_step_button(messages.PREVIOUS, '←', seen.previous, place)}"
        f"{_step_button(messages.NEXT, '→', seen.following, place)}"
        f'<button type="button" data-show="{escape(address(printed))}" data-key="printed" '
        f'aria-pressed="{pressed}">{escape(messages.AS_PRINTED)}</button>'
        f"{_copy_button(messages.COPY_QUOTE, quote)}"
        f"{_right_button(Place(document.id, meant)) if markable else ''}</div>"
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


def _copy_button(label: str, text: str, name: str = "") -> str:
    named = f' aria-label="{escape(name)}"' if name else ""
    return f'<button type="button" data-copy="{escape(text)}"{named}>{escape(label)}</button>'


def _right_button(place: Place) -> str:
    return (
        f'<button type="button" data-right="{escape(address(place))}" aria-pressed="false">'
        f"{escape(messages.RIGHT_PASSAGE)}</button>"
    )


# --- citations and outline -------------------------------------------------------


def _citations(document: Document, block: Block) -> str:
    number = block.number if block.kind == "paragraph" else None
    locator = locator_of(document, block.span, current_section(document, block), number)
    try:
        forms = (
            (messages.AUTHOR_DATE, cite(document.metadata, locator, "author-date")),
            (messages.NOTE_FORM, cite(document.metadata, locator, "note")),
        )
    except ChatbotError as error:
        # The words are worth showing even where their citation cannot be made.
        _log.warning("no citation of %s: %s", document.id, error)
        return ""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd><span>{escape(text)}</span> "
        f"{_copy_button(messages.COPY, text, f'{messages.COPY} {name} citation')}</dd>"
        for name, text in forms
    )
    return f'<section class="cite-as"><h3>{escape(messages.CITE_AS)}</h3><dl>{rows}</dl></section>'


def _outline(document: Document, block: Block) -> str:
    if not document.sections:
        return ""
    listed = _outline_list(document, current_section(document, block))
    summary = f"<summary>{escape(messages.OUTLINE)}</summary>"
    return f'<details class="outline" open>{summary}{listed}</details>'


def _outline_list(document: Document, current: int | None) -> str:
    rows = "".join(
        _outline_row(section, document, index == current)
        for index, section in enumerate(document.sections)
    )
    label = f"{messages.OUTLINE}: {document.title}"
    return f'<nav aria-label="{escape(label)}"><ol>{rows}</ol></nav>' if rows else ""


def _outline_row(section: Section, document: Document, current: bool) -> str:
    target = address(Place(document.id, section.heading, quoted=False))
    here = ' aria-current="location"' if current else ""
    name = escape(shortened(document.slice(section.heading), _OUTLINE_HEADING))
    depth = max(0, min(section.level, 4) - 1)
    return (
        f'<li class="depth-{depth}"><button type="button" data-show="{escape(target)}"{here}>'
        f"{name}</button></li>"
    )
