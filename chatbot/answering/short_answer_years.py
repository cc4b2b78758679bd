"""Which of several values belongs to which year of a sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from chatbot.answering.candidates import Candidate

_YEAR = re.compile(r"(?<![\d.,])(?:1\d{3}|20\d{2})(?![\d%])")
_YEAR_RANGE = re.compile(
    r"(?:between |from )?((?:1\d{3}|20\d{2}))\s?(?:[–—-]|and|to|until|through)\s?((?:1\d{3}|"
    r"20\d{2}))"
)
_RIGHT_BEHIND = re.compile(r"\s(?:place\s)?in\s(1\d{3}|20\d{2})\b")
_FROM_TO = re.compile(r"\bfrom\s(?:\w+\s){0,2}$", re.IGNORECASE)
_NEXT_VALUE = re.compile(r"\s?(?:,|,? and|,? or)\s")
_ENDS = re.compile(r"[;]|\bwhile\b|\bwhereas\b|, and\b")


def for_years(
    sentence: str, pool: Sequence[Candidate], best: Candidate, years: Sequence[int]
) -> tuple[Candidate, ...]:
    """The values of the asked years, in the order asked; () where the sentence pairs none.

    ``pool`` are all candidates of one kind, ``best`` the nearest to the question's words:
    of a pair “from A to B” over a range of years, only the pair that holds it counts.
    """
    if not years:
        return ()
    ranged = _YEAR_RANGE.search(sentence)
    if ranged:
        ends = (int(ranged.group(1)), int(ranged.group(2)))
        pair = from_and_to(sentence, pool, best) or (
            _only_pair(sentence, pool) if set(years) <= set(ends) else ()
        )
        if len(pair) == 2 and set(years) & set(ends):
            return tuple(pair[ends.index(year)] for year in sorted(set(years)) if year in ends)
    ordered = _in_order(sentence, pool)
    paired = ordered or _pairs(sentence, pool, best) | _direct(sentence, pool)
    return tuple(paired[year] for year in years if year in paired)


def _in_order(sentence: str, pool: Sequence[Candidate]) -> dict[int, Candidate]:
    """Values listed behind as many years: “$5 in 2012 and $6 in 2013, or 3% and 4%”."""
    years = list(_YEAR.finditer(sentence))
    if len(pool) < 2 or len(pool) != len({m.group() for m in years}) or len(years) != len(pool):
        return {}
    gaps = (sentence[a.end : b.start] for a, b in itertools.pairwise(pool))
    behind = pool[0].start >= years[-1].end()
    if not behind or not all(_NEXT_VALUE.fullmatch(gap) for gap in gaps):
        return {}
    return {int(year.group()): value for year, value in zip(years, pool, strict=True)}


def _direct(sentence: str, pool: Sequence[Candidate]) -> dict[int, Candidate]:
    """Values with their year right behind them: “40th in 2016”."""
    found: dict[int, Candidate] = {}
    for candidate in pool:
        year = _RIGHT_BEHIND.match(sentence, candidate.end)
        if year:
            found.setdefault(int(year.group(1)), candidate)
    return found


def _only_pair(sentence: str, pool: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The one “from A to B” of the sentence; () where it has none or several."""
    pairs = {from_and_to(sentence, pool, candidate) for candidate in pool} - {()}
    return pairs.pop() if len(pairs) == 1 else ()


def from_and_to(sentence: str, pool: Sequence[Candidate], best: Candidate) -> tuple[Candidate, ...]:
    """The two values of the “from A to B” that holds ``best``, or ()."""
    for first, second in itertools.pairwise(pool):
        between = sentence[first.end : second.start]
        joined = re.fullmatch(r"\s?(?:\([^)]*\)\s?)?(?:in \d{4}\s)?to\s(?:\w+\s){0,2}", between)
        opened = _FROM_TO.search(sentence[: first.start])
        if joined and opened and best in (first, second):
            return first, second
    return ()


def _pairs(sentence: str, pool: Sequence[Candidate], best: Candidate) -> dict[int, Candidate]:
    """Each year with its value: values before years (“52 in 2007”) or after (“in 2007, 52”)."""
    years = [(int(m.group()), m.start(), m.end()) for m in _YEAR.finditer(sentence)]
    values = [c for c in pool if not any(s <= c.start < e for _, s, e in years)]
    if not years or not values:
        return {}
    paired: dict[int, Candidate] = {}
    value_first = values[0].start < years[0][1]
    for place, (year, start, end) in enumerate(years):
        if value_first:
            floor = years[place - 1][2] if place else 0
            near = [c for c in values if floor <= c.start and c.end <= start]
            choice = _of_several(near, best, last=True)
        else:
            ceiling = years[place + 1][1] if place + 1 < len(years) else len(sentence)
            near = [c for c in values if end <= c.start and c.end <= ceiling]
            choice = _of_several(near, best, last=False)
        if choice is not None:
            paired.setdefault(year, choice)
    return paired


def _of_several(near: Sequence[Candidate], best: Candidate, *, last: bool) -> Candidate | None:
    """The best candidate where it is among them, else the one next to the year."""
    if best in near:
        return best
    if not near:
        return None
    return near[-1] if last else near[0]


_LONGEST_STRETCH = 14
_YEAR_BEHIND = re.compile(r"(?:\s\([^()]{1,40}\))?\sin\s(?:1\d{3}|20\d{2})\b")


def one_stretch(sentence: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """From the first value to the last, with the year behind it; None where that is long."""
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    year = _YEAR_BEHIND.match(sentence, end)
    end = year.end() if year else end
    return (start, end) if len(sentence[start:end].split()) <= _LONGEST_STRETCH else None
