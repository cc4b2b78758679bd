"""What in a sentence could be the asked number, date, name or place.

Candidates of the expected kinds come from ``candidates`` and ``names``. Words of the
question are never its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatbot.answering.candidates import Candidate, find_candidates
from chatbot.answering.names import Name, NameKind, find_names
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_patterns import Expectation
from chatbot.answering.question_words import is_plural
from chatbot.answering.short_answer_years import for_years, from_and_to
from chatbot.answering.wording import STOPWORDS, content_stems, words

VALUE_KINDS: tuple[Expectation, ...] = ("rank", "percent", "money", "period", "date", "number")
NAME_KINDS: tuple[NameKind, ...] = ("person", "organisation", "place")

_SENTENCE_STARTERS = STOPWORDS | frozenset(
    """however therefore moreover furthermore although though despite since today later
    meanwhile yet thus hence instead first second third many several following according
    nevertheless indeed finally unlike like under upon given another one two three much
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_MONEY_WORD = re.compile(
    r"\b(?:money|dollars?|euros?|won|rubles?|cost|price|worth|value|paid|pay|invest|invested|"
    r"budget|billion|million)\b|[$€£₩]"
)
_PERCENT_WORD = re.compile(r"\b(?:percent\w*|per cent|share|proportion|rate|fraction)\b|%")
_BY_HOW_MUCH = re.compile(r"\bby how (?:much|many)\b")
_UP_TO_A_LEVEL = re.compile(r"\bto\s(?:about\s|around\s|only\s|just\s)?$")
_LABEL = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_NAMED_AFTER = re.compile(r"(?:\s[a-z]+){0,2}\s(?:in|for|from|to)\s(?:the\s)?([A-Z][\w’'-]+)")
_CONTRAST = re.compile(r";|\b(?:while|whereas)\b|,\sbut\b")
_NAMED = re.compile(r"([A-Z][\w’'-]+)\s\($")
_WHICH_YEAR = re.compile(r"\b(?:what|which) year\b")
_UNDATED = ("date", "period")
_JOINS = re.compile(r"(?:,|,?\s(?:and|or|as well as))\s(?:the\s)?|\s&\s")

_SHORT_FORM = re.compile(r"\(([A-Z]{2,8})\)$")
"""The abbreviation behind a name: “Port Authority of Ostrava (PAO)”."""


@dataclass(frozen=True, slots=True)
class Possible:
    """A stretch ``[start, end)`` that could answer; ``kinds`` likeliest first.

    ``order`` is how far down among the expected kinds its own stands, ``several`` whether
    it names more than one thing, ``paired`` whether the sentence gives it for the year or
    the name asked for.
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    order: int
    certain: bool = True
    several: bool = False
    paired: bool = False


def possible_answers(sentence: str, analysis: QuestionAnalysis) -> tuple[Possible, ...]:
    """All stretches of the expected kinds; () where no kind is expected."""
    asked = ("rank",) if "rank" in analysis.expects else analysis.primary
    kinds = expected_values(analysis, [kind for kind in asked if kind in VALUE_KINDS])
    names = [kind for kind in NAME_KINDS if kind in asked]
    if names and not kinds:
        return tuple(_names(sentence, analysis, names))
    return tuple(_values(sentence, analysis, kinds))


def expected_values(analysis: QuestionAnalysis, kinds: Sequence[str]) -> list[str]:
    """The value kinds, likeliest first: a question that names money or percent means it.

    A change and two years ask for values of any kind.
    """
    if not kinds and (analysis.changes or len(analysis.years) > 1):
        return ["percent", "money", "rank", "number"]
    if not set(kinds) & {"number", "money", "percent"}:
        return list(kinds)
    named = "money" if _MONEY_WORD.search(analysis.folded) else None
    named = "percent" if _PERCENT_WORD.search(analysis.folded) else named
    others = {"money", "percent"} - {named} if named else set()
    first = [named] if named else []
    return [*first, *(kind for kind in kinds if kind != named and kind not in others)]


def _values(sentence: str, analysis: QuestionAnalysis, kinds: Sequence[str]) -> list[Possible]:
    asked = asked_stems(analysis)
    differs = _BY_HOW_MUCH.search(analysis.folded) is not None
    yearly = _WHICH_YEAR.search(analysis.folded) is not None
    years = analysis.years
    label = _LABEL.match(sentence)
    begin = label.end() if label else 0
    possible: list[Possible] = []
    for order, kind in enumerate(kinds):
        pool = [
            found
            for found in find_candidates(sentence, kind)
            if found.start >= begin
            and not _in_question(sentence, found, asked)
            and _dated(sentence, found, kinds)
            and not (yearly and re.search(r"\d{3}", sentence[found.start : found.end]) is None)
        ]
        if differs and any(_is_level(sentence, pool, found) for found in pool):
            continue
        named = _beside_names(sentence, pool, asked)
        for found in named or pool:
            of_year = None if kind in _UNDATED else _of_asked_year(sentence, pool, found, years)
            if of_year is False or not _in_asked_clause(sentence, found.start, analysis):
                continue
            dated = of_year and all(str(year) in sentence for year in years)
            paired = bool(named or dated)
            possible.append(Possible(found.start, found.end, (kind,), order, paired=paired))
    return possible


def _is_level(sentence: str, pool: Sequence[Candidate], found: Candidate) -> bool:
    """“fell to $8 million”: what was reached, not by how much, unless its start is given."""
    reached = _UP_TO_A_LEVEL.search(sentence[: found.start]) is not None
    return reached and not from_and_to(sentence, pool, found)


def _in_asked_clause(sentence: str, start: int, analysis: QuestionAnalysis) -> bool:
    """False where words of the question stand on the other side of a contrast alone.

    Names decide before other words; where they stand on both sides, neither side answers.
    """
    cuts = [match.start() for match in _CONTRAST.finditer(sentence)]
    if not cuts:
        return True
    edges = [0, *cuts, len(sentence)]
    sides = [(a, b) for a, b in pairwise(edges)]
    own = next(place for place, (a, b) in enumerate(sides) if a <= start < b)
    for stems in (_name_stems, content_stems):
        there = [stems(sentence[a:b]) for a, b in sides]
        alone = {
            places[0]
            for word in stems(analysis.text[1:])
            if len(places := [n for n, words in enumerate(there) if word in words]) == 1
        }
        if alone:
            return alone == {own}
    return True


def _name_stems(text: str) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in words(text)
        if word.text[0].isupper()
        and word.text.casefold() not in STOPWORDS
        and not any(letter.isdigit() for letter in word.text)
    )


def _beside_names(
    sentence: str, pool: Sequence[Candidate], asked: frozenset[str]
) -> list[Candidate]:
    """The values beside a name of the question: “Chile (12%)”, “85 people in Lima”."""
    behind = [
        (found, _NAMED.search(sentence[: found.start]) or _NAMED_AFTER.match(sentence, found.end))
        for found in pool
    ]
    if sum(match is not None for _, match in behind) < 2:
        return []
    return [
        found
        for found, match in behind
        if match and {word.stem for word in words(match.group(1))} & asked
    ]


def _of_asked_year(
    sentence: str, pool: Sequence[Candidate], found: Candidate, years: Sequence[int]
) -> bool | None:
    """Whether the value is of an asked year; None where the sentence does not tell."""
    paired = for_years(sentence, pool, found, years)
    return found in paired if paired else None


def _names(sentence: str, analysis: QuestionAnalysis, kinds: Sequence[NameKind]) -> list[Possible]:
    asked = asked_stems(analysis)
    found = find_names(sentence, _SENTENCE_STARTERS)
    single_of = {
        name: Possible(
            name.start,
            name.end,
            tuple(kind for kind in kinds if kind in name.kinds),
            min(kinds.index(kind) for kind in kinds if kind in name.kinds),
            name.certain,
            " and " in sentence[name.start : name.end],
        )
        for name in found
        if name.kinds.intersection(kinds) and not _name_in_question(sentence, name, asked)
    }
    single = list(single_of.values())
    one = analysis.focus and not is_plural(analysis.focus[-1]) and "who" not in analysis.folded
    runs = (
        []
        if one
        else [
            Possible(
                first.start, last.end, single_of[first].kinds, single_of[first].order, False, True
            )
            for first, last in _runs(sentence, found)
            if first in single_of
        ]
    )
    part = "place" in kinds and "person" not in kinds
    return [*(p for p in single if not (part and any(_inside(p, run) for run in runs))), *runs]


def _runs(sentence: str, names: Sequence[Name]) -> list[tuple[Name, Name]]:
    """The first and last name of each run joined by commas and “and”."""
    parts = sorted(
        (n for n in names if not any(n is not m and _inside(n, m) for m in names)),
        key=lambda name: name.start,
    )
    runs: list[tuple[Name, Name]] = []
    for before, after in pairwise(parts):
        if not _JOINS.fullmatch(sentence[before.end : after.start]):
            continue
        if runs and runs[-1][1] is before:
            runs[-1] = (runs[-1][0], after)
        else:
            runs.append((before, after))
    return runs


def _inside(inner: Possible | Name, outer: Possible | Name) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _dated(sentence: str, found: Candidate, kinds: Sequence[str]) -> bool:
    """Whether a period may answer: where a date is asked for, only one that names a year."""
    if found.kind != "period" or "date" not in kinds:
        return True
    return re.search(r"\d{4}", sentence[found.start : found.end]) is not None


def asked_stems(analysis: QuestionAnalysis) -> frozenset[str]:
    """The stems of all words of the question."""
    return frozenset(word.stem for word in words(analysis.text))


def _in_question(sentence: str, found: Candidate, asked: frozenset[str]) -> bool:
    stems = {word.stem for word in words(sentence[found.start : found.end])}
    return bool(stems) and stems <= asked


def _name_in_question(sentence: str, name: Name, asked: frozenset[str]) -> bool:
    """Whether a question names it itself: by most of its words, or by its abbreviation."""
    text = sentence[name.start : name.end]
    short = _SHORT_FORM.search(text)
    if short and {word.stem for word in words(short.group(1))} <= asked:
        return True
    stems = [word.stem for word in words(text)]
    content = [s for s in stems if s not in STOPWORDS]
    return not content or sum(s in asked for s in content) * 2 > len(content)
