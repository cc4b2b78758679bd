"""The asked number, date, name or place inside a sentence.

The candidates of the expected kinds are weighed by a few signals (``short_answer_features``)
with a fitted logistic model: the likeliest is the answer, if it is likely enough, for a
wrong short answer is worse than none. Where values of several years or a change are asked
for, all of them come back.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chatbot.answering.candidates import Candidate
from chatbot.answering.definitions import defining_words
from chatbot.answering.possible_answers import Possible, possible_answers
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.short_answer_features import (
    FEATURES,
    asked_of,
    features,
    names_other_place,
)
from chatbot.answering.short_answer_years import for_years, from_and_to
from chatbot.answering.wording import term_weights
from chatbot.datatypes import QueryTerm

Spans = tuple[tuple[int, int], ...]

TIE = 0.75
"""From this share of the best one's probability another value of the sentence is a tie."""


@dataclass(frozen=True, slots=True)
class ShortModel:
    """A logistic model of a candidate being right: one weight a feature of ``FEATURES``."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, values: Sequence[float]) -> float:
        """How likely a candidate with these features is the answer."""
        logit = self.bias + sum(w * x for w, x in zip(self.weights, values, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def load_model(name: str = "short_answers.json") -> ShortModel:
    """The model shipped with the program; a signal that it does not name has no weight."""
    record = json.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return ShortModel(tuple(record["weights"].get(name, 0.0) for name in FEATURES), record["bias"])


@dataclass(frozen=True, slots=True)
class Found:
    """Short answers of one sentence, in its order, and how likely they are right.

    ``tied`` says that another value of the sentence is nearly as likely, ``paired`` that the
    sentence gives it for the year or name asked for, ``narrower`` that the sentence names a
    place that the question does not.
    """

    spans: Spans
    probability: float
    tied: bool = False
    paired: bool = False
    narrower: bool = False


NOTHING = Found((), 0.0)


def find_short_answer(
    sentence: str, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> Spans:
    """Spans of ``sentence`` that answer shortly, in its order, if anything there could."""
    return weigh(sentence, analysis, question_terms).spans


def weigh(
    sentence: str,
    analysis: QuestionAnalysis,
    question_terms: Sequence[QueryTerm],
    *,
    before: str = "",
    best: bool = True,
    score: float = 1.0,
) -> Found:
    """The likeliest short answer of a sentence; several spans for several years or a change.

    ``before`` is the sentence before it, ``best`` whether it ranks first, ``score`` its
    share of the best sentence's score.
    """
    if analysis.expects & {"abbreviation", "definition"}:
        defined = defining_words(sentence, analysis)
        return Found((defined,), 1.0) if defined else NOTHING
    possible = possible_answers(sentence, analysis)
    if not possible:
        return NOTHING
    weights = term_weights(question_terms)
    period = any("period" in found.kinds for found in possible)
    asked = asked_of(analysis, weights, period=period)
    model = load_model()
    weighed = [
        (
            round(
                model.probability(
                    features(sentence, before, found, possible, asked, best=best, score=score)
                ),
                6,
            ),
            -found.start,
            found,
        )
        for found in possible
    ]
    probability, _, chosen = max(weighed, key=lambda entry: entry[:2])
    rivals = [p for p, _, other in weighed if not _shares(sentence, chosen, other)]
    several = chosen.paired or len(analysis.years) > 1 or analysis.changes
    tied = not several and max(rivals, default=0.0) >= TIE * probability
    spans = _with_years(sentence, analysis, possible, chosen)
    return Found(spans, probability, tied, chosen.paired, names_other_place(sentence, asked))


def _shares(sentence: str, one: Possible, other: Possible) -> bool:
    """Whether two candidates overlap or say the same."""
    same = sentence[one.start : one.end] == sentence[other.start : other.end]
    return same or (one.start < other.end and other.start < one.end)


def _with_years(
    sentence: str, analysis: QuestionAnalysis, possible: Sequence[Possible], chosen: Possible
) -> Spans:
    """The chosen value, or those of its kind that belong to the years or change asked for."""
    kind = chosen.kinds[0]
    single = ((chosen.start, chosen.end),)
    if kind not in ("rank", "percent", "money", "number"):
        return single
    pool = [Candidate(kind, p.start, p.end) for p in possible if kind in p.kinds]
    best = Candidate(kind, chosen.start, chosen.end)
    by_year = for_years(sentence, pool, best, analysis.years)
    if by_year:
        return _spans(by_year)
    if analysis.changes:
        return _spans(from_and_to(sentence, pool, best)) or single
    return single


def _spans(candidates: Sequence[Candidate]) -> Spans:
    return tuple((candidate.start, candidate.end) for candidate in candidates)
