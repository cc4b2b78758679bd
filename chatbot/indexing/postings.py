"""BM25 postings of passages and sentences, made with bm25s, kept as plain arrays.

The scores are those of bm25s' “lucene” variant (Kamphuis et al. 2020; Lù 2024, "BM25S"):
what a stem adds to a text's score is computed when indexing, and a search only sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.vectors import Floats, Ints

K1 = 1.5
B = 0.75


@dataclass(frozen=True, slots=True)
class Postings:
    """A sparse matrix of BM25 scores, stems by rows of text.

    Column ``c`` holds ``scores[starts[c]:starts[c + 1]]`` at the rows of ``rows``; a
    stem's column is ``vocabulary[stem]``; ``size`` is the number of rows.
    """

    vocabulary: Mapping[str, int]
    scores: Floats
    rows: NDArray[np.int32]
    starts: Ints
    size: int

    def holders(self, stem: str) -> NDArray[np.int32]:
        """The rows that hold ``stem``."""
        column = self._column(stem)
        return self.rows[column]

    def saturation(self, stem: str) -> Floats:
        """How much every row (size,) holds of ``stem``: BM25's score without its rarity."""
        dense = np.zeros(self.size, np.float32)
        column = self._column(stem)
        dense[self.rows[column]] = self.scores[column] / np.float32(self.idf(stem))
        return dense

    def idf(self, stem: str, among: Ints | None = None) -> float:
        """The stem's rarity ``ln(1 + (N - n + .5) / (n + .5))`` over all rows or some."""
        size = self.size if among is None else len(among)
        return rarity(size, self.frequency(stem, among))

    def frequency(self, stem: str, among: Ints | None = None) -> int:
        """How many rows hold ``stem``, of all or of those named in ascending order."""
        holders = self.holders(stem)
        if among is None or not len(among) or not len(holders):
            return len(holders) if among is None else 0
        places = np.minimum(np.searchsorted(among, holders), len(among) - 1)
        return int((among[places] == holders).sum())

    def score(self, stems: Sequence[str], among: Ints | None = None) -> Floats:
        """The BM25 score (size,) of every row; a stem asked twice counts twice.

        With ``among`` (ascending rows) a stem's rarity is its rarity there, as if
        nothing else were indexed, and the score of every other row is of no use.
        """
        total = np.zeros(self.size, np.float32)
        for stem in stems:
            column = self._column(stem)
            scores = self.scores[column]
            if among is not None and len(scores):
                scores = scores * np.float32(self.idf(stem, among) / self.idf(stem))
            total[self.rows[column]] += scores
        return total

    def _column(self, stem: str) -> slice:
        at = self.vocabulary.get(stem)
        return slice(0, 0) if at is None else slice(int(self.starts[at]), int(self.starts[at + 1]))


def vocabulary_of(texts: Sequence[Sequence[str]]) -> dict[str, int]:
    """A column number for every stem, in the order of their letters."""
    return {stem: at for at, stem in enumerate(sorted({stem for text in texts for stem in text}))}


def build_postings(texts: Sequence[Sequence[str]], vocabulary: Mapping[str, int]) -> Postings:
    """The postings of texts given as stems, all of which are in ``vocabulary``."""
    if not vocabulary:
        empty = np.zeros(0, np.int32)
        return Postings({}, np.zeros(0, np.float32), empty, np.zeros(1, np.int64), len(texts))
    import bm25s

    ids = [[vocabulary[stem] for stem in text] for text in texts]
    model = bm25s.BM25(k1=K1, b=B, method="lucene", csc_backend="numpy", backend="numpy")
    model.index((ids, dict(vocabulary)), create_empty_token=False, show_progress=False)
    return Postings(
        vocabulary,
        np.asarray(model.scores["data"], np.float32),
        np.asarray(model.scores["indices"], np.int32),
        np.asarray(model.scores["indptr"], np.int64),
        len(texts),
    )


def rarity(size: int, holders: int) -> float:
    """The idf of what ``holders`` of ``size`` rows hold."""
    return float(np.log1p((size - holders + 0.5) / (holders + 0.5)))
