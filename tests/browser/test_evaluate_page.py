"""The Evaluate page, as a person meets it."""

import json
import threading

import pytest

from chatbot.feedback import Asked, FeedbackStore, Mark

from ..interface.knowing import KnowingChatbot
from ..interface.test_evaluating import LINES
from .conftest import DESKTOP, PHONE, Served
from .test_chat_page import NUMBER, SERIOUS


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """A server with one query file and one mark."""
    folder = tmp_path_factory.mktemp("queries")
    text = "".join(f"{json.dumps(line)}\n" for line in LINES)
    (folder / "small.jsonl").write_text(text, encoding="utf-8")
    store = FeedbackStore(folder / "marks.sqlite3")
    store.put(Mark(Asked("Who won?", "Who won?", status="not_found"), "up"))
    chatbot = KnowingChatbot()
    running = Served(chatbot, feedback=store, queries=folder)
    running.chatbot = chatbot
    yield running
    running.app.close(verbose=False)


def opened(visit, bench, viewport=DESKTOP, color_scheme="light"):
    """The page in a browser of its own, which knows of no earlier evaluation."""
    guest = visit(bench.url, viewport, color_scheme=color_scheme)
    guest.page.goto(f"{bench.url}evaluate")
    guest.page.wait_for_selector("#evaluate-start:enabled")
    return guest


def shown(guest, phrase):
    guest.page.locator("#evaluate-line").get_by_text(phrase).wait_for()


def upload(guest, file):
    with guest.page.expect_file_chooser() as chooser:
        guest.page.click("#evaluate-upload")
    chooser.value.set_files(file)
    shown(guest, f"Uploaded: {file.name}")


def test_the_bundled_questions_are_evaluated_and_downloaded(visit, bench):
    guest = opened(visit, bench)
    guest.page.get_by_label("dense").check()
    guest.page.click("#evaluate-start")
    shown(guest, "unknown switch")
    guest.page.get_by_label("dense").uncheck()
    guest.page.click("#evaluate-start")
    shown(guest, "Done: 2 of 2 questions of small.jsonl.")
    assert "evidence_recall" in guest.page.locator("#evaluate-results .wide").inner_text()
    report = guest.page.frame_locator("#evaluate-results iframe")
    report.get_by_role("heading", name="Evaluation of small.jsonl").wait_for()
    report.locator("svg").first.wait_for()
    files = guest.page.locator("#evaluate-files")
    for name in ("report", "measures", "run"):
        assert files.get_by_text(name).count()
    with guest.page.expect_download() as download:
        files.locator("a[download]").first.click()
    assert "Evaluation of small.jsonl" in download.value.path().read_text(encoding="utf-8")
    assert guest.outside == [] and guest.complaints == []


def test_a_result_is_found_again_after_the_page_was_left(visit, bench):
    guest = opened(visit, bench)
    guest.page.click("#evaluate-start")
    shown(guest, "Done: 2 of 2")
    guest.page.reload()
    shown(guest, "Done: 2 of 2")
    guest.page.wait_for_selector("#evaluate-results iframe")


def test_a_file_is_uploaded_and_its_fault_is_one_line(visit, bench, tmp_path):
    file = tmp_path / "mine.jsonl"
    file.write_text('{"query_id": "x", }\n', encoding="utf-8")
    guest = opened(visit, bench)
    upload(guest, file)
    guest.page.click("#evaluate-start")
    shown(guest, "mine.jsonl, line 1, column 19: not JSON")
    file.write_text(f"{json.dumps(LINES[0])}\n", encoding="utf-8")
    upload(guest, file)
    guest.page.click("#evaluate-start")
    shown(guest, "Done: 1 of 1 questions of mine.jsonl.")


def test_the_chat_answers_while_an_evaluation_runs_which_can_be_stopped(visit, bench):
    bench.chatbot.gate = threading.Semaphore(0)
    try:
        guest, other = opened(visit, bench), visit(bench.url, DESKTOP, color_scheme="dark").open()
        guest.page.click("#evaluate-start")
        guest.page.wait_for_selector("#evaluate progress")
        assert "1.4 metres" in other.ask(NUMBER).inner_text()
        other.page.goto(f"{bench.url}evaluate")
        other.page.click("#evaluate-start:enabled")
        shown(other, "an evaluation is under way")
        guest.page.click("#evaluate-stop")
        shown(guest, "Stopping")
        bench.chatbot.gate.release(5)
        shown(guest, "Stopped after 1 of 2 questions")
    finally:
        bench.chatbot.gate = None


def test_marks_become_a_file_of_test_questions(visit, bench):
    guest = opened(visit, bench)
    guest.page.click("#marks-make")
    guest.page.locator("#marks-line").get_by_text("1 question, of which 0 need review").wait_for()
    with guest.page.expect_download() as download:
        guest.page.locator("#marks-file a[download]").first.click()
    line = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert (line["query"], line["answerable"]) == ("Who won?", False)


def test_the_two_pages_lead_to_each_other(visit, bench):
    guest = visit(bench.url).open()
    with guest.page.expect_popup() as popup:
        guest.page.get_by_role("link", name="Evaluate").click()
    page = popup.value
    page.get_by_role("link", name="Back to the chat").click()
    page.wait_for_selector(".welcome .examples")
    page.close()
    assert not guest.page.locator(".nav-holder").is_visible()


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")]
)
def test_the_page_is_accessible_local_and_fits_the_screen(visit, bench, viewport, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    guest = opened(visit, bench, viewport, color_scheme=scheme)
    guest.page.wait_for_timeout(500)  # colours fade in; half-way they have no contrast
    findings = axe.Axe().run(guest.page).response["violations"]
    guest.page.click("#evaluate-start")
    shown(guest, "Done")
    guest.page.click("#marks-make")
    guest.page.locator("#marks-file a").first.wait_for()
    guest.page.wait_for_timeout(500)
    findings += axe.Axe().run(guest.page).response["violations"]
    assert [(f["id"], f["nodes"][0]["html"]) for f in findings if f["impact"] in SERIOUS] == []
    assert not guest.page.evaluate(
        "document.documentElement.scrollWidth > innerWidth ||"
        "document.querySelector('#evaluate').scrollWidth"
        " > document.querySelector('#evaluate').clientWidth"
    )
    assert guest.outside == [] and guest.complaints == []
