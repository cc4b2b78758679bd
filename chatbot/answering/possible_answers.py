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
from chatbot.answering.short_answer_years import for_years
from chatbot.answering.wording import STOPWORDS, words

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
_CONTRAST = re.compile(r";|\b(?:while|whereas)\b")
_NAMED = re.compile(r"([A-Z][\w’'-]+)\s\($")
_WHICH_YEAR = re.compile(r"\b(?:what|which) year\b")
_UNDATED = ("date", "period")
_JOINS = re.compile(r"(?:,|,?\s(?:and|or|as well as))\s(?:the\s)?|\s&\s")


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
    """The value kinds, likeliest first: a question that names money or percent means it."""
    if analysis.changes and not kinds:
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
    differs = _BY_HOW_MUCH.search(analysis.folded) is not None and not analysis.changes
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
        if differs and any(_UP_TO_A_LEVEL.search(sentence[: found.start]) for found in pool):
            continue
        named = _beside_names(sentence, pool, asked)
        for found in named or pool:
            of_year = None if kind in _UNDATED else _of_asked_year(sentence, pool, found, years)
            if of_year is False or not _in_named_clause(sentence, found.start, analysis):
                continue
            paired = bool(named or of_year)
            possible.append(Possible(found.start, found.end, (kind,), order, paired=paired))
    return possible


def _in_named_clause(sentence: str, start: int, analysis: QuestionAnalysis) -> bool:
    """False where a name of the question stands on the other side of a contrast alone."""
    cuts = [match.start() for match in _CONTRAST.finditer(sentence)]
    if not cuts:
        return True
    edges = [0, *cuts, len(sentence)]
    sides = [(a, b, _name_stems(sentence[a:b])) for a, b in pairwise(edges)]
    asked = _name_stems(analysis.text[1:])
    only = {
        name: [place for place, (_, _, names) in enumerate(sides) if name in names]
        for name in asked
    }
    wanted = {places[0] for places in only.values() if len(places) == 1}
    own = next(place for place, (a, b, _) in enumerate(sides) if a <= start < b)
    return len(wanted) != 1 or own in wanted


def _name_stems(text: str) -> frozenset[str]:
    return frozenset(
        word.stem
        for word in words(text)
        if word.text[0].isupper() and word.text.casefold() not in STOPWORDS
    )


def _beside_names(
    sentence: str, pool: Sequence[Candidate], asked: frozenset[str]
) -> list[Candidate]:
    """The values that stand in brackets behind a name of the question: “Chile (12%)”."""
    behind = [(found, _NAMED.search(sentence[: found.start])) for found in pool]
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


def _names(
    sentence: str, analysis: QuestionAnalysis, kinds: Sequence[NameKind]
) -> list[Possible]:
    asked = asked_stems(analysis)
    found = find_names(sentence, _SENTENCE_STARTERS)
    single = [
        Possible(
            name.start,
            name.end,
            tuple(kind for kind in kinds if kind in name.kinds),
            min(kinds.index(kind) for kind in kinds if kind in name.kinds),
            name.certain,
            " and " in sentence[name.start : name.end],
        )
        for name in found
        if name.kinds.intersection(kinds) and not _name_in_question(sentence, name, asked)
    ]
    one = analysis.focus and not is_plural(analysis.focus[-1]) and "who" not in analysis.folded
    return single if one else [*single, *_runs(sentence, single)]


def _runs(sentence: str, single: Sequence[Possible]) -> list[Possible]:
    """Names joined by commas and “and” as one stretch."""
    parts = [p for p in single if not any(p is not q and _inside(p, q) for q in single)]
    parts = sorted(parts, key=lambda p: p.start)
    runs: list[list[Possible]] = []
    for before, after in pairwise(parts):
        if not _JOINS.fullmatch(sentence[before.end : after.start]):
            continue
        if runs and runs[-1][-1] is before:
            runs[-1].append(after)
        else:
            runs.append([before, after])
    return [
        Possible(run[0].start, run[-1].end, run[0].kinds, run[0].order, all(p.certain for p in run),
                 several=True)
        for run in runs
    ]


def _inside(inner: Possible, outer: Possible) -> bool:
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
    stems = [word.stem for word in words(sentence[name.start : name.end])]
    content = [s for s in stems if s not in STOPWORDS]
    return not content or sum(s in asked for s in content) * 2 > len(content)
