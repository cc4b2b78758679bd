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
_UNDATED = ("date", "period")
_JOINS = re.compile(r"(?:,|,?\s(?:and|or|as well as))\s(?:the\s)?|\s&\s")


@dataclass(frozen=True, slots=True)
class Possible:
    """A stretch ``[start, end)`` that could answer; ``kinds`` likeliest first.

    ``order`` is how far down among the expected kinds its own stands, ``several`` whether
    it names more than one thing.
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    order: int
    certain: bool = True
    several: bool = False


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
            and not (differs and _UP_TO_A_LEVEL.search(sentence[: found.start]))
        ]
        possible += [
            Possible(found.start, found.end, (kind,), order)
            for found in pool
            if kind in _UNDATED or _of_asked_year(sentence, pool, found, analysis.years)
        ]
    return possible


def _of_asked_year(
    sentence: str, pool: Sequence[Candidate], found: Candidate, years: Sequence[int]
) -> bool:
    """False where the sentence gives the value of the asked year, and this is another."""
    paired = for_years(sentence, pool, found, years)
    return not paired or found in paired


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
