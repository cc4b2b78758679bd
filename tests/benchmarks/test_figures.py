"""The measure of the places of figures."""

from __future__ import annotations

import pytest

from benchmarks.figures import expected, judge, placed
from chatbot.documents.pdf_reader import read_pdf
from tests.pdfs import PageMaker, pdf


@pytest.fixture
def document(tmp_path):
    made = PageMaker().box(100, 60, 300, 120).text(100, 140, "Figure 1. Goods by year", size=9)
    (tmp_path / "paper.pdf").write_bytes(pdf(made))
    return read_pdf(tmp_path / "paper.pdf", "paper").document


def test_a_place_is_right_where_every_side_is_within_ten_points(document):
    rows = [
        {"page": 1, "label": "Figure 1", "region": [107, 53, 307, 127]},
        {"page": 1, "label": "Figure 1", "region": [100, 60, 300, 135]},
        {"page": 1, "label": "Figure 2", "region": [100, 60, 300, 120]},
    ]
    assert judge(placed(document), rows) == ["right", "wrong place", "missing"]


def test_the_list_names_each_figure_once_and_places_it_on_its_page():
    rows = [(name, row["page"], row["label"]) for name, own in expected().items() for row in own]
    assert len(rows) == len(set(rows)) >= 60
    for own in expected().values():
        for row in own:
            left, top, right, bottom = row["region"]
            assert 0 <= left < right and 0 <= top < bottom
