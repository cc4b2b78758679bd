"""Many figures in one answer: small pictures side by side, each with its name and place.

Whole cards and the same captions as quotes below them would fill dozens of screens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from chatbot.datatypes import Answer, Document, Extract, ShownFigure
from chatbot.interface.escaping import escape
from chatbot.interface.extracts_view import chip
from chatbot.interface.figures_view import figure_picture
from chatbot.interface.labels import figure_name, short_place, shortened
from chatbot.interface.memo_links import memo_figure_link
from chatbot.languages.counting import number
from chatbot.languages.phrases import phrase

MOST_CARDS = 4
"""Figures that an answer shows as whole cards; more are a gallery."""
MOST_PICTURES = 60
_NAME = 110


def in_gallery(answer: Answer, documents: Mapping[str, Document]) -> bool:
    """Whether an answer is many figures with nothing quoted but their own words."""
    if len(answer.figures) <= MOST_CARDS:
        return False
    captions = {(figure.document, start) for figure, start in _anchors(answer, documents)}
    return all((extract.document, extract.start) in captions for extract in answer.extracts)


def gallery(answer: Answer, documents: Mapping[str, Document], language: str) -> str:
    """The figures, those of each paper together."""
    anchors = {(f.document, f.id): start for f, start in _anchors(answer, documents)}
    quoted = {(extract.document, extract.start): extract for extract in answer.extracts}
    shown = [figure for figure in answer.figures if figure.document in documents]
    groups = groupby(shown[:MOST_PICTURES], key=lambda figure: figure.document)
    several = len({figure.document for figure in shown}) > 1
    parts = [
        _group(
            [(f, quoted.get((name, anchors.get((name, f.id), -1)))) for f in figures],
            documents,
            several,
            language,
        )
        for name, figures in groups
    ]
    if len(shown) > MOST_PICTURES:
        counts = {
            "shown": number(MOST_PICTURES, language),
            "total": number(len(shown), language),
        }
        parts.append(
            f'<p class="aside">{escape(phrase("source.more_figures", language, **counts))}</p>'
        )
    return "".join(parts)


def _anchors(answer: Answer, documents: Mapping[str, Document]) -> list[tuple[ShownFigure, int]]:
    """Where the own words of each figure begin."""
    shown = {(figure.document, figure.id): figure for figure in answer.figures}
    papers = {name: documents[name] for name, _ in shown if name in documents}
    return [
        (shown[name, figure.id], figure.anchor.start)
        for name, paper in papers.items()
        for figure in paper.figures
        if (name, figure.id) in shown
    ]


def _group(
    figures: Sequence[tuple[ShownFigure, Extract | None]],
    documents: Mapping[str, Document],
    several: bool,
    language: str,
) -> str:
    paper = documents[figures[0][0].document]
    own = f' lang="{escape(paper.language)}"'
    heading = f'<p class="gallery-paper"{own}>{escape(paper.title)}</p>' if several else ""
    items = "".join(
        _item(figure, extract, paper, documents, language) for figure, extract in figures
    )
    return f'{heading}<ul class="gallery">{items}</ul>'


def _item(
    figure: ShownFigure,
    extract: Extract | None,
    paper: Document,
    documents: Mapping[str, Document],
    language: str,
) -> str:
    picture = figure_picture(figure, paper, language) if figure.page or figure.image else ""
    name = escape(shortened(figure_name(figure, language), _NAME))
    known = next((each for each in paper.figures if each.id == figure.id), None)
    add = memo_figure_link(paper.id, known, language) if known else ""
    place = ""
    if extract is not None:
        label = f"[{extract.citation}] {short_place(extract.locator, language)}".strip()
        place = chip(extract, label, documents, language)
    return (
        f'<li>{picture}<p class="gallery-name" lang="{escape(paper.language)}">{name}</p>'
        f'<p class="chips">{place} {add}</p></li>'
    )
