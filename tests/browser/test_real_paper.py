"""The whole way: the bundled paper, the real model, a real browser."""

import pytest

from .conftest import Served

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def paper_chat(paper_chatbot):
    running = Served(paper_chatbot)
    yield running
    running.app.close(verbose=False)


def test_every_example_is_answered_and_every_chip_opens_its_quote(visit, paper_chat):
    guest = visit(paper_chat.url).open()
    examples = guest.page.locator(".welcome .examples a")
    assert 6 <= examples.count() <= 8
    statuses = []
    for at in range(examples.count()):
        guest.page.locator(".welcome .examples a").nth(at).click()
        answer = guest.page.locator(".answer:not(.waiting)")
        answer.wait_for()
        guest.settle()
        statuses.append(answer.get_attribute("class").split()[-1])
        assert not guest.scrolls_sideways()
        guest.page.click("#clear")
        guest.page.wait_for_selector(".welcome .examples")
    assert statuses.count("not_found") == 1 and statuses[-1] == "not_found"
    assert guest.outside == [] and guest.complaints == []


def test_the_six_reasons_open_one_by_one(visit, paper_chat):
    guest = visit(paper_chat.url).open()
    answer = guest.ask("Why did the Eurasian Initiative stall?")
    assert "6 of 6" in answer.locator(".verdict").inner_text()
    for at in range(6):
        answer.locator(".cite .chip").nth(at).click()
        quote = answer.locator("blockquote").nth(at).text_content()
        guest.page.wait_for_function(
            "quote => [...document.querySelectorAll('#source mark')]"
            ".map(mark => mark.textContent).join('') === quote",
            arg=quote,
        )
