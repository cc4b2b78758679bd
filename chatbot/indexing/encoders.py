"""The seam for embedding models, and where a model's name finds its implementation.

A new kind of model is one module with an ``Encoder`` and one line in ``resolve``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from chatbot.indexing.threads import torch_threads
from chatbot.indexing.vectors import EncodedPassages, EncodedQuery

_log = logging.getLogger(__name__)

SentenceSpans = Sequence[tuple[int, int]]
"""Where the sentences of one passage stand in its text: (start, end) characters."""


class Encoder(Protocol):
    """Turns text into vectors; the same text gives the same vectors.

    ``fingerprint`` is the sha256 of the weights, ``max_tokens`` the longest input that
    the model sees whole, its special tokens included. ``languages`` are the ISO 639-1
    codes of what it reads, None for very many: what means the same lies close across them.
    """

    @property
    def name(self) -> str:
        """The name it was configured by."""

    @property
    def fingerprint(self) -> str:
        """The sha256 of its weights, as 64 hexadecimal digits."""

    @property
    def dimension(self) -> int:
        """The length of its vectors."""

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages that it reads, None for very many."""

    @property
    def max_tokens(self) -> int:
        """How many tokens it sees at once, special ones included."""

    def count_tokens(self, text: str) -> int:
        """How many tokens ``text`` takes, special ones included."""

    def encode_passages(
        self,
        texts: Sequence[str],
        sentence_spans: Sequence[SentenceSpans],
        advance: Callable[[int], None],
    ) -> EncodedPassages:
        """Vectors of passages and of their sentences, in the order given.

        ``advance`` is called with the number of passages finished since the last call.
        """

    def encode_query(self, text: str) -> EncodedQuery:
        """Vectors of one question."""


def reads(encoder: Encoder, languages: Collection[str]) -> bool:
    """Whether an encoder reads all of some languages."""
    return encoder.languages is None or encoder.languages.issuperset(languages)


def encode_query(encoders: Sequence[Encoder], text: str) -> list[EncodedQuery]:
    """One question's vectors by each encoder, side by side, each on a thread of its own."""
    if not encoders:
        return []
    first, *others = encoders
    if not others:
        return [first.encode_query(text)]
    # The inner settings of threads then restore what is set here, in whatever order they end.
    with torch_threads(1), ThreadPoolExecutor(len(others)) as pool:
        waiting = [pool.submit(other.encode_query, text) for other in others]
        return [first.encode_query(text), *(each.result() for each in waiting)]


@dataclass(frozen=True, slots=True)
class EncoderSource:
    """A model that is known to exist, not yet loaded.

    ``fingerprint`` is read from its files, so that an index can be checked against it
    in a fraction of the time that loading takes.
    """

    name: str
    fingerprint: str
    load: Callable[[], Encoder]


Resolver = Callable[[str], EncoderSource]
"""Finds a model by its name; ``resolve`` is the one used unless a test brings its own."""


def resolve(name: str) -> EncoderSource:
    """The model called ``name``: ``minilm``, ``e5``, or a sentence-transformers name or path.

    Raises:
        EncoderError: it is missing, altered or not such a model.
    """
    # Imported here: these modules may import this one's nouns.
    from chatbot.indexing import e5, minilm, transformer

    bundled = {minilm.NAME: minilm.source, e5.NAME: e5.source}
    return bundled[name]() if name in bundled else transformer.source(name)


@cache
def installed() -> tuple[str, ...]:
    """The bundled models that are installed, first one first; ``minilm`` always counts."""
    from chatbot.indexing import e5, minilm

    if e5.model_file() is not None:
        return (minilm.NAME, e5.NAME)
    _log.warning("the encoder %r is not installed: %s", e5.NAME, e5.LACKING)
    return (minilm.NAME,)


def remembering(find: Resolver = resolve) -> Resolver:
    """A resolver that looks each model up once and loads it once."""

    @cache
    def source(name: str) -> EncoderSource:
        found = find(name)
        return replace(found, load=cache(found.load))

    return source


def load_encoder(name: str) -> Encoder:
    """The model called ``name``, loaded.

    Raises:
        EncoderError: it is missing, altered or cannot be loaded.
    """
    return resolve(name).load()
