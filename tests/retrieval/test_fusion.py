import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from chatbot.retrieval.fusion import min_max, weighted_sum

scores = arrays.arrays(
    np.float32, st.integers(1, 8), elements=st.floats(-100, 100, width=32, allow_nan=False)
)


def floats(*values):
    return np.array(values, np.float32)


def test_min_max_by_hand():
    assert min_max(floats(2, 4, 3)).tolist() == [0.0, 1.0, 0.5]
    assert min_max(floats(-1, 1)).tolist() == [0.0, 1.0]


def test_scores_that_do_not_differ_say_nothing():
    assert min_max(floats(0.7, 0.7)).tolist() == [0.0, 0.0]
    assert min_max(floats()).tolist() == []


def test_weighted_sum_by_hand():
    fused = weighted_sum([(0.75, floats(2, 4, 3)), (0.25, floats(10, 0, 10))])
    assert fused.tolist() == [0.25, 0.75, 0.625]


def test_a_signal_that_is_the_same_everywhere_leaves_the_order_to_the_other():
    fused = weighted_sum([(0.5, floats(5, 5, 5)), (0.5, floats(1, 3, 2))])
    assert fused.tolist() == [0.0, 0.5, 0.25]


def test_nothing_to_fuse_and_lists_of_different_length_are_refused():
    with pytest.raises(ValueError, match="nothing to fuse"):
        weighted_sum([])
    with pytest.raises(ValueError, match="differ in length"):
        weighted_sum([(1.0, floats(1, 2)), (1.0, floats(1, 2, 3))])


@given(scores)
def test_min_max_keeps_the_order_and_stays_in_the_unit_interval(values):
    scaled = min_max(values)
    assert float(scaled.min()) >= 0.0
    assert float(scaled.max()) <= 1.0
    order = np.argsort(values, kind="stable")
    assert (np.diff(scaled[order]) >= 0).all()


@given(scores, st.floats(0.125, 8, width=32), st.floats(-50, 50, width=32))
def test_the_scale_of_a_signal_does_not_matter(values, scale, shift):
    moved = (values * np.float32(scale) + np.float32(shift)).astype(np.float32)
    if np.ptp(values) > 1 and np.ptp(moved) > 1:
        assert np.allclose(min_max(values), min_max(moved), atol=1e-3)
