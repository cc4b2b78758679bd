"""The questions that ingredients are measured on, the same in every run."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.peer_sets import SEED, PeerSet, load_set, sample
from chatbot.datatypes import JudgedQuery

SPREAD = {"squad": 1000}
"""Sets of which so many questions are drawn, half of them answerable, over all documents."""

_ALL = 10**9


def load(name: str, data: Path | None, limit: int | None = None) -> PeerSet:
    """A set with its questions drawn, at most ``limit`` of them.

    Raises:
        UsageError: the set is unknown, or lies outside the repository and no folder is named.
        MissingInput: its files are not there.
    """
    whole = load_set(name, data, _ALL)
    most = _ALL if limit is None else limit
    if name in SPREAD:
        return replace(whole, queries=spread(whole.queries, min(SPREAD[name], most)))
    return replace(whole, queries=sample(whole.queries, most))


def spread(queries: Sequence[JudgedQuery], limit: int, seed: int = SEED) -> tuple[JudgedQuery, ...]:
    """Half answerable questions and half others, in their order, evenly over the documents.

    A document, or a half, that has too few leaves its share to the others.
    """
    yes, no = (
        _taken_in_turn(queries, answerable, random.Random(seed)) for answerable in (True, False)
    )
    first = max(min((limit + 1) // 2, len(yes)), min(limit - len(no), len(yes)))
    kept = {*yes[:first], *no[: limit - first]}
    return tuple(query for place, query in enumerate(queries) if place in kept)


def _taken_in_turn(
    queries: Sequence[JudgedQuery], answerable: bool, draw: random.Random
) -> list[int]:
    """Places of one half in a random order in which documents take turns."""
    by_document: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, query in enumerate(queries):
        if bool(query.answerable) is answerable:
            by_document[query.documents].append(place)
    ranked: list[tuple[int, float, int]] = []
    for _, places in sorted(by_document.items()):
        draw.shuffle(places)
        ranked += [(turn, draw.random(), place) for turn, place in enumerate(places)]
    return [place for _, _, place in sorted(ranked)]
