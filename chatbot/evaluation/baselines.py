"""Saved results to compare with: read before anything is asked, scored afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.datatypes import Passage, Qrel, RunEntry
from chatbot.errors import UsageError
from chatbot.evaluation.runner import Observation
from chatbot.evaluation.saved import (
    Saved,
    ScoredRun,
    as_table,
    is_evaluation,
    read_saved,
    score_run,
)
from chatbot.evaluation.scores import ScoreTable
from chatbot.evaluation.trec import read_run


@dataclass(frozen=True, slots=True)
class Baselines:
    """Saved evaluations and runs by the names they compare under; ``names`` is in order."""

    names: list[str] = field(default_factory=list)
    evaluations: dict[str, Saved] = field(default_factory=dict)
    runs: dict[str, tuple[RunEntry, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class ScoredBaselines:
    """Tables over the queries asked now, and what the saved results lack or hold in excess."""

    tables: dict[str, ScoreTable] = field(default_factory=dict)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)


class QrelsKeeper:
    """Keeps the judgements over the passages of one configuration, to score saved runs."""

    def __init__(self, configuration: str) -> None:
        self._configuration = configuration
        self.qrels: list[Qrel] = []

    def __call__(self, observation: Observation) -> None:
        """Keep the judgements of one query."""
        if observation.configuration == self._configuration:
            self.qrels.extend(observation.judgement.qrels)


def load_baselines(paths: Sequence[Path], taken: Sequence[str] = ()) -> Baselines:
    """Read saved results; ``taken`` are the names that configurations have already.

    Raises:
        MissingInput: a file does not exist.
        UsageError: a file is neither an evaluation nor a run.
    """
    found = Baselines()
    for path in paths:
        if is_evaluation(path):
            for saved in read_saved(path):
                found.evaluations[_free(saved.name, path, found, taken)] = saved
                found.names.append(next(reversed(found.evaluations)))
        else:
            found.runs[_free(path.stem, path, found, taken)] = tuple(read_run(path))
            found.names.append(next(reversed(found.runs)))
    return found


def score_baselines(
    baselines: Baselines, like: ScoreTable, qrels: Sequence[Qrel], passages: Sequence[Passage]
) -> ScoredBaselines:
    """Every baseline as a table over the queries of ``like``.

    A query that a baseline lacks is named, and counts zero.
    """
    scored = ScoredBaselines()
    for name, saved in baselines.evaluations.items():
        scored.tables[name] = as_table(saved.rows, like)
        scored.missing[name] = tuple(q for q in like.query_ids if q not in saved.rows)
    known = {unit for passage in passages for unit in (passage.id, passage.document)}
    for name, entries in baselines.runs.items():
        run: ScoredRun = score_run(entries, qrels, known)
        scored.tables[name] = as_table(run.rows, like)
        scored.missing[name] = run.missing
        scored.unknown[name] = run.unknown
    scored.tables = {name: scored.tables[name] for name in baselines.names}
    return scored


def _free(name: str, path: Path, found: Baselines, taken: Sequence[str]) -> str:
    """A name that nothing else has, so that saved results never hide each other."""
    used = {*found.names, *taken}
    with_suffix = name.replace(path.stem, path.name, 1)
    if free := next((each for each in (name, with_suffix) if each not in used), None):
        return free
    for number in range(2, len(used) + 3):
        if f"{name} ({number})" not in used:
            return f"{name} ({number})"
    raise UsageError(f"no free name for the baseline {name!r}")
