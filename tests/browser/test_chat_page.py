"""The web chat as a person meets it."""

import re

import pytest

from ..interface.knowing import KnowingChatbot
from ..interface.papers import HOSTILE
from .conftest import DESKTOP, PHONE, Served

NUMBER = "By how much did the depth at Hallin grow?"
QUOTE = "The depth grew by 1.4 metres within two years, which no other port has matched."


@pytest.fixture
def desk(visit, served):
    return visit(served.url).open()


def text(locator):
    """What is shown, on one line."""
    return re.sub(r"\s+", " ", locator.inner_text()).strip()


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('href')")


def test_a_first_visitor_sees_what_the_paper_is_and_what_to_ask(desk):
    welcome = text(desk.page.locator(".welcome"))
    for part in ("Harbours of the North", "Ada Tern", "2018", "2 sections", "own words"):
        assert part in welcome
    assert 6 <= desk.page.locator(".welcome .examples a").count() <= 8
    assert desk.page.title() == "Ask the paper"
    assert desk.page.get_by_label("Your question").is_visible()


def test_an_example_is_asked_by_a_click(desk):
    desk.page.get_by_role("link", name="Why do harbours silt up?").click()
    answer = desk.page.locator(".answer")
    answer.wait_for()
    assert "3 of 3 shown" in text(answer)
    assert desk.page.locator(".answer blockquote").count() == 3


def test_an_answer_shows_verdict_quotes_chips_and_highlights(desk):
    answer = desk.ask(NUMBER)
    assert text(answer.locator(".verdict")) == "1.4 metres [1]"
    assert text(answer.locator("blockquote").first) == QUOTE
    assert text(answer.locator("mark").first) == "1.4 metres"
    assert text(answer.locator(".cite .chip").first) == "[1] § II · ¶ 6"
    assert desk.page.locator("#box textarea").input_value() == ""


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Did Oslo move its pier?", "may not answer this exactly"),
        ("Who won the cup?", "The paper does not say."),
        ("hello", "Hello. Ask a question"),
        ("Show the figure", "The text edition has no image of this figure."),
    ],
)
def test_every_kind_of_answer_is_shown(desk, question, shown):
    assert shown in text(desk.ask(question))


def test_a_footnote_unfolds_under_its_quote(desk):
    answer = desk.ask("What did it cost?")
    answer.get_by_text("Note 1").click()
    assert answer.get_by_text("In the prices of 2015").is_visible()


def test_a_chip_opens_the_quote_marked_in_its_surroundings(desk):
    desk.open_chip(desk.ask(NUMBER))
    source = desk.page.locator("#source")
    assert "".join(source.locator("mark").all_inner_texts()) == QUOTE
    assert source.locator("mark").first.is_visible()
    assert text(source.locator(".where")) == "II. What was tried"
    assert "Paragraph 6 of 8" in text(source)
    assert source.locator("[aria-current=location]").inner_text() == "II. What was tried"


def test_a_chip_opens_with_enter_and_escape_leads_back_to_it(desk):
    chip = desk.ask(NUMBER).locator(".cite .chip").first
    chip.focus()
    href = focused(desk.page)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("#source mark")
    desk.page.wait_for_function("document.activeElement.classList.contains('source')")
    desk.page.keyboard.press("Escape")
    assert focused(desk.page) == href


def test_chips_work_again_after_clear_and_in_a_second_answer(desk):
    desk.ask(NUMBER)
    desk.page.click("#clear")
    desk.page.wait_for_selector(".welcome")
    desk.ask("Who won the cup?")
    desk.open_chip(desk.ask(NUMBER))
    assert desk.page.locator("#source mark").first.is_visible()


def test_one_steps_through_the_paragraphs_and_through_the_outline(desk):
    desk.open_chip(desk.ask(NUMBER))
    now = desk.page.locator("#source .now")
    desk.page.get_by_label("Next paragraph").click()
    desk.page.wait_for_function("document.querySelector('.now').innerText.includes('clerk')")
    assert desk.page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Next paragraph"
    )
    for _ in range(2):
        desk.page.get_by_label("Previous paragraph").click()
        desk.page.wait_for_timeout(150)
    desk.page.wait_for_function("document.querySelector('.now').innerText.includes('Third')")
    desk.page.locator("#source nav").get_by_text("I. Why harbours silt up").click()
    desk.page.wait_for_function("document.querySelector('.where').innerText.startsWith('I. ')")
    assert now.count() <= 1


def test_as_printed_shows_the_source_and_back(desk):
    desk.open_chip(desk.ask(NUMBER))
    button = desk.page.get_by_role("button", name="As printed")
    button.click()
    desk.page.wait_for_selector("#source [aria-pressed=true]")
    assert "port of *Hallin* moved" in text(desk.page.locator("#source .now"))
    button.click()
    desk.page.wait_for_selector("#source [aria-pressed=false]")
    assert "port of Hallin moved" in text(desk.page.locator("#source .now"))


def test_quote_citations_and_messages_are_copied_as_plain_text(desk):
    answer = desk.ask(NUMBER)
    desk.open_chip(answer)
    desk.page.get_by_role("button", name="Copy quote").click()
    desk.page.wait_for_selector("#source .tools .copied")
    assert desk.clipboard() == f"“{QUOTE}” (Tern 2018, para. 6)"
    desk.page.get_by_role("button", name="Copy Author-date citation").click()
    desk.page.wait_for_selector("#source .cite-as .copied")
    assert desk.clipboard() == "(Tern 2018, para. 6)"
    desk.page.get_by_role("button", name="Copy Note citation").click()
    desk.page.wait_for_timeout(100)
    assert desk.clipboard().startswith("Ada Tern, ")
    desk.page.locator('.bot-row button[aria-label="Copy message"]').click()
    desk.page.wait_for_timeout(100)
    assert desk.clipboard().startswith(f"1.4 metres [1]\n\n“{QUOTE}” [1] § II · ¶ 6")


def test_figures_are_listed_and_lead_to_their_discussion(desk):
    desk.page.get_by_role("tab", name="Figures").click()
    figures = desk.page.locator("#figures .figure-card")
    figures.first.wait_for()
    assert figures.count() == 2
    assert "Untitled figure" in text(figures.nth(1))
    figures.first.get_by_role("link", name="¶ 8").click()
    desk.page.wait_for_function(
        "document.querySelector('#source .now')?.innerText.includes('Ships')"
    )
    assert desk.page.locator("#source").is_visible()


def test_retry_undo_and_clear_keep_page_and_memory_in_step(desk):
    desk.ask(NUMBER)
    desk.ask("what about ships")
    desk.page.get_by_role("button", name="Retry").click()
    desk.page.wait_for_timeout(300)
    desk.settle()
    assert desk.page.locator(".answer").count() == 2
    assert f"(after: {NUMBER})" in text(desk.page.locator(".answer").nth(1))
    desk.page.get_by_role("button", name="Undo").click()
    desk.page.wait_for_function("document.querySelectorAll('.answer').length === 1")
    assert desk.page.locator("#box textarea").input_value() == "what about ships"
    desk.page.click("#clear")
    desk.page.wait_for_selector(".welcome .examples")
    assert "(after: nothing)" in text(desk.ask("what about ships"))


def test_hostile_text_is_shown_as_text_everywhere(desk):
    question = f"What did the clerk write? {HOSTILE}"
    desk.open_chip(desk.ask(question))
    assert text(desk.page.locator(".question")) == re.sub(r"\s+", " ", question)
    assert HOSTILE in text(desk.page.locator(".answer blockquote"))
    assert HOSTILE in text(desk.page.locator("#source .now"))
    desk.page.wait_for_timeout(200)
    assert desk.page.evaluate("window.hacked") is None
    selectors = "#main script, #main img, #main table, #main .katex, #main code, #main [onerror]"
    assert desk.page.locator(selectors).count() == 0


def test_blank_and_too_long_questions_are_told_and_lose_nothing(desk):
    desk.ask(NUMBER)
    desk.page.fill("#box textarea", "   ")
    desk.page.press("#box textarea", "Enter")
    notice = desk.page.locator("#notice")
    notice.get_by_text("Type a question first").wait_for()
    desk.page.fill("#box textarea", "x" * 100_000)
    desk.page.press("#box textarea", "Enter")
    notice.get_by_text("100,000 characters").wait_for()
    assert len(desk.page.locator("#box textarea").input_value()) == 100_000
    assert desk.page.locator(".answer").count() == 1
    desk.ask("hello")
    assert text(notice) == ""


@pytest.mark.parametrize("question", ["break down", "crash"])
def test_an_error_is_one_line_in_the_chat_and_the_conversation_goes_on(desk, question):
    desk.ask(NUMBER)
    assert "This question could not be answered" in text(desk.ask(question))
    assert "1.4 metres" in text(desk.ask(NUMBER))
    assert desk.page.locator(".answer").count() == 3


def test_two_visitors_do_not_see_each_other(visit, served):
    one, other = visit(served.url).open(), visit(served.url).open()
    one.ask(NUMBER)
    assert other.page.locator(".answer").count() == 0
    assert "(after: nothing)" in text(other.ask("what about ships"))


def test_the_page_is_there_before_the_papers_and_answers_when_they_are(visit):
    running = Served(KnowingChatbot(), at_once=False)
    try:
        guest = visit(running.url)
        guest.page.goto(running.url)
        guest.page.get_by_text("You can already ask").wait_for()
        guest.page.fill("#box textarea", NUMBER)
        guest.page.press("#box textarea", "Enter")
        guest.page.get_by_text("Loading the model").wait_for()
        running.open()
        guest.page.wait_for_selector(".answer.answered")
        assert "1.4 metres" in text(guest.page.locator(".answer"))
        guest.page.wait_for_selector("#source nav")
    finally:
        running.open()
        running.app.close(verbose=False)


def test_what_is_cleared_while_it_waits_does_not_come_back(visit):
    running = Served(KnowingChatbot(), at_once=False)
    try:
        guest = visit(running.url)
        guest.page.goto(running.url)
        guest.page.fill("#box textarea", NUMBER)
        guest.page.press("#box textarea", "Enter")
        guest.page.get_by_text("Loading the model").wait_for()
        guest.page.click("#clear")
        guest.page.get_by_text("The conversation was cleared.").wait_for()
        running.open()
        guest.page.wait_for_selector(".welcome .examples")
        guest.page.wait_for_timeout(500)
        assert guest.page.locator(".answer").count() == 0
        assert "(after: nothing)" in text(guest.ask("what about ships"))
    finally:
        running.open()
        running.app.close(verbose=False)


def test_on_a_phone_the_source_is_a_sheet_that_closes(visit, served):
    phone = visit(served.url, PHONE, has_touch=True).open()
    panel = phone.page.locator("#panel")
    assert not panel.is_visible()
    answer = phone.ask(NUMBER)
    chip = answer.locator(".cite .chip").first
    chip.tap()
    phone.page.wait_for_selector("#source mark", state="visible")
    assert not phone.scrolls_sideways()
    phone.page.wait_for_function("document.activeElement.classList.contains('source')")
    phone.page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert focused(phone.page) == chip.get_attribute("href")
    chip.tap()
    panel.wait_for(state="visible")
    phone.page.get_by_role("button", name="Close").tap()
    panel.wait_for(state="hidden")
    phone.page.get_by_role("button", name="Source & figures").tap()
    panel.wait_for(state="visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_and_the_switch(visit, served, scheme):
    guest = visit(served.url, color_scheme=scheme).open()
    dark = "document.body.classList.contains('dark')"
    assert guest.page.evaluate(dark) is (scheme == "dark")
    guest.page.get_by_role("button", name="Switch between light and dark").click()
    assert guest.page.evaluate(dark) is (scheme != "dark")
    guest.open()
    assert guest.page.evaluate(dark) is (scheme != "dark")


QUESTIONS = (
    NUMBER,
    "Why do harbours silt up?",
    "Show the figure",
    "Oslo?",
    "cup?",
    "clerk",
    "crash",
)


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")]
)
def test_accessible_local_and_never_wider_than_the_screen(visit, served, viewport, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    guest = visit(served.url, viewport, color_scheme=scheme).open()
    findings = axe.Axe().run(guest.page).response["violations"]
    assert not guest.scrolls_sideways()
    for question in QUESTIONS:
        answer = guest.ask(question)
    guest.open_chip(guest.page.locator(".answer").first)
    guest.page.wait_for_timeout(250)
    findings += axe.Axe().run(guest.page).response["violations"]
    guest.page.get_by_role("tab", name="Figures").click()
    guest.page.locator("#figures .figure-card").first.wait_for()
    findings += axe.Axe().run(guest.page).response["violations"]
    serious = [(f["id"], f["nodes"][0]["html"]) for f in findings if f["impact"] in SERIOUS]
    assert serious == []
    assert answer.is_visible()
    assert not guest.scrolls_sideways()
    assert guest.outside == []
    assert guest.complaints == []


SERIOUS = ("serious", "critical")


def test_everything_is_reached_with_the_tab_key_and_focus_is_seen(desk):
    desk.ask(NUMBER)
    desk.page.locator("#masthead .theme").focus()
    reached = []
    for _ in range(20):
        desk.page.keyboard.press("Tab")
        reached.append(
            desk.page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                "const seen = s.outlineStyle !== 'none' || e.tagName === 'TEXTAREA';"
                "return [(e.getAttribute('aria-label') || e.innerText || e.tagName).trim(), seen]"
                "})()"
            )
        )
    names = [name for name, _ in reached]
    wanted = ["[1]", "[1] § II · ¶ 6", "[2] § II · ¶ 6", "Copy message", "Retry", "Undo"]
    assert [name for name in names if name in wanted] == wanted
    for name in ("More", "Ask", "Commands", "Clear", "Source"):
        assert name in names
    assert all(seen for _, seen in reached), reached


def test_only_who_signs_in_reads_the_papers(visit):
    running = Served(KnowingChatbot(), check=lambda user, word: (user, word) == ("ada", "secret"))
    try:
        guest = visit(running.url)
        guest.page.goto(running.url)
        guest.page.get_by_label("username").fill("ada")
        guest.page.get_by_label("password").fill("wrong")
        guest.page.get_by_role("button", name="Login").click()
        guest.page.get_by_text("Incorrect").wait_for()
        guest.page.get_by_label("username").fill("ada")
        guest.page.get_by_label("password").fill("secret")
        guest.page.get_by_role("button", name="Login").click()
        guest.page.wait_for_selector(".welcome .examples")
        assert "1.4 metres" in text(guest.ask(NUMBER))
        assert guest.outside == []
    finally:
        running.app.close(verbose=False)
