"""The lines that a PDF prints, as they stand: for checking a finished document.

A paper is read for its sense (``pdf_reader``); a finished document is read for its looks:
what is indented is quoted, what is raised is a mark, what is small and at the foot a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.documents.reading_process import ReadingLimits, ReadingProcess


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line in reading order; ``left`` … ``bottom`` and ``size`` in points.

    ``raised`` are ranges of ``text`` that are set as superscripts; ``running``: repeated on
    other pages, or their number.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    raised: tuple[tuple[int, int], ...]
    running: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of all pages, and the keywords that the file states of itself."""

    lines: tuple[PrintedLine, ...]
    keywords: str


def read_printed(path: Path, limits: ReadingLimits | None = None) -> Printed:
    """The lines of a PDF, read in a process of its own with limits on time and memory.

    Raises:
        DocumentError: it cannot be read, or not within the limits.
    """
    with ReadingProcess(limits or ReadingLimits()) as process:
        values = process.printed(path)
    return Printed(tuple(map(_line, values["lines"])), str(values["keywords"]))


def _line(record: Mapping[str, Any]) -> PrintedLine:
    raised = tuple((int(start), int(end)) for start, end in record["raised"])
    return PrintedLine(**{**record, "raised": raised})
