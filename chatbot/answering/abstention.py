"""Knowing when not to answer: a calibrated probability and two thresholds on it.

The probability that the documents answer the question is a logistic function of a few
signals of the best evidence. Its weights are data, fitted on public question sets by
``scripts/fit_confidence.py`` (answerable questions against questions asked of the wrong
paper and questions from another field) and stored beside this module as JSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chatbot.answering.evidence import Evidence, known_share
from chatbot.datatypes import Hits, Status

FEATURES = ("maxsim", "dense", "coverage", "known")


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model: one weight a feature, in the order of ``FEATURES``."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, features: Sequence[float]) -> float:
        """The calibrated probability in [0, 1] for one question's features."""
        logit = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def load_calibration(name: str = "confidence.json") -> Calibration:
    """The calibration shipped with the program."""
    record = json.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return Calibration(tuple(record["weights"][feature] for feature in FEATURES), record["bias"])


def features(hits: Hits, ranked: Sequence[Evidence]) -> tuple[float, ...]:
    """The signals that the probability rests on, in the order of ``FEATURES``.

    The best value over the five best sentences counts, since the answer need not be the
    first one of them.
    """
    top = [evidence.sentence.signals for evidence in ranked[:5]]
    if not top:
        return (0.0,) * len(FEATURES)
    return (
        max(signal.maxsim for signal in top),
        max(signal.dense for signal in top),
        max(signal.coverage for signal in top),
        known_share(hits.terms),
    )


def decide(confidence: float, answered_from: float, uncertain_from: float) -> Status:
    """The state that a confidence stands for."""
    if confidence >= answered_from:
        return "answered"
    return "uncertain" if confidence >= uncertain_from else "not_found"
