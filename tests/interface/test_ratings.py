import re

import pytest

from chatbot.feedback import FeedbackStore
from chatbot.interface.chat import Chat
from chatbot.interface.loading import Loading
from chatbot.interface.places import Place, address
from chatbot.interface.ratings import Ratings
from chatbot.interface.session import Session
from chatbot.interface.source_panel import source_page
from chatbot.languages.phrases import phrase

from .knowing import KnowingChatbot
from .papers import make_paper

QUESTION = "By how much did the depth at Hallin grow?"
PAPER = make_paper()


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path / "marks.sqlite3")


@pytest.fixture
def loading():
    opened = Loading(KnowingChatbot)
    opened.wait()
    return opened


@pytest.fixture
def ratings(loading, store):
    return Ratings(loading, store)


def asked(loading, *questions, marking=True):
    """The session after these questions."""
    session = Session()
    for question in questions:
        *_, page = Chat(loading, marking).ask(question, session)
        session = page.session
    return session


def thumbs(session, at=-1):
    return re.findall(r'href="#rate=([^"]+)"', session.exchanges[at].message)


def test_each_extract_and_the_answer_have_two_thumbs(loading):
    session = asked(loading, QUESTION)
    exchange = session.exchanges[0].id
    targets = [f"{exchange}/{target}" for target in ("e0", "e1", "answer")]
    assert thumbs(session) == [f"{t}/{verdict}" for t in targets for verdict in ("up", "down")]


def test_closest_passages_can_be_marked_and_commands_cannot(loading):
    assert [t.split("/")[1] for t in thumbs(asked(loading, "Who won the cup?"))] == [
        "n0",
        "n0",
        "answer",
        "answer",
    ]
    assert thumbs(asked(loading, "hello")) == []


def test_without_marking_nothing_is_offered(loading):
    assert thumbs(asked(loading, QUESTION, marking=False)) == []
    place = Place(PAPER.id, PAPER.paragraphs[2].span)
    assert "data-right" in source_page(place, PAPER, marking=True)
    assert "data-right" not in source_page(place, PAPER)


def test_every_thumb_on_the_page_marks_what_it_stands_beside(loading, ratings, store):
    session = asked(loading, "hello", "Who won the cup?", QUESTION)
    for thumb in thumbs(session):
        assert ratings.rate(thumb, True, session).refused == ""
    answer = session.exchanges[-1].answer
    marks = list(store.marks())
    assert [mark.piece and mark.piece.quote for mark in marks] == [
        *(extract.quote for extract in answer.extracts),
        None,
    ]
    assert {mark.verdict for mark in marks} == {"down"}
    assert marks[0].asked.question == QUESTION
    assert marks[0].asked.history == ("hello", "Who won the cup?")


def test_a_thumb_pressed_again_is_taken_back(loading, ratings, store):
    session = asked(loading, QUESTION)
    ratings.rate(thumbs(session)[0], True, session)
    outcome = ratings.rate(thumbs(session)[0], False, session)
    assert (outcome.line, outcome.refused) == (phrase("feedback.unmarked"), "")
    assert list(store.marks()) == []


@pytest.mark.parametrize(
    "forged",
    [
        None,
        7,
        "",
        "answer/up",
        "{id}/e9/up",
        "{id}/n0/up",
        "{id}/e0/right",
        "{id}/e-1/up",
        "{id}/e٣/up",
        "0123456789abcdef/e0/up",
        "x" * 100_000,
    ],
)
def test_what_no_thumb_sends_is_refused(loading, ratings, store, forged):
    session = asked(loading, QUESTION)
    if isinstance(forged, str):
        forged = forged.replace("{id}", session.exchanges[0].id)
    assert ratings.rate(forged, True, session).line == phrase("feedback.unknown")
    assert list(store.marks()) == []


def test_another_session_cannot_mark_this_one(loading, ratings):
    session = asked(loading, QUESTION)
    assert ratings.rate(thumbs(session)[0], True, asked(loading, QUESTION)).refused


def test_the_right_passage_is_kept_with_its_words_and_source_offsets(loading, ratings, store):
    session = asked(loading, "Who won the cup?")
    span = next(p.span for p in PAPER.paragraphs if p.number == 6)
    place = address(Place(PAPER.id, span))
    outcome = ratings.right(session.exchanges[0].id, place, True, session)
    assert outcome.refused == "" and "Who won the cup?" in outcome.line
    (mark,) = store.marks()
    assert (mark.verdict, mark.piece.quote) == ("right", PAPER.slice(span))
    printed = PAPER.source.text[mark.piece.source_start : mark.piece.source_end]
    assert printed.replace("*", "") == mark.piece.quote


@pytest.mark.parametrize("place", [None, "elsewhere/0-5/quote/", "harbours/0-999999/quote/"])
def test_a_place_that_is_not_there_is_refused(loading, ratings, store, place):
    session = asked(loading, QUESTION)
    outcome = ratings.right(session.exchanges[0].id, place, True, session)
    assert outcome.line.startswith(phrase("feedback.not_marked")) and outcome.refused
    assert list(store.marks()) == []


def test_before_any_question_no_passage_is_right(ratings):
    assert ratings.right("", "harbours/0-5/quote/", True, Session()).line == (
        phrase("feedback.ask_first")
    )


def test_a_broken_feedback_file_is_one_line_and_the_chat_goes_on(loading, ratings, store):
    store.path.write_bytes(b"broken" * 100)
    session = asked(loading, QUESTION)
    outcome = ratings.rate(thumbs(session)[0], True, session)
    assert outcome.refused == thumbs(session)[0]
    assert "cannot be used" in outcome.line and "\n" not in outcome.line
    *_, page = Chat(loading, marking=True).ask(QUESTION, session)
    assert len(page.messages) == 4
