"""The asked number, date, name or place inside a sentence.

Candidates of the expected kinds come from ``candidates`` and ``names``. The right one is the
one nearest to the question's words, that counts what the question counts, and that belongs
to the year asked for. Words of the question are never its answer; where nothing fits,
there is no short answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answering.candidates import Candidate, find_candidates
from chatbot.answering.definitions import defining_words
from chatbot.answering.names import LOCATIVE, Name, NameKind, find_names
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.short_answer_years import for_years, from_and_to
from chatbot.answering.wording import STOPWORDS, Word, stem, term_weights, words
from chatbot.datatypes import QueryTerm

Spans = tuple[tuple[int, int], ...]

_VALUE_KINDS = ("rank", "percent", "money", "period", "date", "number")
_NAME_KINDS: tuple[NameKind, ...] = ("person", "organisation", "place")
_SENTENCE_STARTERS = STOPWORDS | frozenset(
    """however therefore moreover furthermore although though despite since today later
    meanwhile yet thus hence instead first second third many several following according
    nevertheless indeed finally unlike like under upon given another one two three much
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_MONEY_WORD = re.compile(
    r"\b(?:money|dollars?|euros?|won|rubles?|cost|price|worth|value|paid|pay|invested|budget|"
    r"billion|million)\b|[$€£₩]"
)
_PERCENT_WORD = re.compile(r"\b(?:percent\w*|per cent|share|proportion|rate|fraction)\b|%")
_REACH = 4.0
_CLAUSE_GAP = 4
_ASIDE_PENALTY = 0.1
_AFTER_SHARE = 0.7
_LOCATIVE_BONUS = 0.2
_AGENT_BONUS = 0.2
_UNIT_BONUS = 0.6
_CERTAIN_BONUS = 0.25
_KIND_PENALTY = 0.08
_NAME_PENALTY = 0.2


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    start: int
    end: int
    kind: str


def find_short_answer(
    sentence: str, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> Spans:
    """Spans of ``sentence`` that answer shortly, in its order; () when nothing fits.

    Two spans come back where two years or a change are asked for.
    """
    if analysis.expects & {"abbreviation", "definition"}:
        defined = defining_words(sentence, analysis)
        return (defined,) if defined else ()
    weights = term_weights(question_terms)
    asked = ("rank",) if "rank" in analysis.expects else analysis.primary
    kinds = _ordered(analysis, [kind for kind in asked if kind in _VALUE_KINDS])
    names = [kind for kind in _NAME_KINDS if kind in asked]
    if names and not kinds:
        return _best_name(sentence, analysis, weights, names)
    return _best_value(sentence, analysis, weights, kinds)


def _ordered(analysis: QuestionAnalysis, kinds: list[str]) -> list[str]:
    """The value kinds, likeliest first: a question that names money or percent means it."""
    if analysis.changes and not kinds:
        return ["percent", "money", "rank", "number"]
    if not set(kinds) & {"number", "money", "percent"}:
        return kinds
    named = "money" if _MONEY_WORD.search(analysis.folded) else None
    named = "percent" if _PERCENT_WORD.search(analysis.folded) else named
    return [named, *(kind for kind in kinds if kind != named)] if named else kinds


def _best_value(
    sentence: str, analysis: QuestionAnalysis, weights: dict[str, float], kinds: Sequence[str]
) -> Spans:
    there = words(sentence)
    asked = _asked_words(analysis)
    if "period" in kinds:
        # The unit of time is part of the answer, not a word beside it.
        units = {stem(word) for word in analysis.focus}
        weights = {s: w for s, w in weights.items() if s not in units}
    pools = {
        kind: [
            c
            for c in find_candidates(sentence, kind)
            if not _in_question(sentence, c, asked) and _dated(sentence, c, kinds)
        ]
        for kind in kinds
    }
    best: _Scored | None = None
    for kind in kinds:
        for candidate in pools[kind]:
            place = (candidate.start, candidate.end)
            score = _nearness(sentence, place, there, weights, adjunct=kind in ("date", "period"))
            score += _unit_bonus(sentence, candidate, analysis)
            score -= _ASIDE_PENALTY if sentence[: candidate.start].endswith("(") else 0.0
            score -= _KIND_PENALTY * kinds.index(kind)
            if best is None or score > best.score:
                best = _Scored(score, candidate.start, candidate.end, kind)
    if best is None:
        return ()
    pool = pools[best.kind]
    chosen = next(c for c in pool if (c.start, c.end) == (best.start, best.end))
    if best.kind not in ("date", "period"):
        by_year = for_years(sentence, pool, chosen, analysis.years)
        if by_year:
            return _spans(by_year)
        if analysis.changes:
            return _spans(from_and_to(sentence, pool, chosen)) or ((best.start, best.end),)
    return ((best.start, best.end),)


def _dated(sentence: str, candidate: Candidate, kinds: Sequence[str]) -> bool:
    """Whether a period may answer: where a date is asked for, only one that names a year."""
    if candidate.kind != "period" or "date" not in kinds:
        return True
    return re.search(r"\d{4}", sentence[candidate.start : candidate.end]) is not None


def _spans(candidates: Sequence[Candidate]) -> Spans:
    return tuple((candidate.start, candidate.end) for candidate in candidates)


def _best_name(
    sentence: str, analysis: QuestionAnalysis, weights: dict[str, float], kinds: list[NameKind]
) -> Spans:
    there = words(sentence)
    asked = _asked_words(analysis)
    best: _Scored | None = None
    for name in find_names(sentence, _SENTENCE_STARTERS):
        if not name.kinds.intersection(kinds) or _name_in_question(sentence, name, asked):
            continue
        place = kinds == ["place"]
        score = _nearness(sentence, (name.start, name.end), there, weights, adjunct=place)
        score += _certainty(sentence, name, place)
        score -= _NAME_PENALTY * min(kinds.index(k) for k in name.kinds if k in kinds)
        score += _AGENT_BONUS if sentence[: name.start].endswith(("by ", "By ")) else 0.0
        if best is None or score > best.score:
            best = _Scored(score, name.start, name.end, "name")
    return ((best.start, best.end),) if best else ()


def _certainty(sentence: str, name: Name, place: bool) -> float:
    if place:
        return _LOCATIVE_BONUS if LOCATIVE.search(sentence[: name.start]) else 0.0
    return _CERTAIN_BONUS if name.certain else 0.0


def _asked_words(analysis: QuestionAnalysis) -> frozenset[str]:
    return frozenset(word.stem for word in words(analysis.text))


def _in_question(sentence: str, candidate: Candidate, asked: frozenset[str]) -> bool:
    stems = {word.stem for word in words(sentence[candidate.start : candidate.end])}
    return bool(stems) and stems <= asked


def _name_in_question(sentence: str, name: Name, asked: frozenset[str]) -> bool:
    stems = [word.stem for word in words(sentence[name.start : name.end])]
    content = [s for s in stems if s not in STOPWORDS]
    return not content or sum(s in asked for s in content) * 2 > len(content)


def _nearness(
    sentence: str,
    candidate: tuple[int, int],
    there: Sequence[Word],
    weights: dict[str, float],
    *,
    adjunct: bool,
) -> float:
    """Weighted share of question stems in the sentence, each damped by its distance.

    The distance counts words, and a clause boundary as several; words inside the candidate
    do not count. An adjunct (date, place) mostly belongs to the words before it, unless it
    opens its clause.
    """
    total = sum(weights.values())
    start, end = candidate
    opens = _OPENS_CLAUSE.search(sentence[:start]) is not None
    damping = _AFTER_SHARE if adjunct and not opens else 1.0
    before = sum(word.end <= start for word in there)
    after = sum(word.start < end for word in there)
    closest: dict[str, float] = {}
    for place, word in enumerate(there):
        if word.stem not in weights or before <= place < after:
            continue
        behind = place >= before
        gap = place - after if behind else before - place - 1
        between = sentence[end : word.start] if behind else sentence[word.end : start]
        gap += _CLAUSE_GAP * len(_CLAUSE_BREAK.findall(between))
        near = (damping if behind else 1.0) / (1.0 + gap / _REACH)
        closest[word.stem] = max(closest.get(word.stem, 0.0), near)
    return sum(weights[s] * near for s, near in closest.items()) / total if total else 0.0


_OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:]\s(?:and\s|but\s)?|\b(?:and|but|while)\s)"
    r"(?:(?:in|on|by|since|from|during|at|after|before|around|about|until|early in|late in)\s)?"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(r"[,;:](?=\s)|\b(?:while|whereas|but|although)\b|\s[–—]\s|—")


def _unit_bonus(sentence: str, candidate: Candidate, analysis: QuestionAnalysis) -> float:
    """A bonus for a number that counts the asked thing (“how many companies”).

    The thing stands in the few words after the number, before any other number.
    """
    if candidate.kind == "period":
        counted = sentence[candidate.start : candidate.end]
    else:
        following = _COUNTED.match(sentence, candidate.end)
        counted = following.group() if following and candidate.kind == "number" else ""
    units = {word.stem for word in words(counted)}
    return _UNIT_BONUS if units & {stem(word) for word in analysis.focus} else 0.0


_COUNTED = re.compile(r"(?:\s[^\W\d_][\w'’-]*){1,4}")
