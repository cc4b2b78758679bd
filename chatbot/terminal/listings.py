"""Ranked passages and indexed documents as a person reads them on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chatbot.answering.serialization import pages_of
from chatbot.datatypes import Document, Locator, ScoredPassage
from chatbot.interface.labels import full_place
from chatbot.terminal.layout import print_block, quoted

if TYPE_CHECKING:
    from rich.console import Console


def print_passages(
    console: Console, ranked: Sequence[ScoredPassage], documents: Mapping[str, Document]
) -> None:
    """Passages with rank, score and place, best first."""
    if not ranked:
        print_block(console, "No passage was found.", indent=0)
    for rank, scored in enumerate(ranked, start=1):
        passage = scored.passage
        document = documents[passage.document]
        page, pages = pages_of(document, passage.span)
        where = full_place(Locator(passage.section, passage.paragraph, page, pages))
        head = " · ".join(part for part in (f"{scored.score:.3f}", document.title, where) if part)
        if rank > 1:
            console.print()
        print_block(console, head, first=f"{rank}.", style="dim")
        print_block(console, quoted(document.slice(passage.span), passage.span.start, ()))


def print_documents(console: Console, documents: Sequence[Document]) -> None:
    """Each document by its id and title, with what was found in it."""
    for document in documents:
        print_block(console, document.id, indent=0, style="bold")
        print_block(console, document.title)
        counts = (
            _count(len(document.pages), "page"),
            _count(len(document.sections), "section"),
            _count(len(document.figures), "figure"),
        )
        known = [count for count in counts if count]
        print_block(console, ", ".join((*known, f"language {document.language}")), style="dim")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
