"""Encoding passages in batches of windows of like length, and putting them together again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chatbot.indexing.encoders import SentenceSpans
from chatbot.indexing.gather import EncodedText, gather
from chatbot.indexing.threads import torch_threads, usual_torch_threads
from chatbot.indexing.vectors import EncodedPassages

BATCH = 32

Cut = Callable[[str, SentenceSpans], list[tuple[int, int]]]
"""The character ranges of a text that the model can take at once."""

Forward = Callable[[Sequence[str]], list[EncodedText]]
"""One forward pass over a batch of texts."""


def encode_windows(
    texts: Sequence[str],
    sentence_spans: Sequence[SentenceSpans],
    advance: Callable[[int], None],
    *,
    cut: Cut,
    forward: Forward,
    dimension: int,
) -> EncodedPassages:
    """Vectors of passages and sentences; see ``Encoder.encode_passages``."""
    cuts = [cut(text, spans) for text, spans in zip(texts, sentence_spans, strict=True)]
    parts = [(row, start, end) for row, ranges in enumerate(cuts) for start, end in ranges]
    by_length = sorted(parts, key=lambda part: part[1] - part[2])
    encoded: dict[tuple[int, int, int], EncodedText] = {}
    for at in range(0, len(by_length), BATCH):
        batch = by_length[at : at + BATCH]
        with torch_threads(usual_torch_threads()):
            forms = forward([texts[row][start:end] for row, start, end in batch])
        encoded.update(zip(batch, forms, strict=True))
        advance(sum(start == cuts[row][0][0] for row, start, _ in batch))
    pieces = [
        [(start, encoded[row, start, end]) for start, end in ranges]
        for row, ranges in enumerate(cuts)
    ]
    return gather(pieces, sentence_spans, dimension)
