"""Blocks of an HTML page under construction: one at a time, with its links and cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from chatbot.documents.flow import FlowKind, item_number, raised

_LONGEST_CELL = 300
"""Characters: a table with longer cells is a way to arrange a page."""


@dataclass(slots=True)
class Link:
    """A link to a place of the page, with its words; ``raised``: set as a superscript."""

    target: str
    text: str = ""
    raised: bool = False


@dataclass(slots=True)
class HtmlBlock:
    """A block with what is needed to tell notes, tables and the main part.

    ``item`` is the number of the list item it is from; ``cell`` (row, column) of a table;
    ``number`` is an item's, as printed.
    """

    kind: FlowKind = "text"
    level: int | None = None
    lines: list[list[str | Link]] = field(default_factory=lambda: [[]])
    names: set[str] = field(default_factory=set)
    main: bool = False
    noted: bool = False
    item: int | None = None
    cell: tuple[int, int] | None = None
    length: int = 0
    number: str | None = None


@dataclass(slots=True)
class _List:
    """A list under way: the style of its numbers (empty: bullets), and the next number.

    ``depth`` is how many items it stands in.
    """

    style: str
    next: int
    depth: int


@dataclass(slots=True)
class _Table:
    first: int
    row: int = 0
    column: int = 0
    nested: bool = False


class Build:
    """Takes words and breaks, gives blocks."""

    def __init__(self) -> None:
        self.main = False
        self.noted = 0
        self.raising = 0
        self._blocks: list[HtmlBlock] = []
        self._open = HtmlBlock()
        self._names: set[str] = set()
        self._link: Link | None = None
        self._items: list[int] = []
        self._lists: list[_List] = []
        self._item_count = 0
        self._tables: list[_Table] = []

    def finish(self) -> list[HtmlBlock]:
        """All blocks in order."""
        self.end_block()
        while self._tables:
            self.close_table()
        return self._blocks

    def add(self, text: str) -> None:
        """Words of the open line."""
        if self._link is not None:
            self._link.text += text
            self._link.raised = self._link.raised or self.raising > 0
        elif text:
            self._open.lines[-1].append(raised(text) if self.raising else text)
        if words := text.strip():
            self._open.length += len(words)
            self._open.names |= self._names
            self._names.clear()

    def name(self, name: str) -> None:
        """A place that links may name: the block that holds the next words."""
        (self._open.names if self._open.length else self._names).add(name)

    def open_link(self, target: str) -> Link:
        """The words that follow are those of a link within the page."""
        self._link = Link(target)
        self._open.lines[-1].append(self._link)
        return self._link

    def close_link(self) -> None:
        """They no longer are."""
        self._link = None

    def end_line(self) -> None:
        """A break within the block."""
        self._link = None
        self._open.lines.append([])

    def begin(self, kind: FlowKind, level: int | None = None) -> None:
        """The block that follows is of this kind."""
        self._open.kind, self._open.level, self._open.number = kind, level, None

    def begin_list(self, style: str, first: int) -> None:
        """A list; ``style`` of its numbers is empty where it has bullets."""
        self._lists.append(_List(style, first, len(self._items)))

    def end_list(self) -> None:
        """The end of a list, and of its last item."""
        if self._lists:
            del self._items[self._lists.pop().depth :]

    def begin_item(self, value: int | None = None) -> None:
        """An item of a list, with its own number where it states one."""
        inside = self._lists[-1] if self._lists else None
        del self._items[inside.depth if inside is not None else 0 :]
        self._item_count += 1
        self._items.append(self._item_count)
        if inside is None or not inside.style:
            self.begin("bullet")
            return
        number = inside.next if value is None else value
        inside.next = number + 1
        self.begin("ordered")
        self._open.number = item_number(number, inside.style)

    def end_item(self) -> None:
        """The end of an item: what follows is of the item around it."""
        self.end_block()
        if self._items:
            self._items.pop()

    def end_block(self) -> None:
        """A break between blocks; one without words leaves its kind to the next."""
        self._link = None
        block = self._open
        if not block.length:
            block.lines = [[]]
            if block.kind == "heading":
                block.kind, block.level = "text", None
            return
        block.main, block.noted = self.main, self.noted > 0
        block.item = self._items[-1] if self._items else None
        if self._tables and block.kind != "caption":
            block.cell = (self._tables[-1].row, self._tables[-1].column)
        self._blocks.append(block)
        self._open = HtmlBlock()

    # --- tables ------------------------------------------------------------

    def open_table(self, tag: str) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            if self._tables:
                self._tables[-1].nested = True
            self._tables.append(_Table(len(self._blocks)))
        elif self._tables and tag == "tr":
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif self._tables:
            self._tables[-1].column += 1

    def close_table(self) -> None:
        """A table ends: its cells become rows, unless it only arranges the page."""
        self.end_block()
        if not self._tables:
            return
        table = self._tables.pop()
        if table.nested:
            return
        inside = self._blocks[table.first :]
        cells = [block for block in inside if block.kind != "caption"]
        if not _is_data(cells):
            return
        captions = [block for block in inside if block.kind == "caption"]
        self._blocks[table.first :] = [*captions, _as_rows(cells)]


def _is_data(cells: list[HtmlBlock]) -> bool:
    places = {block.cell for block in cells}
    columns = {cell[1] for cell in places if cell is not None}
    plain = all(block.kind == "text" and block.cell is not None for block in cells)
    return plain and len(columns) > 1 and all(b.length <= _LONGEST_CELL for b in cells)


def _as_rows(cells: list[HtmlBlock]) -> HtmlBlock:
    """One block with a line a row, cells between bars."""
    rows: list[list[str | Link]] = []
    names: set[str] = set()
    for _, row in groupby(cells, key=lambda block: (block.cell or (0, 0))[0]):
        line: list[str | Link] = ["| "]
        for _, cell in groupby(row, key=lambda block: block.cell):
            for block in cell:
                names |= block.names
                line += [piece for part in block.lines for piece in (*part, " ")]
            line.append(" | ")
        rows.append(line)
    return HtmlBlock(
        "table", None, rows, names, cells[0].main, length=sum(block.length for block in cells)
    )
