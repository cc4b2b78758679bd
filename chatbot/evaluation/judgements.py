"""Topics and qrels of the field ↔ judged queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chatbot.datatypes import GoldEvidence, JudgedQuery, Qrel
from chatbot.errors import UsageError


def with_judgements(
    topics: Iterable[tuple[str, str]], qrels: Iterable[Qrel]
) -> Iterator[JudgedQuery]:
    """Each topic with its judged documents as evidence, grades kept.

    Judgements of queries that are no topic are left out; ``without_topic`` names them.

    Raises:
        UsageError: a topic has no words, or its id was used before.
    """
    judged: dict[str, list[GoldEvidence]] = {}
    for qrel in qrels:
        piece = GoldEvidence(qrel.doc_id, relevance=max(0, qrel.relevance))
        judged.setdefault(qrel.query_id, []).append(piece)
    seen: set[str] = set()
    for query_id, query in topics:
        if query_id in seen:
            raise UsageError(f"topic {query_id!r} is given twice")
        if not any(character.isalnum() for character in query):
            raise UsageError(f"topic {query_id!r} is empty")
        seen.add(query_id)
        evidence = tuple(judged.get(query_id, ()))
        answerable = True if any(piece.relevance for piece in evidence) else None
        yield JudgedQuery(query_id, query, evidence=evidence, answerable=answerable)


def without_topic(topics: Iterable[tuple[str, str]], qrels: Iterable[Qrel]) -> tuple[str, ...]:
    """The ids of judged queries that are no topic, sorted."""
    return tuple(sorted({qrel.query_id for qrel in qrels} - {topic[0] for topic in topics}))


def document_qrels(query: JudgedQuery) -> tuple[Qrel, ...]:
    """The judgements of a query over whole documents: the best grade of each."""
    grades: dict[str, int] = {}
    for piece in query.evidence:
        grades[piece.document] = max(grades.get(piece.document, 0), piece.relevance)
    return tuple(Qrel(query.query_id, doc_id, grade) for doc_id, grade in sorted(grades.items()))
