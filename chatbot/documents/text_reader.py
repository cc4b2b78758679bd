"""Plain text and Markdown files → ``Document``."""

from __future__ import annotations

from pathlib import Path

from chatbot.datatypes import Document, SourceFile
from chatbot.documents.blocks import Block, split_blocks
from chatbot.documents.decoding import read_text
from chatbot.documents.figures import build_figures, find_figures
from chatbot.documents.footnotes import find_marks, mark_notes
from chatbot.documents.headings import mark_headings
from chatbot.documents.items import settle_items
from chatbot.documents.joining import join_blocks
from chatbot.documents.layout import lay_out
from chatbot.documents.lists import find_lists
from chatbot.documents.mentions import with_mentions
from chatbot.documents.metadata import metadata_of
from chatbot.documents.pages import without_page_numbers
from chatbot.documents.roles import assign_roles
from chatbot.documents.structure import (
    build_footnotes,
    build_paragraphs,
    build_sections,
    bullet_starts,
)
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
    figures = tuple(build_figures(layout.text, figure_blocks, layout.blocks, paragraphs))
    return Document(
        id=document_id,
        text=layout.text,
        metadata=metadata_of(path, document_id, layout.text, paragraphs, language),
        source=source,
        ledger=layout.ledger,
        sections=sections,
        paragraphs=paragraphs,
        lists=find_lists(layout.text, paragraphs, bullet_starts(blocks, units, layout.units)),
        footnotes=build_footnotes(notes, layout.blocks, layout.marks, paragraphs),
        figures=with_mentions(layout.text, figures, paragraphs),
        language=language,
    )


def _blocks(source: str) -> list[Block]:
    return without_page_numbers(source, split_blocks(source))
