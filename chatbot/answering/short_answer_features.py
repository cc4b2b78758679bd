"""Signals that a stretch of a sentence is the short answer to a question.

All but ``best`` and ``score`` are read from the sentence, the one before it and the
question's wording alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from chatbot.answering.aliases import place_stem, with_places
from chatbot.answering.names import LOCATIVE, gazetteer
from chatbot.answering.nearness import nearness
from chatbot.answering.possible_answers import Possible
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_words import is_plural
from chatbot.answering.wording import STOPWORDS, Word, coverage, stem, words

FEATURES = (
    "cover", "context", "rarest_missing", "near", "near_cover", "clause", "names",
    "names_in_clause", "year_missing", "best", "score", "unit", "order", "aside", "number",
    "spelled", "person", "organisation", "certain", "agent", "locative", "opens", "length",
    "right", "left", "subject_right", "subject_left", "object_left", "object_right", "alone",
    "overlap", "focus_inside", "focus_beside", "several_fits", "several_misfits",
    "single_misfits", "paired", "contrary", "name_missing", "main_missing", "other_places",
)  # fmt: skip

_SPELLED = {
    "fdi": (stem("foreign"), stem("direct"), stem("investment"), stem("invest")),
    "gdp": (stem("gross"), stem("domestic"), stem("product")),
    "eu": (stem("european"), stem("union")),
    "un": (stem("united"), stem("nations")),
    "us": (stem("united"), stem("states")),
    "usa": (stem("united"), stem("states")),
    "uk": (stem("united"), stem("kingdom")),
}
"""Abbreviations that any reader knows, with the stems of their words."""
_CONTRARIES = tuple(
    (stem(one), stem(other))
    for one, other in (
        ("short", "long"), ("import", "export"), ("north", "south"), ("east", "west"),
        ("northern", "southern"), ("eastern", "western"), ("minimum", "maximum"),
        ("lowest", "highest"), ("smallest", "largest"), ("men", "women"), ("male", "female"),
        ("first", "last"), ("oldest", "youngest"), ("increase", "decrease"), ("birth", "death"),
        ("rise", "fall"), ("win", "lose"), ("upper", "lower"), ("inner", "outer"),
    )
)  # fmt: skip
_HOW = re.compile(
    r"\bhow (long|many|much|far|old|often|big|large|high|tall|deep|wide|fast|heavy)\b"
)
_CITY = frozenset({stem("city"), stem("town"), stem("capital")})
_COUNTRY = frozenset({stem("country"), stem("nation")})
_MAIN = 0.4
_BESIDE = 3
_STRONG_BREAK = re.compile(r"[;:](?=\s)|,?\s(?:while|whereas|but|although)\b|,\sand\b|\s[–—]\s|—")
_COUNTED = re.compile(r"(?:\s[^\W\d_][\w'’-]*){1,4}")
_SUBJECT = re.compile(r"\b(?:who|which|what)\b(?! (?:did|does|do|was|were|is|are|had|has|have)\b)")
_OBJECT = re.compile(
    r"\b(?:who|whom|which|what)\b(?:(?! (?:did|does|do)\b) \w+){0,4} (?:did|does|do)\b"
)
_PLURAL = re.compile(
    r"\b(?:who|which|what) (?:are|were|two|three|four|five|\w+ (?:two|three))\b|\b(?:both|"
    r"which two|what two|two|three) \w+s\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a question the signals look at; ``weights`` are by stem."""

    weights: Mapping[str, float]
    stems: frozenset[str]
    names: frozenset[str]
    focus: frozenset[str]
    years: tuple[int, ...]
    subject: bool
    object: bool
    plural: bool


def asked_of(analysis: QuestionAnalysis, weights: Mapping[str, float], *, period: bool) -> Asked:
    """Gather what the signals need; a unit of time that is asked for counts as no word."""
    focus = frozenset(stem(word) for word in analysis.focus)
    asking = {stem(match.group(1)) for match in _HOW.finditer(analysis.folded)}
    asking |= focus if period else frozenset()
    weights = {place_stem(s): w for s, w in weights.items() if s not in asking}
    capitalised = {
        place_stem(word.stem)
        for word in words(analysis.text)[1:]
        if word.text[0].isupper() and word.text.casefold() not in STOPWORDS
    }
    return Asked(
        weights=weights,
        stems=frozenset(word.stem for word in words(analysis.text)),
        names=frozenset(capitalised),
        focus=focus,
        years=analysis.years,
        subject=_SUBJECT.search(analysis.folded) is not None,
        object=_OBJECT.search(analysis.folded) is not None,
        plural=_PLURAL.search(analysis.folded) is not None
        or bool(analysis.focus and is_plural(analysis.focus[-1])),
    )


def features(
    sentence: str,
    before: str,
    found: Possible,
    others: Sequence[Possible],
    asked: Asked,
    *,
    best: bool = True,
    score: float = 1.0,
) -> tuple[float, ...]:
    """The signals of one candidate in the order of ``FEATURES``.

    ``before`` is the sentence before; ``others`` are all candidates of the sentence.
    """
    there = words(sentence)
    stems = _stems(sentence)
    context = stems | _stems(before)
    cover = coverage(dict(asked.weights), stems)
    wider = coverage(dict(asked.weights), context)
    total = sum(asked.weights.values()) or 1.0
    missing = max((w for s, w in asked.weights.items() if s not in stems), default=0.0)
    absent = max((w for s, w in asked.weights.items() if s not in context), default=0.0)
    nameless = any(name not in context for name in asked.names)
    clause = _clause(sentence, found)
    in_clause = _stems(clause)
    kind = found.kinds[0]
    adjunct = kind in ("date", "period", "place")
    near = nearness(sentence, (found.start, found.end), there, asked.weights, adjunct=adjunct)
    held = [name for name in asked.names if name in stems]
    own = [word for word in there if found.start <= word.start and word.end <= found.end]
    content = [word for word in own if word.text.casefold() not in STOPWORDS]
    right, left = _beside(there, found, asked.weights)
    text = sentence[found.start : found.end]
    values = {
        "cover": cover,
        "context": wider - cover,
        "rarest_missing": missing / total,
        "near": near,
        "clause": coverage(dict(asked.weights), in_clause),
        "names": len(held) / len(asked.names) if asked.names else 1.0,
        "names_in_clause": sum(n in in_clause for n in held) / len(held) if held else 1.0,
        "year_missing": float(any(str(year) not in sentence for year in asked.years)),
        "best": float(best),
        "score": score,
        "unit": float(counts_focus(sentence, found, asked)),
        "order": float(found.order),
        "aside": float(sentence[: found.start].endswith("(")),
        "number": float(kind == "number"),
        "person": float(kind == "person"),
        "organisation": float(kind == "organisation"),
        "certain": float(found.certain),
        "agent": float(sentence[: found.start].endswith(("by ", "By ", "by the "))),
        "locative": float(LOCATIVE.search(sentence[: found.start]) is not None),
        "opens": float(not sentence[: found.start].strip(" \"“‘'([").removeprefix("In")),
        "length": min(len(own), 8) / 8,
        "right": right,
        "left": left,
        "subject_right": right * asked.subject,
        "subject_left": left * asked.subject,
        "object_left": left * asked.object,
        "object_right": right * asked.object,
        "alone": 1.0 / max(1, len(others)),
        "overlap": sum(w.stem in asked.stems for w in content) / len(content) if content else 0.0,
        "focus_inside": float(
            any(word.stem in asked.focus for word in own) or _is_asked_place(text, asked)
        ),
        "focus_beside": float(_focus_beside(there, found, asked)),
        "several_fits": float(asked.plural and found.several),
        "several_misfits": float(found.several and not asked.plural),
        "single_misfits": float(asked.plural and not found.several),
        "near_cover": near * cover,
        "paired": float(found.paired and not nameless and absent < _MAIN * total),
        "contrary": float(_contrary(asked.stems, stems)),
        "name_missing": float(nameless),
        "main_missing": float(absent >= _MAIN * total),
        "other_places": min(3, len((in_clause & _places()) - asked.stems - asked.names)) / 3,
        "spelled": float(kind == "number" and not any(c.isdigit() for c in text)),
    }
    return tuple(float(values.get(name, 0.0)) for name in FEATURES)


def _stems(text: str) -> frozenset[str]:
    """Stems, with the countries of their adjectives and the words of common abbreviations."""
    found = {word.stem for word in words(text)}
    spelled = {s for short, long in _SPELLED.items() if short in found for s in long}
    return with_places(frozenset(found | spelled))


def _contrary(asked: frozenset[str], there: frozenset[str]) -> bool:
    """Whether the sentence says the contrary of a word of the question: “long” of “short”."""
    return any(
        (one in asked and one not in there and other in there and other not in asked)
        or (other in asked and other not in there and one in there and one not in asked)
        for one, other in _CONTRARIES
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(stem(place) for place in gazetteer().places if " " not in place)


def names_other_place(sentence: str, asked: Asked) -> bool:
    """Whether the sentence names a place that the question does not."""
    return bool((_stems(sentence) & _places()) - with_places(asked.stems))


def counts_focus(sentence: str, found: Possible, asked: Asked) -> bool:
    """Whether a number counts the asked thing (“how many companies”).

    The thing stands in the few words after the number, before any other number.
    """
    if "period" in found.kinds:
        counted = sentence[found.start : found.end]
    else:
        following = _COUNTED.match(sentence, found.end)
        counted = following.group() if following and "number" in found.kinds else ""
    return bool({word.stem for word in words(counted)} & asked.focus)


def _is_asked_place(text: str, asked: Asked) -> bool:
    """Whether a city or a country is asked for, and this is a known one."""
    lists, name = gazetteer(), text.casefold().removeprefix("the ")
    return bool(
        (asked.focus & _CITY and name in lists.cities)
        or (asked.focus & _COUNTRY and name in lists.countries)
    )


def _clause(sentence: str, found: Possible) -> str:
    cuts = [m for m in _STRONG_BREAK.finditer(sentence)]
    start = max((m.end() for m in cuts if m.end() <= found.start), default=0)
    end = min((m.start() for m in cuts if m.start() >= found.end), default=len(sentence))
    return sentence[start:end]


def _beside(
    there: Sequence[Word], found: Possible, weights: Mapping[str, float]
) -> tuple[float, float]:
    """Whether a word of the question stands within three words right, and left."""
    after = [word for word in there if word.start >= found.end][:_BESIDE]
    before = [word for word in there if word.end <= found.start][-_BESIDE:]
    return (
        float(any(word.stem in weights for word in after)),
        float(any(word.stem in weights for word in before)),
    )


def _focus_beside(there: Sequence[Word], found: Possible, asked: Asked) -> bool:
    after = [word for word in there if word.start >= found.end][:2]
    before = [word for word in there if word.end <= found.start][-2:]
    return any(word.stem in asked.focus for word in (*before, *after))
