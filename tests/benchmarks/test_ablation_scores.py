"""Intervals, and that a mark stands only where a paired interval excludes 0."""

import math

import numpy as np
import pytest

from benchmarks.ablation_scores import MEANS, Scores, figures

RECALL = MEANS.index("evidence_recall")


def scores(recalls, confidence, **options):
    values = np.full((len(confidence), len(MEANS)), np.nan)
    values[: len(recalls), RECALL] = recalls
    return Scores(values, np.array(confidence, np.float64), **options)


ANSWERABLE = np.array([True] * 20 + [False] * 20)
GOOD = [0.9] * 20 + [0.1] * 20


def measured(recalls, confidence=GOOD, **options):
    """The figures of a row beside a default that recalls half and tells all apart."""
    rows = {"default": scores([1.0, 0.0] * 10, GOOD), "row": scores(recalls, confidence, **options)}
    return figures(rows, ANSWERABLE, "default")


def test_values_are_means_over_the_questions_that_have_one():
    found = measured([1.0, 0.0] * 9 + [1.0, 1.0])["row"]["evidence_recall"]
    assert found.value == pytest.approx(0.55)
    assert 0 < found.low < 0.55 < found.high < 1


def test_the_default_is_never_marked():
    assert not any(figure.differs for figure in measured([1.0] * 20)["default"].values())


def test_the_same_values_are_not_marked():
    assert not any(figure.differs for figure in measured([1.0, 0.0] * 10)["row"].values())


def test_a_loss_on_one_question_is_not_marked_and_one_on_many_is():
    assert not measured([0.0, 0.0] + [1.0, 0.0] * 9)["row"]["evidence_recall"].differs
    assert measured([0.0] * 20)["row"]["evidence_recall"].differs
    assert measured([1.0] * 20)["row"]["evidence_recall"].differs


def test_what_is_paired_is_marked_though_the_intervals_overlap():
    found = measured([0.8, 0.0] * 10)
    row, default = found["row"]["evidence_recall"], found["default"]["evidence_recall"]
    assert row.high > default.value > row.value > default.low
    assert row.differs


def test_the_same_mean_with_other_questions_right_is_not_marked():
    assert not measured([0.0, 1.0] * 10)["row"]["evidence_recall"].differs


def test_confidence_is_measured_over_the_set():
    found = measured([1.0, 0.0] * 10, [0.5] * 40)
    assert found["default"]["auroc"].value == 1.0
    assert found["default"]["calibration_error"].value == pytest.approx(0.1)
    assert found["row"]["auroc"].value == pytest.approx(0.5)
    assert found["row"]["auroc"].differs
    assert found["row"]["calibration_error"].value == pytest.approx(0.0)


def test_a_score_that_is_no_probability_has_no_calibration_error():
    found = measured([1.0, 0.0] * 10, [7.0] * 20 + [-3.0] * 20, probable=False)["row"]
    assert found["auroc"].value == 1.0
    assert math.isnan(found["calibration_error"].value)
    assert not found["calibration_error"].differs


def test_where_all_are_alike_the_bound_is_that_of_so_many_successes():
    found = measured([1.0] * 20)["row"]["evidence_recall"]
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(0.025 ** (1 / 20))


def test_a_measure_without_questions_has_no_interval():
    found = measured([])["row"]["evidence_recall"]
    assert math.isnan(found.value)
    assert math.isnan(found.low)
    assert not found.differs
