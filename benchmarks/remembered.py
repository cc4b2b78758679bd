"""What several rows ask for is computed once: encoded questions, and the hits of a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from chatbot.datatypes import Hits, Query
from chatbot.indexing.encoders import Encoder, SentenceSpans
from chatbot.indexing.vectors import EncodedPassages, EncodedQuery
from chatbot.retrieval.retriever import HybridRetriever

_KEPT = 64
"""Queries remembered: rows are asked one question after the other, so a few are enough."""

Key = TypeVar("Key")
Value = TypeVar("Value")


def _keep(known: dict[Key, Value], key: Key, value: Value) -> Value:
    if len(known) >= _KEPT:
        known.clear()
    known[key] = value
    return value


@dataclass(frozen=True, slots=True)
class RememberedEncoder:
    """An encoder of questions that encodes the same text once."""

    encoder: Encoder
    _known: dict[str, EncodedQuery] = field(default_factory=dict, repr=False, compare=False)

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages that the encoder reads."""
        return self.encoder.languages

    def encode_query(self, text: str) -> EncodedQuery:
        """The vectors of a question."""
        known = self._known.get(text)
        return known or _keep(self._known, text, self.encoder.encode_query(text))

    def encode_passages(
        self,
        texts: Sequence[str],
        sentence_spans: Sequence[SentenceSpans],
        advance: Callable[[int], None],
    ) -> EncodedPassages:
        """The vectors of passages, encoded anew."""
        return self.encoder.encode_passages(texts, sentence_spans, advance)


@dataclass(frozen=True, slots=True)
class RememberedRetriever:
    """A retriever that searches for the same query once."""

    retriever: HybridRetriever
    _known: dict[tuple[Query, int], Hits] = field(default_factory=dict, repr=False, compare=False)

    def search(self, query: Query, k: int) -> Hits:
        """The hits of a query, as the retriever gives them."""
        key = (query, k)
        known = self._known.get(key)
        return known or _keep(self._known, key, self.retriever.search(query, k))
