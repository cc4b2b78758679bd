"""An answer as a person reads it on a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chatbot.citations import cite
from chatbot.datatypes import Answer, Document, Extract, Locator, ShownFigure
from chatbot.terminal.layout import INDENT, print_block, quoted

if TYPE_CHECKING:
    from rich.console import Console


def print_answer(console: Console, answer: Answer, documents: Mapping[str, Document]) -> None:
    """Verdict, extracts with their citations, figures, and what comes closest."""
    if answer.interpreted_question != answer.question and answer.status != "command":
        print_block(console, f"Searched for: {answer.interpreted_question}", indent=0, style="dim")
    print_block(console, verdict(answer, len(documents) > 1), indent=0, style="bold")
    if answer.missing:
        print_block(console, f"Nothing shown accounts for: {', '.join(answer.missing)}", indent=0)
    for extract in answer.extracts:
        _print_extract(console, extract, documents, f"[{extract.citation}]")
    for figure in answer.figures:
        _print_figure(console, figure)
    if answer.nearest:
        console.print()
        print_block(console, "Closest passages, not an answer:", indent=0)
    for extract in answer.nearest:
        _print_extract(console, extract, documents, "  –")


def verdict(answer: Answer, several: bool = False) -> str:
    """The first line of an answer: a fixed phrase, or the short answer with its citation.

    ``several`` says that more than one document was there to be searched.
    """
    if answer.message:
        return answer.message
    if answer.status == "not_found":
        return "The papers do not say." if several else "The paper does not say."
    if answer.status == "uncertain":
        return f"The {'papers' if several else 'paper'} may not answer this exactly."
    return _finding(answer)


def _finding(answer: Answer) -> str:
    if answer.enumeration is not None:
        return f"{answer.enumeration.shown} of {answer.enumeration.of} items:"
    if answer.short_answer is not None:
        return f"{answer.short_answer.text} [{answer.short_answer.citation}]"
    if answer.extracts:
        return "The paper says:"
    return "The figure:" if len(answer.figures) == 1 else "The figures:"


def place(locator: Locator) -> str:
    """Section, paragraph and page of an extract, as far as they are known."""
    parts = [locator.section[-1]] if locator.section else []
    if locator.paragraph is not None:
        parts.append(f"paragraph {locator.paragraph}")
    pages = locator.pages or ((locator.page,) if locator.page else ())
    if len(pages) > 1:
        parts.append(f"pages {pages[0]}–{pages[-1]}")
    elif pages:
        parts.append(f"page {pages[0]}")
    return ", ".join(parts)


def _print_extract(
    console: Console, extract: Extract, documents: Mapping[str, Document], label: str
) -> None:
    console.print()
    indent = max(INDENT, len(label) + 1)
    if extract.list_item is not None:
        item = extract.list_item
        print_block(console, item.label, indent=indent, first=label, style="italic")
        label = ""
    quote = quoted(extract.quote, extract.start, extract.highlights)
    print_block(console, quote, indent=indent, first=label)
    document = documents[extract.document]
    citation = cite({"id": document.id, **document.metadata}, extract.locator)
    where = " · ".join(part for part in (place(extract.locator), citation) if part)
    print_block(console, where, indent=indent, style="dim")
    for note in extract.footnotes:
        print_block(console, f"Note {note.mark}: {note.text}", indent=indent, style="dim")


def _print_figure(console: Console, figure: ShownFigure) -> None:
    console.print()
    name = " ".join(part for part in (figure.label, figure.title) if part)
    print_block(console, f"Figure: {name or 'without a title'}", indent=0, style="bold")
    if figure.source:
        print_block(console, f"Source: {figure.source}")
    for note in figure.notes:
        print_block(console, note)
    if figure.page:
        print_block(console, f"On page {figure.page}")
    if figure.mentions:
        numbers = ", ".join(str(number) for number in figure.mentions)
        noun = "paragraph" if len(figure.mentions) == 1 else "paragraphs"
        print_block(console, f"Discussed in {noun} {numbers}")
    if figure.image is None:
        print_block(console, "This edition of the document has no image of it.")
