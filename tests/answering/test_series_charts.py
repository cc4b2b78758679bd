"""Charts, tables and pictures of stated series."""

import csv
import io
from xml.etree import ElementTree

import pytest

from chatbot.answering.series import series_in
from chatbot.answering.series_chart import series_svg
from chatbot.answering.series_labels import charts, evidence, point_label, series_lines
from chatbot.answering.series_picture import series_png
from chatbot.answering.series_table import series_csv
from chatbot.datatypes import Span
from chatbot.documents.text_reader import read_text_document
from tests.series_papers import TRADE, sentence_of, whole

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "trade.txt"
    path.write_text(TRADE, encoding="utf-8")
    return read_text_document(path, "trade")


def drawn(paper, words):
    (group,) = charts(series_in(paper, sentence_of(paper, words)))
    return ElementTree.fromstring(series_svg(group, paper, "a chart"))


def shown(root, kind):
    return [text.text for text in root.iter(f"{SVG}text") if text.get("class") == kind]


def lines(root, kind):
    return [line for line in root.iter(f"{SVG}line") if kind in line.get("class").split()]


def test_points_are_slices_of_the_document(paper):
    found = series_in(paper, whole(paper))
    assert [len(series.points) for series in found] == [4, 2, 2, 2, 3]
    assert [paper.slice(point.value) for point in found[0].points] == ["52", "62", "21", "about 18"]
    assert [paper.slice(point.place) for point in found[0].points] == "2007 2008 2014 2015".split()


def test_a_series_that_a_span_cuts_is_not_its_own(paper):
    sentence = sentence_of(paper, "The number of ships")
    assert series_in(paper, Span(sentence.start, sentence.end - 8)) == ()


def test_a_gap_of_years_stays_a_gap(paper):
    root = drawn(paper, "The number of ships")
    assert len(lines(root, "plot-line")) == 2  # 2007–2008 and 2014–2015, and none between
    stems = [float(line.get("x1")) for line in lines(root, "plot-stem")]
    steps = [stems[1] - stems[0], stems[2] - stems[1], stems[3] - stems[2]]
    assert steps[1] == pytest.approx(6 * steps[0], abs=0.5)
    assert steps[2] == pytest.approx(steps[0], abs=0.5)


def test_values_stand_at_their_marks_and_what_is_about_is_hollow(paper):
    root = drawn(paper, "The number of ships")
    assert shown(root, "plot-value") == ["52", "62", "21", "about 18"]
    marks = list(root.iter(f"{SVG}circle"))
    assert ["plot-unsure" in mark.get("class") for mark in marks] == [False, False, False, True]
    heights = [float(mark.get("cy")) for mark in marks]
    assert sorted(range(4), key=heights.__getitem__) == [1, 0, 2, 3]


def test_a_chart_says_what_it_is_to_those_who_cannot_see_it(paper):
    root = drawn(paper, "In 2005")
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert title.text == "Chart of: the share of Alba; that of Bruma"
    assert "that of Bruma – 2005: 16.2%, 2016: 29.8%" in described.text
    assert "Redrawn from the text, not the paper's own figure." in shown(root, "plot-note")


def test_bars_are_as_long_as_their_shares(paper):
    root = drawn(paper, "The share of fish")
    widths = [float(bar.get("width")) for bar in root.iter(f"{SVG}rect")]
    assert widths[1] / widths[0] == pytest.approx(30 / 52, abs=0.001)
    assert shown(root, "plot-place") == ["Alba", "Bruma", "Corvo"]
    assert shown(root, "plot-value") == ["52%", "30%", "18%"]


def test_values_of_different_scales_keep_their_words(paper):
    assert shown(drawn(paper, "Deaths"), "plot-value") == ["1.8 million", "900,000"]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("The balance was −$1.5 billion in 2009 and $0.5 billion in 2011.", ["−1.5", "0.5"]),
        ("The balance was -€1,500 in 2009 and €500 in 2011.", ["-1,500", "500"]),
        ("The balance was −1.5% in 2009 and −0.5% in 2011.", ["−1.5%", "−0.5%"]),
        (
            "It was 500 thousand tons in 2001 and 0.9 million tons in 2002.",
            ["500 thousand", "0.9 million"],
        ),
        ("It was 2,000,000 tons in 2001 and 900,000 in 2002.", ["2,000,000", "900,000"]),
        ("It was 5 million tons in 2001 and 6.5 million in 2002.", ["5", "6.5"]),
        ("It was about $5 million in 2001 and US$6 million in 2002.", None),
        ("It was about 5 million in 2001 and 6 million in 2002.", ["about 5 million", "6"]),
    ],
)
def test_labels_are_the_papers_digits_with_their_sign(tmp_path, sentence, labels):
    path = tmp_path / "x.txt"
    path.write_text(f"{sentence}\n", encoding="utf-8")
    paper = read_text_document(path, "x")
    found = [
        [point_label(paper, series, point) for point in series.points]
        for series in series_in(paper, whole(paper))
    ]
    assert found == ([] if labels is None else [labels])


def test_a_point_is_told_by_its_own_words(paper):
    ships, alba, *_ = series_in(paper, whole(paper))
    assert evidence(paper, ships, ships.points[2])[1] == "21 in 2014"
    # Between these two stands the value of another year.
    assert evidence(paper, alba, alba.points[1]) == (alba.sentence, "2016 … 42.5%")


def test_a_line_tells_a_series_on_the_terminal(paper):
    (line,) = series_lines(paper, sentence_of(paper, "The number of ships"))
    assert line == "These numbers make a series: 2007: 52; 2008: 62; 2014: 21; 2015: about 18"


def test_the_table_gives_numbers_words_and_their_sentence(paper):
    text = series_csv(series_in(paper, sentence_of(paper, "The number of ships")), paper)
    assert text.count("\r\n") == 5
    head, *rows = csv.reader(io.StringIO(text))
    assert head[:3] == ["What is measured", "Period or category", "Value"]
    assert rows[3][:6] == [
        "The number of ships",
        "2015",
        "18",
        "",
        "about 18 in 2015",
        "approximate",
    ]
    assert rows[3][6].startswith("The number of ships fell from 52 in 2007")


def test_the_table_holds_no_formula(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("=cmd() was -5% in 2010 and -3% in 2011.\n", encoding="utf-8")
    paper = read_text_document(path, "x")
    rows = list(csv.reader(io.StringIO(series_csv(series_in(paper, whole(paper)), paper))))[1:]
    assert [row[2] for row in rows] == ["-5", "-3"]
    assert all(row[0] == "'=cmd()" and row[6].startswith("'=cmd()") for row in rows)
    assert [row[4] for row in rows] == ["'-5% in 2010", "'-3% in 2011"]


@pytest.mark.parametrize("language", ["en", "ko", "ru"])
def test_a_picture_is_a_png_and_always_the_same(paper, language):
    for group in charts(series_in(paper, whole(paper))):
        picture = series_png(group, paper, language, dpi=40)
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert picture == series_png(group, paper, language, dpi=40)
