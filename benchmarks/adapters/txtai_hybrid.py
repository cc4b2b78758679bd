"""txtai: its paragraph segmentation and its hybrid index (dense + BM25), both by default.

Its SQL filters after the index was scanned, so every chunk is asked for as a candidate:
otherwise a question about one of many documents would come back with few results.
"""

from __future__ import annotations

from txtai import Embeddings
from txtai.pipeline import Segmentation

from benchmarks.adapters.exchange import DEPTH, Chunk, Found, Question, Request, located, serve

_SCANNED = "select id, score from txtai where similar(:question, {candidates})"


class TxtaiHybrid:
    """One content index over the paragraphs of all documents."""

    def __init__(self, request: Request) -> None:
        self._embeddings = Embeddings(path=request.model, hybrid=True, content=True)
        self._embeddings.batchtransform(["warm up"])

    def index(self, request: Request) -> None:
        """Segment, embed and index."""
        segment = Segmentation(paragraphs=True)
        self._chunks: list[Chunk] = []
        rows: list[tuple[int, dict[str, str]]] = []
        for document in request.documents:
            texts = segment(document.text)
            for text, place in zip(texts, located(texts, document.text), strict=True):
                rows.append((len(rows), {"text": text, "document": document.id}))
                self._chunks.append(Chunk(document.id, (place,)))
        self._embeddings.index(rows)

    def search(self, question: Question) -> Found:
        """The best paragraphs by txtai's weighted sum of both scores."""
        statement = _SCANNED.format(candidates=len(self._chunks))
        names = {f"d{place}": document for place, document in enumerate(question.documents)}
        if names:
            statement += f" and document in ({', '.join(':' + name for name in names)})"
        hits = self._embeddings.search(
            f"{statement} limit {DEPTH}",
            limit=DEPTH,
            parameters={"question": question.text, **names},
        )
        ranked = tuple(self._chunks[int(hit["id"])] for hit in hits)
        return Found(ranked, float(hits[0]["score"]) if hits else 0.0)


if __name__ == "__main__":
    serve(TxtaiHybrid, ("txtai", "faiss-cpu", "sentence-transformers", "torch"))
