"""Tables on terminals that are too narrow for them."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from chatbot.evaluation.tables import PlainTable
from chatbot.terminal.tables import print_table


def printed(table, width):
    """The lines that are printed, without blank ones."""
    file = io.StringIO()
    print_table(Console(file=file, width=width, markup=False, highlight=False), table)
    return [line.rstrip() for line in file.getvalue().splitlines() if line.strip()]


def squeezed(line):
    """A line with two blanks between its columns."""
    return re.sub(r" {2,}", "  ", line.strip())


VALUES = PlainTable(
    "Overall",
    ("measure", "default", "sparse"),
    (("evidence_recall", ".812 [.771, .850]", ".700 [.650, .750]"), ("auroc", ".9", "–")),
)


def test_a_table_that_fits_stands_in_one_part():
    assert printed(VALUES, 80)[:4] == [
        "Overall",
        "  measure                     default              sparse",
        " ─────────────────────────────────────────────────────────",
        "  evidence_recall   .812 [.771, .850]   .700 [.650, .750]",
    ]


def test_intervals_go_below_their_values_and_are_not_cut():
    assert [line.split() for line in printed(VALUES, 54)[3:5]] == [
        ["evidence_recall", ".812", ".700"],
        ["[.771,", ".850]", "[.650,", ".750]"],
    ]


def test_columns_that_do_not_fit_go_below_under_the_same_row_names():
    shown = printed(VALUES, 40)
    assert [line.split()[0] for line in shown if "auroc" in line or "measure" in line] == [
        "measure",
        "auroc",
        "measure",
        "auroc",
    ]
    assert shown[1].split() == ["measure", "default"]


def test_headings_break_after_an_underscore():
    table = PlainTable("", ("kind", "extract_precision"), (("number", ".5"),))
    assert [line.split() for line in printed(table, 24)[:2]] == [
        ["extract_"],
        ["kind", "precision"],
    ]


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_table_without_rows_is_its_headings(width):
    assert printed(PlainTable("x", ("a", "b"), ()), width)[1].split() == ["a", "b"]


NUMBERS = st.floats(0, 1).map(lambda value: f"{value:.3f} [{value:.3f}, 1.000]")


@given(
    st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=1, max_size=3),
    st.integers(36, 120),
)
def test_no_number_is_ever_cut(rows, width):
    named = tuple((f"row_{number}", *row) for number, row in enumerate(rows))
    shown = " ".join(printed(PlainTable("", ("name", "a", "b", "c"), named), width))
    for row in rows:
        for cell in row:
            value, interval = cell.split(" ", 1)
            assert value in shown
            assert interval in shown
