"""The Memo tab as a person uses it: adding, arranging, exporting, reloading."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import PHONE
from .test_chat_page import SERIOUS, text

REASONS = "Why do harbours silt up?"
FIRST = "First, rivers carry more sand since the forests upstream were cut."
SECOND = (
    "Second, the piers stand across the current, so that the water slows down and drops its sand."
)
THIRD = "Third, dredging stopped in the war years and was never taken up again in earnest."


class Desk:
    """A page with what tests do with the memo on it."""

    def __init__(self, guest):
        self.guest, self.page = guest, guest.page

    def said(self, words):
        self.page.locator("#notice").get_by_text(words).wait_for()

    def add_reasons(self):
        answer = self.guest.ask(REASONS)
        for number in range(3):
            answer.locator(".memo-add").nth(number).click()
            self.said(f"Added to the memo. {number + 1} excerpt")
        return self

    def open(self):
        self.page.get_by_role("tab", name="Memo").click()
        self.page.locator("#memo .memo-bar").wait_for()
        return self

    def quotes(self):
        return [text(quote) for quote in self.page.locator(".memo-card blockquote").all()]

    def shows(self, *quotes):
        self.page.wait_for_function(
            "wanted => JSON.stringify([...document.querySelectorAll('.memo-card blockquote')]"
            ".map(e => e.innerText.replace(/\\s+/g, ' ').trim())) === JSON.stringify(wanted)",
            arg=list(quotes),
        )

    def download(self, act):
        with self.page.expect_download() as waited:
            act()
        return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()

    def select(self, holder, words):
        """Select words as with a pointer."""
        self.page.evaluate(
            """([holder, words]) => {
              const walker = document.createTreeWalker(document.querySelector(holder), 4);
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(
                  walker.currentNode, at, walker.currentNode, at + words.length);
                return;
              }
            }""",
            [holder, words],
        )
        self.page.locator("#memo-pick").wait_for()


@pytest.fixture
def desk(visit, served):
    # A browser of its own: the memo belongs to the browser.
    return Desk(visit(served.url, {"width": 1280, "height": 801}).open())


def test_excerpts_are_added_arranged_exported_and_opened_elsewhere(desk, visit, served):
    page = desk.add_reasons().open().page
    first = page.locator(".answer .memo-add").first
    assert first.get_attribute("aria-label") == "In the memo already"
    first.click()
    desk.said("in the memo already, at place 1")

    grips = page.locator(".memo-grip")
    grips.first.focus()
    page.keyboard.press("Alt+ArrowDown")
    desk.shows(SECOND, FIRST, THIRD)
    desk.said("At place 2 of 3.")
    page.keyboard.press("Alt+ArrowDown")  # the focus has stayed on the excerpt
    desk.shows(SECOND, THIRD, FIRST)
    grips.nth(2).drag_to(page.locator(".memo-card").first, target_position={"x": 40, "y": 5})
    desk.shows(FIRST, SECOND, THIRD)

    page.locator(".memo-card textarea").first.fill("Ask the forester.")
    desk.select(".memo-card blockquote", "rivers carry more sand")
    page.get_by_role("button", name="Keep only this").first.click()
    desk.shows("rivers carry more sand", SECOND, THIRD)
    page.locator(".memo-edit summary").nth(1).click()
    page.get_by_label("New heading above it").fill("Piers")
    page.keyboard.press("Enter")
    heading = page.get_by_label("Heading", exact=True)
    heading.wait_for()
    assert heading.input_value() == "Piers"

    page.reload()
    page.get_by_role("tab", name="Memo (3)").wait_for()
    desk.open().shows("rivers carry more sand", SECOND, THIRD)
    assert page.locator(".memo-card textarea").first.input_value() == "Ask the forester."
    for _ in range(3):  # heading, trim, note
        page.get_by_role("button", name="Undo the last change").click()
    desk.shows(FIRST, SECOND, THIRD)
    page.wait_for_function("document.querySelector('.memo-card textarea').value === ''")
    for _ in range(3):
        page.get_by_role("button", name="Make it again").click()
    desk.shows("rivers carry more sand", SECOND, THIRD)

    name, data = desk.download(page.get_by_role("button", name="Export").click)
    assert name == "memo.docx"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = "".join(ElementTree.fromstring(archive.read("word/footnotes.xml")).itertext())
        words = "".join(ElementTree.fromstring(archive.read("word/document.xml")).itertext())
    assert "Ada Tern" in notes and "para. 3" in notes
    assert all(part in words for part in ("rivers carry more sand", SECOND, "Piers", "Ask the"))
    desk.said("written as memo.docx")

    name, saved = desk.download(page.get_by_role("button", name="Save", exact=True).click)
    other = Desk(visit(served.url, PHONE).open())
    other.page.locator("[data-act=panel]").first.click()
    other.open()
    other.page.set_input_files("#memo-file", {"name": name, "mimeType": "", "buffer": saved})
    other.shows("rivers carry more sand", SECOND, THIRD)
    assert not other.guest.scrolls_sideways()
    assert not other.guest.outside and not desk.guest.complaints and not desk.guest.outside


def test_words_selected_in_the_source_are_added_whole(desk):
    answer = desk.guest.ask("By how much did the depth at Hallin grow?")
    desk.guest.open_chip(answer)
    desk.select("#source .now", "two years, which no")
    desk.page.keyboard.press("Alt+Enter")
    desk.page.get_by_role("tab", name="Memo (1)").wait_for()
    desk.page.get_by_role("button", name="As printed").click()
    desk.page.locator("#source [data-printed]").first.wait_for()
    desk.select("#source .now", "moved its p")
    desk.page.locator("#memo-pick button").click()
    desk.page.get_by_role("tab", name="Memo (2)").wait_for()
    desk.open().shows("two years, which no", "moved its pier")
    assert "By how much" in text(desk.page.locator(".memo-question").first)


def test_two_tabs_of_a_browser_do_not_overwrite_each_other(desk):
    desk.guest.ask(REASONS)
    other = desk.page.context.new_page()
    other.goto(desk.guest.url)
    other.wait_for_selector(".welcome .examples")
    desk.page.locator(".answer .memo-add").first.click()
    other.get_by_role("tab", name="Memo (1)").wait_for()
    other.get_by_role("tab", name="Memo (1)").click()
    other.locator(".memo-card textarea").fill("from the other tab")
    other.locator(".memo-bar").click()
    desk.page.locator("#notice").get_by_text("changed in another tab").wait_for()
    desk.page.locator(".answer .memo-add").nth(1).click()
    desk.open().shows(FIRST, SECOND)
    assert desk.page.locator(".memo-card textarea").first.input_value() == "from the other tab"
    other.close()


def test_the_memo_is_cleared_only_when_sure_and_comes_back(desk):
    page = desk.add_reasons().open().page
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator('.memo-bar [data-do="clear"]').click()
    desk.shows(FIRST, SECOND, THIRD)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator('.memo-bar [data-do="clear"]').click()
    desk.shows()
    page.get_by_role("button", name="Undo the last change").click()
    desk.shows(FIRST, SECOND, THIRD)
    page.locator(".memo-card textarea").nth(1).fill("Typed, then loaded anew.")
    page.reload()
    page.get_by_role("tab", name="Memo (3)").click()
    page.wait_for_function(
        "document.querySelectorAll('.memo-card textarea')[1]?.value === 'Typed, then loaded anew.'"
    )


def test_what_cannot_be_read_is_put_aside_and_what_cannot_be_kept_is_told(desk):
    page = desk.page
    for name, unread in (("aside", "x.y.z"), ("aside-2", "another")):
        page.evaluate("unread => localStorage.setItem('chatbot-memo', unread)", unread)
        page.reload()
        desk.said("It was put aside, and a new one begun.")
        assert page.evaluate(f"localStorage.getItem('chatbot-memo:{name}')") == unread
    answer = desk.guest.ask(REASONS)
    answer.locator(".memo-add").first.click()
    desk.said("Added to the memo. 1 excerpt")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    answer.locator(".memo-add").nth(1).click()
    desk.said("save it to a file before you leave")
    answer.locator(".memo-add").nth(2).click()
    page.get_by_role("tab", name="Memo (3)").wait_for()
    desk.open().shows(FIRST, SECOND, THIRD)


def test_what_cannot_be_read_nor_put_aside_stays_and_what_was_asked_is_done(desk):
    page = desk.page
    page.evaluate("localStorage.setItem('chatbot-memo', 'x.y.z')")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    desk.guest.ask(REASONS).locator(".memo-add").first.click()
    desk.said("save it to a file before you leave")
    page.get_by_role("tab", name="Memo (1)").wait_for()
    desk.open().shows(FIRST)
    assert page.evaluate("localStorage.getItem('chatbot-memo')") == "x.y.z"


def test_what_was_typed_and_refused_is_not_lost(desk):
    page = desk.add_reasons().open().page
    page.locator(".memo-edit summary").nth(1).click()
    heading = page.get_by_label("New heading above it")
    heading.fill("x" * 501)
    heading.press("Enter")
    page.locator(".memo-said", has_text="500").wait_for(state="attached")
    assert heading.input_value() == "x" * 501
    heading.fill("Piers")
    heading.press("Enter")
    page.get_by_label("Heading", exact=True).wait_for()
    page.locator(".memo-edit summary").nth(1).click()
    assert "Piers" not in [field.input_value() for field in heading.all()]


@pytest.mark.parametrize("viewport", [None, PHONE])
def test_screen_readers_find_nothing_serious(desk, visit, served, viewport):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    guest = Desk(visit(served.url, viewport, color_scheme="dark").open()) if viewport else desk
    guest.add_reasons()
    if viewport:
        guest.page.locator("[data-act=panel]").first.click()
    guest.open().page.locator(".memo-edit summary").first.click()
    found = axe.Axe().run(guest.page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in SERIOUS] == []
    assert re.fullmatch(r"3 excerpts", text(guest.page.locator(".memo-count")))
