"""verbatim-rag: its index over Milvus Lite with its dense provider and simple chunker.

Its Markdown chunker cuts at headings only, which plain texts do not have, and its other
one fetches a recipe from a model hub; the simple one (512 characters, 50 of overlap, its
defaults) works on any text and offline. Its span extractors need a language model or
weights that the bundled ones do not replace, so the chunks retrieved are what is shown.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from verbatim_rag import VerbatimIndex
from verbatim_rag.chunker_providers import SimpleChunkerProvider
from verbatim_rag.embedding_providers import SentenceTransformersProvider
from verbatim_rag.schema import DocumentSchema
from verbatim_rag.vector_stores import LocalMilvusStore

from benchmarks.adapters.exchange import (
    DEPTH,
    Chunk,
    Found,
    Question,
    Range,
    Request,
    SourceText,
    located,
    serve,
)


class VerbatimRagDense:
    """One collection; chunks come back with the number that their document gave them."""

    def __init__(self, request: Request) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._chunker = SimpleChunkerProvider()
        provider = SentenceTransformersProvider(request.model)
        provider.embed_text("warm up")
        self._index = VerbatimIndex(
            LocalMilvusStore(str(Path(self._folder.name) / "milvus.db"), enable_sparse=False),
            dense_provider=provider,
            chunker_provider=self._chunker,
        )

    def index(self, request: Request) -> None:
        """Chunk, embed and store; then note where each chunk stands in its source."""
        self._index.add_documents(
            [
                DocumentSchema(
                    id=source.id,
                    title=source.id,
                    source=Path(source.path).name,
                    content=source.text,
                )
                for source in request.documents
            ]
        )
        self._chunks = {
            source.id: [Chunk(source.id, (place,)) for place in self._places(source)]
            for source in request.documents
        }

    def _places(self, source: SourceText) -> list[Range]:
        texts = [text for text, _ in self._chunker.chunk(source.text)]
        return located(texts, source.text, self._chunker.chunk_overlap)

    def search(self, question: Question) -> Found:
        """The nearest chunks by cosine."""
        names = json.dumps(list(question.documents))
        hits = self._index.query(
            question.text, k=DEPTH, filter=f"document_id in {names}" if question.documents else None
        )
        ranked = tuple(
            self._chunks[hit.metadata["title"]][hit.metadata["chunk_number"]] for hit in hits
        )
        return Found(ranked, float(hits[0].score) if hits else 0.0)


if __name__ == "__main__":
    serve(VerbatimRagDense, ("verbatim-rag", "pymilvus", "sentence-transformers", "torch"))
