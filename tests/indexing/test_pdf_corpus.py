"""PDFs in an index: their boxes, what is read again, and what failed."""

from __future__ import annotations

import io

import numpy as np
import pypdf
import pytest

from chatbot.documents import PaperReader, ReadingLimits
from chatbot.indexing import load_index
from tests.fakes import HashingEncoder
from tests.indexing.helpers import build, reopen
from tests.pdfs import page, pdf

PORTS = pdf(page().text(72, 100, "Ports were built in the East."))
ROADS = pdf(page().text(72, 100, "Roads were built in the West."))


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ports.pdf").write_bytes(PORTS)
    (folder / "roads.pdf").write_bytes(ROADS)
    (folder / "text.txt").write_text("Rails were laid in the North.\n")
    return folder


def locked(data):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("sesame", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.fixture
def reads(monkeypatch):
    """The names of the files that are read, in order."""
    names = []
    read = PaperReader.read

    def noting(self, path, document_id, told):
        names.append(path.name)
        return read(self, path, document_id, told)

    monkeypatch.setattr(PaperReader, "read", noting)
    return names


def test_boxes_are_saved_and_mapped_for_papers_with_pages_only(papers, tmp_path):
    built = build(papers, tmp_path / "index")
    loaded = load_index(tmp_path / "index")
    assert loaded.documents == built.documents
    assert set(loaded.boxes) == {"ports", "roads"}
    for name, boxes in loaded.boxes.items():
        assert boxes.shape == (len(loaded.documents[name].text), 4)
        assert np.array_equal(boxes, built.boxes[name])
        assert isinstance(boxes.base, np.memmap)


def test_only_a_changed_file_is_read_again_and_the_others_keep_their_boxes(papers, tmp_path, reads):
    before = build(papers, tmp_path / "index")
    assert reads == ["ports.pdf", "roads.pdf", "text.txt"]
    reads.clear()
    build(papers, tmp_path / "index")
    assert reads == []
    (papers / "roads.pdf").write_bytes(ROADS.replace(b"West", b"South Coast"))
    after = build(papers, tmp_path / "index")
    assert reads == ["roads.pdf"]
    assert "South Coast" in after.documents["roads"].text
    assert np.array_equal(after.boxes["ports"], before.boxes["ports"])
    assert len(after.boxes["roads"]) == len(after.documents["roads"].text)


def test_a_file_that_failed_is_tried_again_with_another_password_only(papers, tmp_path, reads):
    (papers / "ports.pdf").write_bytes(locked(PORTS))
    encoder, folder = HashingEncoder(), tmp_path / "index"
    index = build(papers, folder, encoder)
    ((name, reason),) = index.report.failed
    assert name == "ports.pdf" and "encrypted" in reason
    assert set(index.documents) == {"roads", "text"}
    reads.clear()
    reopen(papers, folder, encoder)
    assert reads == []
    wrong = ReadingLimits(passwords={"ports": "tahini"})
    index = reopen(papers, folder, encoder, limits=wrong)
    assert "wrong" in index.manifest.failures[0].failure
    reopen(papers, folder, encoder, limits=wrong)
    assert reads == ["ports.pdf"]
    right = ReadingLimits(passwords={"ports": "sesame"})
    index = reopen(papers, folder, encoder, limits=right)
    assert index.documents["ports"].text == "Ports were built in the East."
    assert (index.manifest.failures, reads) == ((), ["ports.pdf", "ports.pdf"])


def test_the_manifest_does_not_tell_a_password(papers, tmp_path):
    (papers / "ports.pdf").write_bytes(locked(PORTS))
    limits = ReadingLimits(passwords={"ports": "tahini"})
    build(papers, tmp_path / "index", limits=limits)
    (manifest,) = (tmp_path / "index").rglob("manifest.json")
    assert "tahini" not in manifest.read_text()
    assert "tahini" not in repr(limits)
