"""Runs of a page → its columns → lines in reading order.

A gutter is a vertical strip that hardly any run crosses and that has prose on both sides:
runs that fill their column, not the short cells of a table. Runs that do cross it (titles,
wide figures and tables) cut the page into bands; in each band the columns are read from
left to right. After the column segmentation of G. Nagy and S. Seth (recursive X-Y cuts,
1984), bottom-up and with the page's own gutters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.documents.pdf_captions import names_table
from chatbot.documents.pdf_chars import PageChars
from chatbot.documents.pdf_lines import Run, merge

_MIN_GUTTER = 5.0  # points
_CROSSED = 0.65  # of the most that is set above any place: a gutter is crossed by less
_RARELY = 0.1  # share that crosses the usual gutter of other pages
_FILLED = 0.55  # of a column's width: a prose line is at least that long
_FALLS = 1.4  # times the gutter's cover: that of a narrow column at the left edge
_MIN_LINES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place: column cell ``cell`` (counted over the page) and its edges."""

    run: Run
    cell: int
    left: float
    right: float


Gutters = list[tuple[float, float]]


def usual_gutters(pages: Sequence[Gutters]) -> Gutters:
    """The gutters that many pages of a paper share: those of its most common number."""
    found = [gutters for gutters in pages if gutters]
    if len(found) < max(2, 0.3 * len(pages)):
        return []
    for gutters in found:
        alike = [other for other in found if _alike(gutters, other)]
        if len(alike) >= max(2, 0.5 * len(found)):
            return gutters
    return []


def shared_gutters(pages: Sequence[Gutters], number: int, usual: Gutters) -> Gutters:
    """The usual gutters, else those that the pages before and after one have in common.

    So a two-column paper with a long appendix in one column keeps its columns where a wide
    table hides them.
    """
    if usual or not 0 < number < len(pages) - 1:
        return usual
    before, after = pages[number - 1], pages[number + 1]
    return after if after and _alike(before, after) else []


def _alike(one: Gutters, two: Gutters) -> bool:
    return len(one) == len(two) and all(
        a[0] < b[1] and b[0] < a[1] for a, b in zip(one, two, strict=True)
    )


def fitting_gutters(runs: Sequence[Run], own: Gutters, usual: Gutters) -> Gutters:
    """The usual gutters where prose stands between them or hardly anything crosses them.

    Else the page's own: those of a page may be of its code or of a table without rules.
    """
    if not usual or _alike(own, usual):
        return own
    columns: list[list[Run]] = [[] for _ in range(len(usual) + 1)]
    crossing = 0.0
    for run in runs:
        if _crosses(run, usual):
            crossing += run.height
        else:
            columns[_column(run, usual)].append(run)
    edges = [min((r.left for r in runs), default=0.0), *(end for _, end in usual)]
    ends = [*(start for start, _ in usual), max((r.right for r in runs), default=0.0)]
    prose = all(
        sum(run.width >= _FILLED * (end - edge) for run in column) >= _MIN_LINES
        for column, edge, end in zip(columns, edges, ends, strict=True)
    )
    if prose:
        return usual
    rare = crossing <= _RARELY * sum(run.height for run in runs)
    filled = all(len(column) >= _MIN_LINES for column in columns)
    return usual if filled and rare and not own else own


def read_columns(page: PageChars, runs: Sequence[Run], gutters: Gutters) -> list[Line]:
    """The lines of a page in reading order."""
    cells: list[list[Run]] = []
    for band, wide in _bands(runs, gutters):
        columns: dict[int, list[Run]] = {}
        for run in band:
            columns.setdefault(0 if wide else _column(run, gutters), []).append(run)
        cells += [columns[number] for number in sorted(columns)]
    lines: list[Line] = []
    for number, cell in enumerate(cells):
        merged = merge(page, cell)
        left, right = min(r.left for r in merged), max(r.right for r in merged)
        lines += [Line(run, number, left, right) for run in merged]
    return lines


def find_gutters(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """The gutters between prose columns, left to right."""
    prose = [run for run in runs if len(run.text) >= 12 and _is_lettered(run.text)]
    if len(prose) < 2 * _MIN_LINES:
        return []
    left, right = min(run.left for run in prose), max(run.right for run in prose)
    width = int(right - left) + 2
    if width < 100:
        return []
    cover = np.zeros(width + 1)
    for run in prose:
        cover[int(run.left - left)] += run.height
        cover[min(width, int(np.ceil(run.right - left)))] -= run.height
    cover = np.cumsum(cover)[:width]
    gutters: list[tuple[float, float]] = []
    for start, end in _valleys(cover, _CROSSED * float(cover.max())):
        strip = (left + start, left + end)
        if _divides(prose, strip, [*gutters], right):
            gutters.append(strip)
    return gutters


def _is_lettered(text: str) -> bool:
    signs = text.replace(" ", "")
    return sum(sign.isalpha() for sign in signs) >= 0.6 * len(signs)


def _valleys(
    cover: np.ndarray[tuple[int], np.dtype[np.float64]], most: float
) -> list[tuple[int, int]]:
    """Inner stretches where the covered height is low: the lowest part of each."""
    found: list[tuple[int, int]] = []
    low = cover <= most
    edges = np.flatnonzero(np.diff(np.concatenate([[False], low, [False]]).astype(int)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end >= len(cover):
            continue
        least = cover[start:end].min()
        floor = np.flatnonzero(cover[start:end] <= least + 1e-6)
        # the longest run of the floor
        groups = np.split(floor, np.flatnonzero(np.diff(floor) > 1) + 1)
        best = max(groups, key=len)
        # Beside a narrow column at the page's edge the cover falls; at a bare edge it only rises.
        inner = start > 0 or cover[: int(best[0])].max(initial=0.0) > _FALLS * least
        if inner and len(best) >= _MIN_GUTTER:
            found.append((start + int(best[0]), start + int(best[-1]) + 1))
    return found


def _divides(
    prose: Sequence[Run],
    strip: tuple[float, float],
    before: Sequence[tuple[float, float]],
    right: float,
) -> bool:
    """Whether prose that fills its column stands on both sides of a strip, side by side."""
    edge = before[-1][1] if before else min(run.left for run in prose)
    one = [r for r in prose if r.right <= strip[0] + 2 and r.left >= edge - 2]
    two = [r for r in prose if r.left >= strip[1] - 2]
    if len(one) < _MIN_LINES or len(two) < _MIN_LINES:
        return False
    top = max(min(r.top for r in one), min(r.top for r in two))
    bottom = min(max(r.bottom for r in one), max(r.bottom for r in two))
    beside = bottom - top > 3 * one[0].height
    level = [r for r in two if top - r.height < r.base < bottom + r.height]
    return (
        beside
        and _fills(one, strip[0] - edge)
        and any(_fills(own, min(_span(own), right - strip[1])) for own in (two, level))
    )


def _span(runs: Sequence[Run]) -> float:
    """The usual width of the runs that are furthest left: those of the next column."""
    if not runs:
        return 0.0
    return float(np.percentile([run.right - run.left for run in runs], 90))


def _fills(runs: Sequence[Run], width: float) -> bool:
    filled = sum(run.right - run.left >= _FILLED * width for run in runs)
    return filled >= max(_MIN_LINES, 0.45 * len(runs))


def _column(run: Run, gutters: Sequence[tuple[float, float]]) -> int:
    middle = (run.left + run.right) / 2
    return sum(middle > (start + end) / 2 for start, end in gutters)


def _crosses(run: Run, gutters: Sequence[tuple[float, float]]) -> bool:
    return any(run.left < start - 3 and run.right > end + 3 for start, end in gutters)


def _bands(
    runs: Sequence[Run], gutters: Sequence[tuple[float, float]]
) -> list[tuple[list[Run], bool]]:
    """Runs from top to bottom, cut where runs begin or cease to cross the gutters.

    Each band comes with whether its runs do cross.
    """
    if not gutters:
        return [(list(runs), True)] if runs else []
    ordered = sorted(runs, key=lambda run: (run.base, run.left))
    crossing = [run for run in ordered if _crosses(run, gutters)]
    crossing += _table_rows(ordered, crossing, gutters)
    wides = {id(run) for run in crossing}
    bands: list[tuple[list[Run], bool]] = []
    above: Run | None = None  # the crossing line directly above
    for run in ordered:
        wide = id(run) in wides or _beside(run, crossing)
        if not wide and above is not None and _closes(run, above, ordered):
            wide = True
        if not bands or wide != bands[-1][1]:
            bands.append(([], wide))
        bands[-1][0].append(run)
        above = run if wide else above
    return bands


def _table_rows(
    runs: Sequence[Run], crossing: Sequence[Run], gutters: Sequence[tuple[float, float]]
) -> list[Run]:
    """Runs of the rows next to a table's crossing caption: its columns are no page's."""
    rows = _rows(runs)
    wide: list[Run] = []
    for number, row in enumerate(rows):
        if not any(run in crossing and names_table(run.text) for run in row):
            continue
        for step in (-1, 1):
            wide += _tabular_rows(rows, number, step, crossing, gutters)
    return wide


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by baseline, top to bottom."""
    rows: list[list[Run]] = []
    for run in runs:
        if rows and run.base - rows[-1][0].base < 0.3 * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _tabular_rows(
    rows: Sequence[list[Run]],
    start: int,
    step: int,
    crossing: Sequence[Run],
    gutters: Sequence[tuple[float, float]],
) -> list[Run]:
    found: list[Run] = []
    number, last = start + step, rows[start]
    while 0 <= number < len(rows):
        row = rows[number]
        size = max(run.size for run in row)
        spread = len({_column(run, gutters) for run in row}) > 1
        prose = any(len(run.text.split()) > 7 for run in row)
        near = abs(row[0].base - last[0].base) < 3.2 * size
        caption = not found and all(run in crossing for run in row)
        if not caption and (prose or not near or not (spread or found)):
            break
        if not caption:
            found += row
        last, number = row, number + step
    return found if len({_column(run, gutters) for run in found}) > 1 else []


def _beside(run: Run, crossing: Sequence[Run]) -> bool:
    """Whether a run stands on the same line as one that crosses."""
    return any(abs(run.base - other.base) < 0.3 * other.size for other in crossing)


def _closes(run: Run, above: Run, runs: Sequence[Run]) -> bool:
    """Whether a short run is the last line of the crossing paragraph above it."""
    near = 0 < run.base - above.base < 1.45 * above.size
    alike = abs(run.size - above.size) < 0.3 and abs(run.left - above.left) < 0.5 * run.size
    alone = all(o is run or abs(o.base - run.base) > 0.5 * run.size for o in runs)
    return near and alike and alone
