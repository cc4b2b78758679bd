"""Makes the pictures of docs/images from the real web chat on the bundled paper.

    python scripts/screenshots.py [FOLDER]

Needs the packages of requirements-dev.txt and a Chromium, or Chrome, of the system
(``CHATBOT_BROWSER`` names another one).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from chatbot.interface.loading import Loading
from chatbot.interface.server import free_address, start
from chatbot.interface.services import Services
from chatbot.languages.phrases import LANGUAGES, phrase
from chatbot.pipeline import open_index

FOLDER = Path(__file__).parents[1] / "docs" / "images"
DESKTOP, PHONE = (1280, 800), (390, 844)
NUMBER = "By how much did Korean–Russian trade grow in early 2017?"
SHARES = "How did the EU share in Russia’s trade change?"
REASONS = "Why did the Eurasian Initiative stall?"
FIGURE = "Show the figure on South Korean investment in Russia"
OFF_TOPIC = "Who won the 2018 World Cup?"
WHY_KO = "유라시아 이니셔티브는 왜 멈췄나요?"
WHY_RU = "Почему застопорилась Евразийская инициатива?"
RETRY = ", ".join(f'[aria-label="{phrase("page.retry", language)}"]' for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its name, the screen, what is done before, and the browser's language."""

    name: str
    screen: tuple[int, int]
    scheme: str
    steps: tuple[Callable[[Page], None], ...]
    locale: str = "en-US"


def ask(question: str) -> Callable[[Page], None]:
    """A step: ask a question and wait for its answer."""

    def step(page: Page) -> None:
        answers = page.locator(".answer:not(.waiting)")
        before = answers.count()
        page.fill("#box textarea", question)
        page.press("#box textarea", "Enter")
        answers.nth(before).wait_for()
        page.wait_for_selector(f"#conversation button:is({RETRY}):enabled")

    return step


def open_source(page: Page) -> None:
    """A step: open the first quote of the last answer in the Source panel."""
    page.locator(".answer").last.locator(".cite .chip").first.click()
    page.wait_for_selector("#source mark", state="visible")


def open_figures(page: Page) -> None:
    """A step: show the Figures tab."""
    page.get_by_role("tab", name="Figures").click()
    page.locator("#figures .figure-card").first.wait_for()


def open_chart(page: Page) -> None:
    """A step: plot the numbers of the last answer's first series."""
    page.locator('.answer a[href^="#plot="]').last.click()
    page.wait_for_selector("#source svg", state="visible")


def collect(page: Page) -> None:
    """A step: put two extracts of the last answer into the memo, and show it."""
    for number in (1, 2):
        page.locator(".answer").last.locator("a.memo-add").nth(number - 1).click()
        page.get_by_role("tab", name=f"Memo ({number})").wait_for()
    page.get_by_role("tab", name="Memo").click()
    page.locator("#memo blockquote").first.wait_for()


def open_commands(page: Page) -> None:
    """A step: show the commands."""
    page.fill("#box textarea", "/")
    page.wait_for_selector("#command-list", state="visible")


PICTURES = (
    Picture("welcome", DESKTOP, "light", ()),
    Picture("answer", DESKTOP, "light", (ask(NUMBER), open_source)),
    Picture("reasons-dark", DESKTOP, "dark", (ask(REASONS), open_source)),
    Picture("figure", DESKTOP, "light", (ask(FIGURE), open_figures)),
    Picture("chart", DESKTOP, "light", (ask(SHARES), open_chart)),
    Picture("memo", DESKTOP, "light", (ask(REASONS), collect)),
    Picture("not-found", DESKTOP, "light", (ask(OFF_TOPIC),)),
    Picture("phone", PHONE, "light", (ask(NUMBER),)),
    Picture("phone-source", PHONE, "light", (ask(NUMBER), open_source)),
    # A Korean font of the system is needed to see more than boxes.
    Picture("welcome-ko", DESKTOP, "light", (), "ko-KR"),
    Picture("phone-ko", PHONE, "light", (ask(WHY_KO),), "ko-KR"),
    Picture("answer-ru", DESKTOP, "light", (ask(WHY_RU),), "ru-RU"),
    Picture("phone-ru", PHONE, "dark", (ask(WHY_RU), open_commands), "ru-RU"),
)


def take(browser: Browser, url: str, picture: Picture, folder: Path) -> None:
    """Take one picture in a browsing context of its own."""
    width, height = picture.screen
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
        locale=picture.locale,
    )
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(".welcome .examples")
    for step in picture.steps:
        step(page)
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{picture.name}.png")
    context.close()


def main() -> int:
    """Take all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    loading = Loading(open_index)
    address = free_address("127.0.0.1", 0)
    app = start(Services(loading), address)
    loading.wait()
    found = os.environ.get("CHATBOT_BROWSER") or shutil.which("chromium")
    try:
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=found, args=arguments)
            for picture in PICTURES:
                take(browser, address.url, picture, folder)
                print(folder / f"{picture.name}.png")
            browser.close()
    finally:
        app.close(verbose=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
