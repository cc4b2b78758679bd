from __future__ import annotations

import itertools

import numpy as np
import pytest

from chatbot.evaluation.alignment import align
from chatbot.evaluation.comparison import compare, holm, randomisation_p
from chatbot.evaluation.scores import ScoreTable


def table(values, column="evidence_recall", answerable=True):
    scores = ScoreTable()
    for query_id, value in values.items():
        scores.add(query_id, "x", answerable, {column: value})
    return scores


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06]
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def test_the_exact_test_tries_every_swap():
    differences = np.array([0.5, 0.25, -0.25, 1.0, 0.0])
    changed = [0.5, 0.25, -0.25, 1.0]
    sums = [
        abs(sum(sign * value for sign, value in zip(signs, changed, strict=True)))
        for signs in itertools.product((-1, 1), repeat=4)
    ]
    expected = np.mean([total >= 1.5 for total in sums])
    assert randomisation_p(differences) == expected == 6 / 16


def test_nothing_changed_is_no_evidence():
    assert randomisation_p(np.zeros(50)) == 1.0


def test_a_clear_difference_is_found_and_chance_is_not():
    random = np.random.default_rng(4)
    assert randomisation_p(random.normal(1.0, 1.0, 100)) < 0.001
    rejected = [randomisation_p(random.normal(0.0, 1.0, 40)) < 0.05 for _ in range(400)]
    assert np.mean(rejected) == pytest.approx(0.05, abs=0.025)


def test_the_randomisation_p_agrees_with_the_exact_one():
    random = np.random.default_rng(9)
    twelve = random.normal(0.4, 1.0, 12)
    exact = randomisation_p(twelve)
    padded = np.concatenate([twelve, [1e-8]])  # a thirteenth that weighs next to nothing
    assert randomisation_p(padded) == pytest.approx(exact, abs=0.02)


def test_wins_and_losses_name_the_queries_most_changed_first():
    old = table({"a": 0.0, "b": 0.5, "c": 1.0, "d": 1.0})
    new = table({"a": 0.5, "b": 1.0, "c": 0.0, "d": 1.0})
    (found,) = compare({"old": old, "new": new}, "old")
    assert (found.baseline, found.configuration) == ("old", "new")
    assert found.difference == 0.0
    assert found.wins == ("a", "b")
    assert found.losses == ("c",)
    assert found.p == 1.0


def test_where_less_is_better_a_fall_is_a_win():
    (found,) = compare(
        {
            "old": table({"a": 1.0, "b": 0.0}, "false_refusal"),
            "new": table({"a": 0.0, "b": 0.0}, "false_refusal"),
        },
        "old",
    )
    assert (found.difference, found.wins, found.losses) == (-0.5, ("a",), ())


def test_missing_queries_earn_nothing_and_are_named():
    pairs = align(table({"a": 1.0, "b": 1.0}), table({"b": 0.5}))
    assert pairs.query_ids == ("b", "a")
    assert pairs.missing_after == ("a",)
    (found,) = compare({"old": table({"a": 1.0, "b": 1.0}), "new": table({"b": 0.5})}, "old")
    assert found.difference == pytest.approx((-0.5 - 1.0) / 2)
    assert found.losses == ("a", "b")
    (refusals,) = compare(
        {"old": table({"a": 0.0, "b": 0.0}, "false_flag"), "new": table({"b": 0.0}, "false_flag")},
        "old",
    )
    assert refusals.difference == 0.5


def test_measures_that_one_side_lacks_are_not_compared():
    assert compare({"old": table({"a": 1.0}, "AP"), "new": table({"a": 1.0}, "R@1")}, "old") == ()


def test_confidence_is_compared_by_bootstrap():
    def rated(confident):
        scores = ScoreTable()
        for number in range(80):
            answerable = number % 2 == 0
            right = 0.9 if answerable else 0.1
            noise = ((number * 37) % 80) / 80
            scores.add(f"q{number}", "x", answerable, {"confidence": right if confident else noise})
        return scores

    found = {c.measure.key: c for c in compare({"old": rated(False), "new": rated(True)}, "old")}
    assert found["auroc"].difference > 0.3
    assert found["auroc"].low > 0.0
    assert found["auroc"].p < 0.01


def test_the_correction_leaves_times_to_themselves():
    def both(recall, time):
        scores = ScoreTable()
        for number in range(30):
            scores.add(f"q{number}", "x", True, {"AP": recall, "time_ms": time + number})
        return scores

    found = {
        c.measure.key: c for c in compare({"old": both(0.0, 1.0), "new": both(1.0, 50.0)}, "old")
    }
    assert found["AP"].p_holm == found["AP"].p
