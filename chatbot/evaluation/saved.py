"""Results saved earlier, brought back as score tables: evaluations (JSON) and TREC runs."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.datatypes import Qrel, RunEntry
from chatbot.errors import MissingInput, UsageError
from chatbot.evaluation.drilldown import ShownAnswer, ShownExtract
from chatbot.evaluation.measures import COLUMNS
from chatbot.evaluation.passage_measures import passage_scores
from chatbot.evaluation.scores import ScoreTable

_EXTRACT = {"document": str, "start": int, "end": int, "quote": str}

JsonObject = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved configuration: its values and what it showed, by query id."""

    name: str
    rows: Mapping[str, Mapping[str, float]]
    shown: Mapping[str, ShownAnswer]


@dataclass(frozen=True, slots=True)
class ScoredRun:
    """A run's values by query, the queries it lacks, and results that no index holds."""

    rows: Mapping[str, Mapping[str, float]]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def is_evaluation(path: Path) -> bool:
    """Whether a saved file is an evaluation; anything else is taken for a TREC run."""
    return path.suffix.casefold() == ".json"


def read_saved(path: Path) -> tuple[Saved, ...]:
    """The configurations of a saved evaluation.

    Raises:
        MissingInput: there is no such file.
        UsageError: the file is not an evaluation that this program wrote.
    """
    if not path.is_file():
        raise MissingInput(f"baseline not found: {path}")
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON: {error}") from error
    found = _object(path, "the file", values, "configurations")
    shown = values.get("shown", {}) if isinstance(values, dict) else {}
    saved = []
    for name, configuration in found.items():
        queries = _object(path, f"configuration {name!r}", configuration, "queries")
        title = path.stem if len(found) == 1 else f"{path.stem}/{name}"
        kept = shown.get(name) if isinstance(shown, dict) else None
        rows = {query_id: _values(path, query_id, row) for query_id, row in queries.items()}
        saved.append(Saved(title, rows, _answers(kept)))
    return tuple(saved)


def score_run(
    entries: Sequence[RunEntry], qrels: Sequence[Qrel], known: Collection[str]
) -> ScoredRun:
    """A saved run against judgements.

    Args:
        entries: the results of the run.
        qrels: the judgements, of which a query without results counts zero.
        known: the ids that results may have.
    """
    answered = {entry.query_id for entry in entries}
    judged = dict.fromkeys(qrel.query_id for qrel in qrels)
    return ScoredRun(
        rows=passage_scores(qrels, entries),
        missing=tuple(query_id for query_id in judged if query_id not in answered),
        unknown=tuple(sorted({entry.doc_id for entry in entries} - set(known))),
    )


def as_table(rows: Mapping[str, Mapping[str, float]], like: ScoreTable) -> ScoreTable:
    """Saved values as a table over the queries of another, whose labels it takes.

    Queries that were not asked now are left out; those it lacks are not in it.
    """
    table = ScoreTable()
    for query_id, kind, label in zip(like.query_ids, like.kinds, like.answerable, strict=True):
        if query_id in rows:
            answerable = None if label < 0 else bool(label)
            table.add(query_id, kind, answerable, rows[query_id])
    return table


def _object(path: Path, what: str, values: object, key: str) -> dict[str, JsonObject]:
    found = values.get(key) if isinstance(values, dict) else None
    if not isinstance(found, dict):
        raise UsageError(f"{path} is not a saved evaluation: {what} has no {key!r}")
    return found


def _answers(shown: object) -> dict[str, ShownAnswer]:
    """What was shown, by query id; whatever has not the form that is written is left out."""
    answers = shown.items() if isinstance(shown, dict) else ()
    return {query_id: _answer(answer) for query_id, answer in answers if isinstance(answer, dict)}


def _answer(values: JsonObject) -> ShownAnswer:
    extracts, short = values.get("extracts"), values.get("short_answer")
    figures = values.get("figures")
    return ShownAnswer(
        status=str(values.get("status")),
        confidence=None,
        short_answer=short if isinstance(short, str) else None,
        extracts=tuple(
            ShownExtract(extract["document"], extract["start"], extract["end"], extract["quote"])
            for extract in (extracts if isinstance(extracts, list) else ())
            if isinstance(extract, dict) and _EXTRACT.items() <= _types(extract).items()
        ),
        figures=tuple(map(str, figures)) if isinstance(figures, list) else (),
    )


def _types(values: JsonObject) -> dict[str, type]:
    return {key: type(value) for key, value in values.items()}


def _values(path: Path, query_id: str, row: object) -> dict[str, float]:
    if not isinstance(row, dict):
        raise UsageError(f"{path}: the values of query {query_id!r} must be an object")
    for key, value in row.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if key in COLUMNS and not (number and math.isfinite(value)):
            raise UsageError(f"{path}: {key!r} of query {query_id!r} must be a number")
    return {key: float(row[key]) for key in COLUMNS if key in row}
