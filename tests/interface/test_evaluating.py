import html
import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.evaluation import PlainTable
from chatbot.evaluation.queries import read_queries
from chatbot.feedback import Asked, FeedbackStore, Mark, Piece
from chatbot.interface import evaluation_view
from chatbot.interface.chat import Chat
from chatbot.interface.evaluating import UPLOADED, Evaluating, Form
from chatbot.interface.evaluation_view import results_page
from chatbot.interface.loading import Loading
from chatbot.interface.session import Session
from chatbot.interface.workbench import Results, Workbench
from chatbot.languages.phrases import phrase

from .knowing import KnowingChatbot

LINES = (
    {
        "query_id": "n",
        "query": "By how much did the depth at Hallin grow?",
        "evidence": [{"document": "harbours", "quote": "The depth grew by 1.4 metres"}],
        "answers": ["1.4 metres"],
        "answerable": True,
        "kind": "number",
    },
    {"query_id": "o", "query": "Who won the <cup>?", "answerable": False, "kind": "off"},
)
FORM = Form("small.jsonl", "", ("default",), "", "", "kind")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "queries"
    made.mkdir()
    text = "".join(f"{json.dumps(line)}\n" for line in LINES)
    (made / "small.jsonl").write_text(text, encoding="utf-8")
    (made / "README.md").write_text("not queries", encoding="utf-8")
    return made


@pytest.fixture
def chatbot():
    return KnowingChatbot()


@pytest.fixture
def page(chatbot, folder, tmp_path):
    return Evaluating(Workbench(lambda: chatbot), folder, FeedbackStore(tmp_path / "m.sqlite3"))


def ended(page, board):
    """The board of a run when nothing more is to come."""
    for _ in range(400):
        board = page.look(board.run)
        if not board.running:
            return board
        time.sleep(0.05)
    raise AssertionError("the run did not end")


def text_of(board):
    return html.unescape(board.line)


def test_a_bundled_file_is_evaluated_with_report_measures_and_run(page):
    assert page.bundled() == ("small.jsonl",)
    board = ended(page, page.start(FORM))
    assert "Done: 2 of 2 questions of small.jsonl." in text_of(board)
    assert [Path(file).name for file in board.files] == [
        "report.html",
        "measures.json",
        "run.trec",
    ]
    measures = json.loads(Path(board.files[1]).read_text(encoding="utf-8"))
    assert measures["configurations"]["default"]["overall"]["answer_hit"]["value"] == 1.0
    assert "evidence&#95;recall" in board.results and "<iframe" in board.results
    assert "Evaluation of small.jsonl" in html.unescape(board.results)


def test_the_report_is_framed_where_it_can_do_nothing(page):
    results = ended(page, page.start(FORM)).results
    assert '<iframe sandbox="" ' in results
    inside = results.partition('srcdoc="')[2].partition('"')[0]
    assert '"' not in inside and "Who won the &amp;lt;cup&amp;gt;?" in inside


def test_a_report_that_is_too_large_leaves_the_tables(monkeypatch):
    monkeypatch.setattr(evaluation_view, "LARGEST_FRAME", 3)
    tables = tuple(PlainTable(title, ("a", "b"), (("c", "<d>"),)) for title in ("One", "Two"))
    shown = results_page(Results("", tables, ("a <note>",), "page", ()))
    assert "iframe" not in shown and "One" in shown and "Two" in shown
    assert "<d>" not in shown and "<note>" not in shown
    assert html.unescape(shown).count("<d>") == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"chosen": None}, phrase("evaluate.choose_file")),
        ({"chosen": UPLOADED}, phrase("evaluate.choose_file")),
        ({"chosen": "../secret.jsonl"}, phrase("evaluate.choose_file")),
        ({"where": "split"}, "'split' is not LABEL=VALUE"),
        ({"where": "x" * 5000}, "longer than 4,000"),
        ({"chosen": UPLOADED, "uploaded": "/etc/passwd"}, "must end in .jsonl"),
        ({"chosen": UPLOADED, "uploaded": "gone.jsonl"}, "gone.jsonl cannot be read"),
    ],
)
def test_a_form_that_cannot_be_run_is_told_at_once(page, change, said):
    board = page.start(replace(FORM, **change))
    assert said in text_of(board)
    assert not board.running and board.results is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"where": "kind=none"}, "no query of small.jsonl has kind=none"),
        ({"more": "fast"}, "unknown configuration 'fast'"),
        ({"more": "x:speed=1"}, "unknown switch 'speed'"),
        ({"more": "x:models.reader=./any"}, "a model is chosen in chatbot.toml or on the command"),
    ],
)
def test_a_run_that_is_wrong_ends_in_one_line(page, change, said):
    board = ended(page, page.start(replace(FORM, **change)))
    assert said in text_of(board)
    assert board.files == () and board.results == ""


def test_a_faulty_line_is_named_with_its_column_and_the_file_as_the_person_knows_it(page, tmp_path):
    file = tmp_path / "mine.jsonl"
    file.write_text(f'{json.dumps(LINES[0])}\n{{"query_id": "x", }}\n', encoding="utf-8")
    assert page.uploaded(str(file)).count("mine") == 1
    board = ended(page, page.start(replace(FORM, chosen=UPLOADED, uploaded=str(file))))
    assert "Nothing was evaluated: mine.jsonl, line 2, column 19: not JSON" in text_of(board)


def test_what_is_uploaded_must_be_called_a_query_file(page):
    assert "must end in .jsonl" in html.unescape(page.uploaded("queries.exe"))
    assert "must end in .jsonl" in html.unescape(page.uploaded(None))


def test_one_run_at_a_time_and_the_chat_answers_meanwhile(page, chatbot):
    chatbot.gate = threading.Semaphore(0)
    board = page.start(FORM)
    assert phrase("evaluate.one_at_a_time") in text_of(page.start(FORM))
    loading = Loading(lambda: chatbot)
    loading.wait()
    *_, answered = Chat(loading).ask(LINES[0]["query"], Session())
    assert "metres" in answered.messages[-1]["content"]
    assert page.look(board.run).running
    chatbot.gate.release(2)
    assert "Done" in text_of(ended(page, board))
    chatbot.gate.release(2)
    again = page.start(FORM)
    assert "no longer kept" in text_of(page.look(board.run))
    assert "Done" in text_of(ended(page, again))


def test_a_run_that_is_stopped_measures_what_was_asked(page, chatbot):
    chatbot.gate = threading.Semaphore(0)
    board = page.start(FORM)
    assert "Stopping" in page.stop(board.run)
    assert "Stopping" in text_of(page.look(board.run))
    chatbot.gate.release(2)
    board = ended(page, board)
    assert "Stopped after 1 of 2 questions" in text_of(board)
    assert len(board.files) == 3


def test_only_who_started_a_run_sees_or_stops_it(page, chatbot):
    chatbot.gate = threading.Semaphore(0)
    board = page.start(FORM)
    page.stop("another")
    assert "no longer kept" in text_of(page.look("another"))
    assert page.look("").line == ""
    chatbot.gate.release(2)
    assert "Done" in text_of(ended(page, board))


def test_a_fault_that_nobody_foresaw_is_one_line_and_the_next_run_works(page, chatbot, caplog):
    documents, chatbot.documents = chatbot.documents, None
    assert "The evaluation failed: " in text_of(ended(page, page.start(FORM)))
    assert all(record.exc_info is None for record in caplog.records if record.levelname == "ERROR")
    chatbot.documents = documents
    assert "Done" in text_of(ended(page, page.start(FORM)))


def test_marks_become_a_query_file(page, tmp_path):
    assert phrase("evaluate.no_marks") in html.unescape(page.make_queries().line)
    store = FeedbackStore(tmp_path / "m.sqlite3")
    store.put(Mark(Asked("How deep?", "How deep?"), "up", Piece("harbours", "1.4 metres", 5, 15)))
    store.put(Mark(Asked("Who won?", "Who won?", status="not_found"), "down"))
    made = page.make_queries()
    assert "2 questions, of which 1 need" in html.unescape(made.line)
    assert [query.query for query in read_queries(Path(made.file))] == ["How deep?", "Who won?"]


def test_marks_that_cannot_be_read_are_told(page, tmp_path):
    (tmp_path / "m.sqlite3").write_bytes(b"broken" * 100)
    made = page.make_queries()
    assert "cannot be used" in html.unescape(made.line) and made.file is None
