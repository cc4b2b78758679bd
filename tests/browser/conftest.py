"""A real browser on the web chat, answered by a stand-in that knows a small paper."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from chatbot.interface.loading import Loading
from chatbot.interface.server import free_address, start
from chatbot.interface.services import Services
from chatbot.languages.phrases import LANGUAGES, phrase

from ..interface.knowing import KnowingChatbot

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium():
    """The browser of the system, None where Playwright is to bring its own."""
    named = os.environ.get("CHATBOT_BROWSER")
    return named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests; skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        except api.Error as error:
            pytest.skip(f"no browser can be started: {str(error).splitlines()[0]}")
        yield found
        found.close()


class Served:
    """A running web chat; ``open()`` lets the papers be opened."""

    def __init__(self, chatbot, at_once=True, check=None, port=0, load=None, **parts):
        self._gate = threading.Event()
        if at_once:
            self._gate.set()
        loading = Loading(load or (lambda: self._gate.wait(60) and chatbot))
        self.loading = loading
        address = free_address("127.0.0.1", port)
        self.app = start(Services(loading, **parts), address, check)
        self.url, self.port = address.url, address.port
        self.open = self._gate.set
        loading.start()


@pytest.fixture(scope="session")
def served():
    """The web chat over the small paper, one server for all tests."""
    running = Served(KnowingChatbot())
    yield running
    running.app.close(verbose=False)


class Visit:
    """A page with the few things that tests do on it."""

    def __init__(self, page, url):
        self.page = page
        self.outside = []
        self.complaints = []
        page.on("request", self._note_request)
        page.on("console", self._note_console)
        page.on("pageerror", self._note_error)
        self.url = url

    def _note_request(self, request):
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.outside.append(request.url)

    def _note_error(self, error):
        # Gradio says so of what was under way when a page is left.
        if not str(error).startswith("AbortError: signal is aborted"):
            self.complaints.append(str(error))

    def _note_console(self, message):
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self):
        self.page.goto(self.url)
        self.page.wait_for_selector(".welcome .examples")
        return self

    def ask(self, question):
        """Type a question, send it with Enter and wait for its answer; gives the message."""
        before = self.page.locator(".answer:not(.waiting)").count()
        self.page.fill("#box textarea", question)
        self.page.press("#box textarea", "Enter")
        answer = self.page.locator(".answer:not(.waiting)").nth(before)
        answer.wait_for()
        self.settle()
        return answer

    def settle(self):
        """Wait until no event is under way, as the last answer's buttons show."""
        names = ", ".join(f'[aria-label="{phrase("page.retry", tag)}"]' for tag in LANGUAGES)
        self.page.wait_for_selector(f"#conversation button:is({names}):enabled")

    def open_chip(self, answer, at=0):
        answer.locator(".cite .chip").nth(at).click()
        self.page.wait_for_selector("#source .text .now")

    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    def scrolls_sideways(self):
        return self.page.evaluate(
            "document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll("
            "'#conversation .panel-wrap, #tabs .tabitem')].some(e => e.scrollWidth > e.clientWidth)"
        )


@pytest.fixture(scope="session")
def desktop(browser):
    """One browsing context with a warm cache for the pages that need nothing special."""
    context = new_context(browser, DESKTOP)
    yield context
    context.close()


@pytest.fixture
def visit(browser, desktop):
    """Open pages: ``visit(url)``, ``visit(url, PHONE, color_scheme='dark')``."""
    opened = []

    def make(url, viewport=DESKTOP, **options):
        if viewport is DESKTOP and not options:
            page = desktop.new_page()
            opened.append(page)
        else:
            context = new_context(browser, viewport, **options)
            page = context.new_page()
            opened.append(context)
        return Visit(page, url)

    yield make
    for page in opened:
        page.close()


def new_context(browser, viewport, **options):
    """A browsing context that may use the clipboard."""
    context = browser.new_context(
        viewport=viewport, permissions=["clipboard-read", "clipboard-write"], **options
    )
    context.set_default_timeout(15_000)
    return context
