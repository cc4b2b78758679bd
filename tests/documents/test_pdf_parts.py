"""The small decisions that reading a PDF is made of."""

from __future__ import annotations

import numpy as np
import pytest

from chatbot.documents.hyphens import Hyphens
from chatbot.documents.pdf_accents import compose
from chatbot.documents.pdf_columns import find_gutters
from chatbot.documents.pdf_labels import infer_labels, page_labels
from chatbot.documents.pdf_lines import Run
from chatbot.documents.pdf_running import PageRuns, find_running, lone_number, roman


def run(left, base, text, width=None, size=10.0):
    width = 5.0 * len(text) if width is None else width
    box = (left, base - 8, left + width, base + 2)
    return Run(((0, len(text)),), *box, base, size, False, text)


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        ("a rail-\nway. The railway", True),
        ("of multi-\nplication", True),
        ("left-to-\nright and left-to-right", False),
        ("the well-\nknown road. It is well, and known", False),
        ("in-\ndirectly, in this way, directly", True),
        ("the East-\nWest line", False),
    ],
)
def test_hyphens_of_printed_lines(source, joined):
    end = source.index("\n")
    assert Hyphens(source, broken=True).ends_inside(end, end + 1) is joined


def test_an_unbroken_text_keeps_the_hyphen_of_a_word_it_does_not_know():
    assert not Hyphens("of multi-\nplication").ends_inside(9, 10)


def composed(words, boxes):
    codes = np.array([ord(sign) for sign in words])
    result = compose(codes, np.array(boxes, float), np.zeros(len(codes)), np.full(len(codes), 10.0))
    return "".join(chr(code) for code in result.codes[result.kept])


def test_an_accent_and_the_letter_under_it_become_one():
    boxes = [(0, 0, 5, 10), (5.5, 0, 9.5, 10), (5, 0, 10, 10), (10, 0, 15, 10)]
    assert composed("n´es", boxes) == "nés"
    assert composed("n¨\u0131v", boxes) == "nïv"


def test_an_accent_beside_its_letter_stays():
    boxes = [(0, 0, 5, 10), (6, 0, 9, 10), (10, 0, 15, 10)]
    assert composed("a´b", boxes) == "a´b"


def test_three_columns_have_two_gutters():
    runs = [
        run(left, 100 + 12 * line, "words that fill a column", width=160)
        for left in (40, 220, 400)
        for line in range(20)
    ]
    (first, second) = find_gutters(runs)
    assert (round(first[0]), round(first[1])) == (200, 220)
    assert (round(second[0]), round(second[1])) == (380, 400)


def test_the_cells_of_a_table_are_no_columns():
    runs = [
        run(left, 100 + 12 * line, "1,234.56 thousand", width=50)
        for left in (40, 220, 400)
        for line in range(20)
    ]
    assert find_gutters(runs) == []


def test_heads_that_change_are_told_by_their_place():
    """Section titles above the text: no two alike, but all at one height, apart."""
    titles = ("Roads", "Ports", "Rails", "Tolls")
    pages = [
        PageRuns(
            (
                run(72, 50, title, size=8),
                *(run(72, 90 + 12 * n, f"Text {title} {n}") for n in range(9)),
            ),
            612,
            792,
        )
        for title in titles
    ]
    assert find_running(pages) == [frozenset({0})] * 4


def test_the_first_lines_of_pages_without_heads_are_text():
    pages = [
        PageRuns(tuple(run(72, 72 + 12 * n, f"Text {p} {n}") for n in range(9)), 612, 792)
        for p in "abcd"
    ]
    assert find_running(pages) == [frozenset()] * 4


def test_the_first_lines_of_widely_set_manuscripts_are_text():
    """Lines 1.9 times their type apart: every line stands so, and no first one is a head."""
    pages = [
        PageRuns(tuple(run(72, 72 + 19 * n, f"Text {p} {n}") for n in range(9)), 612, 792)
        for p in "abcd"
    ]
    assert find_running(pages) == [frozenset()] * 4


def test_chapter_headings_at_one_height_are_no_heads():
    pages = [
        PageRuns(
            (
                run(72, 80, f"Chapter {number}", size=16),
                *(run(72, 110 + 12 * n, f"Text {number} {n}") for n in range(9)),
            ),
            612,
            792,
        )
        for number in range(1, 5)
    ]
    assert find_running(pages) == [frozenset()] * 4


@pytest.mark.parametrize(
    ("running", "labels"),
    [
        ([["Roads 7"], ["8 Ports"], ["Roads 9"]], ("7", "8", "9")),
        ([["iii"], ["iv"], ["1"], ["2"], ["3"]], ("iii", "iv", "1", "2", "3")),
        ([[], ["12"], ["13"], ["14"]], ("11", "12", "13", "14")),
        ([["In 1998"], ["Roads"], ["Ports"]], None),
        ([["iii"], ["4"], [], ["9"]], ("iii", "4", "[3]", "9")),
        ([["7-44"], ["7-45"]], ("7-44", "7-45")),
    ],
)
def test_labels_inferred_from_printed_numbers(running, labels):
    assert infer_labels(running) == labels


def test_written_labels_that_only_count_yield_to_printed_numbers():
    heads = [["345"], ["346"]]
    assert page_labels(("1", "2"), heads).labels == ("345", "346")
    assert page_labels(("A-1", "A-2"), heads).labels == ("A-1", "A-2")
    assert page_labels(("1", "2"), [[], []]).kind == "written"


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("– 12 –", 12), ("Page 3 of 10", 3), ("xiv", 14), ("mix", None), ("iiii", None)],
)
def test_lone_numbers(text, value):
    assert lone_number(text) == value


def test_roman_numerals():
    assert [roman(n) for n in (4, 9, 14, 40, 99)] == ["iv", "ix", "xiv", "xl", "xcix"]
