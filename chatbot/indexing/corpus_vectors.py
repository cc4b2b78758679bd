"""All the vectors that one encoder made of the corpus, searched through FAISS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from chatbot.indexing.vectors import EncodedPassages, Floats, Ints


@dataclass(frozen=True, slots=True)
class EncodedCorpus:
    """One encoder's FAISS index of passages, with sentence and token vectors.

    ``index`` is a ``faiss.IndexFlatIP`` over unit vectors, so its scores are cosines;
    ``vectors.passages`` are the same vectors.
    """

    name: str
    fingerprint: str
    vectors: EncodedPassages
    index: Any

    @property
    def dimension(self) -> int:
        """The length of the vectors."""
        return int(self.index.d)

    def search(self, query: Floats, k: int, rows: Ints | None = None) -> tuple[Ints, Floats]:
        """The ``k`` best passage rows for a unit vector (d,), best first, with cosines.

        With ``rows`` only these passages are looked at.
        """
        import faiss

        wanted = min(k, int(self.index.ntotal) if rows is None else len(rows))
        if wanted <= 0:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        parameters: Any = None
        if rows is not None:
            make_parameters: Any = faiss.SearchParameters
            parameters = make_parameters(sel=faiss.IDSelectorBatch(rows))
        scores, found = self.index.search(
            np.ascontiguousarray(query, np.float32)[None], wanted, params=parameters
        )
        return found[0].astype(np.int64), scores[0].astype(np.float32)

    def passage_scores(self, query: Floats, rows: Ints) -> Floats:
        """The cosines of some passages with a unit vector (d,), in the order of rows."""
        found, scores = self.search(query, len(rows), rows)
        dense = np.zeros(int(self.index.ntotal), np.float32)
        dense[found] = scores
        return dense[rows]

    def sentence_scores(self, query: Floats, rows: Ints) -> Floats:
        """The cosines of some sentences with a unit vector (d,), in the order of rows."""
        return np.asarray(self.vectors.sentences[rows] @ query, np.float32)

    def tokens_of_sentence(self, row: int) -> Floats:
        """The token vectors (t, d) of a sentence; none where the encoder gives none."""
        if self.vectors.tokens is None or self.vectors.sentence_tokens is None:
            return np.zeros((0, self.dimension), np.float32)
        start, end = self.vectors.sentence_tokens[row]
        return self.vectors.tokens.vectors(int(start), int(end))


def encoded_corpus(name: str, fingerprint: str, vectors: EncodedPassages) -> EncodedCorpus:
    """Index the passage vectors (n, d), which are of unit norm."""
    import faiss

    index = faiss.IndexFlatIP(vectors.passages.shape[1])
    index.add(np.ascontiguousarray(vectors.passages, np.float32))
    return EncodedCorpus(name, fingerprint, vectors, index)
