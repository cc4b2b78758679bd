"""Pictures and files over HTTP: who gets them, with which headers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from chatbot.documents.pdf_reader import read_pdf
from chatbot.interface.picture_addresses import figure_address, file_address, page_address
from chatbot.interface.picture_routes import picture_routes
from chatbot.locations import Folders
from chatbot.pictures import Pictures
from tests.pdfs import page, pdf

from .papers import make_paper

NAME = "Порты & “roads” 7"


def test_addresses_are_relative_and_escaped():
    assert page_address("a b/&", 3, 1.5) == "papers/page?document=a%20b%2F%26&number=3&scale=1.5"
    assert page_address("a", 3, 2.0).endswith("&scale=2")
    assert figure_address("a", "fig 1") == "papers/figure?document=a&figure=fig%201"
    assert file_address("a", 9) == "papers/file?document=a#page=9"
    assert file_address("a") == "papers/file?document=a"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Asks for addresses as who has signed in; ``browser.cookies`` are what shows that."""
    folder = tmp_path_factory.mktemp("papers")
    file = folder / f"{NAME}.pdf"
    file.write_bytes(pdf(page().text(72, 100, "The ports were built long ago.")))
    made = read_pdf(file, NAME).document
    documents = {NAME: made, "harbours": make_paper(), "gone": replace(made, id="gone")}
    pictures = Pictures(lambda: documents, Folders(folder, folder / "index"))
    app = Starlette(routes=picture_routes(pictures))
    # What the routes look at of Gradio's server; a browser's test asks the real one.
    app.auth, app.auth_dependency = (lambda *_: True), None
    app.cookie_id, app.tokens = "x", {"known": "ada"}
    with TestClient(app, cookies={"access-token-unsecure-x": "known"}) as client:
        yield client
    pictures.close()


@pytest.mark.parametrize(
    "address", [page_address(NAME, 1, 1.0), figure_address(NAME, "fig-1"), file_address(NAME)]
)
def test_nobody_gets_anything_without_signing_in(browser, address):
    for cookies in ({}, {"access-token-unsecure-x": "made-up"}, {"access-token-y": "known"}):
        stranger = TestClient(browser.app, cookies=cookies)
        answer = stranger.get(address)
        assert (answer.status_code, answer.text) == (401, "sign in on the page first")


def test_a_page_comes_with_its_kind_and_is_not_sent_twice(browser):
    answer = browser.get(page_address(NAME, 1, 1.0))
    assert answer.status_code == 200 and answer.content.startswith(b"\x89PNG")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    known = {"If-None-Match": answer.headers["ETag"]}
    again = browser.get(page_address(NAME, 1, 1.0), headers=known)
    assert (again.status_code, again.content) == (304, b"")


def test_the_file_is_shown_in_the_browser_and_a_part_of_it_can_be_asked_for(browser):
    answer = browser.get(file_address(NAME), headers={"Range": "bytes=0-4"})
    assert (answer.status_code, answer.content) == (206, b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=utf-8''%D0%9F")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_of_a_text_paper_the_text_comes_as_it_was_read(browser):
    answer = browser.get(file_address("harbours"))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == make_paper().source.text


@pytest.mark.parametrize(
    ("address", "status", "line"),
    [
        (page_address("rivers", 1, 1.0), 404, "no document 'rivers' is indexed"),
        (page_address(NAME, 2, 1.0), 404, f"{NAME} has no page 2 that could be drawn"),
        (page_address("harbours", 1, 1.0), 404, "harbours has no page 1 that could be drawn"),
        (figure_address("harbours", "fig-1"), 404, "harbours has no picture of figure 'fig-1'"),
        ("papers/page?document=harbours", 404, "number and scale of a page are numbers"),
        ("papers/page", 404, "number and scale of a page are numbers"),
        (file_address("gone"), 404, "the file of gone is no longer among the papers"),
    ],
)
def test_what_is_not_there_is_one_line(browser, address, status, line):
    answer = browser.get(address)
    assert answer.status_code == status
    assert answer.text.startswith(line) and "\n" not in answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")
