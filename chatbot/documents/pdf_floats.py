"""Captions, tables and figures of a page, told from its running text.

A caption opens with a label (“Figure 3:”, “Table 1.”, “Box 4”). A table is the rows beside
its caption, or any three lines of several cells; a figure is the drawing next to its
caption, and the words in it (axis labels, legends) are no text of the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chatbot.documents.pdf_captions import CAPTION, has_caption, names_table
from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_figures import box_of, figure_region, lines_inside
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style, is_joined
from chatbot.documents.words import ends_sentence

GroupKind = Literal["flow", "note", "remark", "caption", "table", "figure_text"]

_ROW_GAP = 2.6  # baselines of a table's neighbouring rows, in sizes of their type


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together; ``region`` is a figure's or table's place (flow)."""

    kind: GroupKind
    lines: tuple[Line, ...]
    region: Box | None = None


def find_floats(
    lines: Sequence[Line], graphics: Sequence[Box], style: Style
) -> tuple[list[Group], list[Line]]:
    """The floats of a page in order, and the lines that are left."""
    captions = _captions(lines, style)
    taken = {id(line) for group in captions for line in group.lines}
    groups: list[Group] = []
    for caption in sorted(captions, key=lambda group: names_table(group.lines[0].run.text)):
        if names_table(caption.lines[0].run.text):
            rows = _rows(lines, caption, taken, style)
            region = box_of([*rows, *caption.lines])
            groups.append(replace(caption, region=region))
            if rows:
                groups.append(Group("table", tuple(rows), region))
                taken |= {id(line) for line in rows}
        else:
            region_or_none = figure_region(lines, caption.lines, graphics, taken, style)
            groups.append(replace(caption, region=region_or_none))
            inner = lines_inside(lines, region_or_none, taken, style)
            if inner:
                groups.append(Group("figure_text", tuple(inner), region_or_none))
                taken |= {id(line) for line in inner}
    for rows in _unnamed_tables(lines, taken):
        groups.append(Group("table", tuple(rows), box_of(rows)))
        taken |= {id(line) for line in rows}
    return groups, [line for line in lines if id(line) not in taken]


# --- captions ----------------------------------------------------------------


def _captions(lines: Sequence[Line], style: Style) -> list[Group]:
    found: list[Group] = []
    index = 0
    while index < len(lines):
        if _opens_caption(lines, index, style):
            end = _caption_end(lines, index, style)
            found.append(Group("caption", tuple(lines[index:end])))
            index = end
        else:
            index += 1
    return found


def _opens_caption(lines: Sequence[Line], index: int, style: Style) -> bool:
    run = lines[index].run
    match = CAPTION.match(run.text) if has_caption(run.text) else None
    if match is None:
        return False
    if index and lines[index - 1].cell == lines[index].cell:
        above = lines[index - 1].run
        near = run.base - above.base < 1.25 * style.leading * max(run.size, above.size)
        alike = abs(run.size - above.size) < 0.06 * run.size and run.bold == above.bold
        if near and alike and above.cells == 1 and not ends_sentence(above.text):
            return False
    if match["stop"].strip():
        return True
    rest = run.text[match.end() :].split()
    bare = not rest
    return bare or run.bold or not style.is_body(lines[index]) or run.text.isupper()


def _caption_end(lines: Sequence[Line], start: int, style: Style) -> int:
    first = lines[start]
    end = start + 1
    while end < len(lines):
        line, above = lines[end], lines[end - 1]
        step = line.run.base - above.run.base
        if (
            line.cell != first.cell
            or not 0 < step < 1.3 * style.leading * first.run.size
            or (abs(line.run.size - first.run.size) > 0.08 * first.run.size and end > start + 1)
            or line.run.cells > 2
            or has_caption(line.run.text)
            or _loose(lines, start, end, step)
        ):
            break
        end += 1
    return end


def _loose(lines: Sequence[Line], start: int, end: int, step: float) -> bool:
    """Whether a step is clearly wider than the one before, inside the caption."""
    if end - start < 2:
        return False
    before = lines[end - 1].run.base - lines[end - 2].run.base
    return step > 1.2 * before + 0.5


# --- tables ------------------------------------------------------------------


def _rows(lines: Sequence[Line], caption: Group, taken: set[int], style: Style) -> list[Line]:
    """The rows below or above a caption, whichever look more like a table's."""
    order = {id(line): index for index, line in enumerate(lines)}
    first, last = order[id(caption.lines[0])], order[id(caption.lines[-1])]
    below = _run_of_rows(lines[last + 1 :], caption.lines[-1], taken, style)
    above = _run_of_rows(lines[:first][::-1], caption.lines[0], taken, style)[::-1]
    return max((below, above), key=_tabular)


def _tabular(rows: Sequence[Line]) -> int:
    return sum(_is_row(line) for line in rows)


def _run_of_rows(lines: Sequence[Line], caption: Line, taken: set[int], style: Style) -> list[Line]:
    """Lines next to a caption as long as they are rows or small print between rows."""
    rows: list[Line] = []
    last, open_rows = caption, 0
    for line in lines:
        gap = abs(line.run.base - last.run.base) / max(line.run.size, last.run.size)
        overlap = min(line.run.right, caption.right) - max(line.run.left, caption.left)
        if id(line) in taken or overlap <= 0 or gap > (_ROW_GAP if rows else 4.0):
            break
        if style.is_prose(line) and style.is_body(line):
            break
        rows.append(line)
        last = line
        open_rows = len(rows) if _is_row(line) or not style.is_body(line) else open_rows
    while len(rows) > open_rows:  # what follows the last row is no part of it
        rows.pop()
    return rows if _tabular(rows) >= 2 else []


def _is_row(line: Line) -> bool:
    return line.run.cells >= 2 and not is_joined(line.run.text)


def _has_number(line: Line) -> bool:
    return any(sign.isdigit() for sign in line.run.text)


def _unnamed_tables(lines: Sequence[Line], taken: set[int]) -> list[list[Line]]:
    """Runs of at least three neighbouring lines of at least three cells."""
    found: list[list[Line]] = []
    run: list[Line] = []
    for line in [*lines, None]:
        fits = line is not None and id(line) not in taken and line.run.cells >= 3
        if fits and line is not None and (not run or line.cell == run[-1].cell):
            run.append(line)
            continue
        if len(run) >= 3 and 2 * sum(_has_number(line) for line in run) >= len(run):
            found.append(run)
        run = [line] if fits and line is not None else []
    return found
