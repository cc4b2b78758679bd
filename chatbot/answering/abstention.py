"""Knowing when not to answer: a calibrated probability and two thresholds on it.

What ``answerability`` measures is summed up with fitted weights, and the sum is read off
as a probability from a fitted curve. Both are data, fitted on public question sets by
``scripts/fit_confidence.py`` and stored beside this module as JSON: for one encoder and for
several, each for questions in the papers' words and for those that needed a closer look; for
the multilingual one alone; and for questions in another language than the papers.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chatbot.answering.answerability import FEATURES
from chatbot.datatypes import Reading, Status

Curve = tuple[tuple[float, float], ...]
"""Points of a sum and its probability, both rising; straight lines between them."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """One weight a feature, in the order of ``FEATURES``, and the curve of their sum."""

    weights: tuple[float, ...]
    curve: Curve

    def probability(self, features: Sequence[float]) -> float:
        """The calibrated probability in [0, 1] for one question's features."""
        return read_off(self.curve, sum(w * x for w, x in zip(self.weights, features, strict=True)))


def read_off(curve: Curve, total: float) -> float:
    """The probability of a sum: that of the nearest end beyond the curve's ends."""
    place = bisect_right(curve, total, key=lambda point: point[0])
    if place == 0 or place == len(curve):
        return curve[min(place, len(curve) - 1)][1]
    (low, first), (high, second) = curve[place - 1], curve[place]
    return first + (second - first) * (total - low) / (high - low)


@cache
def load_calibration(
    encoders: int = 1, name: str = "confidence.json", *, close: bool = False
) -> Calibration:
    """The calibration shipped for one encoder or for several; an unnamed feature weighs 0.

    ``close`` gives the one for questions whose likeliest sentences were encoded alone.
    """
    kind = "one_encoder" if encoders == 1 else "several_encoders"
    return _load(f"{kind}_close" if close else kind, name)


@cache
def load_calibrations(name: str = "confidence.json") -> Mapping[Reading, Calibration]:
    """The calibrations shipped for questions that are not read in the usual way."""
    return {
        "multilingual": _load("multilingual", name),
        "crossing": _load("crosslingual", name),
    }


def _load(kind: str, name: str) -> Calibration:
    record = json.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    model = record[kind]
    weights = tuple(model["weights"].get(feature, 0.0) for feature in FEATURES)
    return Calibration(weights, tuple((x, y) for x, y in model["curve"]))


def decide(confidence: float, answered_from: float, uncertain_from: float) -> Status:
    """The state that a confidence stands for."""
    if confidence >= answered_from:
        return "answered"
    return "uncertain" if confidence >= uncertain_from else "not_found"
