from __future__ import annotations

import numpy as np
import pytest

from chatbot.errors import UsageError
from chatbot.evaluation.measures import COLUMNS, MEASURES, known_measures
from chatbot.evaluation.scores import ScoreTable, estimate, summarise


def table(*rows):
    """Rows of (id, kind, answerable, values)."""
    scores = ScoreTable()
    for query_id, kind, answerable, values in rows:
        scores.add(query_id, kind, answerable, values)
    return scores


def test_means_leave_out_queries_that_a_measure_does_not_apply_to():
    summary = summarise(
        table(
            ("a", "number", True, {"evidence_recall": 1.0, "words_shown": 10.0}),
            ("b", "list", True, {"evidence_recall": 0.5, "words_shown": 20.0}),
            ("c", "list", False, {"flagged": 1.0, "words_shown": 30.0}),
        )
    )
    assert summary.overall["evidence_recall"].value == 0.75
    assert summary.overall["evidence_recall"].n == 2
    assert summary.overall["words_shown"].value == 20.0
    assert "R@1" not in summary.overall
    assert list(summary.kinds) == ["list", "number"]
    assert summary.counts == {"list": 2, "number": 1}
    assert summary.kinds["number"]["evidence_recall"].low is None


def test_an_estimate_lies_in_its_interval():
    random = np.random.default_rng(3)
    scores = table(
        *(
            (f"q{n}", "x", n % 3 > 0, {"evidence_recall": random.random(), "confidence": n / 60})
            for n in range(60)
        )
    )
    for found in summarise(scores).overall.values():
        assert found.low < found.value < found.high


def test_ten_of_ten_is_no_proof_of_perfection():
    summary = summarise(table(*((f"q{n}", "x", True, {"answer_hit": 1.0}) for n in range(10))))
    hit = summary.overall["answer_hit"]
    assert (hit.value, hit.high) == (1.0, 1.0)
    assert hit.low == pytest.approx(0.025**0.1)


def test_time_percentiles_are_times_that_occurred():
    summary = summarise(
        table(*((f"q{n}", "x", None, {"time_ms": float(n)}) for n in range(1, 101)))
    )
    assert summary.overall["time_p50_ms"].value == 50.0
    assert summary.overall["time_p95_ms"].value == 95.0


def test_an_empty_table_has_no_measures():
    assert summarise(ScoreTable()).overall == {}
    assert estimate(np.zeros((0, len(COLUMNS))), np.zeros(0, np.int8)) == {}


def test_a_table_can_be_cut_back():
    scores = table(("a", "x", True, {"AP": 0.5}), ("b", "y", None, {"AP": 1.0}))
    scores.truncate(1)
    assert scores.query_ids == ["a"]
    assert scores.matrix().shape == (1, len(COLUMNS))
    assert scores.labels().tolist() == [1]


def test_half_of_a_binomial_sample_near_one_is_covered():
    """The exact bound keeps the coverage where resampling knows no spread."""
    random = np.random.default_rng(2)
    held = 0
    for _ in range(300):
        hits = random.random(40) < 0.95
        matrix = np.full((40, len(COLUMNS)), np.nan)
        matrix[:, COLUMNS.index("answer_hit")] = hits
        found = estimate(matrix, np.ones(40, np.int8))["answer_hit"]
        held += found.low <= 0.95 <= found.high
    assert held / 300 >= 0.93


def test_unknown_measures_are_refused_with_the_known_ones():
    assert known_measures(()) == MEASURES
    assert [measure.key for measure in known_measures(["auroc", "R@1"])] == ["auroc", "R@1"]
    with pytest.raises(UsageError, match=r"unknown measure 'MRR': known are R@1, R@5"):
        known_measures(["MRR"])
