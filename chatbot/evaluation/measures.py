"""Every measure by its key: what it is called and which way is better.

Definitions and their sources are with the functions: ``passage_measures``,
``extract_measures`` and ``abstention``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from chatbot.errors import UsageError

Family = Literal["passages", "extracts", "abstention", "time"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure; ``better`` is None where neither way is.

    ``over_set`` measures exist only for a set of queries (an area, a percentile); the
    others are the mean of their value for each query. ``share`` ones lie in [0, 1].
    """

    key: str
    title: str
    family: Family
    better: Literal["higher", "lower"] | None = "higher"
    over_set: bool = False
    share: bool = True


MEASURES = (
    Measure("R@1", "Recall in the first passage", "passages"),
    Measure("R@5", "Recall in the first 5 passages", "passages"),
    Measure("R@10", "Recall in the first 10 passages", "passages"),
    Measure("RR@10", "Reciprocal rank of the first relevant of 10 passages", "passages"),
    Measure("nDCG@10", "Discounted gain of 10 passages", "passages"),
    Measure("AP", "Average precision", "passages"),
    Measure("evidence_recall", "Gold evidence shown", "extracts"),
    Measure("extract_precision", "Share of shown words that are gold", "extracts"),
    Measure("word_f1", "Word F1 of what is shown against the gold", "extracts"),
    Measure("answer_hit", "Short answer in the first extract", "extracts"),
    Measure("short_answer", "Short answer given and right", "extracts"),
    Measure("short_answer_right", "Right among the short answers given", "extracts"),
    Measure("list_recall", "Items of lists shown", "extracts"),
    Measure("words_shown", "Words shown", "extracts", better=None, share=False),
    Measure("auroc", "Area under ROC of confidence", "abstention", over_set=True),
    Measure("refused_at_95", "Refused at 95 % answered", "abstention", over_set=True),
    Measure("refused", "Unanswerable refused", "abstention"),
    Measure("flagged", "Unanswerable refused or flagged uncertain", "abstention"),
    Measure("false_refusal", "Answerable refused", "abstention", better="lower"),
    Measure("false_flag", "Answerable refused or flagged uncertain", "abstention", better="lower"),
    Measure(
        "calibration_error",
        "Calibration error of confidence",
        "abstention",
        better="lower",
        over_set=True,
    ),
    Measure("time_p50_ms", "Median time", "time", better="lower", over_set=True, share=False),
    Measure("time_p95_ms", "95 % of times", "time", better="lower", over_set=True, share=False),
)

BY_KEY = {measure.key: measure for measure in MEASURES}

MEAN_KEYS = tuple(measure.key for measure in MEASURES if not measure.over_set)
"""Measures that are the mean of a value for each query."""

COLUMNS = (*MEAN_KEYS, "confidence", "time_ms")
"""What is kept of each query."""


def known_measures(keys: Iterable[str]) -> tuple[Measure, ...]:
    """The measures with these keys; all of them where none is named.

    Raises:
        UsageError: a key is not one of the measures.
    """
    wanted = tuple(keys)
    for key in wanted:
        if key not in BY_KEY:
            raise UsageError(f"unknown measure {key!r}: known are {', '.join(BY_KEY)}")
    return tuple(BY_KEY[key] for key in wanted) or MEASURES
