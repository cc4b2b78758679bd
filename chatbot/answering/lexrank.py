"""The most central sentences of a text, by LexRank.

Erkan & Radev (2004), “LexRank: Graph-based Lexical Centrality as Salience in Text
Summarization”: sentences are the nodes of a graph, the cosines of their tf-idf vectors (above
a threshold) its edges, and the PageRank of a sentence says how central it is. This is the
continuous form, in which edges keep their cosines.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 0.1
"""The least cosine of an edge, as in the paper."""
DAMPING = 0.85
REPEATS = 0.5
"""From this cosine on a sentence says what a more central one says."""
_DECIMALS = 9
"""Centralities are compared rounded, so that ties fall the same on every machine."""

Matrix = NDArray[np.float64]


def central(stems: Sequence[Sequence[str]], wanted: int) -> tuple[int, ...]:
    """The places of the most central sentences, in their order, none repeating another.

    ``stems`` are the content words of each sentence, which also give their rarity.
    """
    if not stems:
        return ()
    cosines = similarities(stems)
    scores = centrality(cosines)
    order = sorted(range(len(stems)), key=lambda place: (-round(scores[place], _DECIMALS), place))
    chosen: list[int] = []
    for place in order:
        if len(chosen) < wanted and all(cosines[place, other] < REPEATS for other in chosen):
            chosen.append(place)
    return tuple(sorted(chosen))


def similarities(stems: Sequence[Sequence[str]]) -> Matrix:
    """The cosines (n, n) of the tf-idf vectors of sentences, 0 for one without words."""
    counts = [Counter(sentence) for sentence in stems]
    frequency = Counter(stem for count in counts for stem in count)
    columns = {stem: column for column, stem in enumerate(sorted(frequency))}
    vectors = np.zeros((len(stems), max(1, len(columns))))
    for row, count in enumerate(counts):
        for stem, times in count.items():
            rarity = math.log(1 + len(stems) / frequency[stem])
            vectors[row, columns[stem]] = times * rarity
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1.0)
    cosines: Matrix = unit @ unit.T
    return cosines


def centrality(cosines: Matrix) -> tuple[float, ...]:
    """The PageRank of each sentence in the graph of cosines above the threshold."""
    import networkx  # a fifth of a second, for summaries only

    kept = np.where(cosines >= THRESHOLD, cosines, 0.0)
    np.fill_diagonal(kept, 0.0)
    graph = networkx.from_numpy_array(kept)
    ranks = networkx.pagerank(graph, alpha=DAMPING, weight="weight")
    return tuple(float(ranks[place]) for place in range(len(cosines)))
