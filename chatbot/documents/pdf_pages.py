"""An open PDF → what stands on its pages, told apart."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from chatbot.documents.failures import NO_TEXT_LAYER
from chatbot.documents.page_progress import PageRead, untold
from chatbot.documents.pdf_captions import has_caption
from chatbot.documents.pdf_chars import PageChars, blank_page, page_chars
from chatbot.documents.pdf_columns import (
    Line,
    find_gutters,
    fitting_gutters,
    read_columns,
    shared_gutters,
    usual_gutters,
)
from chatbot.documents.pdf_floats import Group, find_floats
from chatbot.documents.pdf_graphics import page_graphics, without_repeated
from chatbot.documents.pdf_lines import Run, find_runs, spell, turned_runs
from chatbot.documents.pdf_notes import find_notes
from chatbot.documents.pdf_open import is_encrypted
from chatbot.documents.pdf_running import PageRuns, find_running
from chatbot.documents.pdf_source import PageParts
from chatbot.documents.pdf_sources import opens_source
from chatbot.documents.pdf_space import Box, Handle
from chatbot.documents.pdf_style import Style, find_style
from chatbot.errors import DocumentError


@dataclass(frozen=True, slots=True)
class ReadPages:
    """The pages' characters and parts, and the style of the whole.

    ``running`` are the texts of each page's running heads and numbers, ``turned`` what is
    set across or askew (stamps), ``first`` the lines of the first page that has any,
    ``imprint`` the texts of its notes.
    """

    chars: tuple[PageChars, ...]
    parts: tuple[PageParts, ...]
    style: Style
    running: tuple[tuple[str, ...], ...]
    turned: tuple[str, ...]
    first: tuple[Line, ...]
    imprint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Raw:
    """One page as it comes: characters, runs, boxes of drawings, whether it has pictures."""

    chars: PageChars
    runs: tuple[Run, ...]
    turned: tuple[tuple[int, int], ...]
    graphics: tuple[Box, ...]
    pictured: bool


def read_pages(file: pypdfium2.PdfDocument, name: str, told: PageRead = untold) -> ReadPages:
    """Read and understand every page; ``told`` hears of each.

    Raises:
        DocumentError: no page has any text.
    """
    raw = []
    for number in range(len(file)):
        raw.append(_read_page(file, number))
        told(number + 1, len(file))
    _check_text(raw, name, encrypted=is_encrypted(file))
    running = find_running(
        [PageRuns(page.runs, page.chars.flow_width, page.chars.flow_height) for page in raw]
    )
    lines = _lines(raw, running)
    style = find_style(lines)
    parts = tuple(
        PageParts(page.chars, _dropped(page, out), _groups(page, own, drawn, style))
        for page, out, own, drawn in zip(
            raw, running, lines, without_repeated([page.graphics for page in raw]), strict=True
        )
    )
    return ReadPages(
        chars=tuple(page.chars for page in raw),
        parts=parts,
        style=style,
        running=tuple(
            tuple(page.runs[i].text for i in sorted(out))
            for page, out in zip(raw, running, strict=True)
        ),
        turned=tuple(_turned_text(page) for page in raw),
        first=tuple(next((own for own in lines if own), [])),
        imprint=_imprint(parts),
    )


def _lines(raw: Sequence[_Raw], running: Sequence[frozenset[int]]) -> list[list[Line]]:
    """The lines of each page in reading order."""
    runs = [
        [run for i, run in enumerate(page.runs) if i not in dropped]
        for page, dropped in zip(raw, running, strict=True)
    ]
    gutters = [find_gutters(own) for own in runs]
    usual = usual_gutters(gutters)
    return [
        read_columns(
            page.chars, own, fitting_gutters(own, found, shared_gutters(gutters, number, usual))
        )
        for number, (page, own, found) in enumerate(zip(raw, runs, gutters, strict=True))
    ]


def _read_page(file: pypdfium2.PdfDocument, number: int) -> _Raw:
    """One page; an unreadable one is blank."""
    page = pdfium.FPDF_LoadPage(file.raw, number)
    if not page:
        return _Raw(blank_page(number), (), (), (), pictured=False)
    try:
        chars = page_chars(page, number)
        runs = tuple(find_runs(chars))
        graphics: tuple[Box, ...] = ()
        if any(has_caption(run.text) or opens_source(run.text) for run in runs):
            graphics = tuple(page_graphics(page, chars))
        pictured = not runs and _has_picture(page)
        return _Raw(chars, runs, tuple(turned_runs(chars)), graphics, pictured)
    finally:
        pdfium.FPDF_ClosePage(page)


def _has_picture(page: Handle) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), 1000)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(count):
        item = pdfium.FPDFPage_GetObject(page, index)
        if (
            item
            and pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT
            and pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            and (right.value - left.value) * (top.value - bottom.value) > 10_000
        ):
            return True
    return False


def _check_text(pages: Sequence[_Raw], name: str, *, encrypted: bool) -> None:
    """Raise where there is nothing to read, and say why as far as it shows."""
    if any(chr(code).isalpha() for page in pages for code in page.chars.codes if code < 0x110000):
        return
    pictured = [number for number, page in enumerate(pages, start=1) if page.pictured]
    if pictured:
        scans = "is a scanned picture" if len(pictured) == 1 else "are scanned pictures"
        raise DocumentError(
            f"{name} {NO_TEXT_LAYER}: {_ranges(pictured)} {scans}; recognise the text first, "
            "for instance with ocrmypdf"
        )
    if encrypted:
        raise DocumentError(
            f"{name} is encrypted in a way that cannot be undone here; save it without encryption"
        )
    count = len(pages)
    raise DocumentError(
        f"{name} holds no text on its {count} page{'' if count == 1 else 's'}; remove or replace it"
    )


def _ranges(numbers: Sequence[int]) -> str:
    """“pages 1–3, 7”."""
    parts = []
    for _, group in groupby(enumerate(numbers), key=lambda entry: entry[1] - entry[0]):
        run = [number for _, number in group]
        parts.append(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return f"page{'' if len(numbers) == 1 else 's'} {', '.join(parts)}"


def _dropped(page: _Raw, running: frozenset[int]) -> tuple[tuple[int, int], ...]:
    parts = [part for index in running for part in page.runs[index].parts]
    return tuple(sorted([*parts, *page.turned]))


def _groups(
    page: _Raw, lines: Sequence[Line], drawn: Sequence[Box], style: Style
) -> tuple[Group, ...]:
    floats, rest = find_floats(lines, drawn, _turned_boxes(page), style)
    foot = find_notes(rest, style, page.chars.flow_height)
    flow = Group("flow", foot.rest)
    return (*floats, *foot.notes, *((flow,) if foot.rest else ()))


def _imprint(parts: Sequence[PageParts]) -> tuple[str, ...]:
    """The small print of the first page that has any text."""
    groups = next((part.groups for part in parts if part.groups), ())
    return tuple(
        " ".join(line.run.text for line in group.lines)
        for group in groups
        if group.kind in ("note", "remark")
    )


def _turned_boxes(page: _Raw) -> list[Box]:
    """Where words run upwards or down: the names of axes."""
    chars = page.chars
    boxes = [chars.flow[start:end] for start, end in page.turned if chars.turned[start] > 0]
    return [(*box[:, :2].min(axis=0).tolist(), *box[:, 2:].max(axis=0).tolist()) for box in boxes]


def _turned_text(page: _Raw) -> str:
    """What is set across or askew, put together: it was cut where it leaves the flow."""
    chars = page.chars
    pieces = []
    for start, end in page.turned:
        words, _ = spell(chars, ((start, end),), float(chars.size[start]))
        pieces.append(f" {words}" if chars.gap[start] else words)
    return "".join(pieces).strip()
