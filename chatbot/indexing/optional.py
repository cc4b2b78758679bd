"""The seams for optional models: a reranker and an extractive reader, both off by default.

Neither makes words: one changes the order of what was found, the other points at a place
in it. A new kind of either is one module with such a class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.vectors import Floats

DIGITS = 6
"""Scores are rounded before they are compared, so that float noise decides nothing."""


class Reranker(Protocol):
    """Scores texts against a question, each pair read together."""

    @property
    def name(self) -> str:
        """The name it was configured by."""

    def score(self, question: str, texts: Sequence[str]) -> Floats:
        """Scores (n,) of the texts, in their order; higher is better, the scale is its own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest answer in one text: ``text[start:end]``, whole words, never empty.

    ``score`` and ``no_answer``, the score of there being none, are on the model's scale.
    """

    start: int
    end: int
    score: float
    no_answer: float

    @property
    def margin(self) -> float:
        """By how much the answer is likelier than none."""
        return self.score - self.no_answer


class SpanReader(Protocol):
    """Points at the words of a text that answer a question."""

    @property
    def name(self) -> str:
        """The name it was configured by."""

    def read(self, question: str, texts: Sequence[str]) -> tuple[Reading | None, ...]:
        """The best span of each text, in their order; None where a text has no word."""


@dataclass(frozen=True, slots=True)
class OptionalModels:
    """The optional models in use, and how far they are trusted.

    ``reranked`` is how many of the best passages or sentences are scored again,
    ``rerank_weight`` the share of the new score; ``read`` is how many extracts are read,
    ``no_answer_margin`` how much likelier than the best answer none must be to count.
    """

    reranker: Reranker | None = None
    reader: SpanReader | None = None
    reranked: int = 20
    rerank_weight: float = 0.5
    read: int = 5
    no_answer_margin: float = 0.0

    def rescored(
        self, question: str, texts: Sequence[str], scores: Sequence[float]
    ) -> tuple[float, ...]:
        """The scores of what was found, best first, with the reranker's opinion of ``texts``.

        ``texts`` are those of the first ``reranked`` at most; the rest stays as it is.
        """
        if self.reranker is None or self.rerank_weight == 0 or len(texts) < 2:
            return tuple(scores)
        opinions = self.reranker.score(question, texts)
        head = len(texts)
        return (*blended(scores[:head], opinions, self.rerank_weight), *scores[head:])


def blended(
    scores: Sequence[float], opinions: Floats | Sequence[float], weight: float
) -> tuple[float, ...]:
    """The weighted sum of both, min-max normalised, put back into the range of ``scores``.

    So no text falls below one that was not looked at, and what depends on the size of a
    score (how much is shown) goes on to hold. Scores that do not differ stay.
    """
    before = np.asarray(scores, np.float64)
    low, high = float(before.min()), float(before.max())
    mixed = (1 - weight) * _min_max(before) + weight * _min_max(np.asarray(opinions, np.float64))
    return tuple(np.round(low + (high - low) * mixed, DIGITS).tolist())


def _min_max(values: NDArray[np.float64]) -> NDArray[np.float64]:
    values = np.round(values, DIGITS)
    spread = values.max() - values.min()
    return (values - values.min()) / spread if spread > 0 else np.zeros_like(values)
