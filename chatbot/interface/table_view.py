"""A table of questions and papers as HTML: one row a paper, one column a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.datatypes import Document, Extract
from chatbot.interface.escaping import escape, marked
from chatbot.interface.labels import byline, full_place, place_outside, short_place
from chatbot.interface.picture_addresses import file_link
from chatbot.interface.places import address, place_of
from chatbot.interface.tabling import Run
from chatbot.languages.counting import counted, number
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.survey import Cell

_LONG = 260
"""Characters of a quote that is folded at first."""


def table_intro(language: str = DEFAULT) -> str:
    """What the page is for."""
    return f"<p>{escape(phrase('table.intro', language))}</p>"


def progress_html(run: Run, language: str) -> str:
    """How far a table is, in words and as a bar."""
    done, total = number(len(run.cells), language), number(run.total, language)
    key = "table.stopping" if run.stopping.is_set() else "table.progress"
    name = escape(phrase("table.title", language))
    # Not a live region: a screen reader would read every step.
    return (
        f'<p class="line">{escape(phrase(key, language, done=done, total=total))}</p>'
        f'<progress aria-label="{name}" value="{len(run.cells)}" max="{run.total}"></progress>'
    )


def summary(run: Run, language: str) -> str:
    """What came of a table: how many cells have an answer."""
    answered = sum(cell.status in ("answered", "uncertain") for cell in run.cells)
    key = "table.stopped" if run.stopped else "table.done"
    done, total = number(len(run.cells), language), number(run.total, language)
    return counted(key, answered, language, done=done, total=total)


def table_html(run: Run, documents: Mapping[str, Document], language: str = DEFAULT) -> str:
    """The table; on a phone its rows become cards, by the style sheet."""
    cells = {(cell.query.query_id, cell.document.id): cell for cell in run.cells}
    papers = [name for name in run.papers if name in documents]
    heads = "".join(f'<th scope="col">{escape(query.query)}</th>' for query in run.queries)
    rows = "".join(_row(run, documents[name], cells, language) for name in papers)
    name = escape(phrase("table.title", language))
    paper = escape(phrase("table.paper", language))
    kind = " single" if len(run.queries) == 1 else ""
    return (
        f'<div class="survey{kind}" role="region" tabindex="0" aria-label="{name}">'
        f'<table><thead><tr><th scope="col">{paper}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(run: Run, document: Document, cells: Mapping[tuple[str, str], Cell], language: str) -> str:
    own = f'lang="{escape(document.language)}"'
    about = byline(document)
    small = f"<small {own}>{escape(about)}</small>" if about else ""
    inner = "".join(
        f'<td><p class="asked" aria-hidden="true">{escape(query.query)}</p>'
        f"{_cell(cells.get((query.query_id, document.id)), language)}</td>"
        for query in run.queries
    )
    return (
        f'<tr><th scope="row"><span {own}>{escape(document.title)}</span>{small}</th>{inner}</tr>'
    )


def _cell(cell: Cell | None, language: str) -> str:
    if cell is None:
        return f'<p class="status none">{escape(phrase("table.not_asked", language))}</p>'
    extract = cell.extract
    status = (
        f'<p class="status {cell.status}">{escape(phrase(f"table.{cell.status}", language))}</p>'
    )
    if extract is None:
        shown = cell.status in ("command", "error", "answered", "uncertain")
        remark = f"<p>{escape(cell.remark)}</p>" if shown and cell.remark else ""
        return status + remark
    return status + _quote(extract, cell.document) + _places(extract, cell, language)


def _quote(extract: Extract, document: Document) -> str:
    """The words; long ones folded, and unfolded by the person."""
    words = marked(extract.quote, extract.start, extract.highlights)
    quote = f'<blockquote lang="{escape(document.language)}">{words}</blockquote>'
    if len(extract.quote) <= _LONG:
        return quote
    return f'<details class="long"><summary>{quote}</summary></details>'


def _places(extract: Extract, cell: Cell, language: str) -> str:
    """The citation, which opens the quote in the chat's Source panel, and the PDF's page."""
    target = escape(address(place_of(extract)))
    where = full_place(extract.locator, language)
    title = phrase("table.open_source", language, place=where or cell.document.title)
    name = short_place(extract.locator, language) or _outside(extract, cell.document, language)
    words = cell.citation or name
    link = (
        f'<a class="chip" href="./#src={target}" target="_blank" rel="noopener" '
        f'title="{escape(title)}">{escape(words)}</a>'
    )
    opened = file_link(cell.document, place_of(extract).span, language)
    return f'<p class="cite">{link} {opened}</p>'


def _outside(extract: Extract, document: Document, language: str) -> str:
    return place_outside(document, place_of(extract).span, language)


def choices(documents: Mapping[str, Document]) -> Sequence[tuple[str, str]]:
    """The papers by their titles, each with its id."""
    titles = [document.title for document in documents.values()]
    return sorted(
        (d.title if titles.count(d.title) == 1 else f"{d.title} ({d.id})", d.id)
        for d in documents.values()
    )
