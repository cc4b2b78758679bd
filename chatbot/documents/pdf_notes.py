"""Footnotes of a page: small type at the foot of a column, opened by a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.documents.headings import is_references
from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_floats import Group
from chatbot.documents.pdf_style import NOTE_SIZE, Style
from chatbot.documents.words import SUPERSCRIPTS

MARK = re.compile(rf"(?:\d{{1,3}}(?!\d)|[{SUPERSCRIPTS}]{{1,3}}|[*∗†‡§¶#]{{1,3}})(?=\s*\S)")
_LOW = 0.45  # of the page's height: notes stand below


@dataclass(frozen=True, slots=True)
class FootOfPage:
    """The notes of a page, and the lines that are left."""

    notes: tuple[Group, ...]
    rest: tuple[Line, ...]


def find_notes(lines: Sequence[Line], style: Style, height: float) -> FootOfPage:
    """Split the notes off the foot of each column."""
    notes: list[Group] = []
    taken: set[int] = set()
    for cell in _cells(lines):
        foot = _foot(cell, style, height)
        groups = _split(foot)
        notes += groups
        taken |= {id(line) for group in groups for line in group.lines}
    return FootOfPage(tuple(notes), tuple(line for line in lines if id(line) not in taken))


def _cells(lines: Sequence[Line]) -> list[list[Line]]:
    cells: dict[int, list[Line]] = {}
    for line in lines:
        cells.setdefault(line.cell, []).append(line)
    return list(cells.values())


def _foot(cell: Sequence[Line], style: Style, height: float) -> list[Line]:
    """The lines in small type that end a column."""
    foot: list[Line] = []
    for line in reversed(cell):
        small = line.run.size <= NOTE_SIZE * style.size
        if not small or line.run.base < _LOW * height:
            break
        foot.append(line)
    above = cell[len(cell) - len(foot) - 1] if len(foot) < len(cell) else None
    if above is not None and is_references(above.run.text):
        return []
    if above is None:  # nothing stands above: small type is this column's text
        lowest = min(line.run.top for line in foot)
        if lowest < 0.7 * height:
            return []
    return foot[::-1]


def _split(foot: Sequence[Line]) -> list[Group]:
    """Each note from its mark to the next; what stands before the first is a remark.

    A number opens a note only where it follows the one before, or comes first.
    """
    groups: list[list[Line]] = []
    last: int | None = None
    edge = min((line.run.left for line in foot), default=0.0)
    for line in foot:
        match = MARK.match(line.run.text)
        value = int(match.group()) if match and match.group().isdecimal() else None
        counted = value is not None and (last is None or last < value <= last + 3)
        near = line.run.left < edge + 2.5 * line.run.size
        if match is not None and near and (counted or value is None):
            groups.append([line])
            last = value if value is not None else last
        elif groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Group("note" if MARK.match(lines[0].run.text) else "remark", tuple(lines))
        for lines in groups
    ]
