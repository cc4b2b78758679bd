"""What a person should know about an evaluation besides its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.evaluation.baselines import ScoredBaselines
from chatbot.evaluation.drilldown import MAX_CASES
from chatbot.evaluation.runner import Evaluation
from chatbot.evaluation.sources import QuerySource

_NAMED = 5

_FAULTS = {
    "unknown_document": "with evidence in documents that are not indexed count as missed",
    "not_found": "with a quote that the document does not hold count as missed",
    "start_differs": "with a quote that is not where 'start' says: the nearest place counts",
    "ambiguous": "with a quote that stands in several places and no 'start': any place counts",
}


def notes_of(
    evaluation: Evaluation,
    source: QuerySource | None = None,
    baselines: ScoredBaselines | None = None,
) -> tuple[str, ...]:
    """One line for each kind of thing that went otherwise than one would think."""
    notes = []
    if evaluation.stopped:
        notes.append(f"stopped: {evaluation.asked} of {evaluation.total} queries were asked")
    for fault, consequence in _FAULTS.items():
        faulty = [query for query, found in evaluation.gold_faults.items() if fault in found]
        if faulty:
            notes.append(f"{_queries(faulty)} {consequence}{_named(evaluation, fault)}")
    for name, failures in evaluation.failures.items():
        if failures:
            first = next(iter(failures.values()))
            notes.append(f"{name}: {_queries(list(failures))} failed and count zero: {first}")
    notes.extend(source_notes(source) if source else ())
    if evaluation.asked > MAX_CASES:
        notes.append(f"only the first {MAX_CASES:,} queries are kept one by one")
    return (*notes, *_baseline_notes(baselines or ScoredBaselines()))


def _named(evaluation: Evaluation, fault: str) -> str:
    """The judged documents that are not there, for the fault that they are."""
    unknown = tuple(evaluation.unknown_documents)
    if fault != "unknown_document":
        return ""
    more = ", …" if len(unknown) > _NAMED else ""
    return f": {len(unknown):,} unknown, {', '.join(unknown[:_NAMED])}{more}"


def source_notes(source: QuerySource) -> tuple[str, ...]:
    """What does not go together in a source of queries and judgements."""
    notes = []
    if source.orphans:
        notes.append(f"{_queries(source.orphans)} judged but not in the query file: left out")
    if source.unjudged:
        noun = "query" if source.unjudged == 1 else "queries"
        notes.append(f"{source.unjudged:,} {noun} without judgements left out")
    return tuple(notes)


def _baseline_notes(baselines: ScoredBaselines) -> list[str]:
    notes = [
        f"{name}: {_queries(missing)} missing, counted as zero"
        for name, missing in baselines.missing.items()
        if missing
    ]
    notes.extend(
        f"{name}: {len(unknown):,} results are no passage of this index, such as "
        f"{', '.join(unknown[:_NAMED])}: they count as not relevant"
        for name, unknown in baselines.unknown.items()
        if unknown
    )
    return notes


def _queries(query_ids: Sequence[str]) -> str:
    """“3 queries (q1, q2, q3)”, the first ones named."""
    more = ", …" if len(query_ids) > _NAMED else ""
    noun = "query" if len(query_ids) == 1 else "queries"
    return f"{len(query_ids):,} {noun} ({', '.join(query_ids[:_NAMED])}{more})"
