"""Figures as HTML: the card in an answer and the list in the Figures tab."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from chatbot.datatypes import Document, Figure, Locator, Paragraph, ShownFigure
from chatbot.interface.escaping import escape
from chatbot.interface.labels import figure_name, full_place
from chatbot.interface.memo_links import memo_figure_link
from chatbot.interface.picture_addresses import figure_address
from chatbot.interface.places import Place, address
from chatbot.interface.series_view import plots_in
from chatbot.languages.counting import number
from chatbot.languages.phrases import DEFAULT, phrase

MOST_LISTED = 200
_PIXELS = 4 / 3  # of the page a point, at the size at which the paper is printed


def figures_page(documents: Mapping[str, Document], language: str = DEFAULT) -> str:
    """All figures of all documents, at most ``MOST_LISTED``, grouped by document."""
    listed = [(document, figure) for document in documents.values() for figure in document.figures]
    if not listed:
        return f'<div class="figures">{_aside(phrase("source.no_figures", language))}</div>'
    groups = _grouped(listed[:MOST_LISTED])
    parts = [
        _group(document, figures, len(documents) > 1, language) for document, figures in groups
    ]
    if len(listed) > MOST_LISTED:
        shown, total = number(MOST_LISTED, language), number(len(listed), language)
        parts.append(_aside(phrase("source.more_figures", language, shown=shown, total=total)))
    return f'<div class="figures">{"".join(parts)}</div>'


def figure_card(
    figure: Figure | ShownFigure, document: Document, level: int = 2, language: str = DEFAULT
) -> str:
    """What is known of one figure; ``level`` is the rank of its heading."""
    titled = figure.title or figure.label
    untitled, own = ("", f' lang="{escape(document.language)}"') if titled else (" untitled", "")
    name = escape(figure_name(figure, language))
    lines = [
        f'<h{level} class="figure-title{untitled}"{own}>{name}</h{level}>',
        figure_picture(figure, document, language),
    ]
    lines += [
        f'<p class="figure-note" lang="{escape(document.language)}">{escape(note)}</p>'
        for note in figure.notes
    ]
    if figure.source:
        source = phrase("source.figure_source", language, source=figure.source)
        lines.append(f'<p class="figure-source">{escape(source)}</p>')
    if figure.page is not None:
        page = full_place(Locator((), None, figure.page), language)
        lines.append(f'<p class="figure-page">{escape(page[:1].upper() + page[1:])}</p>')
    lines += [
        _in_place(figure, document, language),
        _mentions(figure.mentions, document, language),
        _plots(figure, document, language),
    ]
    return f'<div class="figure-card">{"".join(lines)}</div>'


def image_address(image: str) -> str:
    """Where the server gives out an image file, relative to the page."""
    return f"gradio_api/file={quote(image)}"


def _aside(text: str) -> str:
    return f'<p class="aside">{escape(text)}</p>'


def figure_picture(figure: Figure | ShownFigure, document: Document, language: str) -> str:
    """The picture, a link to its place; its size keeps the page still while it loads."""
    known = _known(figure, document)
    name = escape(figure_name(figure, language))
    if known is not None and known.region is not None:
        left, top, right, bottom = known.region
        width, height = round(_PIXELS * (right - left)), round(_PIXELS * (bottom - top))
        source = escape(figure_address(document.id, figure.id))
        target = escape(address(Place(document.id, known.anchor)))
        title = escape(phrase("source.in_place", language))
        return (
            f'<p class="figure-picture"><a href="#src={target}" title="{title}">'
            f'<img class="figure-image" src="{source}" alt="{name}" loading="lazy" '
            f'width="{width}" height="{height}"></a></p>'
        )
    if figure.image is None:
        kind = "source.no_image" if figure.page is None else "source.image_on_page"
        words = phrase(kind, language, page=figure.page)
        return f'<p class="no-image">{escape(words)}</p>'
    return f'<img class="figure-image" src="{escape(image_address(figure.image))}" alt="{name}">'


def _known(figure: Figure | ShownFigure, document: Document) -> Figure | None:
    return next((known for known in document.figures if known.id == figure.id), None)


def _in_place(figure: Figure | ShownFigure, document: Document, language: str) -> str:
    known = _known(figure, document)
    if known is None:
        return ""
    target, name = address(Place(document.id, known.anchor)), phrase("source.in_place", language)
    add = memo_figure_link(document.id, known, language)
    return f'<p class="chips">{_chip(target, name, name)} {add}</p>'


def _mentions(numbers: Iterable[int], document: Document, language: str) -> str:
    numbered = {paragraph.number: paragraph for paragraph in document.paragraphs}
    shown = [numbered[number] for number in numbers if number in numbered]
    if not shown:
        return _aside(phrase("source.not_discussed", language))
    chips = " ".join(_mention(paragraph, document, language) for paragraph in shown)
    discussed = escape(phrase("source.discussed", language))
    return f'<p class="chips"><span>{discussed}</span> {chips}</p>'


def _plots(figure: Figure | ShownFigure, document: Document, language: str) -> str:
    """Charts of what the text states, where there is no picture of the figure at all."""
    if figure.image is not None or figure.page is not None:
        return ""
    told = (p.span for p in document.paragraphs if p.number in figure.mentions)
    return plots_in(document, told, language)


def _mention(paragraph: Paragraph, document: Document, language: str) -> str:
    target = address(Place(document.id, paragraph.span, quoted=False))
    name = phrase("places.full_paragraph", language, number=paragraph.number)
    return _chip(target, f"¶ {paragraph.number}", name[:1].upper() + name[1:])


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


def _group(document: Document, figures: Sequence[Figure], named: bool, language: str) -> str:
    own = f'lang="{escape(document.language)}"'
    heading = f'<h2 class="group" {own}>{escape(document.title)}</h2>' if named else ""
    level = 3 if named else 2
    cards = "".join(figure_card(figure, document, level, language) for figure in figures)
    return f"<section>{heading}{cards}</section>"
