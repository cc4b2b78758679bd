"""Stated numbers as a chart with its table, and the links that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chatbot.answering.series import series_in
from chatbot.answering.series_chart import series_svg, title_of
from chatbot.answering.series_labels import charts, evidence, measured, written
from chatbot.answering.series_table import certainty
from chatbot.answering.series_types import Series, SeriesPoint
from chatbot.datatypes import Document, Span
from chatbot.interface.escaping import escape
from chatbot.interface.labels import shortened
from chatbot.interface.memo_links import memo_series_link
from chatbot.interface.places import Place, address
from chatbot.languages.phrases import DEFAULT, phrase

MOST_OFFERED = 3
_LONGEST_NAME = 80


def plot_link(document: Document | None, span: Span, language: str = DEFAULT) -> str:
    """A link to the chart of the series in a span; empty where it states none."""
    if document is None or not series_in(document, span):
        return ""
    target = escape(address(Place(document.id, span, plotted=True)))
    words, hint = phrase("series.plot", language), phrase("series.plot_hint", language)
    link = f'<a class="chip plot" href="#plot={target}" title="{escape(hint)}">{escape(words)}</a>'
    return f'<p class="plots" lang="{language}">{link}</p>'


def plots_in(document: Document, spans: Iterable[Span], language: str = DEFAULT) -> str:
    """Links to the charts of the sentences of some paragraphs, with what they measure."""
    sentences: dict[Span, list[Series]] = {}
    for span in spans:
        for series in series_in(document, span):
            sentences.setdefault(series.sentence, []).append(series)
    if not sentences:
        return ""
    links = " ".join(
        _named_link(document, sentence, title_of(found, document, language))
        for sentence, found in list(sentences.items())[:MOST_OFFERED]
    )
    said = escape(phrase("series.figure", language))
    return f'<p class="chips plots"><span>{said}</span> {links}</p>'


def _named_link(document: Document, sentence: Span, name: str) -> str:
    target = escape(address(Place(document.id, sentence, plotted=True)))
    return (
        f'<a class="chip plot" href="#plot={target}">{escape(shortened(name, _LONGEST_NAME))}</a>'
    )


def plot_page(place: Place, document: Document, language: str = DEFAULT) -> str:
    """The charts and tables of a place, for the panel, with the way back to its words."""
    found = series_in(document, place.span)
    heading, own = phrase("series.heading", language), f'lang="{escape(document.language)}"'
    back = address(Place(document.id, place.span))
    shown = "".join(
        _figure(group, document, number, language) for number, group in enumerate(charts(found))
    )
    if not shown:
        shown = f'<p class="hint">{escape(phrase("series.none", language))}</p>'
    return (
        f'<article class="source plotted" tabindex="-1" aria-label="{escape(heading)}">'
        f'<div class="top"><header><p class="paper-name" {own}>{escape(document.title)}</p>'
        f'<h2 class="where">{escape(heading)}</h2></header>'
        f"{_tools(back, address(place), bool(found), language)}</div>{shown}"
        f"{_notes(found, document, language)}</article>"
    )


def _tools(back: str, here: str, numbers: bool, language: str) -> str:
    name = escape(phrase("source.reading", language))
    button = '<button type="button" '
    save = (
        f'{button}data-numbers="{escape(here)}" '
        f'aria-label="{escape(phrase("series.csv_name", language))}">'
        f"{escape(phrase('series.csv', language))}</button>"
    )
    add = memo_series_link(here, language)
    return (
        f'<div class="tools" role="group" aria-label="{name}">'
        f'{button}data-show="{escape(back)}" data-key="back">'
        f"← {escape(phrase('series.back', language))}</button>{save + add if numbers else ''}</div>"
    )


def _figure(group: Sequence[Series], document: Document, number: int, language: str) -> str:
    first = group[0]
    drawn = series_svg(group, document, f"plot-{first.sentence.start}-{number}", language)
    tables = "".join(_table(series, document, language) for series in group)
    quote = f'<blockquote lang="{escape(document.language)}">'
    return (
        f'<figure class="plotted-figure">{drawn}</figure>'
        f"{quote}{escape(written(document, first.sentence))}</blockquote>{tables}"
    )


def _table(series: Series, document: Document, language: str) -> str:
    kind = "period" if series.kind == "periods" else "category"
    heads = "".join(
        f'<th scope="col">{escape(phrase(f"series.{key}", language))}</th>'
        for key in (kind, "value", "words")
    )
    rows = "".join(_row(series, point, document, language) for point in series.points)
    named = measured(document, series) or phrase("series.table", language)
    unit = f" ({series.unit})" if series.unit else ""
    caption = f"<caption>{escape(named + unit)}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(series: Series, point: SeriesPoint, document: Document, language: str) -> str:
    own = f'lang="{escape(document.language)}"'
    _, words = evidence(document, series, point)
    cited = ((point.value.start, point.value.end), (point.place.start, point.place.end))
    target = escape(address(Place(document.id, series.sentence, tuple(sorted(cited)))))
    title = escape(phrase("series.cited", language, words=words))
    sure = certainty(point.approximate, point.forecast, language)
    note = f' <span class="aside">({escape(sure)})</span>' if sure else ""
    return (
        f'<tr><th scope="row" {own}>{escape(written(document, point.place))}</th>'
        f"<td {own}>{escape(written(document, point.value))}{note}</td>"
        f'<td><a href="#src={target}" title="{title}" {own}>{escape(words)}</a></td></tr>'
    )


def _notes(found: Sequence[Series], document: Document, language: str) -> str:
    """What is to be known of the charts."""
    keys = ["lines"] if any(series.kind == "periods" for series in found) else []
    unsure = (p.approximate or p.forecast for series in found for p in series.points)
    keys += ["hollow"] if any(unsure) else []
    keys += ["only_picture"] if found and not document.pages else []
    return "".join(
        f'<p class="aside">{escape(phrase(f"series.{key}", language))}</p>' for key in keys
    )
