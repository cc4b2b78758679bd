"""Amounts and periods as English sentences write them.

Only whole, plain amounts are read: no part of a range, an interval, an ordinal, a date, or
a number with a sign that could be another one's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.datatypes import Span

YEAR = r"(?:1[5-9]|20)\d\d"
MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_ABOUT = (
    r"(?:about|around|roughly|approximately|nearly|almost|some|circa|an\sestimated|"
    r"c\.|ca\.|close\sto|~|≈)"
)
_BOUND = (
    r"(?:more\sthan|less\sthan|fewer\sthan|over|under|above|below|at\sleast|at\smost|up\sto|"
    r"as\s(?:many|much|few|little|high|low)\sas|no\s(?:more|less|fewer)\sthan|exceed\w*|[<>≤≥±])"
)
_SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_VALUE = re.compile(
    rf"(?:(?<![\w-])(?P<about>{_ABOUT})\s?)?(?:(?<![\w-])(?P<bound>{_BOUND})\s?)?"
    r"(?<![\w.,:/$€£¥₩%–—-])(?P<sign>[−-])?(?P<currency>US\$|[$€£¥₩])?\s?"
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?:(?P<percent>\s?%|\s(?:percent|per\scent)\b)|\s?(?P<scale>(?:thousand|million|mn|billion|"
    r"bn|trillion)\b)(?P<money>\s(?:(?:US|U\.S\.)\s)?(?:dollars|euros|pounds|rubles|roubles|won|yen|"
    r"yuan)\b)?)?"
    r"(?![\w%°]|[.,:]\d|[-–—/]\w|\s?[±×*]|\s?[–—-]\s?\d|\s+(?:thousand|million|billion|trillion)\b)",
    re.I,
)
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s$", re.I)
_DATE_AFTER = re.compile(rf"\s{_MONTH}\b", re.I)
_NEAR = 40
"""Characters before a number that can make it part of a range or a date."""
_RANGE = re.compile(r"\d[^\d.;,()]{0,25}\s(?:to|and|or|through)\s$|\d\s?[–—-]\s$")
_ENDED = r"(?![\w%]|[-–—/]\w|[.,]\d|\s?[–—-]\s?\d|['’]s\b)"
_NOT_ALONE = (
    rf"(?!\s+(?:and|or|to|through|until)\s+(?:the\s)?(?:(?:early|late|mid|{_MONTH})[-\s])?{YEAR}\b"
    r"(?!\s?[%]))(?!,\s(?:and\s)?(?:1[5-9]|20)\d\d\b)"
    r"(?!\s+(?:US\s)?(?:dollars|prices|terms|census|survey|election|report|edition)\b)"
)
_YEARLY = r"\s(?:season|fiscal\syear|financial\syear|school\syear|academic\syear)\b"
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "1": 0, "2": 1, "3": 2, "4": 3}
_PERIODS = {
    "day": rf"(?P<day>\d{{1,2}})\s(?P<day_month>{_MONTH}),?\s(?P<day_year>{YEAR})|"
    rf"(?P<us_month>{_MONTH})\s(?P<us_day>\d{{1,2}}),?\s(?P<us_year>{YEAR})",
    "month": rf"(?P<month>{_MONTH}),?\s(?:of\s)?(?P<month_year>{YEAR})",
    "quarter": rf"(?:the\s)?(?P<quarter>first|second|third|fourth)\squarter\s(?:of\s)?"
    rf"(?P<quarter_year>{YEAR})|Q(?P<q>[1-4])\s(?P<q_year>{YEAR})",
    "half": rf"(?:the\s)?(?P<half>first|second)\shalf\sof\s(?P<half_year>{YEAR})",
    "fiscal": rf"(?:FY\s?|(?:the\s)?fiscal\s(?:year\s)?)(?P<fy>{YEAR})(?:[/–-]\d\d(?:\d\d)?)?|"
    rf"(?P<slash>{YEAR})/(?P<slash_end>\d\d)(?!\d)|"
    rf"(?:the\s)?(?P<span_year>{YEAR})[–-](?P<span_end>(?:\d\d)?\d\d)(?={_YEARLY})",
    "end": rf"(?:the\s)?end(?:\sof\s(?:the\s)?|-)(?P<end_year>{YEAR})",
    "year": rf"(?P<year>{YEAR})",
}
PERIOD = "|".join(f"(?P<is_{kind}>{pattern})" for kind, pattern in _PERIODS.items())
PERIOD = f"(?:{PERIOD}){_ENDED}{_NOT_ALONE}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written; ``words`` is its span with “about”, sign, currency and scale.

    ``number`` is as printed, to be multiplied by ``scale``; ``symbol`` is the currency;
    ``bound``: the words only say more or less than; ``bare``: digits and nothing else.
    """

    words: Span
    number: float
    scale: float
    scale_word: str
    symbol: str
    percent: str
    approximate: bool
    bound: bool

    @property
    def bare(self) -> bool:
        """Whether neither sign nor scale says what it is."""
        return not (self.percent or self.symbol or self.scale_word)


@dataclass(frozen=True, slots=True)
class Period:
    """A period as written, its kind, and its beginning in years."""

    words: Span
    kind: str
    position: float


def amounts(text: str) -> list[Amount]:
    """All amounts of a sentence in order; what looks like a year or a date is none."""
    found = (amount_of(match, text) for match in _VALUE.finditer(text))
    return [amount for amount in found if amount is not None]


def amount_of(match: re.Match[str], text: str) -> Amount | None:
    """The amount that a match names; None for years and dates."""
    digits, percent = match["number"], (match["percent"] or "").strip()
    scale, money = (match["scale"] or "").lower(), (match["money"] or "").strip()
    symbol = match["currency"] or money
    if _dated(match, text):
        return None
    if not (percent or symbol or scale) and re.fullmatch(YEAR, digits):
        return None
    number = float(digits.replace(",", "")) * (-1 if match["sign"] else 1)
    words = Span(match.start(), match.end())
    about, bound = match["about"] is not None, match["bound"] is not None
    return Amount(words, number, _SCALES.get(scale, 1.0), scale, symbol, percent, about, bound)


def ends_range(amount: Amount, text: str) -> bool:
    """Whether an amount may be the second of two, as in “10 to 12 billion” or “5 and 7 %”."""
    end = amount.words.start
    return _RANGE.search(text, max(0, end - _NEAR), end) is not None


def _dated(match: re.Match[str], text: str) -> bool:
    start, end = match.span()
    before = _DATE_BEFORE.search(text, max(0, start - _NEAR), start)
    return before is not None or _DATE_AFTER.match(text, end) is not None


def period_of(match: re.Match[str]) -> Period | None:
    """The period that a match of ``PERIOD`` names; None where its two years do not follow."""
    kind = next(kind for kind in _PERIODS if match[f"is_{kind}"] is not None)
    start, end = match.span(f"is_{kind}")
    year = next(int(match[n]) for n in match.groupdict() if _names_year(n) and match[n])
    last = match["slash_end"] or match["span_end"]
    if last is not None and int(last) % 100 != (year + 1) % 100:
        return None
    return Period(Span(start, end), kind, year + _part(match))


def _names_year(name: str) -> bool:
    return name in ("year", "fy", "slash") or (name.endswith("_year") and name != "is_year")


def _part(match: re.Match[str]) -> float:
    """How far into its year a period begins."""
    month = match["month"] or match["day_month"] or match["us_month"]
    if month:
        day = int(match["day"] or match["us_day"] or 1)
        return (MONTHS.index(month.capitalize()) + (day - 1) / 31) / 12
    quarter = match["quarter"] or match["q"]
    if quarter:
        return _ORDINALS[quarter.lower()] / 4
    half = match["half"]
    return _ORDINALS[half.lower()] / 2 if half else 0.0
