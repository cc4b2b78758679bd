"""Values at both ends of a stretch of years, and lists that are told off “respectively”.

Offsets are of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chatbot.answering.series_periods import Found, Pair
from chatbot.answering.series_values import YEAR, Amount, Period, amounts
from chatbot.answering.series_words import CHANGE, changes_before, compares
from chatbot.datatypes import Span

_CLOSED = r"(?![\w%]|[-–—/]\w|[.,]\d|\s?[–—-]\s?\d)"
_BETWEEN = re.compile(
    rf"\b(?:(?:between|from)\s(?P<a>{YEAR})\s(?:and|to)\s(?P<b>{YEAR})|"
    rf"(?:in|over|during)\s(?:the\speriod\s)?(?P<c>{YEAR})\s?[–—-]\s?(?P<d>{YEAR})){_CLOSED}",
    re.I,
)
_ANY_YEAR = re.compile(rf"(?<![\d,.$€£]){YEAR}(?![\d%])")
_WORDS = r"(?:\s(?!from\b|to\b|and\b|or\b|but\b)[A-Za-z][\w'’/.-]*){0,5}"
_TO = re.compile(rf"(?P<tail>{_WORDS})\sto\s$", re.I)
_TAIL = re.compile(
    r"(?:\s(?!between\b|from\b|in\b|over\b|during\b|to\b)[A-Za-z][\w'’/.-]*){0,5}", re.I
)
_FROM = re.compile(r"\bfrom\s$", re.I)
_GOES_ON = re.compile(r"(?:\s\w+)?\sto\s[$€£]?\d")
_CLOSES = re.compile(r"[.,;)]|\s(?:between|from|over|during)\b|$")
_NEAR = 80
"""Characters before a number that are read for what moves it."""
_LATER = re.compile(
    r"\b(?:since\sthen|then|later|after\w*|subsequently|thereafter|before|until|earlier)\b", re.I
)
_SPREAD = re.compile(
    r"\b(?:rang\w+|var(?:y|ied|ies|ying)|aged?|ages|between)\s(?:\w+ly\s)?from\s$", re.I
)
_SEPARATOR = re.compile(r",\s|,?\sand\s")
_LIST_OF_YEARS = re.compile(
    rf"(?P<tail>(?:\s[a-z][\w-]*){{0,4}})\sin\s(?P<years>{YEAR}(?:,\s{YEAR})*,?\sand\s{YEAR}),?\srespectively\b",
    re.I,
)


def changes(text: str) -> list[Found]:
    """Series of the forms “from 52% to 42.5% between 2005 and 2016” and “…, respectively”."""
    found: list[Found] = []
    start, known = 0, amounts(text)
    for part in re.finditer(r";|$", text):
        found += _ends(text, Span(start, part.start()), known)
        start = part.end()
    return [*found, *_respectively(text, known)]


def _ends(text: str, part: Span, known: Sequence[Amount]) -> Iterator[Found]:
    """Each “from … to …” with the one pair of years of its part of the sentence."""
    words = text[part.start : part.end]
    stretches = list(_BETWEEN.finditer(text, part.start, part.end))
    if len(stretches) != 1 or len(_ANY_YEAR.findall(words)) != 2:
        return
    years, moves = stretches[0], list(_moves(text, part, known))
    several = len(moves) > 1
    if several and (_LATER.search(words) or moves[0][0].words.start < years.start()):
        return
    reached = years.end() if years.start() - part.start < 6 else part.start
    for first, tail, last, after in moves:
        begin = text.rindex("from", 0, first.words.start)
        if not changes_before(text, max(begin, part.start)):
            continue
        measured = Span(min(reached, begin), begin)
        yield Found(tuple(_two(years, (first, tail), (last, after))), measured)
        reached = last.words.end


def _moves(
    text: str, part: Span, known: Sequence[Amount]
) -> Iterator[tuple[Amount, str, Amount, str]]:
    within = [amount for amount in known if part.contains(amount.words)]
    for first, last in pairwise(within):
        between = _TO.fullmatch(text, first.words.end, last.words.start)
        if not between or first.bound or last.bound or _GOES_ON.match(text, last.words.end):
            continue
        nearest = max(part.start, first.words.start - _NEAR)
        before = (text, nearest, first.words.start)
        tail = _TAIL.match(text, last.words.end)
        closed = tail is not None and _CLOSES.match(text, tail.end())
        after = tail[0] if tail and closed else ""
        moves = _FROM.search(*before) and not _SPREAD.search(*before)
        if moves and not compares(between["tail"]) and not compares(after):
            yield first, between["tail"], last, after


def _two(
    years: re.Match[str], first: tuple[Amount, str], last: tuple[Amount, str]
) -> Iterator[Pair]:
    names = ("a", "b") if years["a"] else ("c", "d")
    for name, (amount, tail) in zip(names, (first, last), strict=True):
        period = Period(Span(*years.span(name)), "year", float(years[name]))
        yield Pair(amount, period, tail, amount.words)


def _respectively(text: str, known: Sequence[Amount]) -> Iterator[Found]:
    """“12, 15 and 18 in 2001, 2002 and 2003, respectively”."""
    for match in re.finditer(rf"(?<=\w|%)(?={_LIST_OF_YEARS.pattern})", text, re.I):
        listed = _LIST_OF_YEARS.match(text, match.start())
        run = _run_until(known, match.start(), text)
        if listed is None or not run or compares(listed["tail"]):
            continue
        places = [
            Span(listed.start("years") + year.start(), listed.start("years") + year.end())
            for year in re.finditer(YEAR, listed["years"])
        ]
        if len(places) != len(run) or any(amount.bound for amount in run):
            continue
        pairs = [
            Pair(
                amount,
                Period(place, "year", float(text[place.start : place.end])),
                "",
                amount.words,
            )
            for amount, place in zip(run, places, strict=True)
        ]
        yield Found(tuple(pairs), Span(0, run[0].words.start))


def _run_until(known: Sequence[Amount], end: int, text: str) -> list[Amount]:
    """The amounts in a list that ends at ``end``."""
    run: list[Amount] = []
    for amount in reversed(known):
        if amount.words.end > end:
            continue
        reached = run[0].words.start if run else end
        between = text[amount.words.end : reached]
        if between and not _SEPARATOR.fullmatch(between):
            break
        run.insert(0, amount)
    before = text[: run[0].words.start] if run else ""
    return [] if re.search(rf"\b(?:by|{CHANGE})\s$", before, re.I) else run
