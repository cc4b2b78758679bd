"""Figures with their pictures in exports."""

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest

from chatbot.datatypes import Figure, ShownFigure, Span
from chatbot.errors import UsageError
from chatbot.memo.excerpts import excerpt_of
from chatbot.memo.exporting import ExportOptions, export_memo, exported
from chatbot.memo.images import shown_width
from chatbot.memo.verifying import verify_file
from tests.memo.papers import excerpt, ferry, memo_of

FERRY = ferry()
WORDS = "The railway is 87 kilometres long."


def png(width, height):
    """A picture of one colour, whole and valid."""

    def chunk(kind, data):
        sum_ = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes((30, 90, 160)) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PICTURE = png(288, 144)


def figure_memo(label=None, source="Port Office"):
    shown = ShownFigure("fig-1", label, "Trains", source, (), "ferry", None, None, ())
    return memo_of(FERRY, replace(excerpt(FERRY, WORDS), figure=shown))


MEMO = figure_memo()
OPTIONS = ExportOptions(images={MEMO.shown[0].id: PICTURE}, style="chicago-author-date")


@pytest.mark.parametrize("key", ["ferry/fig-1", "fig-1", "0"])
def test_pictures_go_by_the_ids_of_excerpts_only(key):
    html = exported(MEMO, ".html", ExportOptions(images={key: PICTURE}))[".html"]
    assert b"<img" not in html


def test_a_picture_is_set_at_twice_the_density_of_a_screen_within_the_margins():
    assert shown_width(PICTURE) == 2.0
    assert shown_width(png(4000, 10)) == 6.0


def test_the_caption_is_the_papers_own_cited_and_the_picture_described():
    html = exported(MEMO, ".html", OPTIONS)[".html"].decode()
    caption = re.search(r"<figcaption[^>]*>(.*?)</figcaption>", html, re.DOTALL)[1]
    assert " ".join(caption.split()) == (
        "Figure 1. “The railway is 87 kilometres long.” Source: “Port Office” (Berg 2019, para. 3)"
    )
    assert 'alt="Picture of: Trains"' in html
    assert "data:image/png;base64," in html


def test_a_label_of_the_paper_goes_before_the_memos_own_number():
    text = exported(figure_memo("Figure 7"), ".md", OPTIONS)[".md"].decode()
    assert "Figure 7. “The railway is 87" in text
    assert "Figure 1." not in text


def test_a_chart_drawn_anew_says_so_in_the_readers_language():
    options = replace(OPTIONS, redrawn=frozenset(OPTIONS.images), language="ru")
    html = exported(MEMO, ".html", options)[".html"].decode()
    assert "Рис. 1. «The railway" in html
    assert "Перерисовано по числам из текста работы." in " ".join(html.split())


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_office_files_hold_the_picture(tmp_path, suffix):
    data = exported(MEMO, suffix, OPTIONS)[suffix]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = [n for n in archive.namelist() if n.endswith(".png") and "humb" not in n]
        assert [archive.read(name) for name in pictures] == [PICTURE]


@pytest.mark.parametrize("suffix", [".md", ".tex"])
def test_formats_that_hold_no_picture_have_it_beside(tmp_path, suffix):
    written = export_memo(MEMO, tmp_path / f"my memo{suffix}", OPTIONS)
    beside = tmp_path / "my memo-figure-1.png"
    assert beside in written
    assert beside.read_bytes() == PICTURE
    assert "figure-1.png" in written[0].read_text("utf-8")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf", ".html", ".md", ".tex", ".txt"])
def test_a_caption_is_verified_as_a_quotation(tmp_path, suffix):
    path = tmp_path / f"memo{suffix}"
    export_memo(figure_memo(source=None), path, OPTIONS)
    found = verify_file(path, {"ferry": FERRY})
    assert [(v.text, v.status) for v in found.verdicts] == [(WORDS, "exact")]


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf", ".html", ".md", ".tex", ".txt"])
def test_words_of_two_paragraphs_are_one_quotation(tmp_path, suffix):
    start, end = FERRY.text.index("It cost 40"), FERRY.text.index("The town was surprised.")
    made = excerpt_of(FERRY, [Span(start, end + len("The town was surprised."))])
    path = tmp_path / f"memo{suffix}"
    export_memo(memo_of(FERRY, made), path, OPTIONS)
    quoted, beside = verify_file(path, {"ferry": FERRY}).verdicts  # a sentence to mind as well
    assert quoted.status == beside.status == "exact"
    assert "It cost 40 euros." in quoted.text and "was surprised." in quoted.text


def test_the_note_of_a_caption_is_read_back_from_latex(tmp_path):
    start, end = FERRY.text.index(WORDS), FERRY.text.index("snow stopped the trains.")
    made = excerpt_of(FERRY, [Span(start, end + len("snow stopped the trains."))])
    memo = memo_of(FERRY, replace(made, plotted=True))
    export_memo(memo, tmp_path / "m.tex", ExportOptions(images={memo.shown[0].id: PICTURE}))
    _, noted = verify_file(tmp_path / "m.tex", {"ferry": FERRY}).verdicts
    assert (noted.text, noted.status) == (made.footnotes[0].text, "exact")


def test_a_caption_of_several_lines_is_read_back_whole_from_a_pdf(tmp_path):
    start, end = FERRY.text.index("It did not"), FERRY.text.index("The town was surprised.")
    made = excerpt_of(FERRY, [Span(start, end + len("The town was surprised."))])
    memo = memo_of(FERRY, replace(made, plotted=True))
    number = memo.shown[0].id
    options = ExportOptions(images={number: PICTURE}, redrawn=frozenset({number}))
    export_memo(memo, tmp_path / "m.pdf", options)
    found = verify_file(tmp_path / "m.pdf", {"ferry": FERRY}).verdicts
    quoted = " ".join(made.quote.split())
    assert [(v.text, v.status) for v in found] == [(quoted, "exact")]


@pytest.mark.parametrize(("paragraph", "status"), [(2, "exact"), (3, "wrong_locator")])
def test_a_figure_is_cited_by_the_paragraph_it_belongs_to(tmp_path, paragraph, status):
    start = FERRY.text.index("It cost 40 euros.")
    anchor = Span(start, start + len("It cost 40 euros."))
    figure = Figure("fig-1", None, "Costs", None, (), anchor, 2, ())
    path = tmp_path / "m.md"
    path.write_text(f"“It cost 40 euros.” (Berg 2019, para. {paragraph})", "utf-8")
    found = verify_file(path, {"ferry": replace(FERRY, figures=(figure,))})
    assert [v.status for v in found.verdicts] == [status]


@pytest.mark.parametrize(
    ("words", "place", "status"),
    [
        ("It cost 40 euros.", "p. 9", "exact"),
        ("It cost 40 euros.", "para. 2", "exact"),
        ("It cost 40 euros.", "paras. 2–3", "wrong_locator"),
        ("Critics claim that nobody needed it. It cost 40 euros.", "p. 9", "wrong_locator"),
        ("Critics claim that nobody needed it. It cost 40 euros.", "para. 2", "wrong_locator"),
        ("Critics claim that nobody needed it. It cost 40 euros.", "p. 7", "exact"),
        ("Critics claim that nobody needed it. It cost 40 euros.", "para. 1", "exact"),
        ("It cost […] The town was surprised.", "para. 2", "wrong_locator"),
    ],
)
def test_words_that_only_touch_a_caption_are_cited_by_their_own_place(
    tmp_path, words, place, status
):
    paper = ferry(pages=True)
    start = paper.text.index("It cost 40 euros.")
    anchor = Span(start, start + len("It cost 40 euros."))
    figure = Figure("fig-1", None, "Costs", None, (), anchor, 2, (), page="9")
    path = tmp_path / "m.md"
    path.write_text(f"“{words}” (Berg 2019, {place})", "utf-8")
    found = verify_file(path, {"ferry": replace(paper, figures=(figure,))})
    assert [v.status for v in found.verdicts] == [status]


def test_what_is_no_picture_is_refused():
    with pytest.raises(UsageError, match="neither PNG nor JPEG"):
        exported(MEMO, ".docx", replace(OPTIONS, images={MEMO.shown[0].id: b"<svg/>"}))
