"""Numbers that the text states, plotted in the panel."""

import csv
from pathlib import Path

import pytest

from ..series_papers import TRADE
from ..tiny import tiny_chatbot
from .conftest import PHONE, Served


@pytest.fixture(scope="module")
def trade(tmp_path_factory):
    chatbot = tiny_chatbot(tmp_path_factory.mktemp("trade"), papers={"trade.txt": TRADE})
    running = Served(chatbot)
    yield running
    running.app.close(verbose=False)


def test_stated_numbers_are_plotted_cited_and_taken_away(visit, trade):
    guest = visit(trade.url, PHONE)
    page = guest.open().page
    answer = guest.ask("How did the number of ships fall?")
    link = answer.get_by_role("link", name="Plot these numbers").first
    link.focus()
    page.keyboard.press("Enter")
    chart = page.locator("#source svg.plot").first
    chart.wait_for()
    assert chart.locator(".plot-value").all_text_contents() == ["52", "62", "21", "about 18"]
    assert chart.bounding_box()["width"] <= PHONE["width"]
    assert not guest.scrolls_sideways()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save these numbers as a CSV file").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    rows = list(csv.reader(saved.splitlines()))
    assert download.value.suggested_filename == "numbers.csv"
    assert [row[1:3] for row in rows[1:]][2] == ["2014", "21"]
    page.get_by_role("link", name="21 in 2014").click()
    page.wait_for_selector("#source .text .now")
    assert page.locator("#source mark .hit").all_text_contents() == ["21", "2014"]
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.getAttribute('href')?.startsWith('#plot=')")
    assert guest.outside == [] and guest.complaints == []
