"""An answer as a person reads it on a terminal, in the words of the web chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chatbot.citations import cite
from chatbot.datatypes import Answer, Document, Extract, ShownFigure
from chatbot.interface import messages
from chatbot.interface.labels import figure_name, full_place, list_noun
from chatbot.interface.rendering import held_back, searched_for, verdict
from chatbot.terminal.layout import INDENT, print_block, quoted

if TYPE_CHECKING:
    from rich.console import Console


def print_answer(console: Console, answer: Answer, documents: Mapping[str, Document]) -> None:
    """Verdict, extracts with their citations, figures, and what comes closest."""
    searched = searched_for(answer)
    if searched is not None:
        print_block(console, f"{messages.SEARCHED_FOR} {searched}", indent=0, style="dim")
    print_block(console, _verdict(answer, documents), indent=0, style="bold")
    held = held_back(answer)
    if held is not None:
        print_block(console, held, indent=0)
    if answer.missing:
        print_block(console, f"{messages.MISSING} {', '.join(answer.missing)}", indent=0)
    for extract in answer.extracts:
        _print_extract(console, extract, documents, f"[{extract.citation}]")
    for figure in answer.figures:
        _print_figure(console, figure)
    if answer.nearest:
        console.print()
        print_block(console, messages.NEAREST, indent=0)
    for extract in answer.nearest:
        _print_extract(console, extract, documents, "  –")


def _verdict(answer: Answer, documents: Mapping[str, Document]) -> str:
    """The verdict line; a short answer carries the number of the extract it stands in."""
    text = verdict(answer, len(documents) > 1, list_noun(answer, documents))
    short = answer.short_answer
    if short is None or text != short.text:
        return text
    return f"{text} [{short.citation}]"


def _print_extract(
    console: Console, extract: Extract, documents: Mapping[str, Document], label: str
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
        print_block(console, messages.QUALIFIED, indent=indent, style="dim")
    document = documents[extract.document]
    citation = cite({"id": document.id, **document.metadata}, extract.locator)
    where = " · ".join(part for part in (full_place(extract.locator), citation) if part)
    print_block(console, where, indent=indent, style="dim")
    for note in extract.footnotes:
        text = f"{messages.note(note.mark)}: {note.text}"
        print_block(console, text, indent=indent, style="dim")


def _print_figure(console: Console, figure: ShownFigure) -> None:
    console.print()
    print_block(console, figure_name(figure), indent=0, style="bold")
    if figure.source:
        print_block(console, f"Source: {figure.source}")
    for note in figure.notes:
        print_block(console, note)
    if figure.page:
        print_block(console, f"Page {figure.page}")
    if figure.mentions:
        numbers = ", ".join(str(number) for number in figure.mentions)
        noun = "paragraph" if len(figure.mentions) == 1 else "paragraphs"
        print_block(console, f"{messages.DISCUSSED} {noun} {numbers}")
    if figure.image is None:
        print_block(console, messages.no_image(figure.page))
