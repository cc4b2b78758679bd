"""An open PDF → its lines with the looks that ``printed`` needs; run in the limited process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from chatbot.documents.pdf_chars import PageChars, page_chars
from chatbot.documents.pdf_columns import Line, find_gutters, read_columns
from chatbot.documents.pdf_lines import Run, find_runs, is_raised, spell
from chatbot.documents.pdf_open import opened_pdf
from chatbot.documents.pdf_running import PageRuns, find_running

Pages = list[tuple[PageChars, list[Run]]]


def printed_values(path: Path, password: str | None, *, max_pages: int) -> dict[str, Any]:
    """The lines and keywords of a PDF as JSON values.

    Raises:
        MissingInput: there is no such file.
        DocumentError: it cannot be opened.
    """
    with opened_pdf(path, password, max_pages=max_pages) as file:
        pages = [page for number in range(len(file)) if (page := _page(file, number))]
        keywords = file.get_metadata_value("Keywords")
    found = find_running([PageRuns(tuple(r), c.flow_width, c.flow_height) for c, r in pages])
    lines: list[dict[str, Any]] = []
    for (chars, runs), running in zip(pages, found, strict=True):
        dropped = {part for index in running for part in runs[index].parts}
        for line in read_columns(chars, runs, find_gutters(runs)):
            lines.append(_values(chars, line, dropped))
    return {"lines": lines, "keywords": keywords}


def _page(file: pypdfium2.PdfDocument, number: int) -> tuple[PageChars, list[Run]] | None:
    """The characters and runs of one page, None where it has none or cannot be read."""
    page = pdfium.FPDF_LoadPage(file.raw, number)
    if not page:
        return None
    try:
        chars = page_chars(page, number)
        runs = find_runs(chars)
        return (chars, runs) if runs else None
    finally:
        pdfium.FPDF_ClosePage(page)


def _values(chars: PageChars, line: Line, dropped: set[tuple[int, int]]) -> dict[str, Any]:
    run = line.run
    text, places = spell(chars, run.parts, run.size)
    raised = [at for at, place in enumerate(places) if place >= 0 and is_raised(chars, run, place)]
    return {
        "text": text,
        "page": chars.number,
        "left": round(run.left, 1),
        "right": round(run.right, 1),
        "top": round(run.top, 1),
        "bottom": round(run.bottom, 1),
        "size": round(run.size, 1),
        "bold": run.bold,
        "raised": _ranges(raised),
        "running": set(run.parts) <= dropped,
    }


def _ranges(offsets: list[int]) -> list[tuple[int, int]]:
    """Neighbouring offsets as half-open ranges."""
    ranges: list[tuple[int, int]] = []
    for offset in offsets:
        if ranges and ranges[-1][1] == offset:
            ranges[-1] = (ranges[-1][0], offset + 1)
        else:
            ranges.append((offset, offset + 1))
    return ranges
