"""The Verify page, as a person meets it."""

import json

import pytest

from chatbot.datatypes import Span
from chatbot.interface import source_panel
from chatbot.interface.places import Place, address

from ..interface.papers import make_paper
from .conftest import PHONE
from .test_chat_page import QUOTE, SERIOUS


def test_a_document_is_checked_saved_and_its_places_opened(visit, served, tmp_path):
    path = tmp_path / "brief.md"
    changed = QUOTE.replace("1.4", "1.9")
    path.write_text(f"> {QUOTE}\n\nand\n\n> {changed}\n", "utf-8")
    guest = visit(served.url)
    guest.page.goto(f"{served.url}verify")
    guest.page.set_input_files("#verify-file input[type=file]", str(path))
    table = guest.page.locator(".verification table")
    table.wait_for()
    assert "exact" in table.locator("tr.exact .status").inner_text()
    assert table.locator("tr.changed ins").inner_text().split() == [
        "[only",
        "in",
        "the",
        "document:",
        "1.9",
        "]",
    ]
    with guest.page.expect_download() as saved:
        guest.page.get_by_role("link", name="Save as JSON").click()
    values = json.loads(saved.value.path().read_text("utf-8"))
    assert values["counts"] == {"exact": 1, "changed": 1}
    with guest.page.context.expect_page() as opened:
        table.locator("tr.exact td a").first.click()
    chat = opened.value
    chat.wait_for_selector("#source .text .now mark")
    assert "1.4 metres" in chat.locator("#source .text .now").inner_text()
    chat.close()
    assert guest.complaints == []
    assert guest.outside == []


def test_the_page_fits_a_phone_and_has_names_for_everything(visit, served, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    path = tmp_path / "brief.md"
    path.write_text(f"> {QUOTE.replace('grew', 'shrank')}\n", "utf-8")
    guest = visit(served.url, PHONE, color_scheme="dark")
    guest.page.goto(f"{served.url}verify")
    guest.page.set_input_files("#verify-file input[type=file]", str(path))
    guest.page.locator(".verification tr.changed").wait_for()
    assert not guest.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    guest.page.wait_for_timeout(500)  # colours fade in; half-way they have no contrast
    found = axe.Axe().run(guest.page).response["violations"]
    assert [(f["id"], f["nodes"][0]["html"]) for f in found if f["impact"] in SERIOUS] == []


@pytest.mark.parametrize("outlined", [30, 0])
def test_a_link_from_another_page_opens_its_place_also_among_many_papers(
    visit, served, monkeypatch, outlined
):
    monkeypatch.setattr(source_panel, "MOST_OUTLINED", outlined)
    paper = make_paper()
    start = paper.text.index(QUOTE)
    place = address(Place(paper.id, Span(start, start + len(QUOTE))))
    guest = visit(served.url)
    guest.page.goto(f"{served.url}#src={place}")
    guest.page.wait_for_selector("#source .text .now mark")
    assert "#" not in guest.page.url
    assert guest.complaints == []
