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
from chatbot.documents.pdf_figure_words import lines_inside, text_region, with_labels
from chatbot.documents.pdf_figures import (
    Barriers,
    box_of,
    drawings_beside,
    holds,
    match_drawings,
)
from chatbot.documents.pdf_graphics import drawings, rules, union
from chatbot.documents.pdf_sources import SourceLines, figure_above, find_sources, title_above
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style
from chatbot.documents.pdf_tables import (
    Ruled,
    frame_of,
    match_tables,
    ruled_blocks,
    table_rows,
    unnamed_tables,
    with_heads,
)

GroupKind = Literal["flow", "note", "remark", "caption", "table", "source", "figure_text"]

_ROOM = 2.0  # points around a figure


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together; ``region`` is a figure's or table's place (flow)."""

    kind: GroupKind
    lines: tuple[Line, ...]
    region: Box | None = None


def find_floats(
    lines: Sequence[Line], parts: Sequence[Box], turned: Sequence[Box], style: Style
) -> tuple[list[Group], list[Line]]:
    """The floats of a page, and the lines that are left.

    Those with captions come in their order, then what a source line tells, then other tables.

    ``parts`` are the boxes of what is drawn on the page, ``turned`` those of words set
    upwards or down.
    """
    page = _Page(lines, parts, turned, style)
    groups = page.groups()
    for rows in unnamed_tables(lines, page.taken):
        groups.append(Group("table", tuple(rows), box_of(rows)))
        page.taken |= {id(line) for line in rows}
    return groups, [line for line in lines if id(line) not in page.taken]


class _Page:
    """Finds what belongs to the captions of a page; ``taken`` are lines no longer free."""

    def __init__(
        self, lines: Sequence[Line], parts: Sequence[Box], turned: Sequence[Box], style: Style
    ) -> None:
        self._lines, self._style = lines, style
        self._parts, self._turned = list(parts), turned
        self._captions = find_captions(lines, rules(parts), style)
        self._heads = [box_of(caption) for caption in self._captions]
        self.taken = {id(line) for caption in self._captions for line in caption}
        self._sources = find_sources(lines, self.taken, style)
        self._kept = {id(line) for source in self._sources for line in source.lines}
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
        self._find_drawn(figures)
        left = [number for number in figures if number not in self._regions]
        self._find_ruled(left, [block for block in blocks if not self._in_table(block.box)])
        self._find_words(left)
        self._find_rows(left)
        self._find_drawn([number for number in tables if number not in self._regions])
        self._find_words(tables)
        sources, unlabelled = self._sourced(blocks)
        groups: list[Group] = []
        for number, caption in enumerate(self._captions):
            region = self._regions.get(number)
            shown = None if region is None else _padded(region, self._heads[number])
            groups.append(Group("caption", caption, shown))
            groups += sources.get(number, [])
            if number in self._found:
                groups.append(self._found[number])
        return groups + unlabelled

    def _barriers(self, own: int) -> Barriers:
        heads = [box for number, box in enumerate(self._heads) if number != own]
        return Barriers(tuple(self._prose()), (*heads, *self._regions.values()))

    def _prose(self) -> list[Line]:
        """The lines of running text that nothing has taken."""
        return [
            line
            for line in self._lines
            if id(line) not in self.taken
            and self._style.is_prose(line)
            and self._style.is_body(line)
        ]

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
            box = block.box if block else self._frame(number)
            if box is None:
                continue
            rows = self._rows(number) if block and block.rules < 3 else []
            touching = bool(rows) and _touch(box_of(rows), box)
            region = union((box, box_of(rows))) if touching else box
            region = with_heads(region, self._free())
            self._take(number, region, [line for line in self._lines if holds(region, line)])

    def _frame(self, number: int) -> Box | None:
        """The frame around a caption; only a box (“Box 4”) may hold running text of its own."""
        boxed = self._captions[number][0].run.text.casefold().startswith("box")
        prose = () if boxed else self._prose()
        return frame_of(self._heads[number], self._parts, self._lines, prose)

    def _find_rows(self, numbers: Sequence[int]) -> None:
        """Tables without rules."""
        for number in numbers:
            rows = self._rows(number) if number not in self._regions else []
            if rows:
                self._take(number, box_of(rows), rows)

    def _rows(self, number: int) -> list[Line]:
        caption = self._captions[number]
        above = not names_table(caption[0].run.text)
        return table_rows(self._lines, caption, self.taken, self._style, above=above)

    def _take(self, number: int, region: Box, lines: Sequence[Line]) -> None:
        gone = self.taken | self._kept
        free = tuple(line for line in lines if id(line) not in gone)
        self._regions[number] = region
        if free:
            self._found[number] = Group("table", free, region)
            self.taken |= {id(line) for line in free}

    def _find_drawn(self, numbers: Sequence[int]) -> None:
        choices = {
            number: drawings_beside(
                self._captions[number], self._drawings(number), self._barriers(number)
            )
            for number in numbers
        }
        for number, place in sorted(match_drawings(choices).items()):
            region = with_labels(
                self._free(), place, self._captions[number], self._turned, self._style
            )
            self._regions[number] = region
            inner = lines_inside(self._free(), region, self._style)
            if inner:
                self._found[number] = Group("figure_text", tuple(inner), region)
                self.taken |= {id(line) for line in inner}

    def _drawings(self, number: int) -> list[Box]:
        """The drawings for a caption: without tables and what is in another caption's column."""
        own = self._captions[number][0]
        columns = [
            (c[0].left - 6, c[0].right + 6)
            for c in self._captions
            if c[0].left > own.right or c[0].right < own.left
        ]
        return drawings(
            [
                _up_to(part, columns)
                for part in self._parts
                if not self._in_table(part)
                and not any(left <= (part[0] + part[2]) / 2 <= right for left, right in columns)
            ]
        )

    def _sourced(self, blocks: Sequence[Ruled]) -> tuple[dict[int, list[Group]], list[Group]]:
        """The source lines of captioned figures by number, and the figures told by theirs."""
        sources: dict[int, list[Group]] = {}
        unlabelled: list[Group] = []
        for source in self._sources:
            number = figure_above(source.box, [*self._regions.items(), *enumerate(self._heads)])
            if number is not None:
                sources.setdefault(number, []).append(Group("source", source.lines))
                self.taken |= {id(line) for line in source.lines}
            else:
                unlabelled += self._unlabelled(source, blocks)
        return sources, unlabelled

    def _unlabelled(self, source: SourceLines, blocks: Sequence[Ruled]) -> list[Group]:
        """The figure or table without a label above a source line: title, source, words."""
        free = drawings([part for part in self._parts if not self._in_table(part)])
        place = drawings_beside(source.lines, free, self._barriers(-1)).get(True)
        table = next((b.box for b in blocks if _ends_at(b.box, source.box)), None)
        region = table or place
        if region is None:
            return []
        self.taken |= {id(line) for line in source.lines}
        if table is None:
            region = with_labels(self._free(), region, source.lines, self._turned, self._style)
        title = title_above(place if place and not table else region, self._free(), self._style)
        self.taken |= {id(line) for line in title}
        if title and box_of(title)[3] > region[1]:
            region = (region[0], box_of(title)[3], region[2], region[3])
        shown = _padded(region, source.box)
        inside = tuple(line for line in self._free() if holds(region, line))
        self.taken |= {id(line) for line in inside}
        groups = [Group("caption", tuple(title), shown)] if title else []
        groups.append(Group("source", source.lines, shown))
        if inside:
            groups.append(Group("table" if table else "figure_text", inside, shown))
        return groups

    def _free(self) -> list[Line]:
        """The lines that nothing has taken; those of sources are kept for these."""
        gone = self.taken | self._kept
        return [line for line in self._lines if id(line) not in gone]

    def _find_words(self, numbers: Sequence[int]) -> None:
        """What is set unlike the text beside captions that have nothing else."""
        for number in numbers:
            if number in self._regions:
                continue
            caption = self._captions[number]
            region = text_region(self._lines, caption, self._barriers(number), self._style)
            if region is not None:
                self._take(number, region, [li for li in self._lines if holds(region, li)])


def _padded(region: Box, caption: Box) -> Box:
    """A place with room for strokes at its edges, but not over its caption."""
    left, top, right, bottom = (
        region[0] - _ROOM, region[1] - _ROOM, region[2] + _ROOM, region[3] + _ROOM
    )  # fmt: skip
    if region[3] <= caption[1]:
        bottom = min(bottom, caption[1])
    elif region[1] >= caption[3]:
        top = max(top, caption[3])
    return max(left, 0.0), max(top, 0.0), right, bottom


def _up_to(part: Box, columns: Sequence[tuple[float, float]]) -> Box:
    """A part cut off where a little of it, a shadow, reaches into others' columns."""
    left, top, right, bottom = part
    some = 0.3 * (right - left)
    for start, end in columns:
        if left < start < right and right - start < some:
            right = start
        elif left < end < right and end - left < some:
            left = end
    return left, top, right, bottom


def _ends_at(block: Box, source: Box) -> bool:
    """Whether a ruled block ends directly above a source line."""
    return -4 < source[1] - block[3] < 20 and block[0] < source[2] and source[0] < block[2]


def _touch(one: Box, two: Box) -> bool:
    return one[1] < two[3] + 12 and two[1] < one[3] + 12 and one[0] < two[2] and two[0] < one[2]
