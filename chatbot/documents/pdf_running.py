"""Running heads, page numbers, line numbers: what a page repeats from others.

They are told across pages, never on the strength of one: the same words (numbers apart)
at the same height, the same line at the edge of most pages, numbers that count the pages.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chatbot.documents.pdf_lines import Run

_EDGE = 0.13  # of the page's height, above and below: where running heads stand
_BIGGEST = 1.2  # of the usual type: what is bigger is a heading
_SAME = 4.0  # points between the baselines of one head on two pages
_APART = 1.55  # line heights between a head and the text
_LOOSE = 1.25  # usual steps between its lines: double spacing sets no line apart
_NUMBER = re.compile(r"\d+")
_LONE = re.compile(
    r"[\W_]*(?:page\s+)?(\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\W_]*", re.I
)
CHAPTER_NUMBER = re.compile(r"(?:[A-Z]|\d{1,2})[-–]\d{1,3}")
_LINE_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The runs of one page with its height and width in flow coordinates."""

    runs: tuple[Run, ...]
    width: float
    height: float


def find_running(pages: Sequence[PageRuns]) -> list[frozenset[int]]:
    """For each page the indices of the runs that are no text of the paper."""
    biggest = _BIGGEST * _usual_size(pages)
    edges = [_edge_runs(page, biggest) for page in pages]
    repeated = _repeated(pages, edges)
    zones = _zones(pages, biggest)
    numbers = _page_numbers(pages, [_edge_runs(page, math.inf) for page in pages])
    return [
        frozenset(repeated[n] | zones[n] | numbers[n] | _line_numbers(page))
        for n, page in enumerate(pages)
    ]


def _usual_size(pages: Sequence[PageRuns]) -> float:
    """The size of type that most characters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            sizes[round(run.size, 1)] += len(run.text)
    return max(sizes.items(), key=lambda entry: (entry[1], entry[0]))[0] if sizes else 10.0


def _edge_runs(page: PageRuns, biggest: float) -> list[int]:
    """Runs at the upper or lower edge that are not set big, like headings."""
    low, high = _EDGE * page.height, (1 - _EDGE) * page.height
    return [
        i
        for i, run in enumerate(page.runs)
        if (run.base < low or run.base > high) and run.size <= biggest
    ]


def _key(run: Run) -> str:
    return _NUMBER.sub("#", run.text.casefold())


def _repeated(pages: Sequence[PageRuns], edges: Sequence[list[int]]) -> list[set[int]]:
    """Runs whose words stand at the same height of at least two (of many: three) pages."""
    places: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, indices in enumerate(edges):
        for index in indices:
            run = pages[number].runs[index]
            places[_key(run)].append((run.base, number))
    least = 2 if len(pages) < 8 else 3
    found: list[set[int]] = [set() for _ in pages]
    for number, indices in enumerate(edges):
        for index in indices:
            run = pages[number].runs[index]
            if not any(sign.isalpha() for sign in run.text):
                continue
            near = {page for base, page in places[_key(run)] if abs(base - run.base) < _SAME}
            if len(near) >= least:
                found[number].add(index)
    return found


def _zones(pages: Sequence[PageRuns], biggest: float) -> list[set[int]]:
    """The outermost lines of pages, where most pages have one there that stands apart."""
    found: list[set[int]] = [set() for _ in pages]
    if len(pages) < 3:
        return found
    step = _usual_step(pages)
    for top in (True, False):
        outer = [_outer_line(page, biggest, step, top=top) for page in pages]
        heights = Counter(round(entry[0] / _SAME) for entry in outer if entry is not None)
        for number, entry in enumerate(outer):
            if entry is None or not entry[2]:
                continue
            place = round(entry[0] / _SAME)
            alike = [
                other for other in outer if other is not None and abs(other[0] - entry[0]) < _SAME
            ]
            apart = sum(other[2] for other in alike)
            if (
                heights[place] + heights[place - 1] + heights[place + 1] >= 0.5 * len(pages)
                and len(alike) >= 3
                and apart >= 0.8 * len(alike)
            ):
                found[number] |= entry[1]
    return found


def _usual_step(pages: Sequence[PageRuns]) -> float:
    """The commonest distance, in points, of a run of text from the one that follows it below."""
    steps = Counter(
        round(below.base - above.base)
        for page in pages
        for above, below in itertools.pairwise(page.runs)
        if below.base - above.base > 0.7 * above.size and below.left < above.right
    )
    return float(max(steps.items(), key=lambda entry: (entry[1], -entry[0]))[0]) if steps else 0.0


def _outer_line(
    page: PageRuns, biggest: float, step: float, *, top: bool
) -> tuple[float, set[int], bool] | None:
    """Baseline and runs of the first or last line, and whether it stands apart.

    ``step`` is the paper's usual distance of baselines.
    """
    if not page.runs:
        return None
    sign = 1 if top else -1
    order = sorted(range(len(page.runs)), key=lambda i: sign * page.runs[i].base)
    first = page.runs[order[0]]
    edge = first.base if top else page.height - first.base
    if edge > _EDGE * page.height or first.size > biggest:
        return None
    same = {i for i in order if abs(page.runs[i].base - first.base) < 0.5 * first.size}
    rest = [page.runs[i] for i in order if i not in same]
    if not rest:
        return first.base, same, False
    least = max(_APART * max(first.size, rest[0].size), _LOOSE * step)
    return first.base, same, abs(rest[0].base - first.base) > least


def _page_numbers(pages: Sequence[PageRuns], edges: Sequence[list[int]]) -> list[set[int]]:
    """Lone numbers at the edge that count the pages, or stand alone on a lone page."""
    found: list[set[int]] = [set() for _ in pages]
    values = [
        {i: value for i in indices if (value := lone_number(pages[n].runs[i].text)) is not None}
        for n, indices in enumerate(edges)
    ]
    offsets: Counter[int] = Counter()
    for number, own in enumerate(values):
        offsets.update({value - number for value in own.values()})
    for number, own in enumerate(values):
        for index, value in own.items():
            counted = offsets[value - number] >= 2
            if counted:
                found[number].add(index)
            elif len(pages) == 1:
                found[number] |= _line_apart(pages[number], index)
    for number, chapters in enumerate(_chapter_numbers(pages, edges)):
        found[number] |= chapters
    return found


def _line_apart(page: PageRuns, index: int) -> set[int]:
    """The line of a run where it stands apart from all others, else nothing."""
    run = page.runs[index]
    line = {i for i, o in enumerate(page.runs) if abs(o.base - run.base) < 0.3 * run.size}
    others = [abs(o.base - run.base) for i, o in enumerate(page.runs) if i not in line]
    return line if others and min(others) > _APART * run.size else set()


def _chapter_numbers(pages: Sequence[PageRuns], edges: Sequence[list[int]]) -> list[set[int]]:
    """Lone numbers of the form “7-45”, on every second page or on a lone one."""
    found = [
        {i for i in indices if CHAPTER_NUMBER.fullmatch(pages[n].runs[i].text)}
        for n, indices in enumerate(edges)
    ]
    if sum(bool(own) for own in found) < 0.5 * len(pages):
        return [set() for _ in pages]
    return [{i for i in own if _line_apart(pages[n], i)} for n, own in enumerate(found)]


def lone_number(text: str) -> int | None:
    """The value of “12”, “– 12 –”, “Page 12 of 30”, “xii”; None for anything else."""
    match = _LONE.fullmatch(text.strip())
    return None if match is None else number_value(match.group(1))


def number_value(word: str) -> int | None:
    """An Arabic number, or a Roman one in small or capital letters."""
    if word.isdecimal():
        return int(word)
    return roman_value(word.lower())


def roman_value(word: str) -> int | None:
    """The value of a well-formed Roman numeral up to 399."""
    signs = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    if not word or any(sign not in signs for sign in word):
        return None
    values = [signs[sign] for sign in word]
    total = sum(
        -v if k + 1 < len(values) and values[k + 1] > v else v for k, v in enumerate(values)
    )
    return total if roman(total) == word else None


def roman(value: int) -> str:
    """A number from 1 to 399 as a small Roman numeral."""
    steps = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
             (4, "iv"), (1, "i"))  # fmt: skip
    word = ""
    for step, sign in steps:
        count, value = divmod(value, step)
        word += sign * count
    return word


def _line_numbers(page: PageRuns) -> set[int]:
    """A rising column of numbers beside the text, as in drafts and transcripts."""
    numbered = [
        (run.base, index, int(run.text))
        for index, run in enumerate(page.runs)
        if _LINE_NUMBER.fullmatch(run.text)
    ]
    found: set[int] = set()
    for group in _by_edge(page, numbered):
        group.sort()
        steps = Counter(b[2] - a[2] for a, b in itertools.pairwise(group))
        step, count = steps.most_common(1)[0] if steps else (0, 0)
        right = max(page.runs[index].right for _, index, _ in group)
        inner = [r for i, r in enumerate(page.runs) if r.left < right and len(r.text) > 6]
        outside = len(inner) <= 0.1 * len(page.runs)
        if len(group) >= 8 and step in (1, 2, 5) and count >= 0.8 * (len(group) - 1) and outside:
            found |= {index for _, index, _ in group}
    return found


def _by_edge(
    page: PageRuns, numbered: Iterable[tuple[float, int, int]]
) -> list[list[tuple[float, int, int]]]:
    """Numbers that stand below each other, by the left or the right."""
    groups: list[list[tuple[float, int, int]]] = []
    right = 0.0
    for entry in sorted(numbered, key=lambda entry: page.runs[entry[1]].left):
        run = page.runs[entry[1]]
        if not groups or run.left > right:
            groups.append([])
            right = run.right
        groups[-1].append(entry)
    return groups
