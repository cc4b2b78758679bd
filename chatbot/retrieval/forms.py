"""Which rows hold a term of the question in any of its forms, and how much of it.

A term and its alternatives count as one word, as a synonym operator counts them (Pirkola 1998,
“The Effects of Query Structure and Dictionary Setups”): its rarity is that of all its forms
together, and a row scores by the form that it holds most of.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from chatbot.datatypes import QueryTerm
from chatbot.indexing.postings import Postings, rarity
from chatbot.indexing.vectors import Floats, Ints


def holders(postings: Postings, term: QueryTerm) -> NDArray[np.int32]:
    """The rows, ascending, that hold the term or all the stems of one of its alternatives."""
    rows = np.sort(postings.holders(term.stem))
    for stems in term.alternatives:
        held = reduce(np.intersect1d, (postings.holders(stem) for stem in stems))
        rows = np.union1d(rows, held)
    return rows


def frequency(postings: Postings, term: QueryTerm, among: Ints | None = None) -> int:
    """How many rows, of all or of those in ``among``, hold the term in any form."""
    rows = holders(postings, term)
    return len(rows) if among is None else int(np.isin(rows, among).sum())


def idf(postings: Postings, term: QueryTerm, among: Ints | None = None) -> float:
    """The rarity of the term in all its forms together."""
    size = postings.size if among is None else len(among)
    return rarity(size, frequency(postings, term, among))


def score(postings: Postings, terms: Sequence[QueryTerm], among: Ints | None = None) -> Floats:
    """The BM25 score (size,) of every row, each term times its weight.

    See ``Postings.score`` for ``among``.
    """
    plain = [term for term in terms if not term.alternatives and term.weight == 1.0]
    total = postings.score([term.stem for term in plain], among)
    for term in terms:
        if term.alternatives or term.weight != 1.0:
            weight = np.float32(term.weight * idf(postings, term, among))
            total += weight * _fullest(postings, term)
    return total


def _fullest(postings: Postings, term: QueryTerm) -> Floats:
    """How much each row holds of the form that it holds most of."""
    best = postings.saturation(term.stem)
    for stems in term.alternatives:
        held = [postings.saturation(stem) for stem in stems]
        best = np.maximum(best, np.minimum.reduce(held))
    return best
