"""The source text of a Word or HTML file with its blocks → ``Document``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from chatbot.datatypes import Document, Paragraph, SourceFile
from chatbot.documents.blocks import Block
from chatbot.documents.figures import FigureBlocks, build_figures, find_figures
from chatbot.documents.flow import Flow
from chatbot.documents.footnotes import Mark, Note, find_marks, mark_notes
from chatbot.documents.headings import NAME, NUMBER, is_usual_name, mark_headings
from chatbot.documents.items import settle_items
from chatbot.documents.joining import join_blocks
from chatbot.documents.layout import lay_out
from chatbot.documents.lists import find_lists
from chatbot.documents.mentions import with_mentions
from chatbot.documents.metadata import Metadata, metadata_of, read_sidecar, sidecar_of
from chatbot.documents.roles import assign_roles
from chatbot.documents.structure import (
    build_footnotes,
    build_paragraphs,
    build_sections,
    bullet_starts,
)
from chatbot.errors import DocumentError
from chatbot.languages.detection import detect_language


def document_of(
    flow: Flow, source: SourceFile, document_id: str, path: Path, stated: Metadata
) -> Document:
    """Understand a flow; ``stated`` is what the file says of itself, as CSL-JSON fields.

    Raises:
        DocumentError: there is no text, or the metadata sidecar cannot be read.
    """
    if not any(character.isalnum() for character in flow.text):
        raise DocumentError(f"{path.name} holds no text; remove or replace it")
    blocks, figure_blocks = _blocks(flow)
    marks, notes = _notes(flow, blocks)
    units = join_blocks(flow.text, blocks)
    roles = assign_roles(flow.text, blocks, units)
    layout = lay_out(flow.text, blocks, units, marks, printed=True)
    language = detect_language(layout.text)
    sections = build_sections(layout.text, blocks, units, layout.units, roles)
    paragraphs = build_paragraphs(layout.text, units, layout.units, roles, sections, language)
    figures = tuple(build_figures(layout.text, figure_blocks, layout.blocks, paragraphs))
    return Document(
        id=document_id,
        text=layout.text,
        metadata=_metadata(path, document_id, layout.text, paragraphs, language, stated),
        source=source,
        ledger=layout.ledger,
        sections=sections,
        paragraphs=paragraphs,
        lists=find_lists(layout.text, paragraphs, bullet_starts(blocks, units, layout.units)),
        footnotes=build_footnotes(notes, layout.blocks, layout.marks, paragraphs),
        figures=with_mentions(layout.text, figures, paragraphs),
        language=language,
    )


def _blocks(flow: Flow) -> tuple[list[Block], list[FigureBlocks]]:
    """The blocks; headings are told from the words only where the file names none."""
    blocks = [_named(flow.text, block) for block in settle_items(flow.text, list(flow.blocks))]
    if not flow.marks:
        blocks = mark_notes(flow.text, blocks)
    if not flow.has_headings:
        blocks = mark_headings(flow.text, blocks)
    elif blocks[0].kind == "heading" and any(
        block.kind == "heading" and block.level == blocks[0].level for block in blocks[1:]
    ):
        blocks[0] = replace(blocks[0], mark=NUMBER)  # one heading of several, not the title
    return find_figures(flow.text, blocks)


def _named(source: str, block: Block) -> Block:
    """A line “Abstract” or “References” is a heading, whatever its style."""
    if block.kind == "text" and len(block.lines) == 1 and is_usual_name(block.text(source)):
        return replace(block, kind="heading", level=None, mark=NAME)
    return block


def _notes(flow: Flow, blocks: Sequence[Block]) -> tuple[dict[int, list[Mark]], list[Note]]:
    """The file's own notes with their marks; those told from the words where it has none."""
    if not flow.marks:
        return find_marks(flow.text, blocks)
    starts = [block.start for block in blocks]
    marks: dict[int, list[Mark]] = {}
    first: dict[str, int] = {}
    for mark in flow.marks:
        marks.setdefault(bisect_right(starts, mark.edit.start) - 1, []).append(mark)
        first.setdefault(mark.key, mark.edit.start)
    notes = [
        Note(index, block.mark or "", first.get(block.mark or ""))
        for index, block in enumerate(blocks)
        if block.kind == "note"
    ]
    return marks, notes


def _metadata(
    path: Path,
    document_id: str,
    text: str,
    paragraphs: Sequence[Paragraph],
    language: str,
    stated: Mapping[str, object],
) -> Metadata:
    """The sidecar's item, else what the file states, else what its title page prints."""
    if sidecar_of(path).exists():
        return {"id": document_id, **read_sidecar(sidecar_of(path))}
    printed = metadata_of(None, document_id, text, paragraphs, language)
    found = {**{key: value for key, value in printed.items() if key not in _GIVEN}, **stated}
    kind = found.pop("type", "article" if found else "document")
    custom = {"custom": {"unchecked": sorted(found)}} if found else {}
    return {"id": document_id, "type": kind, "language": language, **found, **custom}


_GIVEN = frozenset({"id", "type", "language"})
