"""The comparison as a Markdown page: one table a set, and how to make it again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.markdown import line, share
from benchmarks.peer_judging import Estimate, Judgement, lead
from benchmarks.peer_runs import SYSTEMS
from benchmarks.peer_sets import PeerSet

Outcome = Judgement | str
"""What was measured of a system, or the reason why nothing was."""

_FOUND = ("R@1", "R@5", "first shown", "evidence recall")
_TOLD_APART = ("AUROC", "refused at 95")
_WORDS = ("words ranked", "words first", "words shown")
_HEADINGS = (
    "system",
    "R@1",
    "R@5",
    "first shown",
    "evidence recall",
    "lead",
    "AUROC",
    "refused at 95 %",
    "words",
    "index, s",
    "query p50, ms",
)

_INTRODUCTION = """\
# Beside what one would pick instead

The same questions, the same documents, the same embedding weights (all-MiniLM-L6-v2, the
bundled folder), one process a system. Chunks are cut as each system does by its documented
defaults:

{systems}

- **R@1, R@5**: share of the gold quotes of which one of the first 1 or 5 results holds at
  least half. **First shown** is the same over the first thing that a person is shown:
  an extract of this program, a chunk of the others.
- **Evidence recall**: share of the gold quotes held by the first 250 words shown (900 for
  questions of the kinds `list` and `multi_evidence`). The others show their chunks in
  their order; this program shows its extracts and figures, and nothing where it refuses,
  which counts as missed. **Lead**: by how much this program recalls more than the system
  of the row, question by question; where its interval holds no 0, the difference is real.
- **AUROC, refused at 95 %**: how well a threshold tells answerable from unanswerable
  questions, and the share of the latter below the threshold that keeps 95 % of the former.
  The score is this program's confidence; of the others the best score of a chunk
  (of haystack the best cosine, since rank fusion leaves no score to compare).
- **Words**, on average: of the first result / of the first thing shown / counted in all. A
  longer chunk holds a quote more easily and fills the 250 words sooner: read R@1, R@5 and
  evidence recall beside them.
- **Index** is chunking, embedding and storing, the model already loaded; **query** is one
  question: a search of the others, a search and its answer of this program.

Values in brackets are bootstrap 95 % intervals over the questions. Where a question names
its documents, every system searches those alone.

Two things favour this program and are to be kept in mind: its weights of signals were chosen,
and the five coefficients of its confidence fitted, on questions of these two public sets (on
the bundled paper only on its `tune` part, which is not asked here); and the others are taken
as their documentation starts a user off, without tuning and without the models of a hub that
they can use besides (rerankers, sparse encoders, span extractors).
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One set with the outcome of each system by name."""

    measured: PeerSet
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Provenance:
    """When, from what and how the page was made."""

    date: str
    commit: str
    command: str
    machine: str
    packages: Mapping[str, Mapping[str, str]]


def page(results: Sequence[Measured], provenance: Provenance) -> str:
    """The whole page."""
    systems = "\n".join(f"- **{system.name}**: {system.chunks}" for system in SYSTEMS)
    parts = [_INTRODUCTION.format(systems=systems), *map(_section, results), _made(provenance)]
    return "\n".join(parts)


def _section(result: Measured) -> str:
    measured = result.measured
    answerable = sum(bool(query.answerable) for query in measured.queries)
    drawn = len(measured.queries)
    ours = result.outcomes[SYSTEMS[0].name]
    rows = [_row(name, outcome, ours) for name, outcome in result.outcomes.items()]
    return "\n".join(
        [
            f"## {measured.source.title}\n",
            f"{drawn} of {measured.of} questions, {answerable} of them answerable, over "
            f"{len(measured.documents)} document{'s' * (len(measured.documents) != 1)}. "
            f"Source: {measured.source.published}; `queries` sha256 `{measured.sha256}`.\n",
            line(_HEADINGS),
            line(["---"] + ["---:"] * (len(_HEADINGS) - 1)),
            *rows,
            "",
        ]
    )


def _row(name: str, outcome: Outcome, ours: Outcome) -> str:
    if isinstance(outcome, str):
        return line([name, f"not measured: {outcome}", *[""] * (len(_HEADINGS) - 2)])
    return line(
        [
            name,
            *(_estimate(outcome.measures[key]) for key in _FOUND),
            _lead(ours, outcome),
            *(_estimate(outcome.measures[key]) for key in _TOLD_APART),
            " / ".join(f"{outcome.measures[key].value:.0f}" for key in _WORDS),
            f"{outcome.index_s:.1f}",
            f"{outcome.query_ms:.0f}",
        ]
    )


def _lead(ours: Outcome, theirs: Judgement) -> str:
    if isinstance(ours, str) or ours is theirs:
        return "–"
    return _estimate(lead(ours, theirs))


def _estimate(estimate: Estimate) -> str:
    if math.isnan(estimate.value):
        return "–"
    value = share(estimate.value)
    if math.isnan(estimate.low):
        return value
    return f"{value} [{share(estimate.low)}, {share(estimate.high)}]"


def _made(provenance: Provenance) -> str:
    versions = "\n".join(
        f"- {name}: {', '.join(f'{package} {version}' for package, version in found.items())}"
        for name, found in provenance.packages.items()
    )
    return (
        f"## How it was made\n\n{provenance.date}, commit {provenance.commit}, "
        f"{provenance.machine}.\n\n```\n{provenance.command}\n```\n\n{versions}\n"
    )
