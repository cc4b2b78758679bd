"""Captions, tables and figures of a page, told from its running text.

A caption opens with a label (“Figure 3:”, “Table 1.”, “Box 4”). A table is what rules
enclose beside its caption, else the rows there, or any three lines of several cells; a
figure is the drawing next to its caption, and the words in it (axis labels, legends) are
no text of the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chatbot.documents.pdf_caption_lines import find_captions
from chatbot.documents.pdf_captions import names_table
from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_figures import (
    Barriers,
    box_of,
    figure_region,
    holds,
    lines_inside,
    text_region,
)
from chatbot.documents.pdf_graphics import drawings, rules, union
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style
from chatbot.documents.pdf_tables import (
    Ruled,
    frame_of,
    match_tables,
    ruled_blocks,
    table_rows,
    unnamed_tables,
)

GroupKind = Literal["flow", "note", "remark", "caption", "table", "source", "figure_text"]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together; ``region`` is a figure's or table's place (flow)."""

    kind: GroupKind
    lines: tuple[Line, ...]
    region: Box | None = None


def find_floats(
    lines: Sequence[Line], parts: Sequence[Box], style: Style
) -> tuple[list[Group], list[Line]]:
    """The floats of a page in order, and the lines that are left.

    ``parts`` are the boxes of what is drawn on the page.
    """
    page = _Page(lines, parts, style)
    groups = page.groups()
    for rows in unnamed_tables(lines, page.taken):
        groups.append(Group("table", tuple(rows), box_of(rows)))
        page.taken |= {id(line) for line in rows}
    return groups, [line for line in lines if id(line) not in page.taken]


class _Page:
    """Finds what belongs to the captions of a page; ``taken`` are lines no longer free."""

    def __init__(self, lines: Sequence[Line], parts: Sequence[Box], style: Style) -> None:
        self._lines, self._style = lines, style
        self._parts = list(parts)
        self._captions = find_captions(lines, style)
        self._heads = [box_of(caption) for caption in self._captions]
        self.taken = {id(line) for caption in self._captions for line in caption}
        self._found: dict[int, Group] = {}
        self._regions: dict[int, Box] = {}

    def groups(self) -> list[Group]:
        """Each caption with its table or the words in its figure."""
        named = [names_table(caption[0].run.text) for caption in self._captions]
        tables = [number for number, table in enumerate(named) if table]
        figures = [number for number, table in enumerate(named) if not table]
        blocks = ruled_blocks(rules(self._parts), self._lines, self._captions, self._style)
        self._find_ruled(tables, blocks)
        self._find_rows(tables)
        drawn = drawings([part for part in self._parts if not self._in_table(part)])
        self._find_drawn(figures, drawn)
        left = [number for number in figures if number not in self._regions]
        self._find_ruled(left, [block for block in blocks if not self._in_table(block.box)])
        self._find_rows(left)
        self._find_drawn([number for number in tables if number not in self._regions], drawn)
        self._find_words()
        groups: list[Group] = []
        for number, caption in enumerate(self._captions):
            groups.append(Group("caption", caption, self._regions.get(number)))
            if number in self._found:
                groups.append(self._found[number])
        return groups

    def _barriers(self, own: int) -> Barriers:
        prose = [
            line
            for line in self._lines
            if id(line) not in self.taken
            and self._style.is_prose(line)
            and self._style.is_body(line)
        ]
        heads = [box for number, box in enumerate(self._heads) if number != own]
        return Barriers(tuple(prose), (*heads, *self._regions.values()))

    def _in_table(self, box: Box) -> bool:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(
            region[0] - 4 <= x <= region[2] + 4 and region[1] - 4 <= y <= region[3] + 4
            for region in self._regions.values()
        )

    def _find_ruled(self, numbers: Sequence[int], blocks: Sequence[Ruled]) -> None:
        """Tables between rules, or in a frame together with their captions."""
        matched = match_tables({n: self._heads[n] for n in numbers}, blocks, self._barriers(-1))
        for number in numbers:
            block = matched.get(number)
            box = block.box if block else frame_of(self._heads[number], self._parts, self._lines)
            if box is None:
                continue
            rows = self._rows(number)
            touching = bool(rows) and _touch(box_of(rows), box)
            region = union((box, box_of(rows))) if touching else box
            self._take(number, region, [line for line in self._lines if holds(region, line)])

    def _find_rows(self, numbers: Sequence[int]) -> None:
        """Tables without rules."""
        for number in numbers:
            rows = self._rows(number) if number not in self._regions else []
            if rows:
                self._take(number, box_of(rows), rows)

    def _rows(self, number: int) -> list[Line]:
        return table_rows(self._lines, self._captions[number], self.taken, self._style)

    def _take(self, number: int, region: Box, lines: Sequence[Line]) -> None:
        free = tuple(line for line in lines if id(line) not in self.taken)
        self._regions[number] = region
        if free:
            self._found[number] = Group("table", free, region)
            self.taken |= {id(line) for line in free}

    def _find_drawn(self, numbers: Sequence[int], drawn: Sequence[Box]) -> None:
        for number in numbers:
            region = figure_region(
                self._lines, self._captions[number], drawn, self._barriers(number),
                self.taken, self._style,
            )  # fmt: skip
            if region is None:
                continue
            self._regions[number] = region
            inner = lines_inside(self._lines, region, self.taken, self._style)
            if inner:
                self._found[number] = Group("figure_text", tuple(inner), region)
                self.taken |= {id(line) for line in inner}

    def _find_words(self) -> None:
        """What is set unlike the text beside captions that have nothing else."""
        for number, caption in enumerate(self._captions):
            if number in self._regions:
                continue
            region = text_region(self._lines, caption, self._barriers(number), self._style)
            if region is not None:
                self._take(number, region, [li for li in self._lines if holds(region, li)])


def _touch(one: Box, two: Box) -> bool:
    return (
        one[1] < two[3] + 12 and two[1] < one[3] + 12 and one[0] < two[2] and two[0] < one[2]
    )
