"""Every system judged alike: gold quotes against the source ranges that it returned.

The measures are those of DESIGN's words: a chunk holds a quote if it holds at least half
of its characters. Recall counts quotes rather than chunks, so that overlapping chunks
which repeat a quote cost their system nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.adapters.exchange import Chunk, Found, Range, Response
from benchmarks.peer_sets import PeerSet, Quote, gold_quotes
from chatbot.datatypes import JudgedQuery
from chatbot.evaluation.abstention import Judged, auroc, refused_at_kept
from chatbot.evaluation.bootstrap import Floats, intervals, resampled, weighted_means
from chatbot.evaluation.shown import LIST_WORDS, ORDINARY_WORDS, WIDE_KINDS

MEASURES = (
    "R@1",
    "R@5",
    "first shown",
    "evidence recall",
    "words ranked",
    "words first",
    "words shown",
)
"""Means over questions; words over all of them, the rest over the answerable ones."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its bootstrap 95 % interval; NaN where it is not defined."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """One system on one set: its quality and its times (seconds, milliseconds).

    ``recalls`` (n,) is the evidence recall of each question, NaN without gold.
    """

    measures: Mapping[str, Estimate]
    index_s: float
    query_ms: float
    recalls: Floats


def lead(ours: Judgement, theirs: Judgement) -> Estimate:
    """By how much the first recalls more evidence, question by question (paired bootstrap)."""
    differences = (ours.recalls - theirs.recalls)[:, None]
    counts = (~np.isnan(differences)).sum(axis=0)
    return _estimates(weighted_means(differences), len(differences), counts)[0]


def judge(measured: PeerSet, response: Response) -> Judgement:
    """Judge every question of a set."""
    texts = {document.id: document.text for document in measured.documents}
    rows = np.array(
        [
            question_row(query, found, texts)
            for query, found in zip(measured.queries, response.found, strict=True)
        ]
    )
    means = _estimates(weighted_means(rows), len(rows), (~np.isnan(rows)).sum(axis=0))
    answerable = np.array([bool(query.answerable) for query in measured.queries])
    abstention = _abstention([found.score for found in response.found], answerable)
    return Judgement(
        measures={**dict(zip(MEASURES, means, strict=True)), **abstention},
        index_s=response.index_s,
        query_ms=float(np.median(response.query_ms)),
        recalls=rows[:, MEASURES.index("evidence recall")],
    )


def question_row(query: JudgedQuery, found: Found, texts: dict[str, str]) -> list[float]:
    """The value of each of ``MEASURES``, NaN where the question has no gold."""
    wide = query.labels.get("kind") in WIDE_KINDS
    shown = found.ranked if found.shown is None else found.shown
    counted, words = first_words(shown, texts, LIST_WORDS if wide else ORDINARY_WORDS)
    best = first_words(found.ranked[:1], texts, LIST_WORDS)[1]
    first = first_words(shown[:1], texts, LIST_WORDS)[1]
    gold = gold_quotes(query, texts) if query.answerable else ()
    recalls = [
        share(gold, lambda quote: any(holds((chunk,), quote) for chunk in found.ranked[:1])),
        share(gold, lambda quote: any(holds((chunk,), quote) for chunk in found.ranked[:5])),
        share(gold, lambda quote: holds(shown[:1], quote)),
        share(gold, lambda quote: holds(counted, quote)),
    ]
    return [*recalls, float(best), float(first), float(words)]


def share(gold: Sequence[Quote | None], held: Callable[[Quote], bool]) -> float:
    """The share of gold quotes that are held; one that is not in its source never is."""
    if not gold:
        return float("nan")
    return sum(quote is not None and held(quote) for quote in gold) / len(gold)


def holds(chunks: Iterable[Chunk], quote: Quote) -> bool:
    """Whether chunks hold at least half of a quote between them, each character once."""
    parts = sorted(
        (max(start, quote.start), min(end, quote.end))
        for chunk in chunks
        if chunk.document == quote.document
        for start, end in chunk.ranges
        if start < quote.end and end > quote.start
    )
    covered, reached = 0, quote.start
    for start, end in parts:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return 2 * covered >= quote.end - quote.start


def first_words(
    chunks: Sequence[Chunk], texts: Mapping[str, str], limit: int
) -> tuple[tuple[Chunk, ...], int]:
    """The chunks cut off after ``limit`` words in all, and how many words that is."""
    kept: list[Chunk] = []
    words = 0
    for chunk in chunks:
        ranges: list[Range] = []
        for start, end in chunk.ranges:
            text = texts[chunk.document][start:end]
            ends = [match.end() for match in _WORD.finditer(text)][: limit - words]
            words += len(ends)
            if ends:
                ranges.append((start, start + ends[-1]))
        if ranges:
            kept.append(Chunk(chunk.document, tuple(ranges)))
    return tuple(kept), words


def _abstention(scores: Sequence[float], answerable: NDArray[np.bool_]) -> dict[str, Estimate]:
    # Scores are rounded so that a float's last bit does not part what is equal.
    judged = Judged(np.array([round(score, 6) for score in scores], np.float64), answerable)

    def both(weights: Floats) -> Floats:
        return np.column_stack([auroc(judged, weights), refused_at_kept(judged, weights)])

    fewer = int(min(answerable.sum(), (~answerable).sum()))
    found = _estimates(both, len(scores), np.array([fewer, fewer]))
    return dict(zip(("AUROC", "refused at 95"), found, strict=True))


def _estimates(
    statistics: Callable[[Floats], Floats],
    n: int,
    counts: NDArray[np.int64],
) -> list[Estimate]:
    values = statistics(np.ones((1, n)))[0]
    bounds = intervals(resampled(statistics, n), counts)
    return [
        Estimate(float(value), float(low), float(high))
        for value, (low, high) in zip(values, bounds, strict=True)
    ]
