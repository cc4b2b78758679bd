from __future__ import annotations

import pytest

from chatbot.evaluation.comparison import compare
from chatbot.evaluation.measures import BY_KEY
from chatbot.evaluation.scores import Estimate, ScoreTable
from chatbot.evaluation.tables import cell, comparison_table, number, p_value


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("AP", 0.8125, ".812"),
        ("AP", 1.0, "1.000"),
        ("AP", -0.05, "-.050"),
        ("AP", -0.00001, ".000"),
        ("words_shown", 128.06, "128.1"),
        ("time_p50_ms", -0.01, "0.0"),
    ],
)
def test_numbers(key, value, text):
    assert number(BY_KEY[key], value) == text


def test_a_cell_has_its_interval_where_there_is_one():
    assert cell(BY_KEY["AP"], Estimate(0.5, 0.4, 0.6, 9)) == ".500 [.400, .600]"
    assert cell(BY_KEY["AP"], Estimate(0.5, None, None, 1)) == ".500"
    assert cell(BY_KEY["AP"], None) == "–"
    assert p_value(0.0004) == "<.001"
    assert p_value(0.0321) == ".032"


def test_values_that_were_rounded_when_saved_have_not_changed():
    def table(value):
        scores = ScoreTable()
        for query in "abc":
            scores.add(query, "x", True, {"AP": value, "evidence_recall": value})
        return scores

    found = compare({"saved": table(round(1 / 3, 12)), "now": table(1 / 3)}, "saved")
    assert {comparison.difference for comparison in found} == {0.0}
    shown = comparison_table(found)
    assert shown.rows == ()
    assert shown.title == "Against saved, what did not change left out"
