"""The place of a table: what its rules enclose beside its caption, or rows of cells.

Rules that begin and end alike, one below the other, bound a table (as booktabs and most
word processors draw them); captions divide them from those of the next. Where a table has
no rules, the rows next to its caption make it up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_figures import Barriers, box_of, holds
from chatbot.documents.pdf_graphics import union
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style, is_joined

_ROW_GAP = 2.6  # baselines of a table's neighbouring rows, in sizes of their type
_ALIKE = 6.0  # points by which the ends of a table's rules may differ
_FAR = 45.0  # points from a caption to its table
_LEAST = 60.0  # points: a shorter rule is an underline or a part of a chart
_SPANS = 0.7  # of a rule: running text between two of them parts two tables
_FLUSH = 30.0  # points from the left end of a rule: running text begins there, no cell
_PANEL = 2  # lines of running text: a surface that holds them is no table's


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a run of rules encloses; ``rules`` counts them."""

    box: Box
    rules: int


def ruled_blocks(
    rules: Sequence[Box], lines: Sequence[Line], captions: Sequence[Sequence[Line]], style: Style
) -> list[Ruled]:
    """The blocks that rules of like ends enclose, top to bottom."""
    clusters: list[list[Box]] = []
    for rule in sorted(rules, key=lambda r: (r[1], r[0])):
        if rule[2] - rule[0] < _LEAST:
            continue
        for cluster in clusters:
            last = cluster[-1]
            if abs(last[0] - rule[0]) < _ALIKE and abs(last[2] - rule[2]) < _ALIKE:
                cluster.append(rule)
                break
        else:
            clusters.append([rule])
    prose = [line for line in lines if style.is_prose(line) and style.is_body(line)]
    cells = [line for line in lines if _is_row(line)]
    heads = [box_of(caption) for caption in captions]
    found: list[Ruled] = []
    for cluster in clusters:
        for part in _divided(cluster, prose, cells, heads):
            box = union(part)
            if len(part) > 1 and box[3] - box[1] > 12:
                found.append(Ruled(box, len(part)))
    return sorted(found, key=lambda block: (block.box[1], block.box[0]))


def _divided(
    cluster: Sequence[Box],
    prose: Sequence[Line],
    cells: Sequence[Line],
    captions: Sequence[Box],
) -> list[list[Box]]:
    """A run of rules cut at captions, and at running text where there are more than two."""
    parts: list[list[Box]] = []
    for part in _cut(cluster, lambda gap: any(_within(box, gap) for box in captions)):
        parts += _cut(part, lambda gap: _reads_on(gap, prose, cells)) if len(part) > 2 else [part]
    return parts


def _cut(rules: Sequence[Box], parted: Callable[[Box], bool]) -> list[list[Box]]:
    parts: list[list[Box]] = [[rules[0]]]
    for above, below in pairwise(rules):
        if parted((above[0], above[3], above[2], below[1])):
            parts.append([])
        parts[-1].append(below)
    return parts


def _reads_on(gap: Box, prose: Sequence[Line], cells: Sequence[Line]) -> bool:
    """Whether running text stands between two rules, not the text or a head of cells."""
    least = _SPANS * (gap[2] - gap[0])
    lines = sum(
        line.run.left < gap[0] + _FLUSH
        and line.run.width > least
        and not line.run.bold
        and holds(gap, line)
        for line in prose
    )
    return lines > 0 and lines >= sum(holds(gap, line) for line in cells)


def _within(box: Box, gap: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return gap[0] <= x <= gap[2] and gap[1] <= y <= gap[3]


def match_tables(
    captions: Mapping[int, Box], blocks: Sequence[Ruled], barriers: Barriers
) -> dict[int, Ruled]:
    """For captions, by number, the block that is theirs.

    A caption beside two blocks takes the one that no other caption needs.
    """
    choices = {number: _beside(box, blocks, barriers) for number, box in captions.items()}
    found: dict[int, Ruled] = {}
    taken: set[int] = set()
    while choices:
        free = {i: [b for b in own if id(b) not in taken] for i, own in choices.items()}
        index = min(free, key=lambda i: (len(free[i]) or 9, i))
        if free[index]:
            found[index] = free[index][0]
            taken.add(id(free[index][0]))
        del choices[index]
    return found


def _beside(caption: Box, blocks: Sequence[Ruled], barriers: Barriers) -> list[Ruled]:
    """The nearest block above and the nearest below a caption, the nearer one first."""
    gaps: list[tuple[float, int]] = []
    for above in (True, False):
        best: tuple[float, int] | None = None
        for number, block in enumerate(blocks):
            gap = caption[1] - block.box[3] if above else block.box[1] - caption[3]
            shared = min(caption[2], block.box[2]) - max(caption[0], block.box[0])
            narrow = min(caption[2] - caption[0], block.box[2] - block.box[0])
            near = -4 < gap < _FAR and shared > 0.5 * narrow
            if near and not barriers.between(caption, block.box) and (not best or gap < best[0]):
                best = (gap, number)
        if best is not None:
            gaps.append(best)
    return [blocks[number] for _, number in sorted(gaps)]


def frame_of(
    caption: Box, parts: Sequence[Box], lines: Sequence[Line], prose: Sequence[Line]
) -> Box | None:
    """The least frame or surface that a caption stands in together with other lines.

    One that holds running text is a part of the page; ``prose`` are the lines of such text.
    """
    frames = [
        part
        for part in parts
        if part[0] <= caption[0] and part[2] >= caption[2]
        and part[1] <= caption[1] + 2 and part[3] >= caption[3] + 20
        and sum(holds(part, line) for line in lines) >= 3
        and sum(holds(part, line) for line in prose) < _PANEL
    ]  # fmt: skip
    return min(frames, key=lambda f: (f[2] - f[0]) * (f[3] - f[1]), default=None)


def with_heads(region: Box, lines: Sequence[Line]) -> Box:
    """A table with the rows of cells directly above its first and below its last rule."""
    for _ in range(3):
        grown = region
        for line in lines:
            box = box_of([line])
            within = box[0] > region[0] - 4 and box[2] < region[2] + 4 and line.run.cells > 1
            if (within and -8 < region[1] - box[3] < 5) or (within and -8 < box[1] - region[3] < 5):
                grown = union((grown, box))
        if grown == region:
            break
        region = grown
    return region


# --- rows --------------------------------------------------------------------


def table_rows(
    lines: Sequence[Line], caption: Sequence[Line], taken: set[int], style: Style, *, above: bool
) -> list[Line]:
    """The rows below or above a caption, whichever look more like a table's.

    ``above``: rather those above, if there are any.
    """
    order = {id(line): index for index, line in enumerate(lines)}
    first, last = order[id(caption[0])], order[id(caption[-1])]
    below = _run_of_rows(lines[last + 1 :], caption[-1], taken, style)
    over = _run_of_rows(lines[:first][::-1], caption[0], taken, style)[::-1]
    if above and over:
        return _with_beside(over, lines, taken)
    return _with_beside(max((below, over), key=_tabular), lines, taken)


def _with_beside(rows: list[Line], lines: Sequence[Line], taken: set[int]) -> list[Line]:
    """Rows with what stands beside most of them: a page's gutter cuts wide tables."""
    if not rows:
        return rows
    bases = [line.run.base for line in rows]
    beside: dict[int, list[Line]] = {}
    for line in lines:
        if id(line) in taken or line.cell == rows[0].cell or line in rows:
            continue
        if any(abs(line.run.base - base) < 2 for base in bases):
            beside.setdefault(line.cell, []).append(line)
    for other in beside.values():
        if len(other) >= 0.6 * len(rows) and sum(line.run.cells >= 2 for line in other) >= 2:
            rows = [*rows, *other]
    return rows


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


def unnamed_tables(lines: Sequence[Line], taken: set[int]) -> list[list[Line]]:
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
