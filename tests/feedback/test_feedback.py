import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from itertools import count

import pytest

from chatbot.datatypes import GoldEvidence
from chatbot.errors import RunError
from chatbot.evaluation.queries import parse_line, query_line
from chatbot.feedback import Asked, FeedbackStore, Mark, Piece, make_queries

ASKED = Asked("How deep?", "How deep is Hallin?", ("What of Hallin?",), ("harbours",))
GOOD = Piece("harbours", "The depth grew by 1.4 metres.", 40, 70)
BAD = Piece("harbours", "Nobody had expected it.", 10, 33)


@pytest.fixture
def store(tmp_path):
    clock = count(1.0)
    return FeedbackStore(tmp_path / "kept" / "marks.sqlite3", clock=lambda: next(clock))


def made(store):
    (query,) = make_queries(store)
    return query


def test_a_mark_comes_back_as_it_was_with_its_time(store):
    store.put(Mark(ASKED, "up", GOOD))
    store.put(Mark(ASKED, "down"))
    assert list(store.marks()) == [Mark(ASKED, "up", GOOD, 1.0), Mark(ASKED, "down", None, 2.0)]


def test_a_later_mark_replaces_an_earlier_one_about_the_same_words(store):
    store.put(Mark(ASKED, "up", Piece("pdf", "No offsets.")))
    store.put(Mark(ASKED, "down", Piece("pdf", "No offsets.")))
    assert [mark.verdict for mark in store.marks()] == ["down"]


def test_a_mark_is_taken_back_unless_it_says_otherwise_by_now(store):
    store.put(Mark(ASKED, "down", GOOD))
    store.remove(Mark(ASKED, "up", GOOD))
    assert [mark.verdict for mark in store.marks()] == ["down"]
    store.remove(Mark(ASKED, "down", GOOD))
    assert list(store.marks()) == []


def test_the_right_passage_stands_beside_a_thumb_on_the_same_words(store):
    store.put(Mark(ASKED, "down", GOOD))
    store.put(Mark(ASKED, "right", GOOD))
    query = made(store)
    assert query.evidence == (GoldEvidence("harbours", GOOD.quote, 40),)
    assert "not_relevant" not in query.labels


def test_the_oldest_marks_go_when_there_are_too_many(tmp_path):
    store = FeedbackStore(tmp_path / "marks.sqlite3", most=3)
    for number in range(6):
        store.put(Mark(Asked(f"Question {number}", "q"), "up"))
    assert [mark.asked.question for mark in store.marks()] == [f"Question {n}" for n in (3, 4, 5)]


def test_nothing_marked_makes_no_query_and_no_file(store):
    assert list(make_queries(store)) == []
    assert not store.path.exists()


def test_marks_of_one_question_make_one_query(store):
    store.put(Mark(ASKED, "up", GOOD))
    store.put(Mark(ASKED, "down", BAD))
    store.put(Mark(ASKED, "right", GOOD))
    query = made(store)
    assert (query.query, query.history, query.documents) == (
        ASKED.question,
        ASKED.history,
        ASKED.documents,
    )
    assert query.evidence == (GoldEvidence("harbours", GOOD.quote, 40),)
    assert query.answerable is True
    assert query.labels == {
        "kind": "feedback",
        "status": "answered",
        "searched": ASKED.searched,
        "not_relevant": [{"document": "harbours", "quote": BAD.quote, "start": 10}],
    }


@pytest.mark.parametrize(
    ("status", "verdict", "answerable", "review"),
    [
        ("not_found", "up", False, None),
        ("not_found", "down", None, True),
        ("answered", "up", None, True),
        ("answered", "down", None, True),
    ],
)
def test_a_thumb_on_the_answer_alone(store, status, verdict, answerable, review):
    store.put(Mark(replace(ASKED, status=status), verdict))
    query = made(store)
    assert (query.answerable, query.labels.get("needs_review")) == (answerable, review)
    assert query.labels["answer_marked"] == verdict


def test_the_same_words_after_other_questions_are_another_query(store):
    store.put(Mark(ASKED, "up", GOOD))
    store.put(Mark(replace(ASKED, history=()), "up", GOOD))
    ids = [query.query_id for query in make_queries(store)]
    assert len(set(ids)) == 2
    assert ids == [query.query_id for query in make_queries(store)]


def test_a_query_survives_the_query_file(store):
    store.put(Mark(ASKED, "up", GOOD))
    store.put(Mark(ASKED, "down", BAD))
    query = made(store)
    assert parse_line(query_line(query), 1) == query


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 50, b"SQLite format 3\0" + b"x" * 200]
)
def test_a_file_that_is_no_database_is_told_in_one_line(store, content):
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    for attempt in (lambda: store.put(Mark(ASKED, "up")), lambda: list(store.marks())):
        with pytest.raises(RunError, match=r"marks\.sqlite3 cannot be used .*feedback\.enabled"):
            attempt()
    assert store.path.read_bytes() == content


def test_a_file_of_a_later_format_and_one_of_another_program_are_told(store):
    store.put(Mark(ASKED, "up"))
    database = sqlite3.connect(store.path)
    database.execute("PRAGMA user_version = 7")
    database.close()
    with pytest.raises(RunError, match="its format is 7"):
        list(store.marks())


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be used"):
        FeedbackStore(tmp_path / "file" / "marks.sqlite3").put(Mark(ASKED, "up"))


def test_processes_at_once_lose_nothing(store):
    program = (
        "import sys; from pathlib import Path; from chatbot.feedback import *;"
        "s = FeedbackStore(Path(sys.argv[1]));"
        "[s.put(Mark(Asked(f'{sys.argv[2]} {n}', 'q'), 'up')) for n in range(25)]"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(store.path), name]) for name in "abc"
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert len({mark.asked.question for mark in store.marks()}) == 75


def test_what_is_kept_is_plain_text(store):
    store.put(Mark(ASKED, "up", GOOD))
    database = sqlite3.connect(store.path)
    (history,) = database.execute("SELECT history FROM marks").fetchone()
    database.close()
    assert json.loads(history) == list(ASKED.history)
