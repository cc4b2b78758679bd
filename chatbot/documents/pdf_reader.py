"""PDF files → ``Document`` with pages, and a box for every character.

The pipeline of one file, to be run where it may fail: ``reading_process`` starts it in a
process of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chatbot.datatypes import Document, Figure, SourceFile
from chatbot.documents.blocks import Block
from chatbot.documents.boxes import Boxes, page_at
from chatbot.documents.figures import FigureBlocks, build_figures, find_figures
from chatbot.documents.items import settle_items
from chatbot.documents.joining import INTERRUPTING, Unit, join_blocks
from chatbot.documents.layout import Layout, lay_out
from chatbot.documents.lists import find_lists
from chatbot.documents.mentions import with_mentions
from chatbot.documents.page_progress import PageRead, untold
from chatbot.documents.pdf_blocks import PdfBlocks, build_blocks
from chatbot.documents.pdf_headings import OutlineEntry, find_headings
from chatbot.documents.pdf_labels import page_labels
from chatbot.documents.pdf_marks import end_notes, link_marks
from chatbot.documents.pdf_metadata import pdf_metadata
from chatbot.documents.pdf_open import labels_of, opened_pdf, outline_of
from chatbot.documents.pdf_pages import ReadPages, read_pages
from chatbot.documents.pdf_places import build_boxes, build_pages, text_places
from chatbot.documents.pdf_source import PdfSource, write_source
from chatbot.documents.pdf_space import from_flow
from chatbot.documents.pdf_superscripts import superscripts
from chatbot.documents.roles import assign_roles
from chatbot.documents.structure import (
    build_footnotes,
    build_paragraphs,
    build_sections,
    bullet_starts,
)
from chatbot.languages.detection import detect_language

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 2_000
_CUTTING = frozenset({*INTERRUPTING, "table"})


@dataclass(frozen=True, slots=True)
class PdfReading:
    """A document, and where its characters stand (see ``documents.boxes``)."""

    document: Document
    boxes: Boxes


def read_pdf(
    path: Path,
    document_id: str,
    password: str | None = None,
    *,
    max_pages: int = MAX_PAGES,
    told: PageRead = untold,
) -> PdfReading:
    """Read one PDF; ``told`` hears of every page.

    Raises:
        MissingInput: there is no such file.
        DocumentError: it, or its metadata sidecar, cannot be read, or it holds no text.
    """
    with opened_pdf(path, password, max_pages=max_pages) as file:
        pages = read_pages(file, path.name, told)
        outline = outline_of(file)
        labels = page_labels(labels_of(file), pages.running)
    source = write_source(pages.parts)
    built, blocks, figure_blocks = _blocks(source, pages, outline)
    marks, notes = link_marks(source, built, blocks)
    units = _units(source, built, blocks)
    roles = assign_roles(source.text, blocks, units)
    raised = superscripts(source, blocks, marks)
    layout = lay_out(
        source.text, blocks, units, marks, raised, left_out=source.left_out, printed=True
    )
    text, language = layout.text, detect_language(layout.text)
    sections = build_sections(text, blocks, units, layout.units, roles)
    paragraphs = build_paragraphs(text, units, layout.units, roles, sections, language)
    places = text_places(layout.ledger, len(text))
    shown = build_pages(source, pages.chars, places, labels)
    document = Document(
        id=document_id,
        text=text,
        metadata=pdf_metadata(path, document_id, pages, language, password),
        source=SourceFile(path.name, _sha256(path), MEDIA_TYPE, None, source.text, located=False),
        ledger=layout.ledger,
        sections=sections,
        paragraphs=paragraphs,
        lists=find_lists(text, paragraphs, bullet_starts(blocks, units, layout.units)),
        footnotes=build_footnotes(notes, layout.blocks, layout.marks, paragraphs),
        figures=(),
        pages=shown,
        language=language,
        ocr=_recognised(pages),
    )
    figures = tuple(_figures(figure_blocks, layout, built, source, pages, document))
    whole = replace(document, figures=with_mentions(text, figures, paragraphs))
    return PdfReading(whole, build_boxes(source, pages.chars, places, shown))


def _blocks(
    source: PdfSource, pages: ReadPages, outline: Sequence[OutlineEntry]
) -> tuple[PdfBlocks, list[Block], list[FigureBlocks]]:
    flow = [i for i, line in enumerate(source.lines) if source.groups[line.group].kind == "flow"]
    headings = find_headings([source.lines[i] for i in flow], pages.style, outline)
    built = build_blocks(source, headings, flow, pages.style)
    blocks, figures = find_figures(
        source.text, end_notes(source.text, settle_items(source.text, built.blocks))
    )
    return built, blocks, figures


def _units(source: PdfSource, built: PdfBlocks, blocks: Sequence[Block]) -> list[Unit]:
    """The units; none leaps over a page that has text of its own."""
    pages = _block_pages(source, blocks)
    units: list[Unit] = []
    for unit in join_blocks(source.text, blocks, built.breaks, _CUTTING):
        parts: list[list[int]] = []
        for index in unit.blocks:
            if parts and pages[index] - pages[parts[-1][-1]] <= 1:
                parts[-1].append(index)
            else:
                parts.append([index])
        units += [Unit(unit.kind, tuple(part)) for part in parts]
    return sorted(units, key=lambda unit: unit.blocks[0])


def _block_pages(source: PdfSource, blocks: Sequence[Block]) -> list[int]:
    """The page of each block, by where it starts."""
    found: list[int] = []
    page = 0
    for block in blocks:
        while page + 1 < len(source.pages) and block.start >= source.pages[page][1]:
            page += 1
        found.append(page)
    return found


def _figures(
    parts: Sequence[FigureBlocks],
    layout: Layout,
    built: PdfBlocks,
    source: PdfSource,
    pages: ReadPages,
    document: Document,
) -> Iterator[Figure]:
    """The figures in the order of the text, each with its place on its page."""
    figures = build_figures(document.text, parts, layout.blocks, document.paragraphs)
    for part, figure in zip(parts, figures, strict=True):
        number = page_at(document, figure.anchor.start)
        page = None if number is None else document.pages[number]
        if page is None:
            yield figure
            continue
        regions = [source.groups[built.groups[index]].region for index in part.members]
        region = next((region for region in regions if region is not None), None)
        shown = None if region is None else from_flow(region, *pages.chars[page.number - 1].shape)
        yield replace(figure, page=page.label, region=shown)


def _recognised(pages: ReadPages) -> bool:
    """Whether most of the text is not drawn: it was recognised on pictures of pages."""
    hidden = sum(page.hidden for page in pages.chars)
    return 2 * hidden > sum(len(page) for page in pages.chars)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
