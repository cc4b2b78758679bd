"""A PDF in the Source panel of a real browser: the quote is marked where its words stand."""

import pytest

from chatbot.datatypes import Answer, Turn
from chatbot.documents.pdf_reader import read_pdf
from chatbot.interface.picture_addresses import page_address
from chatbot.locations import Folders
from chatbot.pictures import Pictures
from tests.pdfs import page, pdf

from ..interface.knowing import KnowingChatbot
from ..interface.papers import extract
from .conftest import PHONE, Served

FIRST = [
    "Many ports of the East were built in the last",
    "century. Their piers are made of stone and",
]
SECOND = [
    "wood. Nobody knows how many piers have been",
    "lost since. Roads came later than the ports.",
]
QUOTE = "Their piers are made of stone and wood."

RECTS = """(selector) => [...document.querySelectorAll(selector)].map((e) => {
  const sheet = e.closest('.sheet').getBoundingClientRect(), own = e.getBoundingClientRect();
  return [own.left - sheet.left, own.top - sheet.top, own.right - sheet.left,
          own.bottom - sheet.top].map((x) => (x / sheet.width) * 612);
})"""


class PortsChatbot(KnowingChatbot):
    """Quotes the sentence that goes over the page, whatever is asked."""

    def reply(self, question, conversation, documents=(), *, context=True):
        quoted = extract(self.documents["ports"], QUOTE, highlights=("stone",))
        answer = Answer(
            question=question,
            status="answered",
            interpreted_question=question,
            confidence=0.9,
            extracts=(quoted,),
        )
        return answer, conversation.after(Turn(question, answer))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    labels = "/PageLabels << /Nums [0 << /S /D /St 7 >>] >>"
    first, second = page().lines(72, 600, *FIRST, size=14), page().lines(72, 90, *SECOND, size=14)
    third = page().text(72, 90, "Roads are long.")
    (folder / "ports.pdf").write_bytes(pdf(first, second, third, catalog=labels))
    reading = read_pdf(folder / "ports.pdf", "ports")
    chatbot = PortsChatbot({"ports": reading.document}, boxes={"ports": reading.boxes})
    pictures = Pictures(lambda: chatbot.documents, Folders(folder, folder / "index"))
    running = Served(chatbot, pictures=pictures, check=lambda *given: given == ("ada", "secret"))
    running.file = folder / "ports.pdf"
    yield running
    running.app.close(verbose=False)
    pictures.close()


def opened(visit, url, *options, **more):
    """The page of somebody who has signed in and opened the quote."""
    guest = visit(url, *options, **more)
    request = guest.page.request
    picture = url + page_address("ports", 1, 1.0)
    assert request.get(picture).status == 401
    request.post(f"{url}login", form={"username": "ada", "password": "secret"})
    assert request.get(picture).headers["content-type"] == "image/png"
    guest.page.goto(url)
    guest.page.wait_for_selector(".welcome")
    guest.ask("Of what are the piers made?").locator(".cite .chip").click()
    guest.page.wait_for_selector("#source .marks .hit", state="attached")
    return guest


def drawn(guest):
    guest.page.wait_for_function(
        "[...document.querySelectorAll('.sheet img')].every((i) => i.complete && i.naturalWidth)"
    )


def test_a_quote_over_a_page_break_is_marked_zoomed_turned_and_copied(visit, served):
    guest = opened(visit, served.url, device_scale_factor=2)
    seen = guest.page
    drawn(guest)
    assert seen.locator(".sheet").count() == 2
    # Helvetica of 14 points: “century. ” is 3.835 em wide, “wood.” 2.668 em.
    first, second = seen.evaluate(RECTS, ".marks .quoted")
    assert first[0] == pytest.approx(72 + 3.835 * 14, abs=1) and first[1] < 612 < first[3]
    assert second[0] == pytest.approx(72, abs=1) and second[1] < 90 < second[3]
    assert second[2] == pytest.approx(72 + 2.668 * 14, abs=1)
    lines = seen.evaluate(RECTS, ".layer span")
    assert lines[1][0] == pytest.approx(72, abs=1)
    assert lines[1][2] == pytest.approx(first[2], abs=2)  # both end with “and”
    # A quarter more, twice; the picture is then asked for in more pixels, not stretched.
    before = seen.evaluate("document.querySelector('.sheet img').currentSrc")
    for _ in range(4):
        seen.click('[data-zoom="in"]')
    width = seen.evaluate("document.querySelector('.sheet').clientWidth")
    held = seen.evaluate("document.querySelector('.sheets').clientWidth")
    assert width == pytest.approx(held * 1.25**4, rel=0.01)
    seen.wait_for_function(
        "(was) => document.querySelector('.sheet img').currentSrc !== was", arg=before
    )
    drawn(guest)
    assert seen.evaluate("document.querySelector('.sheet img').naturalWidth") >= width
    seen.focus(".sheets")
    seen.keyboard.press("0")
    assert seen.evaluate("document.querySelector('.sheet').clientWidth") == held
    # Selected over two lines, copied as the text runs.
    seen.evaluate(
        "() => { const [a, b] = document.querySelectorAll('.layer span');"
        "getSelection().setBaseAndExtent(a.firstChild, 5, b.firstChild, 8); }"
    )
    seen.keyboard.press("Control+C")
    assert guest.clipboard() == "ports of the East were built in the last century."
    seen.click('[data-key="page-next"]')
    seen.wait_for_function("document.querySelectorAll('.sheet').length === 1")
    assert seen.locator(".marks i").count() == 0
    assert "p. 9 (page 3 of 3 in the file)" in seen.locator("#source .page-label").inner_text()
    link = seen.locator("#source .tools a")
    assert link.get_attribute("href") == "papers/file?document=ports#page=3"
    assert seen.evaluate("document.activeElement.closest('#source') !== null")
    assert guest.outside == []
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    findings = axe.Axe().run(seen, context="#source").response["violations"]
    assert [(found["id"], found["nodes"][0]["html"]) for found in findings] == []


def test_words_selected_on_a_page_are_added_to_the_memo(visit, served):
    seen = opened(visit, served.url, {"width": 1280, "height": 802}).page
    seen.evaluate(
        "() => { const [, a, b] = document.querySelectorAll('.layer span');"
        "getSelection().setBaseAndExtent(a.firstChild, 17, b.firstChild, 3); }"
    )
    seen.locator("#memo-pick button").click()
    seen.get_by_role("tab", name="Memo (1)").click()
    quote = seen.locator(".memo-card blockquote").inner_text()
    assert quote == "piers are made of stone and wood"  # of two pages, from a part of a word


def test_the_view_is_remembered_and_a_page_that_fails_says_why(visit, served):
    guest = opened(visit, served.url, PHONE, color_scheme="dark")
    seen = guest.page
    drawn(guest)
    assert not guest.scrolls_sideways()
    seen.click('#source [data-view="text"]')
    assert seen.locator("#source mark").first.is_visible()
    assert not seen.locator(".sheets").is_visible()
    seen.reload()
    seen.wait_for_selector("a.chip")
    seen.locator(".cite .chip").click()
    seen.wait_for_selector("#source mark")
    assert not seen.locator(".sheets").is_visible()
    kept = served.file.read_bytes()
    served.file.write_bytes(kept + b"\n")
    try:
        seen.click('#source [data-view="page"]')
        for _ in range(6):  # until a picture is wanted that the browser has not
            seen.click('[data-zoom="in"]')
        fault = seen.locator(".sheet .fault").first
        fault.wait_for()
        assert fault.inner_text().startswith(
            "This page cannot be shown: ports.pdf has changed since it was read"
        )
    finally:
        served.file.write_bytes(kept)
