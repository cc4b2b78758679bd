"""Everything that came out of one evaluation, for the terminal, the JSON and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chatbot.evaluation.comparison import Comparison
from chatbot.evaluation.drilldown import Case, ShownAnswer
from chatbot.evaluation.measures import Measure
from chatbot.evaluation.runner import Evaluation
from chatbot.evaluation.scores import ScoreTable, Summary


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What came out, and the files written.

    ``tables`` holds the saved baselines as well as the configurations asked, the one that
    all are compared with first. ``cases`` are the questions one by one, as far as they
    were kept; ``saved_answers`` is what baselines showed: name → query id → answer.
    ``notes`` are lines a person should know: faulty judgements, failures, missing queries.
    """

    queries: Path
    evaluation: Evaluation
    tables: Mapping[str, ScoreTable]
    summaries: Mapping[str, Summary]
    measures: tuple[Measure, ...]
    comparisons: tuple[Comparison, ...]
    cases: tuple[Case, ...]
    curves: Mapping[str, tuple[float, ...]]
    saved_answers: Mapping[str, Mapping[str, ShownAnswer]]
    notes: tuple[str, ...]
    written: tuple[Path, ...] = field(default=())
