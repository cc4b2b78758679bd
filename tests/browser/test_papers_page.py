"""The Papers tab: files are added, chosen, described and removed without leaving the page."""

import httpx
import pytest

from ..shelf.helpers import CANAL, Shelf
from .conftest import PHONE, Served

LINE = "#asking [role=status]"


@pytest.fixture(scope="module")
def shelved(tmp_path_factory):
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    running = Served(shelf.chatbot, shelf=shelf)
    shelf.after(running.loading.replace)
    yield running
    running.app.close(verbose=False)


def open_tab(visit, url, *options):
    visited = visit(url, *options).open()
    page = visited.page
    if options:
        page.click(".open-panel")
    tab = page.locator('#tabs [role="tab"]', has_text="Papers")
    if not tab.count():  # no room for it: it is among “More tabs”
        page.click("#tabs .overflow-menu > button")
        tab = page.locator("#tabs .overflow-dropdown button", has_text="Papers")
    tab.first.click()
    page.wait_for_selector(".papers-list li")
    return visited, page


def test_papers_are_added_asked_described_and_removed(visit, shelved, tmp_path):
    visited, page = open_tab(visit, shelved.url)
    canal, empty = tmp_path / "Канал “1”.txt", tmp_path / "empty.txt"
    canal.write_text(CANAL, encoding="utf-8")
    empty.write_bytes(b"")
    page.set_input_files(".papers-files", [canal, empty])
    row = page.locator('li[data-document="Канал “1”"]')
    row.wait_for()
    assert "empty.txt is empty" in page.inner_text(".papers-line")
    page.wait_for_function("document.querySelector('.masthead').dataset.papers === '3'")

    page.click('[data-papers="none"]')
    row.locator("input").check()
    page.wait_for_selector(LINE)
    assert page.inner_text(LINE) == "Asking 1 of 3 papers"
    assert "Duvno" in visited.ask("How many men dug the canal?").inner_text()
    page.reload()
    page.wait_for_selector(LINE)
    page.click('#asking [data-papers="all"]')
    page.wait_for_selector(LINE, state="detached")

    page.locator('#tabs [role="tab"]', has_text="Papers").first.click()
    row.locator('[data-papers="cite"]').click()
    row.locator('.cite-form [name="title"]').fill("Canals")
    row.locator('.cite-form [name="title"]').press("Enter")
    page.wait_for_selector('li[data-document="Канал “1”"] .title:text-is("Canals")')

    row.locator('[data-papers="ask-remove"]').click()
    row.locator('[data-papers="keep"]').press("Enter")
    row.locator('[data-papers="ask-remove"]').click()
    row.locator('[data-papers="remove"]').click()
    row.wait_for(state="detached")
    page.wait_for_function("document.querySelector('.masthead').dataset.papers === '2'")
    assert visited.outside == []


def test_of_a_dropped_folder_the_papers_are_taken(visit, shelved, tmp_path):
    _, page = open_tab(visit, shelved.url)
    inner = tmp_path / "folder" / "inner"
    inner.mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    (inner / "quay.txt").write_text("Quays\n\nThe Lambda quay was built in 1955.\n")
    (inner / "photo.jpg").write_bytes(b"x")
    zone = page.locator(".drop").bounding_box()
    place = {"x": zone["x"] + 9, "y": zone["y"] + 9}
    names = [str(tmp_path / "folder"), str(tmp_path / "empty")]
    data = {"items": [], "files": names, "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})
    page.wait_for_selector('li[data-document="quay"]')
    assert page.inner_text(".papers-line") == "The folder empty holds no papers of these kinds."


def test_the_tab_fits_a_phone(visit, shelved):
    visited, page = open_tab(visit, shelved.url, PHONE)
    page.fill(".papers-find", "rails")
    assert page.locator(".papers-list li:visible").count() == 1
    assert not visited.scrolls_sideways()


def test_a_tab_opened_while_the_papers_load_fills_when_they_are_there(visit, tmp_path):
    shelf = Shelf(tmp_path)
    running = Served(shelf.chatbot, at_once=False, shelf=shelf)
    page = visit(running.url).page
    page.goto(running.url)
    # It asks again, naming what it has been told before.
    with page.expect_response(lambda reply: "&seen=0" in reply.url) as second:
        page.locator('#tabs [role="tab"]', has_text="Papers").first.click()
    assert second.value.json()["opening"] and "rows" not in second.value.json()
    running.open()
    page.wait_for_selector('.papers-list li[data-document="ferry"]')
    running.app.close(verbose=False)


OWN = "papers.example:7860"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": f"http://{OWN}"}, 200),
        ({"Origin": f"http://{OWN}", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "https://proxied.example", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": f"http://{OWN}", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://papers.example:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_the_real_server_refuses_what_another_site_asks(shelved, headers, status):
    """Gradio answers any origin where the host is not this machine's own name."""
    sent = {"Host": OWN, "X-Papers": "1", **headers}
    refresh = httpx.post(f"{shelved.url}papers/act", json={"act": "refresh"}, headers=sent)
    listed = httpx.get(f"{shelved.url}papers/list", headers=sent)
    assert (refresh.status_code, listed.status_code) == (status, status)
