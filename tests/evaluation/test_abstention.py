from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from chatbot.evaluation.abstention import (
    Judged,
    auroc,
    calibration_error,
    refused_at_kept,
    risk_coverage,
)


def judged(confidence, answerable):
    return Judged(np.array(confidence, float), np.array(answerable, bool))


def value(measure, sample, **more):
    return measure(sample, np.ones((1, len(sample.confidence))), **more)[0]


def test_auroc_counts_pairs_and_half_of_ties():
    # pairs (.9,.5) (.9,.2) (.5,.2) won, (.5,.5) tied
    assert value(auroc, judged([0.9, 0.5, 0.5, 0.2], [1, 1, 0, 0])) == 3.5 / 4


@given(
    st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=2, max_size=40).filter(
        lambda pairs: len({label for _, label in pairs}) == 2
    )
)
def test_auroc_is_that_of_scikit_learn(pairs):
    confidence = [level / 8 for level, _ in pairs]
    labels = [label for _, label in pairs]
    expected = roc_auc_score(labels, confidence)
    assert value(auroc, judged(confidence, labels)) == pytest.approx(expected, abs=1e-12)


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 3)), min_size=1, max_size=20
    )
)
def test_weights_are_repetitions(triples):
    confidence, labels, times = zip(*triples, strict=True)
    sample = judged([level / 5 for level in confidence], labels)
    repeated = judged(np.repeat(sample.confidence, times), np.repeat(labels, times))
    if not len(repeated.confidence):
        return
    weights = np.array([times], float)
    for measure in (auroc, refused_at_kept, calibration_error):
        expected = value(measure, repeated)
        assert measure(sample, weights)[0] == pytest.approx(expected, abs=1e-12, nan_ok=True)


def test_one_class_alone_has_no_auroc():
    assert np.isnan(value(auroc, judged([0.5, 0.7], [1, 1])))
    assert np.isnan(value(refused_at_kept, judged([0.5, 0.7], [0, 0])))


def test_refused_at_95_keeps_19_of_20_answerable_questions():
    answerable = [0.1, *[0.5 + step / 100 for step in range(19)]]  # threshold: .50
    sample = judged([*answerable, 0.05, 0.3, 0.5, 0.9], [1] * 20 + [0] * 4)
    assert value(refused_at_kept, sample) == 0.5


def test_refused_at_95_of_ten_must_keep_all_ten():
    sample = judged([0.2, *[0.8] * 9, 0.1, 0.3], [1] * 10 + [0, 0])
    assert value(refused_at_kept, sample) == 0.5


def test_calibration_error_by_hand():
    # bin .9: mean .95, all answerable, gap .05 of 2; bin .1: mean .15, none, gap .15 of 2
    sample = judged([0.95, 0.95, 0.15, 0.15], [1, 1, 0, 0])
    assert value(calibration_error, sample) == pytest.approx((0.05 * 2 + 0.15 * 2) / 4)
    assert value(calibration_error, judged([1.0, 1.0], [1, 1])) == 0.0


def test_risk_coverage_lets_equal_confidences_in_together():
    coverage, risk = risk_coverage(np.array([0.9, 0.5, 0.5, 0.1]), np.array([0.0, 1.0, 0.0, 1.0]))
    assert coverage.tolist() == [0.25, 0.75, 1.0]
    assert risk == pytest.approx([0.0, 1 / 3, 0.5])
    empty = risk_coverage(np.zeros(0), np.zeros(0))
    assert [len(part) for part in empty] == [0, 0]
