"""Shares of a whole that a sentence tells off: “China (75%), Brazil (15.5%), India (6.92%)”.

They are taken only where the sentence speaks of shares, or where together they make about
a hundred per cent; at least three. Offsets are of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.answering.series_types import Series, SeriesPoint
from chatbot.answering.series_words import measure_in
from chatbot.datatypes import Span

LEAST = 3
MOST_WORDS = 5
WHOLE = (90.0, 101.0)
"""Between which a sum of rounded shares may be the whole."""
_NUMBER = re.compile(
    r"(?<![\w.,<>≤≥~–—-])(?<![<>≤≥~]\s)(?P<number>\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per\scent\b)"
    r"(?![\w-]|[.,]\d|\s?[–—±-]\s?\d|\s(?:points?|more|less|higher|lower)\b)"
)
_NAME = r"(?P<name>(?!(?:and|or|to|followed)\b)[“\"‘']?[^\W\d_][^\d,;:()%\[\]]{0,40}?)"
_JOIN = (
    r"(?:\s?\[[\d,\s–-]+\])?(?:[,;]\s(?:and\s|followed\sby\s|as\swell\sas\s)?|\sand\s|"
    r"\sfollowed\sby\s)(?:(?:even|only|the|just|by)\s){0,2}"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a list is written: ``between`` two numbers, ``after`` the last; names before or after."""

    between: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    name_first: bool


_WITH = r"(?:(?:account(?:s|ed)?\sfor|for|at|with|has|have|had|holds?|held)\s)"
_STOP = r"(?=[,;.)\[]|\s\[|$)"
_FORMS = (
    _Form(re.compile(rf"\){_JOIN}{_NAME}\s\("), re.compile(r"\)"), re.compile(r"\s\($"), True),
    _Form(
        re.compile(rf"{_JOIN}{_NAME}\s{_WITH}?"),
        re.compile(rf"{_STOP}|\s"),
        re.compile(rf"\s{_WITH}?$"),
        True,
    ),
    _Form(
        re.compile(rf"\s(?:(?:were|are)\s)?{_NAME}{_JOIN}"),
        re.compile(rf"\s(?:(?:were|are)\s)?{_NAME}{_STOP}"),
        re.compile(r"(?:^|\s)$"),
        False,
    ),
    _Form(
        re.compile(rf"\s(?:in|from|for)\s(?:the\s)?{_NAME}{_JOIN}"),
        re.compile(rf"\s(?:in|from|for)\s(?:the\s)?{_NAME}{_STOP}"),
        re.compile(r"(?:^|\s)$"),
        False,
    ),
)
_FIRST_NAME = re.compile(
    r"(?:.*(?:[,;:(–—]|\b(?:of|in|from|for|with|to|at|by|as|than|were|was|are|is|the|and|namely|"
    r"frequently|species|only|included|including|reported|even|mostly|mainly)\s))?\s*(?P<n>.*)$",
    re.S,
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|showed|reported|said|compared|versus|than|which|that|who|"
    r"while|whereas|but|or|of|increased|decreased|rose|fell|grew|respectively|considered|about|"
    r"over|under|for|at|with|accounts?|accounted|nearly|almost|least|most|more|less|around)\b",
    re.I,
)
_SHARES = re.compile(
    r"\b(?:shares?|proportions?|percentages?|account(?:s|ed|ing)?\sfor|votes?|distribut\w+|"
    r"most\sfrequent\w*|consist\w*|compos\w+|breakdown|population)\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:increas\w+|decreas\w+|rose|fell|grew|declin\w+|reduc\w+|drop\w*|chang\w+|respectively|"
    r"confidence|CI)\b",
    re.I,
)


def shares(text: str) -> list[Series]:
    """The lists of shares of a sentence."""
    if _CHANGES.search(text):
        return []
    for form in _FORMS:
        found = list(_lists(form, text))
        if found:
            return found
    return []


def _lists(form: _Form, text: str) -> Iterator[Series]:
    run: list[re.Match[str]] = []
    for number in _NUMBER.finditer(text):
        joined = form.between.fullmatch(text, run[-1].end(), number.start()) if run else None
        if run and (joined is None or _VERB.search(joined["name"])):
            yield from _series(run, text, form)
            run = []
        run.append(number)
    yield from _series(run, text, form)


def _series(run: Sequence[re.Match[str]], text: str, form: _Form) -> Iterator[Series]:
    """The one series of a list, where it is one."""
    names = _names(run, text, form) if len(run) >= LEAST else []
    words = [text[name.start : name.end] for name in names]
    if not names or len(names) != len(run) or len(set(words)) < len(words):
        return
    if any(_VERB.search(word) or not 0 < len(word.split()) <= MOST_WORDS for word in words):
        return
    numbers = [float(number["number"]) for number in run]
    lead = text[: min(run[0].start(), names[0].start)]
    whole = WHOLE[0] <= sum(numbers) <= WHOLE[1]
    if not whole and not (sum(numbers) < WHOLE[1] and _SHARES.search(lead)):
        return
    points = tuple(
        SeriesPoint(Span(*number.span()), name, value)
        for number, name, value in zip(run, names, numbers, strict=True)
    )
    measure = measure_in(text, 0, len(lead))
    unit = "%" if "%" in run[0][0] else run[0][0][len(run[0]["number"]) :].strip()
    yield Series("", "categories", Span(0, len(text)), measure, unit, points)


def _names(run: Sequence[re.Match[str]], text: str, form: _Form) -> list[Span]:
    between = [
        form.between.fullmatch(text, first.end(), second.start()) for first, second in pairwise(run)
    ]
    names = [Span(*found.span("name")) for found in between if found]
    last = form.after.match(text, run[-1].end())
    before = form.before.search(text[: run[0].start()])
    if last is None or before is None:
        return []
    if not form.name_first:
        return [*names, Span(*last.span("name"))]
    first = _FIRST_NAME.match(text[: before.start()])
    return [Span(*first.span("n")), *names] if first and first["n"] else []
