"""Knowing when not to answer: a calibrated probability and two thresholds on it.

The probability that the documents answer the question is a logistic function of what
``answerability`` measures. Its weights are data, fitted on public question sets by
``scripts/fit_confidence.py`` and stored beside this module as JSON, once for one encoder
and once for several.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chatbot.answering.answerability import FEATURES
from chatbot.datatypes import Status


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
def load_calibration(encoders: int = 1, name: str = "confidence.json") -> Calibration:
    """The calibration shipped for one encoder or for several; an unnamed feature weighs 0."""
    record = json.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    model = record["one_encoder" if encoders == 1 else "several_encoders"]
    weights = tuple(model["weights"].get(feature, 0.0) for feature in FEATURES)
    return Calibration(weights, model["bias"])


def decide(confidence: float, answered_from: float, uncertain_from: float) -> Status:
    """The state that a confidence stands for."""
    if confidence >= answered_from:
        return "answered"
    return "uncertain" if confidence >= uncertain_from else "not_found"
