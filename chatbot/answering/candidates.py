"""Typed candidates for a short answer: what in a sentence could be a number, a date, a name.

Plain regular expressions over general English; the gazetteer of countries and regions is
data beside this module. Candidates may overlap: the chooser decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chatbot.answering.number_words import NO_QUANTITY

CandidateKind = Literal["number", "money", "percent", "date", "period", "rank"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch ``[start, end)`` of a sentence that could answer, with its kind."""

    kind: str
    start: int
    end: int


_SMALL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_SPELLED = (
    rf"(?:once|twice|{_SMALL}(?:[- ]{_SMALL})?(?: (?:hundred|thousand))?|half|dozens?|"
    r"hundreds|thousands)"
)
_DIGITS = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion|quintillion|mn|bn|tn|m|bln|mln)"
_HEDGE = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|over|under|up to|at least|more than|"
    r"less than|fewer than|some|at most|an estimated|as many as|as much as|well over|just over|"
    r"just under|close to)\s+)?"
)
_JOIN = r"(?:\s*[–—-]\s*|\s+(?:to|or|and)\s+)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_YEAR = r"(?:1\d{3}|20\d{2})"
_CURRENCY = r"(?:US|USD|A|C|CA|AU|NZ|HK|R)?\s?[$€£¥₩₽]|(?:USD|EUR|GBP|KRW|RUB|JPY|CNY|RMB|CHF)\s"
_CURRENCY_WORD = (
    r"(?:U\.?S\.? |American |Canadian |Australian )?(?:dollars?|euros?|pounds?|won|rubles?|"
    r"roubles?|yen|yuan|cents?|francs?|marks?|rupees?|kron(?:a|e|er|or)|lira|pesos?|reais|"
    r"dinars?|riyals?|baht|USD|EUR|KRW|RUB)"
)
_TIME_UNIT = r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries|century)"
_MONEY = re.compile(
    rf"{_HEDGE}(?:(?:{_CURRENCY})\s?(?:{_DIGITS})(?:[\s-]?{_SCALE}\b)?"
    rf"|\b(?:{_DIGITS}|{_SPELLED})(?:\s{_SCALE})?\s{_CURRENCY_WORD}\b)",
)
_PERCENT = re.compile(
    rf"(?i:{_HEDGE})(?:(?<![\d.,])(?!{_YEAR}\b)(?:{_DIGITS})(?:%?\s?[–—-]\s?|\s(?:to|and)\s))?"
    rf"(?:\b(?:{_DIGITS})\s?(?:%|percent\b|per cent\b|percentage points?\b)"
    rf"|\b{_SPELLED}\s(?:percent|per cent)\b)"
    rf"|\b(?:(?:one|two|three|four)[- ](?:half|thirds?|quarters?|fourths?|fifths?|tenths?)|"
    rf"half|a third|a quarter)\b"
)
_RANK = re.compile(
    rf"\b\d{{1,4}}(?:st|nd|rd|th)(?:\s(?:place|position|rank|spot))?\b"
    rf"|\b(?:(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    rf"(?:[- ](?:largest|biggest|highest|most \w+|place|position|rank|oldest|tallest|longest)))\b"
    r"|\b(?:first|second|third|fourth|fifth|last)(?:\splace)?(?=\s(?:on|in|among|place|"
    r"behind)\b)"
    rf"|\b(?:number|No\.)\s(?:\d+|{_SMALL})\b"
)
_DATE = re.compile(
    rf"\b(?:(?:in|on|by)\s)?(?:"
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[–-]\s?\d{{1,2}})?(?:,?\s{_YEAR})?\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?\b"
    rf"|(?:(?:early|late|mid)[- ])?{_MONTH},?\s(?:of\s)?{_YEAR}\b"
    r"|(?:the\s)?(?:early|late|mid|middle|end of|beginning of)(?:[- ]|"
    rf"\sthe\s)(?:the\s)?{_YEAR}s?\b|(?:the\s)?{_YEAR}s\b"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}\b"
    rf"|(?:the\s)?(?:(?:early|late|mid)[- ])?(?:\d{{1,2}}(?:st|nd|rd|th)|nineteenth|twentieth|"
    rf"eighteenth|seventeenth|sixteenth|fifteenth|fourteenth|thirteenth|twelfth)[- ]"
    rf"(?:century|centuries)\b"
    r"|(?:the\s)?(?:first|second|latter|last)\s(?:half|quarter)\sof\s(?:the\s(?:same\s)?year|"
    rf"{_YEAR})\b|{_YEAR}(?!\s?(?:{_TIME_UNIT}\b|%|[,.]\d))\b(?:\s(?:BC|BCE|AD|CE)\b)?"
    rf"|\d{{1,4}}\s(?:BC|BCE|AD|CE)\b|{_MONTH}(?=[\s,.;)]))",
)
_PERIOD = re.compile(
    rf"\b{_YEAR}\s?[–—/-]\s?(?:{_YEAR}|\d{{2}})\b"
    rf"|\bfrom\s\d{{1,2}}\s{_MONTH}(?:\s{_YEAR})?\s(?:to|until|"
    rf"till)\s(?:\d{{1,2}}\s)?{_MONTH}\s{_YEAR}\b"
    rf"|\bsince\s(?:at least\s)?(?:the\s)?(?:(?:early|mid|late)[- ])?(?:{_MONTH}\s)?{_YEAR}s?\b"
    r"|\b(?:almost|nearly|about|over|less than|more than)\san?\s(?:year|month|week|day|decade|"
    r"century)\b"
    rf"|\b(?:from|between)\s(?:{_MONTH}\s(?:\d{{1,2}},?\s)?)?{_YEAR}\s?(?:to|and|until|till|"
    r"through|[–-])\s"
    rf"(?:{_MONTH}\s(?:\d{{1,2}},?\s)?)?{_YEAR}\b"
    rf"|(?i:{_HEDGE})\b(?:{_DIGITS}|{_SPELLED})(?:{_JOIN}(?:{_DIGITS}|"
    rf"{_SPELLED}))?[\s-]{_TIME_UNIT}\b"
    rf"|\b(?:a|several|many|two|three|few|a few|past|last|first)\s(?:\w+\s)?"
    rf"(?:decades?|centur(?:y|ies)|years|months|weeks|days)\b"
)
_NUMBER = re.compile(
    rf"(?<![\w$€£¥.,–-])(?i:{_HEDGE})(?:{_DIGITS}|(?i:{_SPELLED})\b)(?:\s?{_SCALE}\b)?"
    rf"(?:{_JOIN}(?:{_DIGITS}|{_SPELLED}\b)(?:\s{_SCALE}\b)?)?"
    rf"(?![\w%]|[.,]\d)(?!\s(?:percent|per cent)\b)"
)
_MEASURE = re.compile(
    r"[\s-]?(?:(?:square|cubic|sq\.?|nautical|metric)[\s-])?"
    r"(?:kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|miles?|feet|"
    r"foot|"
    r"inch(?:es)?|yards?|hectares?|acres?|tons?|tonnes?|kilograms?|grams?|milligrams?|pounds|"
    r"ounces?|lit(?:er|re)s?|gallons?|barrels?|degrees?|watts?|kilowatts?|megawatts?|gigawatts?|"
    r"horsepower|volts?|hertz|bytes?|km[²2]?|m[²2³3]|cm|mm|kg|mg|µg|ml|ha|mi|ft|g|kW|MW|GW|TWh|kWh|"
    r"°C|°F|°|mmol|kDa|bp|nm|µm)(?!\w)(?:\sper\s\w+|/\w+)?"
)

_PATTERNS: dict[str, re.Pattern[str]] = {
    "money": _MONEY,
    "percent": _PERCENT,
    "rank": _RANK,
    "date": _DATE,
    "period": _PERIOD,
    "number": _NUMBER,
}


def find_candidates(sentence: str, kind: str) -> tuple[Candidate, ...]:
    """Candidates of one kind, in order, trimmed of blanks and leading prepositions."""
    return tuple(_trimmed(sentence, found) for found in _raw(sentence, kind))


def _raw(sentence: str, kind: str) -> Iterator[Candidate]:
    if kind != "number":
        for match in _PATTERNS[kind].finditer(sentence):
            if kind == "date" and _IN_A_NAME.search(sentence[: match.start()]):
                continue
            yield Candidate(kind, match.start(), match.end())
        return
    taken = [
        match.span()
        for kind in ("date", "money")
        for match in _PATTERNS[kind].finditer(sentence)
        if not _counts_things(sentence, match)
    ]
    taken += [match.span() for match in NO_QUANTITY.finditer(sentence)]
    place = 0
    while (number := _NUMBER.search(sentence, place)) is not None:
        blocking = [end for start, end in taken if start < number.end() and number.start() < end]
        place = max(blocking, default=number.end())
        if not blocking:
            unit = _MEASURE.match(sentence, number.end())
            yield Candidate("number", number.start(), unit.end() if unit else number.end())


_IN_A_NAME = re.compile(r"\b[A-Z]{2,}\s$")


def _counts_things(sentence: str, match: re.Match[str]) -> bool:
    """Whether a bare year-like number counts what follows it (“2000 kilometres”)."""
    return match.group().isdigit() and _PLURAL_AFTER.match(sentence, match.end()) is not None


_PLURAL_AFTER = re.compile(r"\s(?!(?:was|is|has|its|as|this|does|across|versus)\b)[a-z]{2,}s\b")


_LEADING = re.compile(r"(?:in|on|by|from|between|the)\s(?=\S)|\s+", re.IGNORECASE)


def _trimmed(sentence: str, found: Candidate) -> Candidate:
    """The candidate without a blank or (for dates) preposition at its edges."""
    start, end = found.start, found.end
    if found.kind in ("date",):
        while (lead := _LEADING.match(sentence, start, end)) is not None and lead.end() < end:
            start = lead.end()
    while start < end and sentence[start].isspace():
        start += 1
    while end > start and sentence[end - 1].isspace():
        end -= 1
    return Candidate(found.kind, start, end)
