"""How much of what a follow-up leaves unsaid is recovered, on TREC CAsT 2021.

Every question is searched three times: as typed, as resolved from the conversation (its earlier
questions answered in turn by the program), and as a person rewrote it. Prints R@1 and R@5 over
passages and the share of the gap between the first and the last that resolving closes::

    python -m benchmarks.cast --data DIR --index INDEX

``DIR`` holds ``documents/`` and ``queries.jsonl`` in the program's query-file format, each query
with a ``rewrite``; the index is built the first time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import chatbot
from chatbot.datatypes import Hits, JudgedQuery
from chatbot.evaluation.queries import read_queries
from chatbot.pipeline import Chatbot

FORMS = ("raw", "resolved", "rewritten")
MISSED = 10**6


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where the relevant document stands for a question in each of ``FORMS``, from 1."""

    topic: str
    raw: int
    resolved: int
    rewritten: int


def rank_of(hits: Hits, wanted: str) -> int:
    """The rank of a document's first passage, documents counted once."""
    documents = list(dict.fromkeys(hit.passage.document for hit in hits.passages))
    return documents.index(wanted) + 1 if wanted in documents else MISSED


def recall(ranks: Sequence[Ranks], form: str, k: int) -> float:
    """The share of questions whose document is among the first ``k``."""
    return sum(getattr(rank, form) <= k for rank in ranks) / len(ranks)


def closed(ranks: Sequence[Ranks], k: int) -> float:
    """The share of the gap between raw and rewritten questions that resolving closes."""
    raw, resolved, rewritten = (recall(ranks, form, k) for form in FORMS)
    return (resolved - raw) / (rewritten - raw) if rewritten > raw else float("nan")


def measure(bot: Chatbot, queries: Sequence[JudgedQuery]) -> Iterator[Ranks]:
    """Every question in its three forms."""
    for query in queries:
        wanted = query.evidence[0].document
        _, raw = bot.trace(query.query)
        _, resolved = bot.trace(query.query, query.history)
        _, rewritten = bot.trace(str(query.labels["rewrite"]))
        yield Ranks(
            query.query_id.rpartition("_")[0],
            raw=rank_of(raw, wanted),
            resolved=rank_of(resolved, wanted),
            rewritten=rank_of(rewritten, wanted),
        )


def halves(ranks: Sequence[Ranks]) -> dict[str, list[Ranks]]:
    """All ranks, those of the topics that the weights were fitted on (every other), the rest."""
    fitted = set(sorted({rank.topic for rank in ranks})[::2])
    return {
        "all": list(ranks),
        "fitted on": [rank for rank in ranks if rank.topic in fitted],
        "kept back": [rank for rank in ranks if rank.topic not in fitted],
    }


def main() -> None:
    """Measure and print one row for all topics and one for each half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--index", type=Path, required=True, metavar="INDEX")
    options = parser.parse_args()
    bot = chatbot.open_index(options.data / "documents", options.index)
    ranks = list(measure(bot, list(read_queries(options.data / "queries.jsonl"))))
    print("| topics | questions | R@5 raw | resolved | rewritten | gap closed | R@1 | | |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, half in halves(ranks).items():
        fives = " | ".join(f"{recall(half, form, 5):.3f}" for form in FORMS)
        ones = " | ".join(f"{recall(half, form, 1):.3f}" for form in FORMS)
        print(f"| {name} | {len(half)} | {fives} | {closed(half, 5):.2f} | {ones} |")


if __name__ == "__main__":
    main()
