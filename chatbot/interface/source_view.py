"""What the Source panel shows of a document around a place: pure data, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chatbot.datatypes import Document, Footnote, Span

AROUND = 2
"""Paragraphs shown before and after the one that is read."""

BlockKind = Literal["heading", "paragraph", "figure", "note"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the document's text that is shown as one piece.

    ``number`` is the paragraph's, ``section`` an index into ``Document.sections``;
    ``label`` is a footnote's mark.
    """

    kind: BlockKind
    span: Span
    number: int | None = None
    section: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The block that is read, what stands around it, and the steps from it."""

    current: Block
    shown: tuple[Block, ...]
    previous: Block | None
    following: Block | None
    notes: tuple[Footnote, ...]


def blocks(document: Document) -> tuple[Block, ...]:
    """Headings, paragraphs, figures and footnotes in the order of the text."""
    found = [
        *(
            Block("heading", section.heading, section=index)
            for index, section in enumerate(document.sections)
        ),
        *(
            Block("paragraph", paragraph.span, paragraph.number, paragraph.section)
            for paragraph in document.paragraphs
        ),
        *(
            Block("figure", figure.anchor, section=_section_at(document, figure.anchor))
            for figure in document.figures
        ),
        *(
            Block("note", note.span, note.paragraph, _section_at(document, note.span), note.mark)
            for note in document.footnotes
        ),
    ]
    return tuple(sorted(found, key=lambda block: (block.span, block.kind)))


def view(document: Document, span: Span) -> View | None:
    """What to show for a span; None where the document has no text to show."""
    ordered = blocks(document)
    if not ordered:
        return None
    at = _index(ordered, span)
    first = _step(ordered, at, -AROUND)
    last = _step(ordered, at, AROUND)
    notes = tuple(
        note
        for note in document.footnotes
        if note.anchor is not None and ordered[at].span.start < note.anchor <= ordered[at].span.end
    )
    return View(
        ordered[at],
        ordered[first : last + 1],
        ordered[before] if (before := _step(ordered, at, -1)) < at else None,
        ordered[after] if (after := _step(ordered, at, 1)) > at else None,
        notes,
    )


def current_section(document: Document, block: Block) -> int | None:
    """The innermost section that a block stands in."""
    return block.section if block.section is not None else _section_at(document, block.span)


def _index(ordered: Sequence[Block], span: Span) -> int:
    """The block that holds most of the span; between blocks, the last one before it.

    Of equals the first counts, and text is preferred to a heading.
    """
    best = max(
        range(len(ordered)),
        key=lambda at: (ordered[at].span.overlap(span), ordered[at].kind != "heading", -at),
    )
    if ordered[best].span.overlap(span):
        return best
    before = [at for at, block in enumerate(ordered) if block.span.start <= span.start]
    return before[-1] if before else 0


def _step(ordered: Sequence[Block], at: int, steps: int) -> int:
    """The index so many text blocks on, headings not counted; the last that there is."""
    direction = 1 if steps > 0 else -1
    reached, left, candidate = at, abs(steps), at + direction
    while left and 0 <= candidate < len(ordered):
        if ordered[candidate].kind != "heading":
            reached, left = candidate, left - 1
        candidate += direction
    return reached


def _section_at(document: Document, span: Span) -> int | None:
    holding = [
        index
        for index, section in enumerate(document.sections)
        if section.span.start <= span.start < section.span.end
    ]
    return max(holding, key=lambda index: document.sections[index].level, default=None)
