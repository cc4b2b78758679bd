"""Pictures that are drawn once, of the right file or not at all."""

from __future__ import annotations

import io
import os
from dataclasses import replace

import pytest
from PIL import Image

from chatbot.datatypes import Figure, Span
from chatbot.documents.pdf_reader import read_pdf
from chatbot.documents.reading_process import ReadingProcess
from chatbot.errors import DocumentError, MissingInput, UsageError
from chatbot.locations import Folders
from chatbot.pictures import Pictures, media_type
from tests.pdfs import page, pdf

WORDS = "The ports of the East were built long ago, and the roads came later."


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Two papers in a corpus, what draws them, and a list of what was drawn."""
    corpus, drawn = tmp_path / "corpus", []
    (corpus / "deep").mkdir(parents=True)
    made = page().text(72, 100, WORDS).box(100, 200, 300, 260).text(72, 290, "Figure 1: Ports.")
    files = {"ports": corpus / "deep" / "ports.pdf", "roads": corpus / "roads.pdf"}
    files["ports"].write_bytes(pdf(made, page().text(72, 100, "Roads are long.")))
    files["roads"].write_bytes(pdf(page().text(72, 100, WORDS)))
    for file in files.values():
        os.utime(file, (1e9, 1e9))
    documents = {name: read_pdf(file, name).document for name, file in files.items()}
    render = ReadingProcess.render

    def counted(self, path, document_id, view):
        drawn.append((path.name, view.number, view.scale))
        return render(self, path, document_id, view)

    monkeypatch.setattr(ReadingProcess, "render", counted)

    class Library:
        folder = tmp_path / "index" / "pictures"

        def pictures(self, **options):
            folders = Folders(corpus, tmp_path / "index")
            return Pictures(lambda: documents, folders, **options)

    Library.files, Library.documents, Library.drawn = files, documents, drawn
    return Library()


@pytest.fixture
def pictures(library):
    made = library.pictures()
    yield made
    made.close()


def test_a_page_is_drawn_once_and_kept(library, pictures):
    first = pictures.page("ports", 1, 2.0)
    assert media_type(first) == "image/webp" or first.startswith(b"\x89PNG")
    assert Image.open(io.BytesIO(first)).size == (1224, 1584)
    assert pictures.page("ports", 1, 2.1) == first
    again = library.pictures()
    assert again.page("ports", 1, 2.0) == first
    assert library.drawn == [("ports.pdf", 1, 2.0)]
    assert pictures.page("ports", 2, 2.0) != first


def test_a_torn_picture_is_drawn_again(library, pictures):
    first = pictures.page("ports", 1, 1.0)
    (kept,) = (file for file in library.folder.rglob("*") if file.is_file())
    kept.write_bytes(b"")
    assert pictures.page("ports", 1, 1.0) == first


def test_a_changed_file_gives_a_line_and_no_page(library, pictures):
    pictures.page("roads", 1, 1.0)
    library.files["roads"].write_bytes(library.files["ports"].read_bytes())
    with pytest.raises(DocumentError, match=r"^roads\.pdf has changed since it was read"):
        pictures.page("roads", 1, 1.0)
    with pytest.raises(DocumentError, match="has changed"):
        pictures.file("roads")


def test_a_file_that_moved_is_found_and_one_that_is_gone_is_named(library, pictures):
    pictures.page("ports", 1, 1.0)
    old = library.files["ports"]
    moved = old.parents[1] / "ports.pdf"
    old.rename(moved)
    assert pictures.file("ports") == moved
    moved.unlink()
    with pytest.raises(MissingInput, match=r"put ports\.pdf back"):
        pictures.page("ports", 1, 1.0)


def test_what_is_unknown_is_one_line(pictures):
    with pytest.raises(UsageError, match="no document 'rivers' is indexed"):
        pictures.page("rivers", 1, 1.0)
    for number in (0, 3, -1):
        with pytest.raises(UsageError, match=f"ports has no page {number} "):
            pictures.page("ports", number, 1.0)
    with pytest.raises(UsageError, match="ports has no figure 'fig-9'"):
        pictures.figure("ports", "fig-9")


def test_a_figure_is_its_region_at_twice_the_size(library, pictures):
    anchor = Span(0, 5)
    drawn = Figure("fig-1", "Figure 1", None, None, (), anchor, None, (), "1", None,
                   (100.0, 200.0, 300.0, 260.0))  # fmt: skip
    placeless = replace(drawn, id="fig-2", region=None)
    library.documents["ports"] = replace(library.documents["ports"], figures=(drawn, placeless))
    picture = Image.open(io.BytesIO(pictures.figure("ports", "fig-1")))
    assert picture.size == (2 * 208, 2 * 68)
    with pytest.raises(UsageError, match="no picture of figure 'fig-2'"):
        pictures.figure("ports", "fig-2")


def test_forgetting_removes_one_file_s_pictures_and_no_other_s(library, pictures):
    kept = pictures.page("roads", 1, 1.0)
    pictures.page("ports", 1, 1.0)
    pictures.forget(library.documents["ports"].source.sha256)
    (left,) = library.folder.iterdir()
    assert left.name == library.documents["roads"].source.sha256
    for name in ("..", "", "/"):
        pictures.forget(name)
    assert pictures.page("roads", 1, 1.0) == kept and len(library.drawn) == 2


def test_the_oldest_goes_where_there_are_too_many(library):
    first = library.pictures()
    wanted = (("ports", 1), ("ports", 2), ("roads", 1))
    sizes = [len(first.page(name, number, 1.0)) for name, number in wanted]
    first.forget(library.documents["roads"].source.sha256)
    first.close()
    folder = library.folder / library.documents["ports"].source.sha256
    os.utime(folder / "1-1-1", (2e6, 2e6))
    os.utime(folder / "1-2-1", (1e6, 1e6))
    second = library.pictures(kept_bytes=sum(sizes) - 1)
    second.page("roads", 1, 1.0)
    second.close()
    left = sorted(
        file.relative_to(library.folder).as_posix() for file in library.folder.glob("*/*")
    )
    roads = library.documents["roads"].source.sha256
    assert left == sorted([f"{folder.name}/1-1-1", f"{roads}/1-1-1"])


def test_a_failure_is_remembered_until_the_file_is_forgotten(library, pictures, monkeypatch):
    def failing(*_):
        library.drawn.append("failed")
        raise DocumentError("page 1 of ports.pdf is damaged")

    monkeypatch.setattr(ReadingProcess, "render", failing)
    for _ in range(2):
        with pytest.raises(DocumentError, match=r"^page 1 of ports\.pdf is damaged$"):
            pictures.page("ports", 1, 1.0)
    assert library.drawn == ["failed"]
    pictures.forget(library.documents["ports"].source.sha256)
    with pytest.raises(DocumentError):
        pictures.page("ports", 1, 1.0)
    assert library.drawn == ["failed", "failed"]
