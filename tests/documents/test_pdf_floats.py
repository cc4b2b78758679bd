"""The places of figures and tables in small PDFs: whole, and nothing else."""

from __future__ import annotations

import pytest

from chatbot.documents.pdf_reader import read_pdf
from tests.pdfs import PageMaker, pdf

PROSE = (
    "Goods went by rail in the first years of the century, and by road in those",
    "that came after it, since the ways were short and the loads were light enough.",
    "Ports lay far from where people lived, which made the way over land a long one,",
    "and the carriers asked for more than the goods were worth in the towns below.",
)
EDGE = 2.1  # points of room around a place


@pytest.fixture
def figures(tmp_path):
    def read(*pages, **options):
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf(*pages, **options))
        return read_pdf(path, "paper").document

    return read


def rule(made, y, left=100, right=400):
    made.operators.append(f"{left} {792 - y} {right - left} -0.6 re f")
    return made


def table(made, top, words):
    """Three rules, a head and one row of three cells; it ends 40 points lower."""
    for y in (top, top + 16, top + 40):
        rule(made, y)
    for row, y in ((words, top + 12), (("12", "31", "47"), top + 30)):
        for column, cell in enumerate(row):
            made.text(110 + 100 * column, y, cell, size=9)
    return made


def test_a_table_is_what_its_rules_enclose_beside_the_caption(figures):
    """The second table stands between two captions and belongs to the one below it."""
    made = PageMaker().lines(72, 60, *PROSE)
    table(made, 140, ("Year", "Rail", "Road"))
    made.text(100, 196, "Table 1. Goods by way", size=9)
    table(made, 210, ("Town", "Ships", "Carts"))
    made.text(100, 266, "Table 2. Carriers by town", size=9).lines(72, 320, *PROSE)
    document = figures(made)
    one, two = document.figures
    assert (one.label, two.label) == ("Table 1", "Table 2")
    assert one.region == pytest.approx((100, 140, 400, 180.6), abs=EDGE)
    assert two.region == pytest.approx((100, 210, 400, 250.6), abs=EDGE)
    assert "Year Rail Road\n12 31 47" in document.text


def test_running_text_parts_two_tables_of_like_rules(figures):
    made = PageMaker().text(100, 130, "Table 1. Goods by way", size=9)
    table(made, 140, ("Year", "Rail", "Road"))
    made.lines(72, 220, *PROSE)
    table(made, 290, ("Town", "Ships", "Carts"))
    made.lines(72, 380, *PROSE)
    (figure,) = figures(made).figures
    assert figure.region == pytest.approx((100, 140, 400, 180.6), abs=EDGE)


def test_pictures_side_by_side_are_one_figure_and_end_at_the_caption_before(figures):
    made = PageMaker().box(100, 60, 300, 120).text(100, 140, "Figure 1. Goods by year", size=9)
    made.box(100, 170, 240, 260).box(280, 170, 420, 255)
    made.text(160, 275, "(a)", size=10).text(340, 275, "(b)", size=10)
    made.text(100, 300, "Figure 2. Goods by town, at first and at last", size=9)
    made.lines(72, 340, *PROSE)
    one, two = figures(made).figures
    assert one.region == pytest.approx((100, 60, 300, 120), abs=EDGE)
    left, top, right, bottom = two.region
    assert (left, top, right) == pytest.approx((100, 170, 420), abs=EDGE)
    assert 274 < bottom < 294, "with the names of its parts, without its caption"


def test_only_what_shows_of_a_drawing_counts(figures):
    """A white surface, and what a clip hides."""
    made = PageMaker().lines(72, 60, *PROSE).box(150, 220, 350, 300)
    made.operators.append("1 g 20 400 570 200 re f 0 g")
    made.operators.append("q 160 500 100 60 re W n 0.5 g 0 0 612 700 re f Q")
    made.text(150, 330, "Figure 1. Goods by year", size=9).lines(72, 420, *PROSE)
    (figure,) = figures(made).figures
    assert figure.region == pytest.approx((150, 220, 350, 300), abs=EDGE)


def test_a_source_line_makes_a_figure_without_a_label(figures):
    made = PageMaker().lines(72, 60, *PROSE)
    made.text(100, 150, "Goods by rail and by road, in millions", size=10, bold=True)
    made.box(100, 165, 400, 280).text(120, 200, "1997", size=7)
    made.text(100, 296, "Source: Board of Carriers, 1999.", size=8).lines(72, 340, *PROSE)
    document = figures(made)
    (figure,) = document.figures
    assert (figure.label, figure.title) == (None, "Goods by rail and by road, in millions")
    assert figure.source == "Board of Carriers, 1999"
    assert figure.region == pytest.approx((100, 165, 400, 280), abs=EDGE)
    assert "1997" not in document.text


def test_a_source_line_below_a_captioned_figure_is_its_source(figures):
    made = PageMaker().lines(72, 60, *PROSE)
    made.text(100, 150, "Chart 3. Goods by year", size=9).box(100, 165, 400, 280)
    made.text(100, 296, "Source: Board of Carriers.", size=8).lines(72, 340, *PROSE)
    (figure,) = figures(made).figures
    assert (figure.label, figure.title) == ("Chart 3", "Goods by year")
    assert figure.source == "Board of Carriers"
    assert figure.region == pytest.approx((100, 165, 400, 280), abs=EDGE)


def test_what_every_page_repeats_is_no_part_of_a_figure(figures):
    pages = []
    for number in range(1, 5):
        made = PageMaker().box(72, 40, 540, 52).box(100, 56 + number, 400, 200)
        made.text(100, 220, f"Figure {number}. Goods by year", size=9)
        pages.append(made.lines(72, 260, *PROSE).lines(72, 320, f"Part {number}", *PROSE))
    for number, figure in enumerate(figures(*pages).figures, start=1):
        assert figure.region == pytest.approx((100, 56 + number, 400, 200), abs=EDGE)


CELLS = (("Year", "Rail", "Road"), ("1900", "31", "47"), ("1901", "33", "52"))


def rows(made, top, cells=CELLS):
    for row, words in enumerate(cells):
        for column, cell in enumerate(words):
            made.text(110 + 100 * column, top + 13 * row, cell, size=9)
    return made


def test_a_panel_with_running_text_is_no_table(figures):
    made = PageMaker().box(60, 50, 540, 400).lines(72, 80, *PROSE)
    rows(made.text(100, 150, "Table 1. Goods by way", size=9), 165)
    document = figures(made.lines(72, 230, *PROSE))
    (figure,) = document.figures
    left, top, right, bottom = figure.region
    assert 105 < left < 111 and 150 < top < 160 and 325 < right < 340 and 190 < bottom < 196
    assert " ".join(PROSE) in document.text
    assert "Year Rail Road\n1900 31 47\n1901 33 52" in document.text


@pytest.mark.parametrize(
    ("caption", "contents"),
    [
        ("Table 1. Goods by way", ("Rail: iron, coal", "Road: bread, milk", "Sea: the rest")),
        ("Box 1. Goods by way", PROSE),
    ],
)
def test_a_frame_with_its_caption_is_a_table(figures, caption, contents):
    made = PageMaker().lines(72, 60, *PROSE).box(60, 140, 540, 240)
    made.text(72, 160, caption, size=10, bold=True).lines(72, 180, *contents)
    (figure,) = figures(made.lines(72, 280, *PROSE)).figures
    assert figure.region == pytest.approx((60, 140, 540, 240), abs=EDGE)


def test_heads_and_sums_outside_of_the_rules_are_the_tables(figures):
    made = PageMaker().lines(72, 60, *PROSE).text(100, 130, "Table 1. Goods by way", size=9)
    rule(rows(rule(rows(made, 146, CELLS[:1]), 150), 163), 206)
    rows(made, 213, (("Sum", "64", "99"),)).lines(72, 260, *PROSE)
    rows(made, 189, (("1902", "35", "57"),))
    document = figures(made)
    (figure,) = document.figures
    assert figure.region[1] < 141 and figure.region[3] > 212
    assert "Sum 64 99" in document.text


def test_code_beside_a_caption_is_its_figure(figures):
    """Neither ruled nor in cells: told by its type, up to the running text."""
    code = ("for port in ports:", "load(port)", "sail(port)", "unload(port)")
    made = PageMaker().lines(72, 60, *PROSE).lines(90, 130, *code, size=8, leading=10)
    made.text(72, 180, "Figure 1. A round trip", size=9).lines(72, 220, *PROSE)
    document = figures(made)
    (figure,) = document.figures
    left, top, right, bottom = figure.region
    assert 86 < left < 91 and 118 < top < 126 and 140 < right < 155 and 160 < bottom < 170
    assert " ".join(PROSE) in document.text
