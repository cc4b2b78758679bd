"""What the tests of building and storing share."""

import numpy as np

from chatbot.indexing import build_index, open_or_build
from tests.fakes import HashingEncoder, resolver

TRADE = (
    "Trade with the neighbours grew quickly. Prices fell in the year after.\n\nPorts were built.\n"
)
RAIL = "Railways join the two countries. Nobody paid for them.\n"


def build(corpus, folder, *encoders, **options):
    encoders = encoders or (HashingEncoder(),)
    names = [encoder.name for encoder in encoders]
    return build_index(corpus, folder, encoder_names=names, resolve=resolver(*encoders), **options)


def reopen(corpus, folder, encoder, **options):
    return open_or_build(
        corpus, folder, encoder_names=[encoder.name], resolve=resolver(encoder), **options
    )


def texts(index):
    return [index.documents[p.document].slice(p.span) for p in index.passages]


def same_index(one, other):
    assert one.documents == other.documents
    assert one.passages == other.passages
    assert one.sentences == other.sentences
    for left, right in zip(one.encoded, other.encoded, strict=True):
        assert (left.name, left.fingerprint) == (right.name, right.fingerprint)
        same_vectors(left.vectors, right.vectors)
    for name in ("passage_postings", "sentence_postings"):
        left, right = getattr(one, name), getattr(other, name)
        assert left.vocabulary == right.vocabulary
        assert left.size == right.size
        for array in ("scores", "rows", "starts"):
            assert np.array_equal(getattr(left, array), getattr(right, array))


def same_vectors(left, right):
    for name in ("passages", "sentences", "sentence_tokens"):
        assert np.array_equal(getattr(left, name), getattr(right, name))
    assert (left.tokens is None) == (right.tokens is None)
    if left.tokens is not None:
        for name in ("codes", "scales", "spans", "starts"):
            assert np.array_equal(getattr(left.tokens, name), getattr(right.tokens, name))


def generations(folder):
    return sorted(entry.name for entry in (folder / "generations").iterdir())


def parts(folder):
    (generation,) = (folder / "generations").iterdir()
    return sorted(generation.iterdir())
