"""Passages in the order that an optional reranker gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chatbot.datatypes import Document, Hits, Query
from chatbot.indexing.optional import OptionalModels


def reranked_passages(
    documents: Mapping[str, Document], query: Query, hits: Hits, models: OptionalModels
) -> Hits:
    """The hits with their best passages scored again; ties by passage id."""
    if models.reranker is None:
        return hits
    texts = [
        documents[hit.passage.document].slice(hit.passage.span)
        for hit in hits.passages[: models.reranked]
    ]
    scores = models.rescored(query.interpreted, texts, [hit.score for hit in hits.passages])
    scored = [replace(hit, score=score) for hit, score in zip(hits.passages, scores, strict=True)]
    return replace(
        hits, passages=tuple(sorted(scored, key=lambda hit: (-hit.score, hit.passage.id)))
    )
