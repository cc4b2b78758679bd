"""Figures as HTML: the card in an answer and the list in the Figures tab."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from chatbot.datatypes import Document, Figure, Paragraph, ShownFigure
from chatbot.interface import messages
from chatbot.interface.escaping import escape
from chatbot.interface.labels import figure_name
from chatbot.interface.places import Place, address

MOST_LISTED = 200


def figures_page(documents: Mapping[str, Document]) -> str:
    """All figures of all documents, at most ``MOST_LISTED``, grouped by document."""
    listed = [(document, figure) for document in documents.values() for figure in document.figures]
    if not listed:
        return f'<div class="figures"><p class="aside">{escape(messages.NO_FIGURES)}</p></div>'
    groups = _grouped(listed[:MOST_LISTED])
    parts = [_group(document, figures, len(documents) > 1) for document, figures in groups]
    if len(listed) > MOST_LISTED:
        more = messages.MORE_FIGURES.format(shown=MOST_LISTED, total=len(listed))
        parts.append(f'<p class="aside">{escape(more)}</p>')
    return f'<div class="figures">{"".join(parts)}</div>'


def figure_card(figure: Figure | ShownFigure, document: Document, level: int = 2) -> str:
    """What is known of one figure; ``level`` is the rank of its heading."""
    untitled = "" if figure.title or figure.label else " untitled"
    name = escape(figure_name(figure))
    lines = [f'<h{level} class="figure-title{untitled}">{name}</h{level}>', _image(figure)]
    lines += [f'<p class="figure-note">{escape(note)}</p>' for note in figure.notes]
    if figure.source:
        lines.append(f'<p class="figure-source">Source: {escape(figure.source)}</p>')
    lines += [_in_place(figure, document), _mentions(figure.mentions, document)]
    return f'<div class="figure-card">{"".join(lines)}</div>'


def image_address(image: str) -> str:
    """Where the server gives out an image file, relative to the page."""
    return f"gradio_api/file={quote(image)}"


def _image(figure: Figure | ShownFigure) -> str:
    if figure.image is None:
        return f'<p class="no-image">{escape(messages.no_image(figure.page))}</p>'
    address_, name = escape(image_address(figure.image)), escape(figure_name(figure))
    return f'<img class="figure-image" src="{address_}" alt="{name}">'


def _in_place(figure: Figure | ShownFigure, document: Document) -> str:
    known = next((known for known in document.figures if known.id == figure.id), None)
    if known is None:
        return ""
    target = address(Place(document.id, known.anchor))
    return f'<p class="chips">{_chip(target, messages.IN_PLACE, messages.IN_PLACE)}</p>'


def _mentions(numbers: Iterable[int], document: Document) -> str:
    numbered = {paragraph.number: paragraph for paragraph in document.paragraphs}
    shown = [numbered[number] for number in numbers if number in numbered]
    if not shown:
        return f'<p class="aside">{escape(messages.NOT_DISCUSSED)}</p>'
    chips = " ".join(_mention(paragraph, document) for paragraph in shown)
    return f'<p class="chips"><span>{escape(messages.DISCUSSED)}</span> {chips}</p>'


def _mention(paragraph: Paragraph, document: Document) -> str:
    target = address(Place(document.id, paragraph.span, quoted=False))
    return _chip(target, f"¶ {paragraph.number}", f"Paragraph {paragraph.number}")


def _chip(target: str, label: str, title: str) -> str:
    link = f'href="#src={escape(target)}" title="{escape(title)}"'
    return f'<a class="chip" {link}>{escape(label)}</a>'


def _grouped(
    listed: Iterable[tuple[Document, Figure]],
) -> list[tuple[Document, list[Figure]]]:
    groups: list[tuple[Document, list[Figure]]] = []
    for document, figure in listed:
        if not groups or groups[-1][0] is not document:
            groups.append((document, []))
        groups[-1][1].append(figure)
    return groups


def _group(document: Document, figures: Sequence[Figure], named: bool) -> str:
    heading = f'<h2 class="group">{escape(document.title)}</h2>' if named else ""
    level = 3 if named else 2
    cards = "".join(figure_card(figure, document, level) for figure in figures)
    return f"<section>{heading}{cards}</section>"
