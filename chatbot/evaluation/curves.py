"""Recall by the number of passages looked at, gathered while the questions are asked."""

from __future__ import annotations

from chatbot.evaluation.runner import Observation

DEPTH = 20
"""The longest ranking drawn."""


class RecallCurves:
    """The mean recall of the first 1 … ``DEPTH`` passages of each configuration."""

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = {}
        self._queries: dict[str, int] = {}

    def __call__(self, observation: Observation) -> None:
        """Take the ranking of one query into account."""
        name, judgement = observation.configuration, observation.judgement
        relevant = {qrel.doc_id for qrel in judgement.qrels if qrel.relevance > 0}
        if not relevant:
            return
        sums = self._sums.setdefault(name, [0.0] * DEPTH)
        self._queries[name] = self._queries.get(name, 0) + 1
        found = 0
        for rank in range(DEPTH):
            if rank < len(judgement.entries):
                found += judgement.entries[rank].doc_id in relevant
            sums[rank] += found / len(relevant)

    def curves(self) -> dict[str, tuple[float, ...]]:
        """The mean recall at 1 … ``DEPTH``, by configuration."""
        return {
            name: tuple(total / self._queries[name] for total in sums)
            for name, sums in self._sums.items()
        }
