"""Every row over one set: each question answered by all of them before the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.ablation_rows import ROWS, Row, configurations
from benchmarks.ablation_scores import MEANS, Scores
from benchmarks.adapters.product import shown_chunks
from benchmarks.peer_judging import holds, share
from benchmarks.peer_sets import PeerSet, gold_quotes
from chatbot.datatypes import Document
from chatbot.evaluation.measures import COLUMNS
from chatbot.evaluation.runner import Observation, evaluate
from chatbot.indexing.progress import Progress, silent
from chatbot.pipeline import Chatbot, open_index
from chatbot.settings import Settings


def opened(measured: PeerSet, work: Path, progress: Progress = silent) -> Chatbot:
    """The program with its defaults over a set, its index below ``work``."""
    folder = work / measured.source.name
    return open_index(measured.corpus.resolve(), folder, settings=Settings(), progress=progress)


def rows_scored(
    measured: PeerSet, chatbot: Chatbot, rows: Sequence[Row] = ROWS, progress: Progress = silent
) -> dict[str, Scores]:
    """What every row earned with every question of a set.

    A question that a row fails to answer earns nothing there (``evaluation.runner``).
    """
    texts = {document.id: document.text for document in measured.documents}
    first = _FirstShown(chatbot.documents, texts)
    found = evaluate(
        chatbot.documents,
        measured.queries,
        configurations(chatbot, rows),
        total=len(measured.queries),
        observers=[first],
        progress=progress,
    )
    scored = {}
    for name, table in found.tables.items():
        matrix = table.matrix()
        columns = [
            np.array(first.shares[name]) if key == "first_shown" else matrix[:, COLUMNS.index(key)]
            for key in MEANS
        ]
        scored[name] = Scores(np.column_stack(columns), matrix[:, COLUMNS.index("confidence")])
    return scored


@dataclass(frozen=True, slots=True)
class _FirstShown:
    """Notes of each answer the share of the gold in the first thing shown, as of the peers."""

    documents: Mapping[str, Document]
    texts: dict[str, str]
    shares: dict[str, list[float]] = field(default_factory=dict)

    def __call__(self, observation: Observation) -> None:
        query, answer = observation.query, observation.answer
        shown = () if answer is None else shown_chunks(answer, self.documents)[:1]
        gold = gold_quotes(query, self.texts) if query.answerable else ()
        value = share(gold, lambda quote: holds(shown, quote))
        self.shares.setdefault(observation.configuration, []).append(value)
