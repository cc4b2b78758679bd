"""Ranked passages against the gold: R@k, RR@10, nDCG@10 and AP through ir-measures.

A passage is relevant if it holds at least half of a gold quote. Where the judgements of
a query name documents only, the first passage of each document stands for it under the
document's id, at its rank. A quote that no passage holds half of keeps an entry in the
qrels that no run can reach, so that it counts as missed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from chatbot.datatypes import JudgedQuery, Passage, Qrel, RunEntry, ScoredPassage, Span
from chatbot.evaluation.gold import Gold

PASSAGE_MEASURES = ("R@1", "R@5", "R@10", "RR@10", "nDCG@10", "AP")
"""In the notation of ir-measures (MacAvaney, Macdonald, Ounis 2022), which computes them.

R@k: share of the relevant passages among the first k. RR@10: 1 / rank of the first relevant
one of ten (Kantor and Voorhees 2000). nDCG@10: gain discounted by log2 of the rank, over that
of the ideal ranking (Järvelin and Kekäläinen 2002). AP: mean of the precision at each relevant
passage (Harman 1993, as trec_eval has it), over the candidates that retrieval hands on.
"""

RUN_DEPTH = 100
"""How many results of a query enter its run."""

_STEP = 1e-6
"""What a score gives way where two results tie, so that every tool keeps their order."""


class PassageJudge:
    """Knows every passage of an index and which of them hold a gold quote."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        grouped: dict[str, list[Passage]] = {}
        for passage in passages:
            grouped.setdefault(passage.document, []).append(passage)
        self._passages = grouped
        self._bounds = {
            document: np.array([(p.span.start, p.span.end) for p in group], np.int64)
            for document, group in grouped.items()
        }

    def qrels(self, query_id: str, gold: Sequence[Gold]) -> tuple[Qrel, ...]:
        """The judgements of a query over passages (or over documents, see above)."""
        by_document = only_documents(gold)
        grades: dict[str, int] = {}
        for piece in gold:
            units = [piece.evidence.document] if by_document else self._units(piece)
            for unit in units:
                grades[unit] = max(grades.get(unit, 0), piece.evidence.relevance)
        return tuple(Qrel(query_id, unit, grade) for unit, grade in sorted(grades.items()))

    def holding(self, document: str, span: Span) -> tuple[str, ...]:
        """The ids of the passages that hold at least half of a span."""
        bounds = self._bounds.get(document)
        if bounds is None:
            return ()
        overlap = np.minimum(bounds[:, 1], span.end) - np.maximum(bounds[:, 0], span.start)
        rows = np.flatnonzero(2 * overlap >= len(span))
        return tuple(self._passages[document][row].id for row in rows)

    def _units(self, piece: Gold) -> tuple[str, ...]:
        document = piece.evidence.document
        if piece.whole:
            return tuple(passage.id for passage in self._passages.get(document, ()))
        held = {unit for span in piece.spans for unit in self.holding(document, span)}
        return tuple(sorted(held)) or (_unreachable(piece),)


def run_entries(
    query_id: str, passages: Sequence[ScoredPassage], gold: Sequence[Gold]
) -> tuple[RunEntry, ...]:
    """The ranking of a query, its scores made strictly falling so that no tie is left."""
    by_document = only_documents(gold)
    entries: list[RunEntry] = []
    seen: set[str] = set()
    last = float("inf")
    for scored in passages[:RUN_DEPTH]:
        passage = scored.passage
        unit = passage.id
        if by_document and passage.document not in seen:
            unit = passage.document
        seen.add(passage.document)
        last = round(min(scored.score, last - _STEP), 9)
        entries.append(RunEntry(query_id, unit, last))
    return tuple(entries)


def only_documents(gold: Sequence[Gold]) -> bool:
    """Whether the judgements of a query name whole documents and nothing else."""
    return bool(gold) and all(piece.whole for piece in gold)


def passage_scores(
    qrels: Iterable[Qrel], run: Iterable[RunEntry]
) -> dict[str, Mapping[str, float]]:
    """Each judged query's value of each of ``PASSAGE_MEASURES``.

    A judged query without results counts zero; a query without relevant judgements has
    no entry. Equal scores are ordered as ir-measures orders them.
    """
    import ir_measures

    measures = [ir_measures.parse_measure(name) for name in PASSAGE_MEASURES]
    judged = [ir_measures.Qrel(q.query_id, q.doc_id, q.relevance) for q in qrels]
    relevant = {qrel.query_id for qrel in judged if qrel.relevance > 0}
    results = [ir_measures.ScoredDoc(e.query_id, e.doc_id, e.score) for e in run]
    scores: dict[str, dict[str, float]] = {query_id: {} for query_id in sorted(relevant)}
    for metric in ir_measures.iter_calc(measures, judged, results):
        if metric.query_id in scores:
            scores[metric.query_id][str(metric.measure)] = float(metric.value)
    return dict(scores)


def is_judged(query: JudgedQuery) -> bool:
    """Whether a query has relevant evidence, so that rankings can be measured."""
    return any(piece.relevance > 0 for piece in query.evidence)


def _unreachable(piece: Gold) -> str:
    quote = zlib.crc32((piece.evidence.quote or "").encode())
    return f"{piece.evidence.document}#unheld:{piece.evidence.source_start or 0}:{quote:08x}"
