"""What is quoted from a PDF: exponents, listings and tables are no flat words of a sentence."""

from __future__ import annotations

import pytest

from chatbot.datatypes import Span
from chatbot.documents import as_printed
from chatbot.documents.pdf_columns import shared_gutters
from chatbot.documents.pdf_reader import read_pdf
from chatbot.documents.sentences import split_rows
from tests.documents.conftest import check_ledger
from tests.pdfs import page, pdf

FILLING = (
    "The harbour was enlarged in the years after the war, and the",
    "railway to it was built by the same firm, which also laid the",
    "water pipes of the town and the first lamps along its streets.",
    "Nobody had asked for lamps, but everybody liked them when they",
    "were lit, and the council paid for more of them in every year.",
)


@pytest.fixture
def read(tmp_path):
    def reading(*pages):
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf(*pages))
        document = read_pdf(file, "paper").document
        check_ledger(document)
        return document

    return reading


def paragraphs(document):
    return [document.slice(p.span) for p in document.paragraphs]


def raised(made, x, y, words, sign, rest, size=10):
    """Words, a small raised sign directly after them, and the rest of the line.

    Only signs of .556 and blanks of .278 of the size may be in ``words`` and ``sign``.
    """
    wide = sum(0.278 if sign == " " else 0.556 for sign in words) * size
    small = 0.7 * size
    made.text(x, y, words, size).text(x + wide, y - 0.35 * size, sign, small)
    return made.text(x + wide + 0.556 * len(sign) * small, y, rest, size)


# --- what is raised ----------------------------------------------------------


def test_an_exponent_stays_raised_and_is_printed_as_it_was(read):
    made = raised(page(), 72, 100, "10", "4", " ships called at the port in the first ten years.")
    document = read(made)
    assert document.text == "10⁴ ships called at the port in the first ten years."
    assert as_printed(document, Span(0, 3)) == "104"


def test_a_blank_before_an_exponent_goes_and_its_sign_comes_along(read):
    made = page().text(72, 100, "The rate was 10", 10).text(145, 96.5, "-6", 7)
    document = read(made.text(155, 100, "in every year that was looked at here.", 10))
    assert document.text == "The rate was 10⁻⁶ in every year that was looked at here."


def test_a_raised_sign_makes_no_blank_before_a_stop_and_an_ordinal_has_none(read):
    made = raised(page(), 72, 100, "10", "4", " , and the ships were")
    made.text(185, 100, "the 4", 10).text(209.5, 96.5, "th", 7)
    made.text(219, 100, "fleet of the west.", 10)
    text = read(made).text
    assert text == "10⁴, and the ships were the 4th fleet of the west."


def test_a_mark_of_a_note_is_one_still_and_a_power_of_a_bracket_is_none(read):
    made = page().text(72, 100, "It grew with (n + a)", 10).text(166, 96.5, "2", 7)
    made.text(172, 100, "as the ports", 10).text(231, 96.5, "1", 7)
    made.text(239, 100, "were dug, which took ten years of work.", 10)
    made.lines(72, 130, *FILLING)
    made.text(72, 700, "1", 6).text(76, 703, "Counted by the customs office.", 8)
    document = read(made)
    assert "It grew with (n + a)² as the ports were dug, which" in document.text
    (note,) = document.footnotes
    assert document.text[: note.anchor].endswith("as the ports")


def test_a_numerator_is_neither_a_mark_nor_an_exponent(read):
    made = page().text(72, 100, "Nuts are sold from 1 up to", 10)
    made.text(193, 96.5, "1", 7).text(197, 100, "/4 of an inch and are made of steel there.", 10)
    assert " 1 /4 of an inch" in read(made).text


def test_notes_may_be_marked_with_a_bracket_and_a_postal_code_is_no_note(read):
    made = page().text(72, 100, "The law on ports", 10).text(146, 96.5, "1)", 7)
    made.text(154, 100, "was changed when the war was over.", 10)
    made.lines(72, 130, *FILLING)
    made.text(72, 700, "1) Law of 1921 on ports and on the ships in them.", 8)
    made.text(72, 712, "07233 Harbour Street, where the office is now.", 8)
    document = read(made)
    assert "\n\nThe law on ports was changed when the war was over." in document.text
    (note,) = document.footnotes
    assert (note.mark, document.text[: note.anchor][-5:]) == ("1", "ports")


# --- lines that belong to the text, and those that do not --------------------


def test_the_first_line_of_a_double_spaced_page_is_no_running_head(read):
    words = ("one", "two", "three")
    pages = [
        page().lines(72, 84, f"The {n} town had a port that", *FILLING[:4], leading=26)
        for n in words
    ]
    text = read(*pages).text
    assert [word for word in words if f"The {word} town had a port" in text] == list(words)


def test_a_list_directly_below_its_heading_is_one_of_references(read):
    made = page().lines(72, 100, *FILLING)
    made.text(160, 180, "References")
    made.lines(72, 195, "[1] J. Lee, Ports of the West, 2001.", "[2] K. Ito, Rails, 2005.")
    document = read(made)
    roles = {document.slice(p.span)[:3]: p.role for p in document.paragraphs}
    assert roles["[1]"] == "back" and roles["The"] == "body"


def test_notes_are_not_sought_below_the_heading_of_references(read):
    made = page().lines(72, 100, *FILLING).text(72, 560, "References", 12, bold=True)
    made.lines(72, 580, "12 towns and their ports. J. Lee, 2001.", size=8)
    assert read(made).footnotes == ()


def test_a_listing_is_kept_line_by_line_and_in_no_sentence(read):
    made = page().lines(72, 100, *FILLING, "The table is made as follows:")
    made.lines(90, 180, "CREATE TABLE ports", "WITH ships = 10;", mono=True)
    made.text(72, 212, "It is then filled with what the customs office has counted.")
    assert paragraphs(read(made))[-2:] == [
        "CREATE TABLE ports\nWITH ships = 10;",
        "It is then filled with what the customs office has counted.",
    ]


def test_an_address_in_type_of_one_width_stays_in_its_sentence(read):
    made = page().lines(72, 100, *FILLING, "All of the figures can be had from")
    made.text(72, 160, "http://ports.example/figures", mono=True)
    made.text(72, 172, "and may be used by anybody who names the source of them.")
    assert "had from http://ports.example/figures and may be" in paragraphs(read(made))[-1]


def test_a_narrow_column_at_the_edge_is_not_mixed_into_the_text(read):
    made = page()
    side = ("Rights of rows", "are granted to", "those who ask", "for them first", "and by letter")
    made.lines(40, 200, *side, *side, leading=15)
    made.lines(150, 200, *FILLING, *FILLING)
    found = paragraphs(read(made))
    assert any(" ".join(FILLING) in words for words in found)
    assert any(" ".join(side) in words for words in found)


def test_the_gutter_of_the_pages_around_counts_where_a_wide_table_hides_it():
    gutter, other = [(290.0, 305.0)], [(400.0, 410.0)]
    assert shared_gutters([gutter, [], [(292.0, 306.0)]], 1, []) == [(292.0, 306.0)]
    assert shared_gutters([gutter, [], other], 1, []) == []
    assert shared_gutters([gutter, [], gutter], 2, []) == []
    assert shared_gutters([gutter, [], gutter], 1, other) == other


def test_a_caption_goes_on_in_a_line_that_justified_type_pulls_apart(read):
    made = page().box(72, 100, 300, 200)
    made.text(72, 220, "Figure 1: Ports with ships of every size, even though")
    made.text(72, 232, "the").text(110, 232, "ports").text(160, 232, "are").text(200, 232, "now")
    made.text(278.2, 232, "larger").text(72, 244, "than the towns.").lines(72, 300, *FILLING)
    (figure,) = read(made).figures
    assert figure.title is not None and figure.title.endswith("are now larger than the towns")


# --- tables ------------------------------------------------------------------


def test_a_table_is_whole_and_a_long_one_is_cut_between_its_rows():
    assert split_rows("Port Ships\nEast 12. West 3.\n", 5) == (Span(5, 32),)
    row = "East " + " ".join(["10"] * 59)
    text = "\n".join([row] * 5)
    size = len(row)
    assert split_rows(text) == (
        Span(0, 2 * size + 1),
        Span(2 * size + 2, 4 * size + 3),
        Span(4 * size + 4, 5 * size + 4),
    )


def test_a_formula_set_apart_is_in_no_sentence(read):
    made = page().lines(72, 100, *FILLING, "The number of ships is given by this rule:")
    made.text(180, 190, "N = 2 + r (1)").text(182, 204, "2")
    made.text(72, 230, "Here r is the number of rails that lead to the port from the east.")
    assert paragraphs(read(made))[-2:] == [
        "N = 2 + r (1)\n2",
        "Here r is the number of rails that lead to the port from the east.",
    ]


def test_the_last_line_of_a_paragraph_is_no_formula(read):
    made = page().lines(
        72, 100, *FILLING, "All of this was found with the old rule, so that", "n = 9."
    )
    assert paragraphs(read(made))[-1].endswith("so that n = 9.")
