"""Files that cannot be read: each is one clear line, and the next one is read."""

from __future__ import annotations

import io
import sys
import zlib

import pypdf
import pytest

from chatbot.documents import PaperReader, ReadingLimits, reading_process
from chatbot.documents.pdf_reader import read_pdf
from chatbot.errors import DocumentError, MissingInput
from tests.pdfs import assembled, page, pdf

GOOD = pdf(page().text(72, 100, "Ports were built. Roads were built too."))
TREE = {
    1: "<< /Type /Catalog /Pages 2 0 R >>",
    2: "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
    5: "<< >>",
}


def picture_page():
    made = page()
    made.operators.append("612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI")
    return made


@pytest.fixture
def fault(tmp_path):
    def of(data, name="paper.pdf", **options):
        file = tmp_path / name
        file.write_bytes(data)
        with pytest.raises(DocumentError) as caught:
            read_pdf(file, file.stem, **options)
        line = str(caught.value)
        assert name in line and "\n" not in line
        return line

    return of


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"<html><body>Not found", "no PDF .*web page"),
        (b"PK\x03\x04rest", "no PDF .*zip"),
        (GOOD[: len(GOOD) // 8], "damaged or cut off"),
        (pdf(page(), page()), "no text on its 2 pages"),
        (pdf(page(), picture_page(), picture_page(), page(), picture_page()),
         "no text layer: pages 2–3, 5 are scanned pictures.*ocrmypdf"),
        (assembled(TREE), "no pages|no text|damaged"),
    ],
)  # fmt: skip
def test_each_fault_is_one_line(fault, data, reason):
    import re

    assert re.search(reason, fault(data))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingInput, match=r"none\.pdf"):
        read_pdf(tmp_path / "none.pdf", "none")


def test_too_many_pages_are_refused_with_the_setting(fault):
    line = fault(pdf(*[page().text(72, 100, "Ports")] * 4), max_pages=3)
    assert "4 pages" in line and "pdf.max_pages" in line


def encrypted(algorithm="AES-256"):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.encrypt("open sesame", algorithm=algorithm)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_an_encrypted_file_needs_the_right_password(fault, tmp_path):
    data = encrypted()
    assert "[pdf.passwords]" in fault(data, "Отчёт 7 “b”.pdf")
    assert "password given for it is wrong" in fault(data, password="sesame")
    reading = read_pdf(tmp_path / "paper.pdf", "paper", "open sesame")
    assert reading.document.text == "Ports were built. Roads were built too."


def test_scripts_attachments_and_links_are_left_alone(tmp_path):
    script = "/OpenAction << /S /JavaScript /JS (app.alert\\('x'\\)) >>"
    made = page().text(72, 100, "Ports were built.")
    action = "<< /S /URI /URI (http://127.0.0.1:9/) >>"
    made.extra = f"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {action} >>]"
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf(made, catalog=script))
    assert read_pdf(file, "paper").document.text == "Ports were built."


def test_an_absurd_page_size_is_read(tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(GOOD.replace(b"[0 0 612 792]", b"[0 0 9e9 9e9]"))
    assert read_pdf(file, "paper").document.text.startswith("Ports were built.")


# --- the process -------------------------------------------------------------


@pytest.fixture
def good(tmp_path):
    file = tmp_path / "good.pdf"
    file.write_bytes(GOOD)
    return file


def test_the_process_gives_what_reading_gives(good, tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    here = read_pdf(good, "good")
    with PaperReader() as reader:
        with pytest.raises(DocumentError, match=r"empty\.pdf is empty"):
            reader.read(tmp_path / "empty.pdf", "empty")
        there = reader.read(good, "good")
    assert there.document == here.document
    assert (there.boxes == here.boxes).all()


def instead(monkeypatch, program):
    start = reading_process.subprocess.Popen

    def other(command, **options):
        return start([sys.executable, "-c", program], **options)

    monkeypatch.setattr(reading_process.subprocess, "Popen", other)


def test_the_death_of_the_process_is_one_line(good, monkeypatch):
    instead(monkeypatch, "import os; os.abort()")
    with PaperReader() as reader, pytest.raises(DocumentError, match=r"good\.pdf .*ended"):
        reader.read(good, "good")


def test_a_process_that_hangs_is_ended_and_the_next_file_gets_another(good, monkeypatch):
    with monkeypatch.context() as patch:
        instead(patch, "import time; time.sleep(60)")
        patch.setattr(reading_process, "_START_S", 0.0)
        reader = PaperReader(ReadingLimits(seconds=0.2))
        with reader, pytest.raises(DocumentError, match=r"good\.pdf .*0\.2 seconds.*pdf\.seconds"):
            reader.read(good, "good")
    with PaperReader() as reader:
        assert reader.read(good, "good").document.id == "good"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_a_decompression_bomb_is_one_line_and_harms_no_other_file(good, tmp_path):
    packed = zlib.compressobj(9)
    inner = b"".join(packed.compress(b" " * 2**26) for _ in range(40)) + packed.flush()
    body = zlib.compress(inner)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(body)
    marked = pdf(page())
    stream = marked[marked.index(b"11 0 obj") : marked.index(b"endobj", marked.index(b"11 0 obj"))]
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(marked.replace(stream, b"11 0 obj\n" + head + body + b"\nendstream\n"))
    with PaperReader(ReadingLimits(megabytes=400)) as reader:
        with pytest.raises(DocumentError, match=r"bomb\.pdf"):
            reader.read(bomb, "bomb")
        assert reader.read(good, "good").document.id == "good"
