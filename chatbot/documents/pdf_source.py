"""The pages' lines in reading order → one source text, each character with its place.

On every page what is no running text comes first: running heads, the words in figures,
captions and tables, notes; then the columns. So a paragraph that goes on over the page
stands in one piece, and the pages' parts of the text follow each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chatbot.datatypes import PieceKind
from chatbot.documents.blocks import Block
from chatbot.documents.layout import LeftOut
from chatbot.documents.pdf_chars import PageChars
from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_floats import Group
from chatbot.documents.pdf_lines import is_raised, spell


@dataclass(frozen=True, slots=True)
class PageParts:
    """What was told apart on one page; ``dropped`` are ranges of its characters."""

    chars: PageChars
    dropped: tuple[tuple[int, int], ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source text, ``source[start:end]``, with what is known of it.

    ``group`` counts the groups of the document; ``raised`` are ranges of superscripts.
    """

    start: int
    end: int
    page: int
    group: int
    line: Line
    raised: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PdfSource:
    """The source text; ``places[i]`` is the index of its character on its page, or -1.

    ``pages`` are the ranges of the pages, which tile the text.
    """

    text: str
    places: tuple[int, ...]
    lines: tuple[SourceLine, ...]
    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]
    pages: tuple[tuple[int, int], ...]


class _Writer:
    def __init__(self) -> None:
        self.signs: list[str] = []
        self.places: list[int] = []
        self.lines: list[SourceLine] = []
        self.groups: list[Group] = []
        self.left_out: list[LeftOut] = []
        self.pages: list[tuple[int, int]] = []

    def write_page(self, number: int, page: PageParts) -> None:
        begin = len(self.places)
        for start, end in page.dropped:
            self._leave_out(page.chars, [((start, end),)], "running_head")
        for group in page.groups:
            if group.kind == "figure_text":
                self._leave_out(page.chars, [ln.run.parts for ln in group.lines], "figure_text")
        for group in _in_order(page.groups):
            for line in group.lines:
                self._write_line(number, page.chars, line)
            self.groups.append(group)
        self._add("\f", [-1])
        self.pages.append((begin, len(self.places)))

    def _leave_out(
        self, chars: PageChars, lines: Iterable[Sequence[tuple[int, int]]], kind: PieceKind
    ) -> None:
        for parts in lines:
            start = len(self.places)
            text, places = spell(chars, parts, float(chars.size[parts[0][0]]))
            self._add(text + "\n", [*places, -1])
            self.left_out.append(LeftOut(start, len(self.places), kind))

    def _write_line(self, number: int, chars: PageChars, line: Line) -> None:
        start = len(self.places)
        text, places = spell(chars, line.run.parts, line.run.size)
        self._add(text, places)
        raised = _ranges(
            [
                start + offset
                for offset, place in enumerate(places)
                if place >= 0 and is_raised(chars, line.run, place)
            ]
        )
        end = len(self.places)
        self.lines.append(SourceLine(start, end, number, len(self.groups), line, raised))
        self._add("\n", [-1])

    def _add(self, text: str, places: Sequence[int]) -> None:
        self.signs.append(text)
        self.places.extend(places)


def write_source(pages: Sequence[PageParts]) -> PdfSource:
    """One text of all pages."""
    writer = _Writer()
    for number, page in enumerate(pages):
        writer.write_page(number, page)
    return PdfSource(
        "".join(writer.signs),
        tuple(writer.places),
        tuple(writer.lines),
        tuple(writer.groups),
        tuple(writer.left_out),
        tuple(writer.pages),
    )


def lines_of_blocks(source: PdfSource, blocks: Sequence[Block]) -> list[tuple[int, SourceLine]]:
    """Every source line with the index of its block; both are in order."""
    found: list[tuple[int, SourceLine]] = []
    index = 0
    for line in source.lines:
        while index < len(blocks) and blocks[index].end < line.end:
            index += 1
        if index < len(blocks) and blocks[index].start <= line.start:
            found.append((index, line))
    return found


def _in_order(groups: Sequence[Group]) -> list[Group]:
    """Floats as they come, then notes, then the running text."""
    rank = {"caption": 0, "source": 0, "table": 0, "note": 1, "remark": 1, "flow": 2}
    kept = [group for group in groups if group.kind in rank and group.lines]
    return sorted(kept, key=lambda group: rank[group.kind])


def _ranges(offsets: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring offsets as half-open ranges."""
    ranges: list[tuple[int, int]] = []
    for offset in offsets:
        if ranges and ranges[-1][1] == offset:
            ranges[-1] = (ranges[-1][0], offset + 1)
        else:
            ranges.append((offset, offset + 1))
    return tuple(ranges)
