"""The questions one by one, for a person to look at: gold, what was shown, why it missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chatbot.datatypes import Answer, JudgedQuery
from chatbot.evaluation.gold import Gold
from chatbot.evaluation.judging import Outcome, is_answerable
from chatbot.evaluation.runner import Observation

MAX_CASES = 1000
"""How many questions are kept whole; the measures count all of them."""


@dataclass(frozen=True, slots=True)
class ShownExtract:
    """An extract as an answer showed it."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What one configuration said; ``status`` is ``failed`` where it said nothing.

    ``outcomes`` belong to the relevant evidence of the query, in its order.
    """

    status: str
    confidence: float | None
    short_answer: str | None
    extracts: tuple[ShownExtract, ...]
    figures: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Case:
    """A question with its relevant evidence and what each configuration showed, by name."""

    query: JudgedQuery
    kind: str
    gold: tuple[Gold, ...]
    answers: dict[str, ShownAnswer]


class CaseKeeper:
    """Keeps the first questions whole, with every configuration's answer to each."""

    def __init__(self, limit: int = MAX_CASES) -> None:
        self._limit = limit
        self.cases: dict[str, Case] = {}

    def __call__(self, observation: Observation) -> None:
        """Keep one question under one configuration, while there is room."""
        query = observation.query
        case = self.cases.get(query.query_id)
        if case is None:
            if len(self.cases) >= self._limit:
                return
            gold = observation.gold if is_answerable(query) else ()
            case = Case(query, observation.kind, gold, {})
            self.cases[query.query_id] = case
        case.answers[observation.configuration] = _shown(observation)


def _shown(observation: Observation) -> ShownAnswer:
    judgement = observation.judgement
    values = {key: value for key, value in judgement.row.items() if value is not None}
    answer = observation.answer
    if answer is None:
        return ShownAnswer("failed", None, None, (), values=values)
    return ShownAnswer(
        status=answer.status,
        confidence=answer.confidence,
        short_answer=answer.short_answer.text if answer.short_answer else None,
        extracts=shown_extracts(answer),
        figures=tuple(figure.title or figure.source or figure.id for figure in answer.figures),
        outcomes=judgement.outcomes,
        values=values,
    )


def shown_extracts(answer: Answer) -> tuple[ShownExtract, ...]:
    """The extracts of an answer with no more than their places and words."""
    return tuple(
        ShownExtract(extract.document, extract.start, extract.end, extract.quote)
        for extract in answer.extracts
    )
