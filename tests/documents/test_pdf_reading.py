"""What is read from a PDF: words in order, pages, places, structure."""

from __future__ import annotations

import pytest

from chatbot.datatypes import Span
from chatbot.documents import as_printed
from chatbot.documents.boxes import lines_of, page_at
from chatbot.documents.pdf_reader import read_pdf
from tests.documents.conftest import check_ledger
from tests.pdfs import page, pdf

LEFT = (
    "Trade between both countries grew by half",
    "in ten years, although the railways that",
    "carry most of it were hardly renewed. In",
    "the same years the ports were enlarged so",
    "that ships of every size could be unloaded",
    "in a day. Nobody expected that this would",
    "matter as much for the trade as it did in",
)
RIGHT = (
    "the end. Roads were built as well and the",
    "bridges over the river were made wider, so",
    "that lorries no longer waited for hours at",
    "the border. The customs office learnt to",
    "work by night, and papers were sent ahead",
    "by wire. All of this is described in what",
    "follows, with the figures of every year.",
)


@pytest.fixture
def read(tmp_path):
    def reading(data, name="paper"):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(data)
        result = read_pdf(file, name)
        check_ledger(result.document)
        assert result.boxes.shape == (len(result.document.text), 4)
        return result

    return reading


def paragraphs(document):
    return [document.slice(p.span) for p in document.paragraphs]


def find(document, words):
    start = document.text.index(words)
    return Span(start, start + len(words))


def test_lines_are_joined_and_can_be_had_as_printed(read):
    made = page().lines(
        72, 100, "The rail-", "ways of the country are old. Its railways", "were built long ago."
    )
    document = read(pdf(made)).document
    assert document.text == "The railways of the country are old. Its railways were built long ago."
    printed = as_printed(document, find(document, "The railways of the country"))
    assert printed == "The rail-\nways of the country"
    assert not document.source.located


def test_a_compound_keeps_its_hyphen_and_a_broken_word_does_not(read):
    made = page().lines(
        72, 100, "A well-known port and a well-", "known road. It is a multi-", "plication of ways."
    )
    assert read(pdf(made)).document.text == (
        "A well-known port and a well-known road. It is a multiplication of ways."
    )


def test_every_character_has_its_page_and_box(read):
    first = page().text(72, 100, "Ports")
    second = page().text(300, 700, "88888 Roads", size=20)
    result = read(pdf(first, second))
    document = result.document
    assert [page_at(document, find(document, w).start) for w in ("Ports", "Roads")] == [0, 1]
    ((box,), (number,)) = zip(
        *[(b.box, b.page) for b in lines_of(document, result.boxes, find(document, "88888"))],
        strict=True,
    )
    assert number == 1
    assert box[0] == pytest.approx(300, abs=1.5)
    assert box[2] == pytest.approx(300 + 5 * 0.556 * 20, abs=1.5)
    assert box[1] < 700 < box[3] + 0.1
    assert box[3] - box[1] == pytest.approx(20, abs=6)


def test_columns_are_read_one_after_the_other_below_a_heading_across_both(read):
    made = page().text(72, 80, "Trade and Roads of Two Neighbouring Countries", size=18, bold=True)
    made.lines(72, 140, *LEFT).lines(320, 140, *RIGHT)
    document = read(pdf(made)).document
    title, body = paragraphs(document)
    assert title == "Trade and Roads of Two Neighbouring Countries"
    assert body == " ".join((*LEFT, *RIGHT))
    assert document.metadata["title"] == title


def head(made, number, words="Journal of Roads"):
    return made.text(72, 40, words, size=8).text(520, 40, str(number), size=8)


def numbered_pages():
    first = head(page(), 345).lines(72, 120, *LEFT)
    second = head(page(), 346).lines(72, 120, *RIGHT)
    third = head(page(), 347).lines(72, 120, *LEFT[:-1])
    return first, second, third


def test_running_heads_stay_out_and_a_paragraph_goes_on_over_the_page(read):
    document = read(pdf(*numbered_pages())).document
    assert "Journal" not in document.text
    assert paragraphs(document)[0] == " ".join((*LEFT, *RIGHT))
    crossing = find(document, LEFT[-1] + " " + RIGHT[0])
    assert as_printed(document, crossing) == f"{LEFT[-1]}\n{RIGHT[0]}".replace("\n", "\n\f")
    assert [p.label for p in document.pages if p.span.overlap(crossing)] == ["345", "346"]
    assert [p.number for p in document.pages] == [1, 2, 3]
    assert {p.labelled for p in document.pages} == {"inferred"}
    kinds = {
        document.source.text[p.source_start : p.source_end].strip(): p.kind
        for p in document.ledger
        if p.start == p.end
    }
    assert kinds["Journal of Roads"] == kinds["346"] == "running_head"


def test_page_labels_of_the_file_come_first(read):
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >>"
    document = read(pdf(*numbered_pages(), catalog=labels)).document
    assert [p.label for p in document.pages] == ["i", "7", "8"]
    assert {p.labelled for p in document.pages} == {"written"}


def test_pages_without_any_number_are_counted(read):
    document = read(pdf(page().text(72, 100, "Ports"), page().text(72, 100, "Roads"))).document
    assert [(p.label, p.labelled) for p in document.pages] == [("1", "counted"), ("2", "counted")]


def test_a_footnote_is_linked_to_its_mark_and_neither_stands_in_the_sentence(read):
    made = page().lines(72, 100, *LEFT)
    made.text(72, 184, "the end as the ministry").text(178, 180, "1", size=6)
    made.text(186, 184, "has since confirmed.")
    made.text(72, 700, "1", size=5).text(76, 702, "See the report of 1998.", size=7)
    document = read(pdf(made)).document
    assert "the ministry has since confirmed." in document.text
    (note,) = document.footnotes
    assert (note.mark, document.slice(note.span)) == ("1", "See the report of 1998.")
    assert document.text[: note.anchor].endswith("as the ministry")
    assert note.paragraph == 1


def sectioned():
    made = page().text(72, 80, "1 Introduction", size=14, bold=True).lines(72, 110, *LEFT)
    made.text(72, 220, "2 Roads and Bridges", size=14, bold=True).lines(72, 250, *RIGHT)
    made.text(72, 360, "2.1 Tolls", size=12, bold=True).lines(72, 390, *RIGHT)
    made.text(72, 500, "References", size=14, bold=True)
    return made.lines(72, 530, "Lee, J. Trade and rail. 2017.", "Kim, S. Ports of the East. 2015.")


def test_headings_make_sections_and_references_are_no_body_text(read):
    document = read(pdf(sectioned())).document
    assert [s.path for s in document.sections] == [
        ("1 Introduction",),
        ("2 Roads and Bridges",),
        ("2 Roads and Bridges", "2.1 Tolls"),
        ("References",),
    ]
    assert [(p.role, p.number) for p in document.paragraphs][:4] == [
        ("body", 1),
        ("body", 2),
        ("body", 3),
        ("back", None),
    ]
    assert document.text[document.paragraphs[3].span.start :].startswith("Lee, J.")


def test_a_table_is_kept_whole_with_its_caption(read):
    made = page().lines(72, 100, *LEFT)
    rows = (("Year", "Rail", "Road"), ("1997", "12.5", "3.1"), ("1998", "14.0", "4.7"))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            made.text(100 + 90 * column, 240 + 14 * number, cell, size=9)
    made.text(72, 300, "Table 1: Goods by way of transport", size=9).lines(72, 340, *RIGHT)
    document = read(pdf(made)).document
    (figure,) = document.figures
    assert (figure.label, figure.title) == ("Table 1", "Goods by way of transport")
    assert figure.page == "1"
    left, top, right, bottom = figure.region
    assert left < 101 and right > 285 and top < 240 and 268 < bottom < 293  # not the caption
    assert "Year Rail Road\n1997 12.5 3.1\n1998 14.0 4.7" in paragraphs(document)
    assert " ".join((*LEFT, *RIGHT)) in paragraphs(document)


def test_a_figure_has_its_place_and_its_words_are_no_text(read):
    made = page().lines(72, 100, *LEFT).box(100, 220, 400, 380)
    made.text(120, 300, "1997", size=7).text(300, 300, "1998", size=7)
    made.text(72, 400, "Figure 2. Goods by year", size=9).lines(72, 440, *RIGHT)
    document = read(pdf(made)).document
    (figure,) = document.figures
    assert (figure.label, figure.title) == ("Figure 2", "Goods by year")
    assert figure.region == pytest.approx((100, 220, 400, 380), abs=2.1)
    assert "1997" not in document.text
    assert "figure_text" in {piece.kind for piece in document.ledger}


@pytest.mark.parametrize(
    ("caption", "label", "title"),
    [
        ("Figure 7-26. Goods by year", "Figure 7-26", "Goods by year"),
        ("Figure 3 Goods by year", "Figure 3", "Goods by year"),
        ("Box 4: Goods by year", "Box 4", "Goods by year"),
    ],
)
def test_captions_in_other_forms(read, caption, label, title):
    made = page().lines(72, 100, *LEFT).box(100, 220, 400, 380)
    made.text(72, 400, caption, size=8).lines(72, 440, *RIGHT)
    (figure,) = read(pdf(made)).document.figures
    assert (figure.label, figure.title) == (label, title)


def test_bullets_make_a_list(read):
    made = page().lines(72, 100, "The paper proposes the following measures:")
    for number, words in enumerate(("wider roads,", "longer trains,", "deeper ports.")):
        made.text(84, 116 + 14 * number, f"• {words}")
    document = read(pdf(made)).document
    (found,) = document.lists
    assert [document.slice(item.head) for item in found.items] == [
        "wider roads,",
        "longer trains,",
        "deeper ports.",
    ]


def test_line_numbers_and_stamps_stay_out_and_a_stamp_names_the_paper(read):
    made = page()
    for number in range(1, 11):
        made.text(40, 100 + 20 * number, str(number), size=8)
        made.text(72, 100 + 20 * number, LEFT[number % 7])
    made.text(30, 600, "arXiv:2301.12345v2 [cs.CL] 7 Feb 2023", size=16, turn="0 1 -1 0")
    document = read(pdf(made)).document
    assert "arXiv" not in document.text
    assert not any(sign.isdigit() for sign in document.text)
    assert document.metadata["URL"] == "https://arxiv.org/abs/2301.12345"
    assert document.metadata["issued"] == {"date-parts": [[2023, 2, 7]]}


def test_a_page_shown_turned_is_read_upright(read):
    upright = page().lines(72, 100, *LEFT)
    turned = page()
    turned.extra = "/Rotate 90"
    for number, line in enumerate(LEFT):
        # on a page shown a quarter turn clockwise, upright words run up its own height
        turned.operators.append(f"BT /F1 10 Tf 0 1 -1 0 {100 + 12 * number} 72 Tm ({line}) Tj ET")
    document = read(pdf(upright, turned)).document
    assert [(p.width, p.height) for p in document.pages] == [(612, 792), (792, 612)]
    first, second = (document.slice(p.span).strip() for p in document.pages)
    assert first == second == " ".join(LEFT)


def test_proposed_metadata_are_marked_and_a_sidecar_wins(read, tmp_path):
    info = "/Title (Trade and Roads of the East) /Author (Jae Lee; Kim, Sun)"
    data = pdf(page().lines(72, 100, *LEFT), info=info)
    metadata = read(data).document.metadata
    assert metadata["title"] == "Trade and Roads of the East"
    assert metadata["author"] == [
        {"family": "Lee", "given": "Jae"},
        {"family": "Kim", "given": "Sun"},
    ]
    assert metadata["custom"] == {"unchecked": ["author", "title"]}
    (tmp_path / "paper.csl.json").write_text('{"id": "x", "type": "book", "title": "Roads"}')
    assert read(data).document.metadata == {"id": "x", "type": "book", "title": "Roads"} | {
        "id": "x"
    }


def test_a_file_name_is_no_title(read):
    data = pdf(page().lines(72, 100, *LEFT), info="/Title (Microsoft Word - final_v3.doc)")
    assert "title" not in read(data).document.metadata
