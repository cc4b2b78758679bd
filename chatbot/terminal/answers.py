"""An answer as a person reads it on a terminal, in the words of the web chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chatbot.answering.series_labels import series_lines
from chatbot.citations import cite
from chatbot.datatypes import Answer, Document, Extract, Locator, ShownFigure, Span
from chatbot.interface.labels import figure_name, full_place, list_noun
from chatbot.interface.rendering import held_back, searched_for, verdict
from chatbot.languages.phrases import phrase, spoken
from chatbot.terminal.layout import INDENT, print_block, quoted

if TYPE_CHECKING:
    from rich.console import Console


def print_answer(console: Console, answer: Answer, documents: Mapping[str, Document]) -> None:
    """Verdict, extracts with their citations, figures, and what comes closest."""
    searched, language = searched_for(answer), spoken(answer.language)
    if searched is not None:
        words = phrase("answer.searched_for", language)
        print_block(console, f"{words} {searched}", indent=0, style="dim")
    lines = (answer.message or _verdict(answer, documents, language)).split("\n")
    for line in lines:
        style = "" if len(lines) > 1 else "bold"
        print_block(console, line, indent=0, style=style)
    held = held_back(answer, language)
    if held is not None:
        print_block(console, held, indent=0)
    if answer.missing:
        words = phrase("answer.missing", language)
        print_block(console, f"{words} {', '.join(answer.missing)}", indent=0)
    for extract in answer.extracts:
        _print_extract(console, extract, documents, f"[{extract.citation}]", language)
    for figure in answer.figures:
        _print_figure(console, figure, language)
    if answer.nearest:
        console.print()
        print_block(console, phrase("answer.nearest", language), indent=0)
    for extract in answer.nearest:
        _print_extract(console, extract, documents, "  –", language)


def _verdict(answer: Answer, documents: Mapping[str, Document], language: str) -> str:
    """The verdict line; a short answer carries the number of the extract it stands in."""
    text = verdict(answer, len(documents) > 1, list_noun(answer, documents), language)
    short = answer.short_answer
    if short is None or text != short.text:
        return text
    return f"{text} [{short.citation}]"


def _print_extract(
    console: Console,
    extract: Extract,
    documents: Mapping[str, Document],
    label: str,
    language: str,
) -> None:
    console.print()
    indent = max(INDENT, len(label) + 1)
    item = extract.list_item
    if item is not None and not extract.quote.casefold().startswith(item.label.casefold()):
        print_block(console, item.label, indent=indent, first=label, style="italic")
        label = ""
    quote = quoted(extract.quote, extract.start, extract.highlights)
    print_block(console, quote, indent=indent, first=label)
    if extract.qualifier:
        print_block(console, phrase("answer.qualified", language), indent=indent, style="dim")
    document = documents[extract.document]
    citation = cite({"id": document.id, **document.metadata}, extract.locator)
    where = " · ".join(part for part in (full_place(extract.locator, language), citation) if part)
    print_block(console, where, indent=indent, style="dim")
    for line in series_lines(document, Span(extract.start, extract.end), language):
        print_block(console, line, indent=indent, style="dim")
    for note in extract.footnotes:
        text = f"{phrase('answer.note', language, mark=note.mark)}: {note.text}"
        print_block(console, text, indent=indent, style="dim")


def _print_figure(console: Console, figure: ShownFigure, language: str) -> None:
    console.print()
    print_block(console, figure_name(figure, language), indent=0, style="bold")
    if figure.source:
        print_block(console, phrase("source.figure_source", language, source=figure.source))
    for note in figure.notes:
        print_block(console, note)
    if figure.page:
        page = full_place(Locator((), None, figure.page), language)
        print_block(console, f"{page[:1].upper()}{page[1:]}")
    if figure.mentions:
        numbers = ", ".join(f"¶ {number}" for number in figure.mentions)
        print_block(console, f"{phrase('source.discussed', language)} {numbers}")
    if figure.image is None:
        kind = "source.no_image" if figure.page is None else "source.image_on_page"
        print_block(console, phrase(kind, language, page=figure.page))
