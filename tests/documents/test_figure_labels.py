"""Labels of figures, however they are written."""

from __future__ import annotations

import pytest

from chatbot.documents.figure_labels import label_key, named_figures


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Figure 3", ("figure", "3")),
        ("Fig. 12", ("figure", "12")),
        ("TABLE IV", ("table", "4")),
        ("Table 2-1", ("table", "2-1")),
        ("Figure 2.1", ("figure", "2-1")),
        ("Box 4", ("box", "4")),
        ("Figure S2", ("figure", "s2")),
        ("The figure", None),
    ],
)
def test_a_label_has_a_key(label, key):
    assert label_key(label) == key


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("As Figure 3 shows, trade grew.", ["3"]),
        ("See Figs. 2 and 3 for both.", ["2", "3"]),
        ("Figures 1, 2, and 4 show it.", ["1", "2", "4"]),
        ("Figs. 2–4 show it.", ["2", "3", "4"]),
        ("Figures 3-5 show it.", ["3", "4", "5"]),
        ("Figs. 1-2 and 4-6 show it.", ["1", "2", "4", "5", "6"]),
        ("Figures 2-3 and 2-4 show it.", ["2-3", "2-4"]),
        ("Figures 2-1 to 2-3 show it.", ["2-1", "2-3"]),
        ("Figure 2-4 shows it.", ["2-4"]),
        ("Figure 3(b) and Fig. 4a", ["3b", "3", "4a", "4"]),
        ("figure 10", ["10"]),
        ("The figure 2010 was told to 12 people.", []),
    ],
)
def test_a_text_names_figures(text, numbers):
    assert [number for kind, number in named_figures(text) if kind == "figure"] == numbers


def test_roman_numbers_are_not_parts_of_each_other():
    assert named_figures("Tables II and IX, and Table I") == (
        ("table", "2"),
        ("table", "9"),
        ("table", "1"),
    )


def test_a_question_names_figures_in_small_letters():
    assert named_figures("what is shown in table iv?", folded=True) == (("table", "4"),)
    assert named_figures("what does table i show", folded=True) == (("table", "1"),)
    assert named_figures("the figure i like best", folded=True) == ()
    assert named_figures("compare figures 3 and 4", folded=True) == (
        ("figure", "3"),
        ("figure", "4"),
    )
