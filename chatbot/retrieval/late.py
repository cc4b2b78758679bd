"""Late interaction: how well each word of the question is echoed in a sentence.

MaxSim over contextual token embeddings (Khattab and Zaharia 2020, "ColBERT"), here with
the embedder's own last layer, only for the question's content tokens, and weighted by
the rarity of the word that a token belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LateScores:
    """Per sentence: the weighted mean of best cosines, and the least covered word's."""

    mean: Floats
    weakest: Floats


def max_sim(
    query: Floats, weights: Floats, groups: Ints, tokens: Floats, starts: Ints, ends: Ints
) -> LateScores:
    """MaxSim of query tokens against the token range of each sentence.

    Args:
        query: (q, d) unit-norm token vectors of the question's content words.
        weights: (q,) non-negative weights, usually the idf of the token's word.
        groups: (q,) the word that each token belongs to; pieces of a word are averaged
            before the weakest word is taken.
        tokens: (t, d) unit-norm token vectors of the candidates.
        starts, ends: (s,) token range of each sentence; an empty range scores 0.

    Returns:
        Scores of shape (s,) each, cosines in [-1, 1].
    """
    count = len(starts)
    if count == 0 or len(query) == 0 or len(tokens) == 0:
        return LateScores(np.zeros(count, np.float32), np.zeros(count, np.float32))
    cosines = tokens @ query.T
    best = np.zeros((count, len(query)), np.float32)
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end > start:
            best[row] = cosines[start:end].max(axis=0)
    total = float(weights.sum())
    shares = weights / total if total > 0 else np.full(len(weights), 1 / len(weights))
    words = np.unique(groups)
    per_word = np.stack([best[:, groups == word].mean(axis=1) for word in words], axis=1)
    return LateScores((best @ shares).astype(np.float32), per_word.min(axis=1).astype(np.float32))
