"""Characters → runs: what was set in one go, on one line, without a wide gap.

Runs are found in the order of the content stream, which keeps the columns of nearly all
producers apart by itself; what stands side by side is put together later, when the
columns are known.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.documents.pdf_chars import Ints, PageChars
from chatbot.documents.pdf_space import Floats

_NEXT_LINE = 0.65  # of the type's size: a baseline further off is another line
_WIDE = 1.15  # a gap that no word space has, justified or not
_BACK = 0.7  # a step back that kerning and stacked indices do not make
_SOME = 0.2  # share of a line's signs: so many set its type though small capitals are more
_RAISED, _SMALL = 0.18, 0.87  # a superscript stands higher and is smaller


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one line: ``parts`` are ranges of the page's characters, in order.

    ``left`` … ``bottom`` are flow coordinates; ``size`` and ``base`` those of its main
    type; ``bold``: whether nearly all of it is; ``cells``: how many stretches with wide
    gaps between them it is made of; ``opens_bold``: whether its first sign is bold;
    ``mono``: whether nearly all of it is in type of one width.
    """

    parts: tuple[tuple[int, int], ...]
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    text: str
    cells: int = 1
    opens_bold: bool = False
    mono: bool = False

    @property
    def height(self) -> float:
        """From its highest to its lowest sign, at least the size of its type."""
        return max(self.bottom - self.top, self.size)

    @property
    def width(self) -> float:
        """From its first sign to its last."""
        return self.right - self.left


def find_runs(page: PageChars) -> list[Run]:
    """The runs of a page's main direction, in the order of the content stream."""
    return [
        run_of(page, ((start, end),)) for start, end in _ranges(page) if page.turned[start] == 0
    ]


def turned_runs(page: PageChars) -> list[tuple[int, int]]:
    """Stretches of characters set askew or across the page: stamps, axis labels."""
    return [(start, end) for start, end in _ranges(page) if page.turned[start] != 0]


def _ranges(page: PageChars) -> list[tuple[int, int]]:
    if not len(page):
        return []
    size = np.maximum(page.size[1:], page.size[:-1])
    step = page.flow[1:, 0] - page.flow[:-1, 2]
    drop = np.abs(np.diff(page.base))
    cut = (
        (drop > _NEXT_LINE * size)
        | (step > _WIDE * size)
        | (page.flow[1:, 0] - page.flow[:-1, 0] < -_BACK * size)
        | (np.diff(page.turned) != 0)
    )
    edges = [0, *(np.flatnonzero(cut) + 1).tolist(), len(page)]
    return list(itertools.pairwise(edges))


def run_of(page: PageChars, parts: Sequence[tuple[int, int]]) -> Run:
    """The run of some character ranges, which stand on one line from left to right."""
    index: slice | Ints
    if len(parts) == 1:
        index = slice(*parts[0])
    else:
        index = np.concatenate([np.arange(start, end) for start, end in parts])
    boxes, sizes, base, bold = (
        page.flow[index],
        page.size[index],
        page.base[index],
        page.bold[index],
    )
    size, level = _main_type(sizes, base)
    wide = (boxes[1:, 0] - boxes[:-1, 2]) > _WIDE * size
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    return Run(
        tuple(parts),
        left,
        top,
        right,
        bottom,
        level,
        size,
        bool(bold.mean() > 0.8),
        spell(page, parts, size)[0],
        1 + int(wide.sum()),
        bool(bold[0]),
        bool(page.mono[index].mean() > 0.8),
    )


def _main_type(sizes: Floats, base: Floats) -> tuple[float, float]:
    """The size that most of the characters have, and the baseline of these."""
    if float(np.ptp(sizes)) < 0.05 and float(np.ptp(base)) < 0.05:
        return round(float(sizes[0]), 1), float(base[0])  # nearly always, and much quicker
    values, counts = np.unique(sizes.round(1), return_counts=True)
    most = len(values) - 1 - int(counts[::-1].argmax())
    # Words in small capitals outnumber the type of their line, which is set beside them.
    bigger = range(most + 1, len(values))
    capitals = [k for k in bigger if _set_as_capitals(values, counts, most, k)]
    size = float(values[capitals[-1] if capitals else most])
    main = np.abs(sizes - size) < 0.06 * size + 0.05
    return size, float(np.median(base[main]))


def _set_as_capitals(values: Floats, counts: Ints, small: int, big: int) -> bool:
    """Whether one size may be that of a line whose small capitals have the other."""
    return bool(
        counts[big] > _SOME * counts.sum() and 0.7 * values[big] < values[small] < 0.9 * values[big]
    )


def spell(page: PageChars, parts: Sequence[tuple[int, int]], size: float) -> tuple[str, list[int]]:
    """The words of some ranges, and for each sign the character's index (a blank: -1).

    A space stands where the file has a blank or a gap of a blank's width, a tab where the
    gap is too wide for one.
    """
    signs: list[str] = []
    places: list[int] = []
    last = -1
    for start, end in parts:
        codes, blanks = page.codes[start:end].tolist(), page.gap[start:end].tolist()
        steps = _steps(page, last, start, end)
        if last < 0:
            blanks[0], steps[0] = False, 0.0
        else:
            blanks[0] = bool(blanks[0] or steps[0] > 0.15 * size) and steps[0] > -0.1 * size
        for index, code, blank, step in zip(range(start, end), codes, blanks, steps, strict=True):
            if blank or step > _WIDE * size:
                signs.append("\t" if step > _WIDE * size else " ")
                places.append(-1)
            signs.append(sign(code))
            places.append(index)
        last = end - 1
    return "".join(signs), places


def _steps(page: PageChars, last: int, start: int, end: int) -> list[float]:
    """For each character of a range the distance from the one before it."""
    inner = page.flow[start + 1 : end, 0] - page.flow[start : end - 1, 2]
    first = float(page.flow[start, 0] - page.flow[last, 2]) if last >= 0 else 0.0
    return [first, *inner.tolist()]


def sign(code: int) -> str:
    """A character; what is none (a surrogate, a number out of range) is U+FFFD."""
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def is_raised(page: PageChars, run: Run, index: int) -> bool:
    """Whether a character of a run is set as a superscript."""
    small = page.size[index] < _SMALL * run.size
    return bool(small and page.base[index] < run.base - _RAISED * run.size)


def merge(page: PageChars, runs: Sequence[Run]) -> list[Run]:
    """Runs of one column → its lines from top to bottom, each from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.base, run.left)):
        line = _line_for(lines, run)
        if line is None:
            lines.append([run])
        else:
            line.append(run)
    merged = [_merged(page, line) for line in lines]
    return sorted(merged, key=lambda run: (run.base, run.left))


def _line_for(lines: Sequence[list[Run]], run: Run) -> list[Run] | None:
    """The line, of the last few, beside whose runs this one stands."""
    for line in reversed(lines[-6:]):
        biggest = max(line, key=lambda other: other.size)
        size = max(biggest.size, run.size)
        beside = all(
            run.left >= o.right - 0.4 * size or run.right <= o.left + 0.4 * size for o in line
        )
        small = min(biggest.size, run.size) < 0.8 * size
        reach = 0.55 if small and _adjoins(line, run, size) else 0.3
        if beside and abs(biggest.base - run.base) <= reach * size:
            return line
    return None


def _adjoins(line: Sequence[Run], run: Run, size: float) -> bool:
    """Whether a run stands directly beside one of a line, like an index."""
    return any(
        -0.4 * size <= run.left - o.right < 0.6 * size
        or -0.4 * size <= o.left - run.right < 0.6 * size
        for o in line
    )


def _merged(page: PageChars, line: Sequence[Run]) -> Run:
    if len(line) == 1:
        return line[0]
    ordered = sorted(line, key=lambda run: run.left)
    parts: list[tuple[int, int]] = []
    last: Run | None = None
    for run in ordered:
        touching = last is not None and run.left - last.right < 0.12 * max(run.size, last.size)
        if touching and parts[-1][1] == run.parts[0][0]:
            parts[-1] = (parts[-1][0], run.parts[0][1])
            parts += run.parts[1:]
        else:
            parts += run.parts
        last = run
    return run_of(page, parts)
