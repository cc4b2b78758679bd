"""Fusion of score lists by weighted sums of min-max normalised scores.

Weighted sums of normalised scores beat reciprocal rank fusion inside one paper
(Bruch, Gai and Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def min_max(scores: Scores) -> Scores:
    """Scores shifted and scaled to [0, 1]; all zero where they do not differ."""
    if scores.size == 0:
        return scores
    low, high = float(scores.min()), float(scores.max())
    if high - low < 1e-9:
        return np.zeros_like(scores)
    return (scores - low) / (high - low)


def weighted_sum(parts: list[tuple[float, Scores]]) -> Scores:
    """Sum of weight times min-max normalised scores, one term a part.

    Raises:
        ValueError: the parts are empty or differ in length.
    """
    if not parts:
        raise ValueError("nothing to fuse")
    total = np.zeros_like(parts[0][1], dtype=np.float32)
    for weight, scores in parts:
        if scores.shape != total.shape:
            raise ValueError(f"score lists differ in length: {scores.shape} and {total.shape}")
        total += np.float32(weight) * min_max(scores)
    return total
