"""Plain text and Markdown files → ``Document``."""

from __future__ import annotations

from pathlib import Path

from chatbot.datatypes import Document, Figure, Paragraph, SourceFile, Span
from chatbot.documents.blocks import Block, split_blocks
from chatbot.documents.decoding import read_text
from chatbot.documents.figures import FigureBlocks, describe, find_figures
from chatbot.documents.footnotes import find_marks, mark_notes
from chatbot.documents.headings import mark_headings
from chatbot.documents.items import settle_items
from chatbot.documents.joining import Unit, join_blocks
from chatbot.documents.layout import Layout, lay_out
from chatbot.documents.lists import find_lists
from chatbot.documents.mentions import with_mentions
from chatbot.documents.metadata import metadata_of
from chatbot.documents.pages import without_page_numbers
from chatbot.documents.roles import assign_roles
from chatbot.documents.structure import build_footnotes, build_paragraphs, build_sections
from chatbot.languages.detection import detect_language

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}


def read_text_document(path: Path, document_id: str) -> Document:
    """Read one text or Markdown file.

    Raises:
        MissingInput: there is no such file.
        DocumentError: the file, or its metadata sidecar, cannot be read.
    """
    decoded = read_text(path)
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "text/plain")
    source = SourceFile(path.name, decoded.sha256, media_type, decoded.encoding, decoded.text)
    return parse(source, document_id, path)


def parse(source: SourceFile, document_id: str, path: Path | None = None) -> Document:
    """Understand a decoded text; ``path`` is where a metadata sidecar may stand beside."""
    characters = source.text
    blocks = mark_notes(characters, settle_items(characters, _blocks(characters)))
    blocks, figure_blocks = find_figures(characters, mark_headings(characters, blocks))
    marks, notes = find_marks(characters, blocks)
    units = join_blocks(characters, blocks)
    roles = assign_roles(characters, blocks, units)
    layout = lay_out(characters, blocks, units, marks)
    language = detect_language(layout.text)

    sections = build_sections(layout.text, blocks, units, layout.units, roles)
    paragraphs = build_paragraphs(layout.text, units, layout.units, roles, sections, language)
    figures = _figures(figure_blocks, layout, paragraphs)
    return Document(
        id=document_id,
        text=layout.text,
        metadata=metadata_of(path, document_id, layout.text, paragraphs, language),
        source=source,
        ledger=layout.ledger,
        sections=sections,
        paragraphs=paragraphs,
        lists=find_lists(layout.text, paragraphs, _bullet_starts(blocks, units, layout)),
        footnotes=build_footnotes(notes, layout.blocks, layout.marks, paragraphs),
        figures=with_mentions(layout.text, figures, paragraphs),
        language=language,
    )


def _blocks(source: str) -> list[Block]:
    return without_page_numbers(source, split_blocks(source))


def _bullet_starts(blocks: list[Block], units: list[Unit], layout: Layout) -> frozenset[int]:
    """Where paragraphs that were bullets start in the text."""
    return frozenset(
        span.start
        for unit, span in zip(units, layout.units, strict=True)
        if blocks[unit.blocks[0]].kind == "bullet"
    )


def _figures(
    parts: list[FigureBlocks], layout: Layout, paragraphs: tuple[Paragraph, ...]
) -> tuple[Figure, ...]:
    """The figures in the order of the text, numbered ``fig-1`` …"""
    figures = []
    for number, part in enumerate(parts, start=1):
        spans = [layout.blocks[index] for index in part.members]
        anchor = Span(min(s.start for s in spans), max(s.end for s in spans))
        texts = {index: layout.text[slice(*_pair(layout.blocks[index]))] for index in part.members}
        above = [p.number for p in paragraphs if p.number and p.span.end <= anchor.start]
        before = above[-1] if above else None
        figures.append(describe(f"fig-{number}", part, texts, anchor, before))
    return tuple(figures)


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
