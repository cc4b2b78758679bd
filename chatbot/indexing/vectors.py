"""Vectors of passages, sentences and tokens, as an encoder makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_LEVELS = 127


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """Unit-norm contextual token vectors, one signed byte a number and a scale a token.

    The cosine between a vector and its stored form is above .999.

    ``codes`` (t, d) int8; ``scales`` (t,) float16, the value of one step; ``spans``
    (t, 2) int32 character offsets in the passage's text; ``starts`` (n + 1,) int64, the
    tokens of passage ``i`` are the rows ``starts[i]`` to ``starts[i + 1]``.
    """

    codes: NDArray[np.int8]
    scales: NDArray[np.float16]
    spans: NDArray[np.int32]
    starts: Ints

    def vectors(self, start: int, end: int) -> Floats:
        """The token vectors of rows ``[start, end)``, (end - start, d) float32."""
        vectors = self.codes[start:end].astype(np.float32)
        vectors *= self.scales[start:end].astype(np.float32)[:, None]
        return vectors

    def ranges(self, bounds: Ints) -> Floats:
        """The token vectors of several row ranges (s, 2), one after another."""
        lengths = bounds[:, 1] - bounds[:, 0]
        shifts = bounds[:, 0] - (np.cumsum(lengths) - lengths)
        rows = np.arange(int(lengths.sum())) + np.repeat(shifts, lengths)
        vectors: Floats = self.codes[rows].astype(np.float32)
        vectors *= self.scales[rows].astype(np.float32)[:, None]
        return vectors

    def only(self, kept: NDArray[np.bool_]) -> TokenVectors:
        """The tokens kept, (t,) of them marked."""
        return TokenVectors(
            self.codes[kept], self.scales[kept], self.spans[kept], _moved(self.starts, kept)
        )

    def passages(self, start: int, end: int) -> TokenVectors:
        """The tokens of passages ``[start, end)`` alone."""
        first, last = int(self.starts[start]), int(self.starts[end])
        return TokenVectors(
            self.codes[first:last],
            self.scales[first:last],
            self.spans[first:last],
            np.asarray(self.starts[start : end + 1] - first),
        )


@dataclass(frozen=True, slots=True)
class EncodedPassages:
    """What an encoder makes of ``n`` passages with ``s`` sentences in all.

    ``passages`` (n, d) and ``sentences`` (s, d) are float32 of unit norm, in the order
    given; ``sentence_tokens`` (s, 2) int64 are the token rows of each sentence. The last
    two are None for an encoder that gives no token vectors.
    """

    passages: Floats
    sentences: Floats
    tokens: TokenVectors | None = None
    sentence_tokens: Ints | None = None

    def with_tokens(self, kept: NDArray[np.bool_]) -> EncodedPassages:
        """The same without the tokens that are not kept, (t,) of them marked."""
        if self.tokens is None or self.sentence_tokens is None:
            return self
        ranges = _moved(self.sentence_tokens, kept)
        return EncodedPassages(self.passages, self.sentences, self.tokens.only(kept), ranges)

    def rows(self, passages: slice, sentences: slice) -> EncodedPassages:
        """The part that belongs to consecutive passages and their sentences."""
        tokens = sentence_tokens = None
        if self.tokens is not None and self.sentence_tokens is not None:
            tokens = self.tokens.passages(passages.start, passages.stop)
            first = int(self.tokens.starts[passages.start])
            sentence_tokens = np.asarray(self.sentence_tokens[sentences] - first)
        return EncodedPassages(
            np.asarray(self.passages[passages]),
            np.asarray(self.sentences[sentences]),
            tokens,
            sentence_tokens,
        )


@dataclass(frozen=True, slots=True)
class EncodedQuery:
    """A question encoded: ``vector`` (d,) of unit norm, and its tokens' unit vectors.

    ``token_vectors`` (t, d) may be empty; ``token_spans`` are (start, end) in the text.
    """

    vector: Floats
    token_vectors: Floats
    token_spans: tuple[tuple[int, int], ...]


def _moved(places: Ints, kept: NDArray[np.bool_]) -> Ints:
    """Token rows as they count once only the kept tokens are left."""
    before = np.concatenate([[0], np.cumsum(kept)])
    return np.asarray(before[places], np.int64)


def unit(vectors: Floats) -> Floats:
    """Rows scaled to norm 1; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), np.float32)


def quantise(vectors: Floats) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Vectors (t, d) as int8 codes and the float16 scale of each row."""
    largest = np.abs(vectors).max(axis=1, initial=0.0)
    scales = np.maximum(largest / _LEVELS, 1e-6).astype(np.float16)
    codes = np.rint(vectors / scales.astype(np.float32)[:, None])
    return np.clip(codes, -_LEVELS, _LEVELS).astype(np.int8), scales


def concatenate(blocks: Sequence[EncodedPassages]) -> EncodedPassages:
    """Blocks, at least one, one after another; tokens only where every block has them."""
    passages = np.concatenate([block.passages for block in blocks])
    sentences = np.concatenate([block.sentences for block in blocks])
    tokens = [block.tokens for block in blocks if block.tokens is not None]
    ranges = [block.sentence_tokens for block in blocks if block.sentence_tokens is not None]
    if len(tokens) < len(blocks) or len(ranges) < len(blocks):
        return EncodedPassages(passages, sentences)
    shifts = np.cumsum([0, *(len(part.codes) for part in tokens)])[:-1]
    starts = [part.starts[:-1] + shift for part, shift in zip(tokens, shifts, strict=True)]
    total = sum(len(part.codes) for part in tokens)
    joined = TokenVectors(
        np.concatenate([part.codes for part in tokens]),
        np.concatenate([part.scales for part in tokens]),
        np.concatenate([part.spans for part in tokens]),
        np.concatenate([*starts, np.array([total])]).astype(np.int64),
    )
    shifted = [part + shift for part, shift in zip(ranges, shifts, strict=True)]
    return EncodedPassages(passages, sentences, joined, np.concatenate(shifted).astype(np.int64))
