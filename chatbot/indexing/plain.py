"""Encoders that give no token vectors: static embeddings and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chatbot.indexing.encoders import SentenceSpans
from chatbot.indexing.model_languages import ENGLISH
from chatbot.indexing.vectors import EncodedPassages, EncodedQuery, Floats, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32
_NO_LIMIT = 1 << 30


@dataclass(frozen=True)
class PlainEncoder:
    """A sentence-transformers model used through ``encode`` alone.

    Its sentences are encoded each for itself.
    """

    name: str
    fingerprint: str
    model: SentenceTransformer
    query_prompt: str = ""
    passage_prompt: str = ""
    languages: frozenset[str] | None = ENGLISH

    @property
    def dimension(self) -> int:
        """The length of its vectors."""
        return int(self.model.get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        """How many tokens it sees at once; very many where it has no limit."""
        limit = self.model.max_seq_length
        return int(limit) if limit and limit < _NO_LIMIT else _NO_LIMIT

    def count_tokens(self, text: str) -> int:
        """How many tokens ``text`` takes."""
        return len(self.model.tokenizer.encode(self.passage_prompt + text))

    def encode_passages(
        self,
        texts: Sequence[str],
        sentence_spans: Sequence[SentenceSpans],
        advance: Callable[[int], None],
    ) -> EncodedPassages:
        """Vectors of passages and sentences; see ``Encoder.encode_passages``."""
        sentences = [
            text[start:end]
            for text, spans in zip(texts, sentence_spans, strict=True)
            for start, end in spans
        ]
        passages = self._encode(texts, self.passage_prompt)
        advance(len(texts))
        return EncodedPassages(passages, self._encode(sentences, self.passage_prompt))

    def encode_query(self, text: str) -> EncodedQuery:
        """The vector of one question; no token vectors."""
        vector = self._encode([text], self.query_prompt)[0]
        return EncodedQuery(vector, np.zeros((0, self.dimension), np.float32), ())

    def _encode(self, texts: Sequence[str], prompt: str) -> Floats:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self.model.encode(
            list(texts), prompt=prompt or None, batch_size=BATCH, show_progress_bar=False
        )
        return unit(np.asarray(vectors, np.float32))
