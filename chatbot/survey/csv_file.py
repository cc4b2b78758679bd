"""A survey as CSV: one row a question and paper, as RFC 4180 has it.

A spreadsheet takes what begins with “=” for a formula and would run it. So a text that begins
with such a sign gets an apostrophe in front, which spreadsheets do not show.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from chatbot.spreadsheets import harmless
from chatbot.survey.asking import Cell

COLUMNS = (
    "query_id",
    "question",
    "document",
    "paper",
    "status",
    "confidence",
    "short_answer",
    "quote",
    "section",
    "paragraph",
    "page",
    "start",
    "end",
    "citation",
    "remark",
)
BYTE_ORDER_MARK = "\ufeff"


def as_csv(cells: Sequence[Cell], *, mark: bool = False) -> bytes:
    """The table in UTF-8; with ``mark`` a byte-order mark first, for spreadsheets that want it."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(value) for value in _row(cell)] for cell in cells)
    text = (BYTE_ORDER_MARK if mark else "") + target.getvalue()
    return text.encode("utf-8", "replace")


def _row(cell: Cell) -> tuple[str, ...]:
    answer, extract = cell.answer, cell.extract
    confidence = answer.confidence if answer is not None else None
    short = answer.short_answer if answer is not None else None
    place: tuple[str, ...] = ("", "", "", "", "", "")
    if extract is not None:
        locator = extract.locator
        place = (
            extract.quote,
            " > ".join(locator.section),
            "" if locator.paragraph is None else str(locator.paragraph),
            locator.page or "",
            str(extract.start),
            str(extract.end),
        )
    return (
        cell.query.query_id,
        cell.query.query,
        cell.document.id,
        cell.document.title,
        cell.status,
        "" if confidence is None else f"{confidence:.4f}",
        short.text if short is not None and short.citation == 1 else "",
        *place,
        cell.citation,
        cell.remark,
    )
