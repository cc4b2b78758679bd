"""A conversation on the page: kept, interpreted, continued by commands, in three languages."""

import json
from pathlib import Path

import pytest

from chatbot.errors import IndexFault
from chatbot.interface.kept import Keeper

from ..interface.knowing import KnowingChatbot
from .conftest import DESKTOP, PHONE, Served
from .test_chat_page import NUMBER, QUOTE, SERIOUS, text

SHIPS = "what about ships"
STORED = "sessionStorage.getItem('chatbot-conversation')"


@pytest.fixture
def desk(visit, served):
    return visit(served.url).open()


@pytest.fixture
def speaker(visit, served):
    """A page in a browser of a language: ``speaker('ko-KR')``."""
    return lambda locale, viewport=DESKTOP, **options: visit(
        served.url, viewport, locale=locale, **options
    ).open()


def reloaded(guest, answers):
    guest.page.reload()
    guest.page.wait_for_function(
        f"document.querySelectorAll('.answer').length === {answers} && "
        "document.querySelector('#source nav')"
    )


def kept(guest):
    """Wait until the browser has the last answer; gives what it keeps."""
    guest.page.wait_for_timeout(400)
    return guest.page.evaluate(STORED)


def switch(guest, language):
    guest.page.locator(f"[data-language={language}]").click()
    guest.page.wait_for_function(
        f"document.getElementById('announcer').dataset.in === '{language}'"
    )
    guest.page.wait_for_function(f"document.documentElement.lang === '{language}'")


# --- kept


def test_a_conversation_survives_a_reload_and_goes_on(desk):
    desk.ask(NUMBER)
    desk.ask(SHIPS)
    kept(desk)
    reloaded(desk, 2)
    assert text(desk.page.locator(".answer blockquote").first) == QUOTE
    assert f"(after: {SHIPS})" in text(desk.ask(SHIPS))
    desk.open_chip(desk.page.locator(".answer").first)
    assert desk.page.locator("#source mark").first.is_visible()


def test_a_conversation_survives_a_restart_of_the_server(visit):
    key = b"k" * 32
    first = Served(KnowingChatbot(), keeper=Keeper(key))
    second = None
    try:
        guest = visit(first.url).open()
        guest.ask(NUMBER)
        kept(guest)
        first.app.close(verbose=False)
        second = Served(KnowingChatbot(), port=first.port, keeper=Keeper(key))
        # The page that is still open, and one that is loaded anew.
        assert f"(after: {NUMBER})" in text(guest.ask(SHIPS))
        kept(guest)
        reloaded(guest, 2)
    finally:
        (second or first).app.close(verbose=False)


def test_another_tab_and_another_browser_see_nothing(visit, served, browser):
    guest = visit(served.url).open()
    guest.ask(NUMBER)
    assert kept(guest)
    for other in (visit(served.url).open(), visit(served.url, PHONE).open()):
        assert other.page.locator(".answer").count() == 0
        assert other.page.evaluate(STORED) is None
        assert "(after: nothing)" in text(other.ask(SHIPS))


def test_a_damaged_conversation_is_dropped_with_one_line(desk):
    desk.ask(NUMBER)
    kept(desk)
    desk.page.evaluate("sessionStorage.setItem('chatbot-conversation', 'x.y')")
    desk.page.reload()
    desk.page.locator("#notice").get_by_text("could not be read").wait_for()
    assert desk.page.locator(".welcome .examples").is_visible()
    assert kept(desk) is None
    assert "(after: nothing)" in text(desk.ask(SHIPS))


def test_clear_and_undo_reach_what_is_kept(desk):
    desk.ask(NUMBER)
    desk.ask(SHIPS)
    kept(desk)
    desk.page.get_by_role("button", name="Undo").click()
    desk.page.wait_for_function("document.querySelectorAll('.answer').length === 1")
    kept(desk)
    reloaded(desk, 1)
    desk.page.click("#clear")
    desk.page.wait_for_selector(".welcome .examples")
    assert kept(desk) is None


# --- interpreted


def test_the_interpretation_is_edited_and_asked_as_it_stands(desk):
    desk.ask(NUMBER)
    answer = desk.ask(SHIPS)
    answer.get_by_role("button", name="edit").click()
    box = desk.page.locator("#box textarea")
    assert box.input_value() == f"{SHIPS} (after: {NUMBER})"
    assert "as it stands" in text(desk.page.locator("#notice"))
    assert "(after: nothing)" in text(desk.ask("what about ships and boats"))
    assert "(after: what about ships and boats)" in text(desk.ask(SHIPS))


def test_an_edit_that_was_given_up_leaves_the_next_question_its_context(desk):
    desk.ask(NUMBER)
    desk.ask(SHIPS).get_by_role("button", name="edit").click()
    desk.page.fill("#box textarea", "")
    assert text(desk.page.locator("#notice")) == ""
    assert f"(after: {SHIPS})" in text(desk.ask(SHIPS))


def test_one_click_asks_as_typed(desk):
    desk.ask(NUMBER)
    desk.ask(SHIPS).get_by_role("button", name="Ask as typed").click()
    desk.page.wait_for_function("document.querySelectorAll('.answer').length === 3")
    assert "(after: nothing)" in text(desk.page.locator(".answer").last)


# --- commands


def test_a_button_under_the_last_answer_says_more(desk):
    desk.ask(NUMBER)
    desk.ask(SHIPS)
    more = desk.page.get_by_role("button", name="More", exact=True)
    assert more.count() == 1
    more.focus()
    desk.page.keyboard.press("Space")
    desk.page.wait_for_function("document.querySelectorAll('.answer').length === 3")
    assert f"More on {SHIPS}" in text(desk.page.locator(".answer").last)


def test_a_slash_offers_the_commands_which_are_chosen_by_keys(desk):
    desk.ask(NUMBER)
    page, options = desk.page, desk.page.locator("#command-list li:visible")
    page.fill("#box textarea", "/")
    page.wait_for_selector("#command-list", state="visible")
    assert options.count() == 14
    assert "14 commands" in text(page.locator("#notice"))
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#box textarea", "aria-activedescendant")
    assert active == "command-context"
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#box textarea", "aria-activedescendant") == "command-help"
    page.keyboard.press("Escape")
    assert options.count() == 0 and page.input_value("#box textarea") == "/"
    page.fill("#box textarea", "/mo")
    assert options.count() == 1
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.answer').length === 2")
    assert f"More on {NUMBER}" in text(page.locator(".answer").last)
    assert page.input_value("#box textarea") == ""


def test_a_command_that_needs_a_word_waits_for_it_in_the_box(desk):
    desk.page.get_by_role("button", name="Commands").click()
    desk.page.locator("#command-define").click()
    assert desk.page.input_value("#box textarea") == "/define "
    assert not desk.page.locator("#command-list").is_visible()
    assert desk.page.locator(".answer").count() == 0


def test_the_command_to_clear_leaves_the_welcome(desk):
    desk.ask(NUMBER)
    desk.page.fill("#box textarea", "/clear")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector(".welcome .examples")
    assert "was cleared" in text(desk.page.locator("#notice"))


def test_a_conversation_is_saved_by_the_browser(desk):
    desk.ask(NUMBER)
    answer = desk.ask("/export")
    for name, form in (("Save as Markdown", "md"), ("Save as JSON", "json")):
        with desk.page.expect_download() as waited:
            answer.get_by_role("button", name=name).click()
        saved = Path(waited.value.path()).read_text(encoding="utf-8")
        assert waited.value.suggested_filename == f"conversation.{form}"
        assert QUOTE in saved
    assert NUMBER in json.dumps(json.loads(saved))
    assert "saved to a file" in text(desk.page.locator("#notice"))


# --- languages


@pytest.mark.parametrize(
    ("locale", "title", "ask", "tab", "note"),
    [
        ("ko-KR", "논문에 묻기", "묻기", "그림", "먼저 질문을"),
        ("ru-RU", "Спросите статью", "Спросить", "Рисунки", "Сначала введите"),
        ("fr-FR", "Ask the paper", "Ask", "Figures", "Type a question"),
    ],
)
def test_the_page_speaks_the_browsers_language(speaker, locale, title, ask, tab, note):
    guest = speaker(locale)
    guest.page.wait_for_function(f"document.title === '{title}'")
    assert guest.page.get_by_role("button", name=ask, exact=True).count() == 1
    assert guest.page.get_by_role("tab", name=tab).is_visible()
    guest.page.press("#box textarea", "Enter")
    guest.page.locator("#notice").get_by_text(note).wait_for()


def test_a_language_is_switched_at_once_and_remembered(speaker):
    guest = speaker("en-US")
    guest.ask(NUMBER)
    guest.open_chip(guest.page.locator(".answer").first)
    switch(guest, "ru")
    page = guest.page
    page.get_by_role("button", name="Повторить").wait_for()
    assert page.title() == "Спросите статью"
    page.get_by_role("button", name="Спросить", exact=True).wait_for()
    page.get_by_role("tab", name="Рисунки").wait_for()
    assert page.get_attribute("#box textarea", "placeholder") == "Ваш вопрос …"
    assert "Абзац 6 из 8" in text(page.locator("#source"))
    assert page.locator("#source mark").count() >= 1
    assert page.locator("[data-language=ru]").get_attribute("aria-pressed") == "true"
    assert text(page.locator(".answer .quick")) == "Ещё Контекст Сослаться"
    assert page.locator(".answer blockquote").first.get_attribute("lang") == "en"
    kept(guest)
    reloaded(guest, 1)
    assert page.evaluate("document.documentElement.lang") == "ru"
    assert text(page.locator(".answer .quick")) == "Ещё Контекст Сослаться"
    switch(guest, "en")
    page.get_by_role("button", name="Retry").wait_for()
    assert guest.complaints == []


def test_an_answer_speaks_the_language_of_its_question(speaker):
    guest = speaker("ko-KR")
    guest.page.fill("#box textarea", "Кто выиграл кубок?")
    guest.page.press("#box textarea", "Enter")
    answer = guest.page.locator(".answer:not(.waiting)")
    answer.wait_for()
    assert "В статье об этом не сказано." in text(answer)
    assert answer.get_attribute("lang") == "ru"


def test_the_evaluate_page_speaks_the_language_too(speaker, served):
    guest = speaker("ko-KR")
    guest.page.goto(f"{served.url}evaluate")
    guest.page.get_by_text("파일의 모든 질문을 묻고").wait_for()
    guest.page.get_by_text("올린 파일").wait_for()
    switch(guest, "ru")
    guest.page.get_by_text("Задаётся каждый вопрос из файла").wait_for()
    guest.page.get_by_role("button", name="Начать").wait_for()
    assert guest.page.get_by_text("Сравниваемые конфигурации").is_visible()


@pytest.mark.parametrize(
    ("locale", "viewport", "scheme"),
    [("ko-KR", DESKTOP, "light"), ("ru-RU", PHONE, "dark"), ("ru-RU", DESKTOP, "light")],
)
def test_accessible_and_never_wider_than_the_screen(speaker, locale, viewport, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    guest = speaker(locale, viewport, color_scheme=scheme)
    assert not guest.scrolls_sideways()
    findings = axe.Axe().run(guest.page).response["violations"]
    for question in (NUMBER, "silt", SHIPS, "cup 무엇?", "что такое cup?", "/export"):
        guest.ask(question)
    guest.page.fill("#box textarea", "/")
    guest.page.wait_for_selector("#command-list", state="visible")
    guest.page.wait_for_timeout(300)
    findings += axe.Axe().run(guest.page).response["violations"]
    serious = [(f["id"], f["nodes"][0]["html"]) for f in findings if f["impact"] in SERIOUS]
    assert serious == []
    assert not guest.scrolls_sideways()
    assert guest.outside == [] and guest.complaints == []
    beyond = guest.page.evaluate(
        "[...document.querySelectorAll('.masthead button, .masthead a, #composer button')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.outerHTML)"
    )
    assert beyond == []


def test_papers_that_cannot_be_opened_are_told_in_the_language_and_after_a_switch(visit):
    def load():
        raise IndexFault("the index is locked: try later")

    running = Served(None, load=load)
    try:
        guest = visit(running.url, locale="ru-RU")
        guest.page.goto(running.url)
        guest.page.get_by_text("Не удалось открыть статьи").first.wait_for()
        switch(guest, "ko")
        guest.page.locator(".welcome").get_by_text("논문을 열 수 없습니다").wait_for()
        assert "the index is locked" in text(guest.page.locator(".welcome"))
    finally:
        running.app.close(verbose=False)
