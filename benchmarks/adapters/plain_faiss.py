"""Chunk + FAISS as one writes it in an afternoon: fixed character windows, cosine, top k.

1,000 characters with 200 of overlap are what the tutorials of the field begin with, and
about what the model reads at once (256 tokens).
"""

from __future__ import annotations

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer

from benchmarks.adapters.exchange import DEPTH, Chunk, Found, Question, Request, serve, windows

SIZE, OVERLAP = 1000, 200


class PlainFaiss:
    """One flat index; a question is limited to documents by an id selector."""

    def __init__(self, request: Request) -> None:
        self._model = SentenceTransformer(request.model, device="cpu")
        self._model.encode("warm up")

    def index(self, request: Request) -> None:
        """Cut, embed, add."""
        self._chunks = [
            Chunk(document.id, (window,))
            for document in request.documents
            for window in windows(len(document.text), SIZE, OVERLAP)
        ]
        texts = {document.id: document.text for document in request.documents}
        cut = [texts[chunk.document][slice(*chunk.ranges[0])] for chunk in self._chunks]
        vectors = self._model.encode(cut, normalize_embeddings=True)
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def search(self, question: Question) -> Found:
        """The nearest chunks by cosine."""
        vector = self._model.encode([question.text], normalize_embeddings=True)
        allowed = [
            row
            for row, chunk in enumerate(self._chunks)
            if not question.documents or chunk.document in question.documents
        ]
        selector = faiss.IDSelectorBatch(np.array(allowed, np.int64))
        scores, rows = self._index.search(
            vector, min(DEPTH, len(allowed)), params=faiss.SearchParameters(sel=selector)
        )
        return Found(tuple(self._chunks[row] for row in rows[0]), float(scores[0][0]))


if __name__ == "__main__":
    serve(PlainFaiss, ("faiss-cpu", "sentence-transformers", "torch"))
