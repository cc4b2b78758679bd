"""The panel of a paper with pages: which are shown, what is marked, what can be selected."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import numpy as np
import pytest

from chatbot.datatypes import Document, Page, Paragraph, SourceFile, Span
from chatbot.documents.boxes import quantised
from chatbot.interface.page_view import page_label, pages_html, pages_shown
from chatbot.interface.places import Place, address, place_at
from chatbot.interface.source_panel import source_page

TEXT = "Ports grew. Roads came late."
"""Two lines on the first page, “Ports grew. ” and “Roads ”; one on the second."""

LINES = [(0, 12, 0, (10, 20)), (12, 18, 0, (10, 40)), (18, 28, 1, (10, 100))]
WIDE, HIGH = 100.0, 200.0


def make_paper(labels=("7", "8")):
    pages = tuple(
        Page(label, number, WIDE, HIGH, span)
        for number, (label, span) in enumerate(
            zip(labels, (Span(0, 18), Span(18, 28)), strict=True), start=1
        )
    )
    sentences = (Span(0, 11), Span(12, 28))
    return Document(
        id="ports",
        text=TEXT,
        metadata={"id": "ports", "type": "report", "title": "Ports & Roads"},
        source=SourceFile("ports.pdf", "0" * 64, "application/pdf", None, TEXT, located=False),
        ledger=(),
        sections=(),
        paragraphs=(Paragraph(Span(0, 28), "body", 1, None, sentences),),
        lists=(),
        footnotes=(),
        figures=(),
        pages=pages,
    )


def make_boxes():
    """Each character is 5 points wide and 10 high; blanks have no box."""
    boxes = np.zeros((len(TEXT), 4))
    for start, end, _, (left, top) in LINES:
        for at in range(start, end):
            if TEXT[at] != " ":
                x = left + 5 * (at - start)
                boxes[at] = (x, top, x + 5, top + 10)
    return quantised(boxes, [WIDE] * len(TEXT), [HIGH] * len(TEXT))


PAPER, BOXES = make_paper(), make_boxes()
ACROSS = Place("ports", Span(12, 28), ((12, 17), (23, 27)))


def marks(page):
    """Kind, left, top, width, height of each mark, in shares of a hundred."""
    found = re.findall(
        r'<i class="(\w+)" style="left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%',
        page,
    )
    return [(kind, *(round(float(number)) for number in numbers)) for kind, *numbers in found]


def test_a_quote_over_a_page_break_is_marked_on_both_pages():
    shown = pages_shown(ACROSS, PAPER, BOXES)
    assert shown == (0, 1)
    page = pages_html(ACROSS, PAPER, BOXES, shown, "en")
    assert marks(page) == [
        ("quoted", 10, 20, 25, 5),
        ("hit", 10, 20, 25, 5),
        ("quoted", 10, 50, 50, 5),
        ("hit", 35, 50, 20, 5),
    ]


def test_another_page_shows_what_is_marked_there_and_the_way_back():
    turned = replace(ACROSS, page=2)
    assert pages_shown(turned, PAPER, BOXES) == (1,)
    page = html.unescape(source_page(turned, PAPER, False, "en", BOXES))
    assert [kind for kind, *_ in marks(page)] == ["quoted", "hit"]
    assert f'data-show="{address(ACROSS)}" data-key="page-back"' in page
    assert f'data-show="{address(replace(ACROSS, page=1))}" data-key="page-previous"' in page
    assert 'papers/file?document=ports#page=2"' in page


def test_what_is_merely_opened_is_marked_as_such():
    page = pages_html(Place("ports", Span(0, 11), quoted=False), PAPER, BOXES, (0,), "en")
    assert marks(page) == [("here", 10, 10, 55, 5)]


def test_the_layer_is_the_text_of_the_page_with_its_offsets():
    page = pages_html(ACROSS, PAPER, BOXES, (0, 1), "en")
    lines = re.findall(r'<span data-of="ports" data-at="(\d+)"[^>]*>([^<]*)</span>', page)
    assert [int(start) for start, _ in lines] == [0, 12, 18]
    assert html.unescape("".join(words for *_, words in lines)) == TEXT


def test_the_picture_keeps_its_place_has_a_name_and_is_offered_in_sizes():
    page = html.unescape(pages_html(ACROSS, PAPER, BOXES, (0,), "en"))
    assert 'style="aspect-ratio:100.00/200.00"' in page
    assert 'alt="Picture of page 7 of Ports & Roads with the quoted words marked' in page
    assert "papers/page?document=ports&number=1&scale=2 200w" in page
    assert 'loading="lazy"' in page


@pytest.mark.parametrize(
    ("labels", "label"),
    [
        (("7", "8"), 'p. 7 <span class="in-file">(page 1 of 2 in the file)</span>'),
        (("1", "2"), "Page 1 of 2"),
    ],
)
def test_the_label_is_the_printed_one_and_says_where_it_differs(labels, label):
    assert html.unescape(page_label(make_paper(labels), 0, "en")) == label
    assert "<b>" not in page_label(make_paper(("<b>", "2")), 0, "en")


def test_a_paper_without_boxes_is_shown_as_text_only():
    page = source_page(ACROSS, PAPER)
    assert "sheet" not in page and "data-view" not in page and "<mark>" in page


def test_an_address_keeps_the_page_and_a_page_that_is_not_there_is_left_out():
    turned = replace(ACROSS, page=2, printed=True)
    documents = {"ports": PAPER}
    assert place_at(address(turned), documents) == turned
    for wrong in ("0", "3", "-1", "x", "99999999999", "²"):
        text = f"{address(ACROSS)}/page-{wrong}"
        assert place_at(text, documents) == ACROSS
