"""Values over periods in one sentence: “52 in 2007, 62 in 2008”, “in 2007 52, in 2008 62”.

Offsets are of the sentence. What is not plainly one series is left out altogether.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.answering.series_values import (
    PERIOD,
    Amount,
    Period,
    amounts,
    ends_range,
    period_of,
)
from chatbot.answering.series_words import differs, foretells, joins, stands_plain
from chatbot.datatypes import Span

_ASIDE = r"(?:\s?\([^()]{0,60}\)|\s?\[\d[\d,\s–-]*\])?"
_WORD = r"[A-Za-z][\w'’/.-]*"
_IN = (
    r"\s(?:in|for|during|by|as\sof|at|on)\s(?:the\s(?=\d{4}\S+\s|end\b|first|second|third|fourth))?"
)
_AFTER = re.compile(
    rf"(?P<tail>(?:\s(?!and\b|but\b|or\b){_WORD}){{0,9}}?){_ASIDE}(?:{_IN}|\s?\((?:in\s)?){PERIOD}",
    re.I,
)
_BEFORE = re.compile(rf"(?<!\w)(?:in|by|for|during)\s{PERIOD}", re.I)
_LINK = re.compile(
    r"(?:,|:|\s?[–—])?\s(?:(?:it|there|was|were|to|at|stood|reached|only|just|totalled|a)\s)*",
    re.I,
)
_FIRST_LINK = re.compile(rf",?\s(?:(?!and\b){_WORD}\s){{0,12}}", re.I)
_NEXT = re.compile(r"(?:\s\[\d+\])?(?:[,;]?\s(?:and|but)|[,;])?\s$", re.I)
_TAIL = re.compile(rf"(?:\s(?!and\b|but\b|in\s\d|by\s\d){_WORD}){{0,10}}", re.I)

STEPS = {"half": 1 / 2, "quarter": 1 / 4, "month": 1 / 12, "day": 0.0}
"""How far apart neighbouring periods of a kind are, in years, where it is not one year."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An amount with its period; ``tail`` are the words of what is counted.

    ``span`` is all of it, from the first of its words to the last.
    """

    amount: Amount
    period: Period
    tail: str
    span: Span
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of one series; what is measured stands in ``measured``."""

    pairs: tuple[Pair, ...]
    measured: Span


def runs(text: str) -> list[Found]:
    """Series whose values are each followed, or each preceded, by their period."""
    return [*_following(text), *_preceding(text)]


def _following(text: str) -> Iterator[Found]:
    """“from 52 in 2007 and 62 in 2008, to 21 in 2014”, “52 (2007), 62 (2008)”."""
    pairs = [pair for amount in amounts(text) if (pair := _followed(amount, text)) is not None]
    reached = 0
    for chain in _chains(pairs, text):
        first = chain[0]
        start = first.span.start
        plain = stands_plain(first.amount, text, first.tail) and not ends_range(first.amount, text)
        if plain and not foretells(text[reached:start]):
            yield Found(tuple(chain), Span(reached, start))
        reached = chain[-1].span.end


def _followed(amount: Amount, text: str) -> Pair | None:
    match = _AFTER.match(text, amount.words.end)
    period = period_of(match) if match else None
    if match is None or period is None:
        return None
    return Pair(amount, period, match["tail"], Span(amount.words.start, period.words.end))


def _chains(pairs: Sequence[Pair], text: str) -> list[list[Pair]]:
    """Runs of pairs between which only joining words stand; a difference begins a new one.

    So what goes on with a difference (“10% higher in 2008, 12% in 2009”) stays with it, and no
    such run is taken for one of levels.
    """
    chains: list[list[Pair]] = [[pair] for pair in pairs[:1]]
    for last, pair in pairwise(pairs):
        between = text[last.span.end : pair.span.start]
        if joins(between) and not differs(pair.amount, text, pair.tail):
            forecast = foretells(between)
            chains[-1].append(
                Pair(pair.amount, pair.period, pair.tail, pair.span, forecast) if forecast else pair
            )
        else:
            chains.append([pair])
    return [chain for chain in chains if len(chain) > 1]


def _preceding(text: str) -> Iterator[Found]:
    """“in 1939, 1,300,000 people lived there, but in 1945 only 420,000”."""
    known = {amount.words.start: amount for amount in amounts(text)}
    chain: list[Pair] = []
    measured = Span(0, 0)
    for match in _BEFORE.finditer(text):
        pair = _preceded(match, known, text, _LINK)
        goes_on = chain and _NEXT.fullmatch(text, chain[-1].span.end, match.start())
        if pair is not None and goes_on and not differs(pair.amount, text, pair.tail):
            chain.append(pair)
            continue
        if len(chain) > 1:
            yield Found(tuple(chain), measured)
        pair = _preceded(match, known, text, _FIRST_LINK)
        chain = [] if pair is None or not stands_plain(pair.amount, text, pair.tail) else [pair]
        if pair is not None:
            said = Span(match.end(), pair.amount.words.start)
            measured = said if len(said) > 4 else Span(0, match.start())
    if len(chain) > 1:
        yield Found(tuple(chain), measured)


def _preceded(
    match: re.Match[str], known: dict[int, Amount], text: str, link: re.Pattern[str]
) -> Pair | None:
    period = period_of(match)
    amount = next((known[at] for at in sorted(known) if at >= match.end()), None)
    if amount is not None and not link.fullmatch(text, match.end(), amount.words.start):
        return None
    if period is None or amount is None or amount.bound or _followed(amount, text):
        return None
    tail = _TAIL.match(text, amount.words.end)
    end = tail.end() if tail else amount.words.end
    return Pair(amount, period, tail[0] if tail else "", Span(match.start(), end))
