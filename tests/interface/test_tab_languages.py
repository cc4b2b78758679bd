"""The tabs and the other pages in English, Korean and Russian."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chatbot.documents.text_reader import read_text_document
from chatbot.interface.copying import copy_link, style_choice
from chatbot.interface.memo_view import memo_page
from chatbot.interface.papers_forms import citation_form
from chatbot.interface.papers_view import (
    asked_papers,
    drop_zone,
    jobs_list,
    papers_rows,
    papers_shell,
)
from chatbot.interface.places import Place
from chatbot.interface.series_view import plot_link, plot_page
from chatbot.interface.source_panel import source_page
from chatbot.interface.table_view import progress_html, summary, table_html
from chatbot.interface.tabling import Run
from chatbot.interface.verify_view import done_line, verification_page, verify_intro
from chatbot.languages.phrases import LANGUAGES
from chatbot.memo.arranging import remove
from chatbot.memo.history import History
from chatbot.memo.verdicts import Verdict, Verification
from chatbot.shelf.describing import CitationForm
from chatbot.shelf.entries import PaperEntry
from chatbot.shelf.jobs import Look, Outcome
from chatbot.shelf.shelf import ShelfLimits
from chatbot.survey.asking import Cell
from tests.memo.papers import excerpt, ferry, memo_of
from tests.series_papers import TRADE, sentence_of

from .answers import answer_to
from .page_words import english_runs, said
from .papers import make_paper
from .test_page_view import make_boxes
from .test_page_view import make_paper as make_pages

AREAS = ("memo.", "papers.", "verify.", "pages.", "series.", "copying.", "table.")
OTHERS = [language for language in LANGUAGES if language != "en"]


def memo_tab(language):
    paper = ferry(pages=True)
    removed = excerpt(paper, "The town was surprised.")
    memo = memo_of(
        paper,
        excerpt(paper, "It did not stop in winter.", question="Ferry?"),
        replace(excerpt(paper, "It cost 40 euros."), heading="1", note="2"),
        removed,
    )
    nameless = ferry(reference={"type": "report", "title": "1"})
    yield memo_page(History((memo,)), {"ferry": paper}, language)
    bare = memo_of(nameless, excerpt(nameless, "It cost 40 euros."))
    yield memo_page(History((bare,)), {"ferry": nameless}, language)
    yield memo_page(History((remove(memo, removed.id),)), {}, language)
    yield memo_page(History(), {}, language)


def papers_tab(language):
    row = PaperEntry("a", "1", "added/a.pdf", added=True, pages=2, unchecked=True)
    rows = [row, replace(row, unchecked=False, ocr=True), replace(row, gone=True)]
    remedies = ("password", "wrong_password", "recognise")
    rows += [replace(row, failure="1", remedy=remedy) for remedy in remedies]
    yield from (papers_rows(rows, language, True, able) for able in (True, False))
    looks = [
        Look("1", kind, ("a",), state, "reading", 1, 2, (Outcome("a", "a"),))
        for kind in ("add", "remove", "password", "describe", "recognise", "refresh")
        for state in ("waiting", "running", "stopping", "done", "failed", "cancelled")
    ]
    yield from (jobs_list(looks, language), papers_shell(language), asked_papers(["a"]))
    yield from (drop_zone(ShelfLimits(), language), citation_form("a", CitationForm(), language))


def verify(language):
    paper = ferry(pages=True)
    verdicts = [
        Verdict("1", "exact", "ferry", 3, 12),
        Verdict("1", "changed", "ferry", 3, 12, "2", (("removed", "2"), ("added", "1"))),
        Verdict("1", "wrong_locator", "ferry", 3, 12, cited="8", expected="7"),
        Verdict("1", "not_found"),
        Verdict("1", "source_changed", "ferry"),
    ]
    verification = Verification("1", tuple(verdicts))
    yield verification_page(verification, {"ferry": paper}, language)
    yield from (done_line(verification, language), verify_intro(language))


def pages(language):
    paper = make_pages()
    place = Place("ports", paper.paragraphs[0].sentences[1])
    yield source_page(place, paper, True, language, make_boxes())


def series(language, folder):
    path = folder / "trade.txt"
    path.write_text(TRADE, encoding="utf-8")
    paper = read_text_document(path, "trade")
    for words in ("The number of ships", "Deaths at sea"):
        place = Place("trade", sentence_of(paper, words))
        yield from (plot_link(paper, place.span, language), plot_page(place, paper, language))


def table(language):
    paper = make_paper()
    queries = [SimpleNamespace(query_id=str(n), query=str(n)) for n in range(4)]
    run = Run(tuple(queries), (paper.id,), 5)
    asked = ("hallin grow", "cost", "oslo")
    for query, question in zip(queries, asked, strict=False):
        run.cells.append(Cell(query, paper, replace(answer_to(question, paper), language=language)))
    run.cells.append(Cell(queries[3], paper, None, error="1"))
    yield from (progress_html(run, language), table_html(run, {paper.id: paper}, language))
    run.ended = True
    yield summary(run, language)
    run.total = 4
    yield summary(run, language)


def everything(language, folder):
    made = (memo_tab, papers_tab, verify, pages, table)
    parts = [part for make in made for part in make(language)]
    parts += [*series(language, folder), copy_link("1", language), style_choice(language)]
    return " ".join(map(said, parts))


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_a_tab_or_page_in_another_language(language, tmp_path):
    whole = everything(language, tmp_path)
    assert [text for text in english_runs(AREAS) if text in whole] == []


def test_the_same_in_english_does_hold_those_phrases(tmp_path):
    whole = everything("en", tmp_path)
    assert sum(text in whole for text in english_runs(AREAS)) > 90
