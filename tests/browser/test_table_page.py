"""The page of questions and papers, as a person meets it."""

import pytest

from ..interface.answers import answer_to
from ..interface.knowing import KnowingChatbot
from ..interface.papers import make_paper
from .conftest import DESKTOP, PHONE, Served
from .test_chat_page import SERIOUS


class Surveyed(KnowingChatbot):
    """The knowing chatbot, asked of one paper at a time."""

    def ask(self, question, history=(), documents=()):
        return answer_to(question, self.documents[documents[0]], history)


@pytest.fixture(scope="module")
def tabled():
    papers = {"a": make_paper("a"), "b": make_paper("b", "Other harbours")}
    running = Served(Surveyed(documents=papers))
    yield running
    running.app.close(verbose=False)


def made(visit, tabled, viewport, scheme, questions):
    guest = visit(tabled.url, viewport, color_scheme=scheme)
    guest.page.goto(f"{tabled.url}table")
    guest.page.wait_for_selector("#table-start:enabled")
    guest.page.fill("#table-questions textarea", questions)
    guest.page.click("#table-start")
    guest.page.wait_for_selector("#table-results .survey")
    return guest


def test_a_table_is_made_downloaded_and_leads_to_the_source(visit, tabled):
    guest = made(visit, tabled, DESKTOP, "light", "hallin grow\nWho won the cup?")
    guest.page.get_by_text("Done: 2 answers to 4").wait_for()
    assert guest.page.locator("#table-results tbody tr").count() == 2
    with guest.page.expect_download() as download:
        guest.page.locator("#table-file a[download]").first.click()
    assert download.value.path().read_bytes().startswith(b"\xef\xbb\xbfquery_id,")
    with guest.page.expect_popup() as popup:
        guest.page.locator("#table-results .chip").nth(1).click()
    popup.value.wait_for_selector("#source .text .now")
    assert "Other harbours" in popup.value.locator("#source").inner_text()
    popup.value.close()
    guest.page.reload()
    guest.page.wait_for_selector("#table-results .survey")  # found again
    guest.page.locator("#table-papers input").click()
    guest.page.get_by_role("option", name="Other harbours").click()
    guest.page.fill("#table-questions textarea", "hallin grow")
    guest.page.click("#table-start")
    guest.page.get_by_text("Done: 1 answer to 1").wait_for()
    assert guest.outside == [] and guest.complaints == []


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "dark"), (PHONE, "light")])
def test_the_page_is_accessible_and_fits_the_screen(visit, tabled, viewport, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    guest = made(visit, tabled, viewport, scheme, "hallin grow\nclerk\nsilt\ncup\nships")
    guest.page.wait_for_timeout(500)  # colours fade in; half-way they have no contrast
    findings = axe.Axe().run(guest.page).response["violations"]
    assert [(f["id"], f["nodes"][0]["html"]) for f in findings if f["impact"] in SERIOUS] == []
    assert not guest.page.evaluate(
        "document.documentElement.scrollWidth > innerWidth ||"
        "document.querySelector('#table-page').scrollWidth"
        " > document.querySelector('#table-page').clientWidth"
    )
