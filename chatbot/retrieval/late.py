"""Late interaction: how well each word of the question is echoed in a sentence.

MaxSim over contextual token embeddings (Khattab and Zaharia 2020, "ColBERT"), here with
an embedder's own last layer, only for the question's content words, and weighted by
their rarity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LateScores:
    """Per text: the weighted mean of its words' echoes, and the weakest of them."""

    mean: Floats
    weakest: Floats


def echoes(query: Floats, groups: Ints, tokens: Floats, starts: Ints, ends: Ints) -> Floats:
    """How well each word of the question is echoed in each text.

    Args:
        query: (q, d) unit-norm token vectors of the question's content words.
        groups: (q,) the word, from 0 without gaps, that each token belongs to; the best
            cosines of its pieces are averaged.
        tokens: (t, d) unit-norm token vectors of the texts.
        starts, ends: (s,) token range of each text; an empty range scores 0.

    Returns:
        Cosines in [-1, 1] of shape (s, w), one column a word.
    """
    words = int(groups.max()) + 1 if len(groups) else 0
    best = np.zeros((len(starts), len(query)), np.float32)
    filled = np.flatnonzero(ends > starts)
    if len(filled) and len(query):
        cosines = tokens @ query.T
        if np.array_equal(starts[filled][1:], ends[filled][:-1]):
            best[filled] = np.maximum.reduceat(cosines[: ends[filled[-1]]], starts[filled])
        else:
            for row in filled:
                best[row] = cosines[starts[row] : ends[row]].max(axis=0)
    per_word = np.zeros((len(starts), words), np.float32)
    for word in range(words):
        per_word[:, word] = best[:, groups == word].mean(axis=1)
    return per_word


def late_scores(per_word: Floats, weights: Floats) -> LateScores:
    """The scores (s,) of texts from their words' echoes (s, w) and the words' weights (w,)."""
    count, words = per_word.shape
    if not words or not count:
        nothing = np.zeros(count, np.float32)
        return LateScores(nothing, nothing)
    total = float(weights.sum())
    shares = weights / total if total > 0 else np.full(words, 1 / words, np.float32)
    return LateScores(
        mean=(per_word @ shares).astype(np.float32),
        weakest=per_word.min(axis=1),
    )
