from __future__ import annotations

import numpy as np
import pytest

from chatbot.evaluation.bootstrap import (
    exact_bound,
    intervals,
    resample_weights,
    resampled,
    weighted_means,
    widened_tail,
)


def coverage(draw, truth, *, n, simulations=1000):
    """How often the interval of a mean of ``n`` draws holds the truth."""
    random = np.random.default_rng(11)
    samples = draw(random, (simulations, n))  # one set of resamples serves all simulations
    means = np.concatenate([rows @ samples.T / n for rows in resample_weights(n, 2000)])
    bounds = intervals(means, np.full(simulations, n))
    return np.mean((bounds[:, 0] <= truth) & (truth <= bounds[:, 1]))


@pytest.mark.parametrize("n", [30, 200])
@pytest.mark.parametrize(
    ("draw", "truth"),
    [
        (lambda random, size: random.normal(3.0, 2.0, size), 3.0),
        (lambda random, size: random.uniform(0.0, 1.0, size), 0.5),
        (lambda random, size: random.binomial(4, 0.7, size) / 4, 0.7),
        (lambda random, size: random.beta(0.5, 0.5, size), 0.5),
    ],
)
def test_intervals_hold_the_truth_95_times_of_100(draw, truth, n):
    assert coverage(draw, truth, n=n) == pytest.approx(0.95, abs=0.02)


def test_weights_count_draws_and_are_the_same_every_time():
    first = np.concatenate(list(resample_weights(7, 50)))
    again = np.concatenate(list(resample_weights(7, 50)))
    assert first.shape == (50, 7)
    assert (first.sum(axis=1) == 7).all()
    assert (first == again).all()


def test_large_samples_come_in_parts():
    parts = [rows.shape for rows in resample_weights(900_000, 5)]
    assert parts == [(2, 900_000), (2, 900_000), (1, 900_000)]


def test_means_leave_out_what_is_undefined():
    means = weighted_means(np.array([[1.0, np.nan], [0.0, np.nan], [np.nan, 2.0]]))
    values = means(np.array([[1.0, 1.0, 1.0], [3.0, 1.0, 0.0]]))
    assert values[0].tolist() == [0.5, 2.0]
    assert values[1, 0] == 0.75
    assert np.isnan(values[1, 1])


def test_one_observation_has_no_interval():
    samples = resampled(weighted_means(np.array([[0.5]])), 1, resamples=10)
    assert np.isnan(intervals(samples, np.array([1]))).all()


def test_small_samples_get_wider_intervals():
    assert widened_tail(10) < widened_tail(100) < 0.025
    assert widened_tail(100_000) == pytest.approx(0.025, abs=1e-4)


def test_the_exact_bound_of_all_successes():
    assert exact_bound(10) ** 10 == pytest.approx(0.025)
