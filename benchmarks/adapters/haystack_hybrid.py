"""Haystack: its default splitter (200 words), BM25 and embeddings joined by their ranks.

The joiner's reciprocal rank fusion is the documented choice for hybrid retrieval without
a reranker. Its fused score depends on ranks alone, so the threshold score is the best
cosine of the embedding retriever.
"""

from __future__ import annotations

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from benchmarks.adapters.exchange import DEPTH, Chunk, Found, Question, Request, serve


class HaystackHybrid:
    """An in-memory store, filled by the embedder and asked through a pipeline."""

    def __init__(self, request: Request) -> None:
        self._embedder = SentenceTransformersDocumentEmbedder(
            model=request.model, progress_bar=False
        )
        self._embedder.run([Document(content="warm up")])
        self._store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        self._pipeline = self._assembled(request.model)

    def _assembled(self, model: str) -> Pipeline:
        pipeline = Pipeline()
        pipeline.add_component(
            "embedder", SentenceTransformersTextEmbedder(model=model, progress_bar=False)
        )
        pipeline.add_component("dense", InMemoryEmbeddingRetriever(self._store, top_k=DEPTH))
        pipeline.add_component("bm25", InMemoryBM25Retriever(self._store, top_k=DEPTH))
        pipeline.add_component(
            "joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DEPTH)
        )
        pipeline.connect("embedder.embedding", "dense.query_embedding")
        pipeline.connect("dense", "joiner")
        pipeline.connect("bm25", "joiner")
        return pipeline

    def index(self, request: Request) -> None:
        """Split, embed and store."""
        sources = [
            Document(content=source.text, meta={"document": source.id})
            for source in request.documents
        ]
        split = DocumentSplitter().run(sources)["documents"]
        self._store.write_documents(self._embedder.run(split)["documents"])

    def search(self, question: Question) -> Found:
        """The best chunks after joining, and the best cosine."""
        only = {"filters": _filter(question.documents)} if question.documents else {}
        result = self._pipeline.run(
            {
                "embedder": {"text": question.text},
                "dense": only,
                "bm25": {"query": question.text, **only},
            },
            include_outputs_from={"dense"},
        )
        nearest = result["dense"]["documents"]
        ranked = tuple(_chunk(document) for document in result["joiner"]["documents"])
        return Found(ranked, float(nearest[0].score) if nearest else 0.0)


def _filter(documents: tuple[str, ...]) -> dict[str, object]:
    return {"field": "meta.document", "operator": "in", "value": list(documents)}


def _chunk(document: Document) -> Chunk:
    start = document.meta["split_idx_start"]
    return Chunk(document.meta["document"], ((start, start + len(document.content)),))


if __name__ == "__main__":
    serve(
        HaystackHybrid,
        ("haystack-ai", "sentence-transformers-haystack", "sentence-transformers", "torch"),
    )
