"""Pages as pictures: what is painted stands where its boxes say."""

from __future__ import annotations

import io

import pypdf
import pytest
from PIL import Image

from chatbot.datatypes import Span
from chatbot.documents import ReadingLimits
from chatbot.documents.boxes import lines_of
from chatbot.documents.pdf_reader import read_pdf
from chatbot.documents.reading_process import ReadingProcess
from chatbot.documents.rendering import MAX_PIXELS, View, bounded, clipped, encoded, render
from chatbot.errors import DocumentError
from tests.pdfs import page, pdf


@pytest.fixture
def draw(tmp_path):
    file = tmp_path / "paper.pdf"

    def of(data, number=1, scale=2.0, region=None):
        file.write_bytes(data)
        picture = render(file, None, View(number, scale, region), max_pages=10)
        return Image.open(io.BytesIO(picture)).convert("L")

    of.file = file
    return of


def ink(picture, scale):
    """Left, top, right, bottom in points of all that is dark."""
    bounds = picture.point([255 * (value < 128) for value in range(256)]).getbbox()
    return tuple(edge / scale for edge in bounds)


@pytest.mark.parametrize(
    ("extra", "size"),
    [
        ("", (1224, 1584)),
        ("/Rotate 90", (1584, 1224)),
        ("/Rotate 180", (1224, 1584)),
        ("/Rotate 270", (1584, 1224)),
        ("/CropBox [100 100 500 700]", (800, 1200)),
        ("/CropBox [100 100 500 700] /Rotate 90", (1200, 800)),
    ],
)
def test_a_word_is_painted_within_its_box_and_nothing_else_is(draw, extra, size):
    made = page().text(300, 400, "88888 ports", size=20)
    made.extra = extra
    picture = draw(pdf(made))
    assert picture.size == size
    reading = read_pdf(draw.file, "paper")
    document = reading.document
    boxes = [line.box for line in lines_of(document, reading.boxes, Span(0, 11))]
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    painted = ink(picture, 2)
    assert left - 1 <= painted[0] and painted[2] <= right + 1
    assert top - 1 <= painted[1] and painted[3] <= bottom + 1
    # Ten digits and letters of Helvetica at 20 points are about 100 points long.
    assert max(painted[2] - painted[0], painted[3] - painted[1]) == pytest.approx(103, abs=4)


def test_a_region_is_cut_out_with_a_margin(draw):
    made = page().box(100, 200, 300, 250).text(90, 300, "88888 ports", size=20)
    picture = draw(pdf(made), region=(100.0, 200.0, 300.0, 250.0))
    assert picture.size == (2 * (200 + 8), 2 * (50 + 8))
    assert picture.getpixel((4, 4)) > 250 > 230 > picture.getpixel((12, 12))


@pytest.mark.parametrize(
    ("region", "clip"),
    [
        (None, (0, 0, 100, 50)),
        ((10, 10, 20, 20), (6, 6, 24, 24)),
        ((-30, -30, 500, 500), (0, 0, 100, 50)),
        ((400, 10, 500, 20), (99, 6, 100, 24)),
        ((50, 20, 30, 10), (46, 16, 47, 17)),
    ],
)
def test_a_region_never_leaves_its_page(region, clip):
    assert clipped(region, 100.0, 50.0) == clip


def test_an_absurd_page_is_drawn_small(draw):
    data = pdf(page().text(72, 100, "Ports")).replace(b"[0 0 612 792]", b"[0 0 9e5 9e4]")
    width, height = draw(data, scale=4.0).size
    assert 0 < width * height <= MAX_PIXELS and width <= 8000
    assert bounded(2.0, 612, 792) == 2.0


def test_what_is_printed_in_black_is_png_and_colours_are_webp():
    black = Image.new("RGB", (60, 60), "white")
    black.paste((9, 9, 9), (10, 10, 50, 12))
    red = black.copy()
    red.paste((200, 30, 30), (20, 20, 40, 40))
    shades = Image.linear_gradient("L").convert("RGB")
    assert [encoded(picture)[:4] for picture in (black, red, shades)] == [
        b"\x89PNG",
        b"RIFF",
        b"RIFF",
    ]
    drawn = Image.open(io.BytesIO(encoded(black))).convert("L")
    assert (drawn.getpixel((5, 5)), drawn.getpixel((20, 11))) == (255, 17)


def test_a_page_that_is_not_there_is_one_line(draw):
    with pytest.raises(DocumentError, match=r"^paper\.pdf has no page 3; its pages are 1 to 2$"):
        draw(pdf(page(), page()), number=3)


def test_the_process_draws_encrypted_files_with_their_password(tmp_path):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(page().text(72, 100, "Ports", size=30))))
    writer.encrypt("open sesame", algorithm="AES-256")
    file = tmp_path / "secret.pdf"
    writer.write(file)
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7\nnothing")
    with ReadingProcess(ReadingLimits(passwords={"secret": "open sesame"})) as process:
        with pytest.raises(DocumentError, match=r"^torn\.pdf is damaged"):
            process.render(tmp_path / "torn.pdf", "torn", View(1, 1.0))
        picture = Image.open(io.BytesIO(process.render(file, "secret", View(1, 1.0))))
        with pytest.raises(DocumentError, match="is encrypted; give its password"):
            process.render(file, "another", View(1, 1.0))
    painted = ink(picture.convert("L"), 1)
    assert 72 <= painted[0] < painted[2] < 172 and 70 <= painted[1] < painted[3] <= 108


def test_the_lines_of_a_page_are_its_text_without_a_gap(tmp_path):
    file = tmp_path / "paper.pdf"
    first = page().lines(72, 100, "The ports of the East were built", "long ago. They are old.")
    file.write_bytes(pdf(first, page().text(72, 100, "Roads came later.")))
    reading = read_pdf(file, "paper")
    document = reading.document
    span = Span(0, len(document.text))
    lines = lines_of(document, reading.boxes, span)
    assert [line.page for line in lines] == [0, 0, 1]
    assert [document.slice(line.span).strip() for line in lines] == [
        "The ports of the East were built",
        "long ago. They are old.",
        "Roads came later.",
    ]
    assert [line.span.end for line in lines[:-1]] == [line.span.start for line in lines[1:]]
