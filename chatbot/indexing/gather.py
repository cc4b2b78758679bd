"""From encoded windows back to passages, sentences and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.vectors import (
    EncodedPassages,
    Floats,
    Ints,
    TokenVectors,
    quantise,
    unit,
)


@dataclass(frozen=True, slots=True)
class EncodedText:
    """One forward pass: ``vector`` (d,) of unit norm, ``hidden`` (t, d), ``spans`` (t, 2).

    ``hidden`` are the last hidden states of the content tokens, ``spans`` their
    characters in the text.
    """

    vector: Floats
    hidden: Floats
    spans: NDArray[np.int64]


def gather(
    passages: Sequence[Sequence[tuple[int, EncodedText]]],
    sentence_spans: Sequence[Sequence[tuple[int, int]]],
    dimension: int,
) -> EncodedPassages:
    """Put the windows of each passage together and pool its sentences.

    ``passages`` gives for each passage its windows with the character each begins at.
    A sentence without any token of its own takes the vector of its passage.
    """
    vectors, sentences = [_none(dimension)], [_none(dimension)]
    codes, scales = [np.zeros((0, dimension), np.int8)], [np.zeros(0, np.float16)]
    spans, ranges = [np.zeros((0, 2), np.int32)], [np.zeros((0, 2), np.int64)]
    starts = [0]
    for windows, sentence_span in zip(passages, sentence_spans, strict=True):
        whole = _join(windows)
        vectors.append(whole.vector[None])
        tokens = token_ranges(whole.spans, sentence_span)
        sentences.append(_pool(whole, tokens))
        ranges.append(tokens + starts[-1])
        code, scale = quantise(unit(whole.hidden))
        codes.append(code)
        scales.append(scale)
        spans.append(whole.spans.astype(np.int32))
        starts.append(starts[-1] + len(code))
    kept = TokenVectors(
        np.concatenate(codes),
        np.concatenate(scales),
        np.concatenate(spans),
        np.array(starts, np.int64),
    )
    return EncodedPassages(
        np.concatenate(vectors), np.concatenate(sentences), kept, np.concatenate(ranges)
    )


def token_ranges(spans: NDArray[np.int64], sentences: Sequence[tuple[int, int]]) -> Ints:
    """The token rows (s, 2) that begin inside each sentence; tokens are in order."""
    bounds = np.array(sentences, np.int64).reshape(-1, 2)
    return np.searchsorted(spans[:, 0], bounds).astype(np.int64)


def _join(windows: Sequence[tuple[int, EncodedText]]) -> EncodedText:
    if len(windows) == 1:
        start, only = windows[0]
        return EncodedText(only.vector, only.hidden, only.spans + start)
    weights = np.array([max(len(text.hidden), 1) for _, text in windows], np.float32)
    vectors = np.stack([text.vector for _, text in windows])
    return EncodedText(
        unit(weights @ vectors),
        np.concatenate([text.hidden for _, text in windows]),
        np.concatenate([text.spans + start for start, text in windows]),
    )


def _pool(text: EncodedText, ranges: Ints) -> Floats:
    """Unit-norm means of the hidden states in each token range, (s, d)."""
    rows = [
        text.hidden[start:end].mean(axis=0) if end > start else text.vector for start, end in ranges
    ]
    return unit(np.stack(rows)) if rows else _none(len(text.vector))


def _none(dimension: int) -> Floats:
    return np.zeros((0, dimension), np.float32)
