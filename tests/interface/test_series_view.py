"""The link under an extract, the chart in the panel, and the file to take away."""

import csv
import io

import pytest

from chatbot.datatypes import Span
from chatbot.documents.text_reader import read_text_document
from chatbot.interface.chat import Chat
from chatbot.interface.escaping import escape
from chatbot.interface.loading import Loading
from chatbot.interface.places import Place, address, place_at
from chatbot.interface.series_events import numbers_file
from chatbot.interface.series_view import plot_link, plot_page, plots_in
from chatbot.interface.services import Services
from tests.series_papers import TRADE, sentence_of, whole


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "trade.txt"
    path.write_text(TRADE, encoding="utf-8")
    return read_text_document(path, "trade")


class Papers:
    """A chatbot that only has documents."""

    def __init__(self, *papers):
        self.documents = {paper.id: paper for paper in papers}


def services(paper):
    loading = Loading(lambda: Papers(paper))
    loading.start()
    return Services(loading)


def test_only_words_with_a_series_can_be_plotted(paper):
    link = plot_link(paper, sentence_of(paper, "The number of ships"))
    assert 'href="#plot=trade&#47;' in link and "Plot these numbers" in link
    assert plot_link(paper, sentence_of(paper, "The clerk")) == ""
    assert plot_link(None, Span(0, 5)) == ""


def test_a_plotted_place_comes_back_from_its_address(paper):
    place = Place("trade", sentence_of(paper, "Deaths"), plotted=True)
    assert place_at(address(place), {"trade": paper}) == place
    assert not place_at(address(Place("trade", place.span)), {"trade": paper}).plotted


def test_the_panel_shows_a_plotted_place_as_a_chart_with_its_words(paper):
    chat = Chat(services(paper).loading)
    place = Place("trade", sentence_of(paper, "The number of ships"), plotted=True)
    page = chat.source(address(place))
    assert page.count("<svg") == 1 and page.count("<tr>") == 5
    assert page.count('href="#src=trade') == 4
    assert f'data-show="{escape(address(Place("trade", place.span)))}"' in page
    assert "approximate" in page and "own pictures are not shown here" in page


def test_each_chart_of_a_page_has_ids_of_its_own(paper):
    page = plot_page(Place("trade", whole(paper), plotted=True), paper)
    ids = [part.partition('"')[0] for part in page.split(' id="')[1:]]
    assert page.count("<svg") == 4 and len(set(ids)) == len(ids) == 8


def test_words_without_a_series_say_so(paper):
    page = plot_page(Place("trade", sentence_of(paper, "The clerk"), plotted=True), paper, "ru")
    assert "<svg" not in page and "data-numbers" not in page
    assert "нет чисел" in page


def test_nothing_of_a_paper_is_markup(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("The <img src=x> & share was 5% in 2010 and 3% in 2011.\n", encoding="utf-8")
    page = plot_page(Place("x", Span(0, 54), plotted=True), read_text_document(path, "x"))
    assert "<svg" in page and "<img" not in page


def test_paragraphs_about_a_figure_offer_what_they_state(paper):
    spans = [paragraph.span for paragraph in paper.paragraphs]
    offered = plots_in(paper, spans)
    assert offered.count("#plot=") == 3  # sentences, and no more than so many
    assert "The number of ships" in offered
    assert plots_in(paper, [sentence_of(paper, "The clerk")]) == ""


def test_numbers_are_taken_away_as_a_file(paper):
    place = address(Place("trade", sentence_of(paper, "Deaths"), plotted=True))
    file = numbers_file(services(paper), place, "en")
    assert file.name == "numbers.csv"
    assert [row[2] for row in csv.reader(io.StringIO(file.text))][1:] == ["1800000", "900000"]


@pytest.mark.parametrize("sent", [None, 5, "", "trade/9-5/plot/", "other/1-5/plot/", "x" * 9000])
def test_what_a_browser_sends_is_checked(paper, sent):
    file = numbers_file(services(paper), sent, "en")
    assert (file.name, file.text, file.notice) == ("", "", "There are no numbers to save.")
