"""Sentences that hold the asked kind of thing move up among the best ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.answering.evidence import Evidence, best_first
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.short_answer import find_short_answer
from chatbot.datatypes import Document, QueryTerm, Span

REACH = 300
"""Characters after a place within which a sentence begins that goes on from it."""


@dataclass(frozen=True, slots=True)
class Bonus:
    """What a sentence gains, and how many of the best sentences are looked at.

    ``value`` is for an asked number, date, name or place that the sentence holds,
    ``definition`` for explaining or spelling out the asked term, ``following`` for standing
    just after what the question goes on from.
    """

    value: float = 0.1
    definition: float = 0.2
    following: float = 0.15
    sentences: int = 15


def promote(
    documents: Mapping[str, Document],
    ranked: Sequence[Evidence],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    bonus: Bonus,
) -> tuple[Evidence, ...]:
    """The ranking with the bonus given to those of the best that hold a short answer."""
    defines = bool(analysis.expects & {"definition", "abbreviation"})
    if not defines and not analysis.primary:
        return tuple(ranked)
    gain = bonus.definition if defines else bonus.value
    looked_at = [
        replace(evidence, score=round(evidence.score + gain, 6))
        if find_short_answer(
            documents[evidence.sentence.document].slice(evidence.span), analysis, terms
        )
        else evidence
        for evidence in ranked[: bonus.sentences]
    ]
    return best_first([*looked_at, *ranked[bonus.sentences :]])


def following(
    ranked: Sequence[Evidence], near: Sequence[tuple[str, Span]], gain: float
) -> tuple[Evidence, ...]:
    """The ranking with a gain for sentences that begin just after one of some places."""
    if not near:
        return tuple(ranked)
    return best_first(
        replace(evidence, score=round(evidence.score + gain, 6))
        if any(
            evidence.sentence.document == document and 0 <= evidence.span.start - place.end <= REACH
            for document, place in near
        )
        else evidence
        for evidence in ranked
    )
