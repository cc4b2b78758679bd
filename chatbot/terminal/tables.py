"""Plain tables as a terminal shows them.

No number is ever cut in two: what does not fit beside the rest goes below it, under the same
row names. Cells wrap between words, an interval staying whole, and headings after ``_``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chatbot.terminal.safe import visible

if TYPE_CHECKING:
    from rich.console import Console

    from chatbot.evaluation.tables import PlainTable

_GAP, _EDGE = 3, 1
"""What rich's ``SIMPLE_HEAD`` takes for each column, and once for a table."""

_LONGEST_WORD = 24
"""Longer ones, which are ids, may be cut."""

_HEADING_PIECE = re.compile(r"[^_ ]+_?| ")
_CELL_PIECE = re.compile(r"\[[^\]]*\]|[^\s\[]+| ")

Pieces = tuple[tuple[str, ...], ...]
"""What must stay together of each cell of a column, its heading first."""


def print_table(console: Console, table: PlainTable) -> None:
    """Print a table, in several parts where it is wider than the console."""
    columns = [_pieces(table, number) for number in range(len(table.columns))]
    for number, chosen in enumerate(_parts(columns, console.width)):
        title = visible(table.title) if number == 0 else None
        _print_part(console, title, [columns[each] for each in chosen])


def _pieces(table: PlainTable, number: int) -> Pieces:
    heading = tuple(_HEADING_PIECE.findall(visible(table.columns[number])))
    cells = (tuple(_CELL_PIECE.findall(visible(row[number]))) for row in table.rows)
    return (heading, *cells)


def _parts(columns: Sequence[Pieces], room: int) -> list[list[int]]:
    """The numbers of the columns of each part: the first column, and as many as fit."""
    parts, used = [[0]], 0
    first = _narrowest(columns[0]) + _GAP + _EDGE
    for number, column in enumerate(columns[1:], start=1):
        width = _narrowest(column) + _GAP
        if len(parts[-1]) > 1 and first + used + width > room:
            parts.append([0])
            used = 0
        parts[-1].append(number)
        used += width
    return parts


def _print_part(console: Console, title: str | None, columns: Sequence[Pieces]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    shown = Table(title=title, box=SIMPLE_HEAD, title_justify="left")
    widths = _widths(columns, console.width)
    for number, (column, width) in enumerate(zip(columns, widths, strict=True)):
        heading = _filled(column[0], width)
        shown.add_column(
            heading, justify="right" if number else "left", width=width, overflow="fold"
        )
    for row in zip(*(column[1:] for column in columns), strict=True):
        shown.add_row(*map(_filled, row, widths))
    console.print(shown)


def _widths(columns: Sequence[Pieces], room: int) -> list[int]:
    """The width of each column: what it would like, the widest giving way first."""
    narrowest = [_narrowest(column) for column in columns]
    widths = [max(len("".join(pieces)) for pieces in column) for column in columns]
    widths = [max(pair) for pair in zip(widths, narrowest, strict=True)]
    excess = sum(widths) + _GAP * len(widths) + _EDGE - room
    for _ in range(excess):
        loose = [number for number, width in enumerate(widths) if width > narrowest[number]]
        if not loose:
            break
        widths[max(loose, key=lambda number: widths[number])] -= 1
    return widths


def _narrowest(column: Pieces) -> int:
    longest = max((len(piece) for pieces in column for piece in pieces), default=1)
    return min(longest, _LONGEST_WORD)


def _filled(pieces: Sequence[str], width: int) -> str:
    """The pieces on as few lines as the width allows."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")
