"""The page of questions and papers, without a browser."""

import html
import re
import threading
import time
from dataclasses import replace

import pytest

from chatbot.datatypes import JudgedQuery, Page, Span
from chatbot.errors import UsageError
from chatbot.interface.table_questions import questions_in, questions_of
from chatbot.interface.table_view import summary, table_html
from chatbot.interface.tabling import Busy, TableDesk

from .answers import answer_to
from .papers import HOSTILE, make_paper


class Surveyed:
    """Two papers with the same answers; waits for ``gate`` before each."""

    def __init__(self):
        self.documents = {"a": make_paper("a"), "b": make_paper("b", "Other <b>harbours</b>")}
        self.gate = None

    def ask(self, question, history=(), documents=()):
        if self.gate is not None:
            assert self.gate.acquire(timeout=20)
        if "crash" in question:
            raise ZeroDivisionError(question)
        return answer_to(question, self.documents[documents[0]], history)


@pytest.fixture
def chatbot():
    return Surveyed()


@pytest.fixture
def desk(chatbot):
    return TableDesk(lambda: chatbot)


def asked(*questions):
    return [JudgedQuery(str(number), text) for number, text in enumerate(questions, start=1)]


def ended(run):
    for _ in range(400):
        if run.ended:
            return run
        time.sleep(0.01)
    raise AssertionError("the table never ended")


def test_a_table_has_a_row_a_paper_and_a_column_a_question(desk, chatbot):
    run = ended(desk.start(asked("hallin grow", "<i>cup</i>"), ["a", "b"]))
    page = table_html(run, chatbot.documents, "en")
    assert page.count('<th scope="row">') == 2
    assert page.count('<th scope="col">') == 3
    assert "<i>cup</i>" in html.unescape(page) and "<i>" not in page
    assert "Other <b>harbours</b>" in html.unescape(page) and "<b>" not in page
    assert page.count("Not found") == 2
    links = html.unescape(page)
    assert links.count('href="./#src=a/') == links.count('href="./#src=b/') == 1
    assert "(Tern 2018, para." in html.unescape(page)
    assert summary(run, "en") == "Done: 2 answers to 4 questions asked of papers."


def test_words_of_papers_are_never_markup(desk, chatbot):
    run = ended(desk.start(asked("clerk"), ["a"]))
    page = table_html(run, chatbot.documents, "en")
    words = re.sub(r"</?mark>", "", html.unescape(page))
    assert HOSTILE in words and not re.search("<(?:script|img)", page)


def test_one_at_a_time_and_stopped_early(desk, chatbot):
    chatbot.gate = threading.Semaphore(0)
    run = desk.start(asked("hallin grow", "cup"), ["a", "b"])
    with pytest.raises(Busy):
        desk.start(asked("cup"), ["a"])
    desk.stop("of another page")
    desk.stop(run.id)
    chatbot.gate.release(4)
    assert len(ended(run).cells) == 1
    assert summary(run, "en") == "Stopped after 1 of 4: 1 answer."
    assert table_html(run, chatbot.documents, "en").count("Not asked") == 3
    chatbot.gate = None
    ended(desk.start(asked("cup"), ["a"]))


def test_a_fault_ends_a_table_in_one_word_and_a_paper_removed_meanwhile_is_left_out(desk, chatbot):
    assert ended(desk.start(asked("crash"), ["a"])).error == "ZeroDivisionError"
    run = ended(desk.start(asked("cup"), ["a", "gone"]))
    assert (run.total, [cell.document.id for cell in run.cells]) == (1, ["a"])
    assert "gone" not in table_html(run, chatbot.documents, "en")


def test_older_tables_are_forgotten(desk):
    runs = [ended(desk.start(asked("cup"), ["a"])) for _ in range(9)]
    files = [run.file("t.csv") for run in runs]
    assert files[3] == runs[3].file("t.csv") and files[3].read_bytes().startswith(b"\xef\xbb\xbf")
    runs.append(ended(desk.start(asked("cup"), ["a"])))
    assert [path.parent.exists() for path in files[:3]] == [True, False, True]
    for run in runs:
        run.forget()
    assert [desk.look(run.id) is not None for run in runs] == [False] * 2 + [True] * 8
    assert desk.look(None) is None


def test_too_large_a_table_is_refused(desk):
    with pytest.raises(UsageError, match="1 to 5,000"):
        desk.start(asked(*map(str, range(11))), ["a"] * 500)
    with pytest.raises(UsageError, match="1 to 5,000"):
        desk.start(asked("cup"), [])


def test_questions_are_lines(tmp_path):
    found = questions_of(" Who?  \n\nWhat   for?\nWho?\n", "en")
    assert [(query.query_id, query.query) for query in found] == [("1", "Who?"), ("2", "What for?")]
    for text, line in ((" \n", "at least one"), ("\n".join(map(str, range(201))), "201 questions")):
        with pytest.raises(UsageError, match=line):
            questions_of(text, "en")


def test_questions_of_a_file(tmp_path):
    lines = tmp_path / "q.txt"
    lines.write_bytes("\ufeffWho?\r\nWhat?\r\n".encode())
    assert questions_in(lines, "en") == ["Who?", "What?"]
    judged = tmp_path / "q.jsonl"
    judged.write_text('{"query_id": "x", "query": "Who?"}\n', encoding="utf-8")
    assert questions_in(judged, "en") == ["Who?"]
    judged.write_text('{"query_id": "x"\n', encoding="utf-8")
    for path, line in ((judged, "line 1"), (tmp_path / "q.pdf", "no file of questions")):
        with pytest.raises(UsageError, match=line):
            questions_in(path, "en")


def test_a_pdf_is_opened_at_its_page(desk, chatbot):
    paper = chatbot.documents["a"]
    pages = (Page("xii", 14, 600.0, 800.0, Span(0, len(paper.text))),)
    chatbot.documents["a"] = replace(paper, pages=pages)
    run = ended(desk.start(asked("hallin grow"), ["a"]))
    page = html.unescape(table_html(run, chatbot.documents, "en"))
    assert 'href="papers/file?document=a#page=14"' in page and "PDF, p. xii" in page
