"""Thumbs and “the right passage”, as a person meets them."""

import pytest

from chatbot.feedback import FeedbackStore

from ..interface.knowing import KnowingChatbot
from .conftest import DESKTOP, PHONE, Served
from .test_chat_page import NUMBER, QUOTE, SERIOUS


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return FeedbackStore(tmp_path_factory.mktemp("marks") / "marks.sqlite3")


@pytest.fixture(scope="module")
def marking(store):
    running = Served(KnowingChatbot(), feedback=store)
    yield running
    running.app.close(verbose=False)


@pytest.fixture
def desk(visit, marking, store):
    for mark in store.marks():
        store.remove(mark)
    return visit(marking.url).open()


def said(guest, phrase):
    guest.page.locator("#notice").get_by_text(phrase).wait_for()


def pressed(locator):
    return [thumb.get_attribute("aria-pressed") for thumb in locator.all()]


def test_a_thumb_is_kept_stays_pressed_and_is_taken_back(desk, store):
    answer = desk.ask(NUMBER)
    first = answer.locator(".extract").first
    first.get_by_role("button", name="This extract answers the question").click()
    said(desk, "Marked as right")
    assert pressed(first.locator(".rate")) == ["true", "false"]
    first.get_by_role("button", name="This extract does not answer").click()
    said(desk, "Marked as not right")
    assert pressed(first.locator(".rate")) == ["false", "true"]
    (mark,) = store.marks()
    assert (mark.verdict, mark.piece.quote) == ("down", QUOTE)
    desk.ask("Who won the cup?")
    assert pressed(first.locator(".rate")) == ["false", "true"]
    first.get_by_role("button", name="This extract does not answer").click()
    said(desk, "taken back")
    assert list(store.marks()) == []


def test_thumbs_work_with_the_keys(desk, store):
    thumb = desk.ask("Who won the cup?").locator(".rate-answer .up")
    for key in ("Enter", "Space"):
        thumb.focus()
        desk.page.keyboard.press(key)
        desk.page.wait_for_timeout(300)
    assert pressed(thumb) == ["false"]
    thumb.press("Space")
    said(desk, "Marked as right")
    (mark,) = store.marks()
    assert (mark.verdict, mark.piece, mark.asked.status) == ("up", None, "not_found")


def test_the_right_passage_is_marked_for_the_last_question(desk, store):
    answer = desk.ask(NUMBER)
    desk.open_chip(answer)
    right = desk.page.get_by_role("button", name="This is the right passage")
    right.click()
    said(desk, "Marked as the right passage")
    assert pressed(right) == ["true"]
    desk.page.get_by_role("button", name="As printed").click()
    desk.page.wait_for_selector('#source [data-key="printed"][aria-pressed=true]')
    desk.page.wait_for_selector("#source [data-right][aria-pressed=true]")
    (mark,) = store.marks()
    assert (mark.verdict, mark.piece.quote, mark.asked.question) == ("right", QUOTE, NUMBER)
    desk.ask("Who won the cup?")
    assert pressed(right) == ["false"]
    right.click()
    said(desk, "for “Who won the cup?”")
    assert [mark.asked.question for mark in store.marks()] == [NUMBER, "Who won the cup?"]


def test_before_a_question_no_passage_can_be_marked(desk, store):
    desk.page.locator("#source nav").get_by_text("I. Why harbours silt up").click()
    desk.page.get_by_label("Next paragraph").click()
    right = desk.page.get_by_role("button", name="This is the right passage")
    right.click()
    said(desk, "Ask a question first")
    desk.page.wait_for_selector("#source [data-right][aria-pressed=false]")
    assert list(store.marks()) == []


def test_thumbs_are_not_copied_with_the_answer(desk):
    desk.ask(NUMBER)
    desk.page.locator('.bot-row button[aria-label="Copy message"]').click()
    desk.page.wait_for_timeout(100)
    assert desk.clipboard().endswith("[2] § II · ¶ 6")


def test_a_mark_that_cannot_be_kept_is_told_and_not_shown_as_kept(visit, tmp_path):
    (tmp_path / "marks.sqlite3").write_bytes(b"broken" * 100)
    running = Served(KnowingChatbot(), feedback=FeedbackStore(tmp_path / "marks.sqlite3"))
    try:
        guest = visit(running.url).open()
        answer = guest.ask(NUMBER)
        answer.locator(".rate").first.click()
        said(guest, "cannot be used")
        guest.page.wait_for_function("!document.querySelector('.rate[aria-pressed=true]')")
        assert "1.4 metres" in guest.ask(NUMBER).inner_text()
    finally:
        running.app.close(verbose=False)


def test_without_feedback_nothing_can_be_marked(visit, served):
    guest = visit(served.url).open()
    guest.open_chip(guest.ask(NUMBER))
    assert guest.page.locator(".rate, [data-right]").count() == 0


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")]
)
def test_marks_are_accessible_and_fit_the_screen(visit, marking, viewport, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    guest = visit(marking.url, viewport, color_scheme=scheme).open()
    guest.ask("Who won the cup?")
    answer = guest.ask(NUMBER)
    answer.locator(".rate").first.click()
    answer.locator(".rate-answer .down").click()
    said(guest, "Marked as not right")
    guest.open_chip(answer)
    guest.page.locator("[data-right]").click()
    guest.page.wait_for_timeout(400)
    findings = axe.Axe().run(guest.page).response["violations"]
    assert [(f["id"], f["nodes"][0]["html"]) for f in findings if f["impact"] in SERIOUS] == []
    assert not guest.scrolls_sideways()
    assert guest.outside == [] and guest.complaints == []
