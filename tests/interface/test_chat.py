import html
import json
import logging
import re
import threading
from dataclasses import replace

import pytest

from chatbot.conversation.cleaning import MAX_QUESTION
from chatbot.errors import IndexFault
from chatbot.interface.chat import Chat
from chatbot.interface.examples import MOST_EXAMPLES, examples
from chatbot.interface.loading import Loading
from chatbot.interface.session import MOST_REMEMBERED, MOST_SHOWN, Session
from chatbot.interface.welcome import masthead, welcome

from .knowing import KnowingChatbot
from .papers import make_paper

QUESTION = "By how much did the depth at Hallin grow?"


@pytest.fixture
def chatbot():
    return KnowingChatbot()


@pytest.fixture
def chat(chatbot):
    loading = Loading(lambda: chatbot)
    loading.wait()
    return Chat(loading)


def asked(chat, *questions, session=None):
    """The last page after these questions."""
    page = None
    for question in questions:
        *_, page = chat.ask(question, session or Session())
        session = page.session
    return page


def text_of(message):
    return html.unescape(re.sub(r"<[^>]+>", " ", message["content"]))


def test_a_question_is_shown_at_once_and_then_answered(chat):
    first, last = chat.ask(QUESTION, Session())
    assert [m["role"] for m in first.messages] == ["user"]
    assert [m["role"] for m in last.messages] == ["user", "assistant"]
    assert "1.4 metres" in text_of(last.messages[1])
    assert (last.box, last.notice) == ("", "")


def test_while_the_papers_open_a_question_waits_and_is_answered(chatbot):
    opened = threading.Event()

    def load():
        opened.wait(10)
        return chatbot

    pages = Chat(Loading(load)).ask(QUESTION, Session())
    assert "Loading the model" in text_of(next(pages).messages[-1])
    opened.set()
    assert "1.4 metres" in text_of(next(pages).messages[-1])


@pytest.mark.parametrize("question", ["", "   ", "\n", "?!…", None, "\u200f"])
def test_nothing_asked_is_told_gently_and_changes_nothing(chat, chatbot, question):
    (page,) = chat.ask(question, asked(chat, QUESTION).session)
    assert "Type a question" in page.notice
    assert len(page.messages) == 2 and len(chatbot.asked) == 1


def test_a_question_that_is_too_long_is_kept_in_the_box(chat, chatbot):
    question = "x" * 100_000
    (page,) = chat.ask(question, Session())
    assert page.box == question and page.messages == [] and not chatbot.asked
    assert "100,000 characters" in page.notice and f"{MAX_QUESTION:,}" in page.notice


def test_earlier_questions_are_remembered_within_limits(chat, chatbot):
    page = asked(chat, *(f"question {n}" for n in range(MOST_SHOWN + 5)))
    assert len(page.session.exchanges) == MOST_SHOWN
    assert len(page.messages) == 2 * MOST_SHOWN
    assert chatbot.asked[-1][1] == tuple(
        f"question {n}" for n in range(MOST_SHOWN + 4 - MOST_REMEMBERED, MOST_SHOWN + 4)
    )


def test_two_sessions_know_nothing_of_each_other(chat, chatbot):
    asked(chat, "hello")
    asked(chat, QUESTION)
    assert chatbot.asked[-1] == (QUESTION, ())


def test_an_error_is_one_line_and_keeps_the_conversation(chat, chatbot, caplog):
    before = asked(chat, QUESTION)
    page = asked(chat, "break down", session=before.session)
    assert page.messages[:2] == before.messages
    assert "the index is gone" in text_of(page.messages[3])
    after = asked(chat, QUESTION, session=page.session)
    assert "1.4 metres" in text_of(after.messages[5])
    assert chatbot.asked[-1][1] == (QUESTION,)


def test_a_fault_nobody_foresaw_is_told_too_and_the_question_stays_out_of_the_log(chat, caplog):
    page = asked(chat, "crash on my secret")
    assert "ZeroDivisionError" in text_of(page.messages[1])
    assert "secret" not in caplog.text and "ZeroDivisionError" in caplog.text


def test_retry_asks_again_and_drops_what_came_after(chat, chatbot):
    session = asked(chat, QUESTION, "hello", "cost").session
    *_, page = chat.retry(2, "half typed", session)
    assert [e.question for e in page.session.exchanges] == [QUESTION, "hello"]
    assert chatbot.asked[-1] == ("hello", (QUESTION,))
    assert page.box == "half typed"


def test_undo_takes_the_exchange_back_into_the_box(chat):
    page = chat.undo(2, "", asked(chat, QUESTION, "hello").session)
    assert [e.question for e in page.session.exchanges] == [QUESTION]
    assert len(page.messages) == 2 and page.box == "hello"


@pytest.mark.parametrize("message", [None, -1, 99, "0", True, {}])
def test_a_message_that_is_not_there_changes_nothing(chat, message):
    session = asked(chat, QUESTION).session
    assert chat.undo(message, "box", session).session == session
    assert [page.session for page in chat.retry(message, "box", session)] == [session]


def test_clear_empties_everything(chat):
    page = chat.clear()
    assert (page.messages, page.session, page.box) == ([], Session(), "")


def test_an_example_is_asked_by_its_number_only(chat, chatbot):
    *_, page = chat.ask_example("1", "", Session())
    assert page.session.exchanges[0].question == "Why do harbours silt up?"
    for wrong in ("99", "-1", None, "x", 1, "²"):
        assert [p.messages for p in chat.ask_example(wrong, "", Session())] == [[]]
    assert len(chatbot.asked) == 1


def test_a_place_is_shown_and_a_wrong_one_told(chat):
    assert 'class="source"' in chat.source("harbours/0-5/quote/")
    assert "This place could not be shown" in chat.source("nobody/0-5/quote/")


def test_a_failed_opening_is_told_and_tried_again(chatbot, caplog):
    results = [IndexFault("the index is locked: try later"), chatbot]

    def load():
        result = results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    chat = Chat(Loading(load))
    page = asked(chat, QUESTION)
    assert "the index is locked: try later" in text_of(page.messages[1])
    *_, page = chat.retry(0, "", page.session)
    assert "1.4 metres" in text_of(page.messages[1])


def test_a_crash_while_opening_reaches_who_waits(caplog):
    def load():
        raise MemoryError("no more")

    page = asked(Chat(Loading(load)), QUESTION)
    assert "MemoryError: no more" in text_of(page.messages[1])
    assert caplog.records[0].levelno == logging.ERROR


def test_the_papers_are_opened_once_however_many_wait(chatbot):
    opened = []
    loading = Loading(lambda: opened.append(1) or chatbot)
    threads = [threading.Thread(target=loading.wait) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert opened == [1]


def test_the_welcome_says_what_the_paper_is_and_what_to_ask(chatbot):
    shown = html.unescape(re.sub(r"<[^>]+>", " ", welcome(chatbot.documents)))
    for part in ("Harbours of the North", "Ada Tern", "2018", "2 sections · 2 figures"):
        assert part in shown
    assert welcome(chatbot.documents).count('href="#ask=') == 6


def test_without_given_examples_the_headings_make_them():
    paper = replace(make_paper(), metadata={"title": "T"})
    made = examples({"x": paper})
    assert 6 <= len(made) <= MOST_EXAMPLES
    assert any("“II. What was tried”" in example.question for example in made)
    assert examples({}) == ()


@pytest.mark.parametrize("given", [None, "x", {"examples": "x"}, {"examples": [1, {"kind": "k"}]}])
def test_examples_of_a_wrong_form_are_passed_over(given):
    paper = replace(make_paper(), metadata={"custom": given})
    assert examples({"x": paper})[0].question == "Who wrote this paper?"


def test_several_papers_are_counted():
    both = {"a": make_paper("a"), "b": make_paper("b")}
    assert "2 papers" in masthead(both) and "2 papers" in welcome(both)


def test_several_papers_without_examples_are_asked_for_a_section_each():
    plain = {name: replace(make_paper(name), metadata={"title": name}) for name in "ab"}
    assert [example.kind for example in examples(plain)] == ["a", "b", "Not in the papers"]


def test_as_typed_a_question_is_asked_without_what_was_said_before(chat, chatbot):
    page = asked(chat, QUESTION, "what about ships")
    assert chatbot.asked[-1] == ("what about ships", (QUESTION,))
    link = re.search(r'href="#typed=([0-9a-f]{16})"', page.messages[3]["content"])
    *_, page = chat.ask_as_typed(link[1], "half typed", page.session)
    assert chatbot.asked[-1] == ("what about ships", ())
    assert page.box == "half typed" and "#typed=" not in page.messages[5]["content"]
    *_, page = chat.retry(4, "", page.session)
    assert chatbot.asked[-1] == ("what about ships", ())
    for wrong in ("0" * 16, None, 3):
        assert [p.session for p in chat.ask_as_typed(wrong, "", page.session)] == [page.session]


def test_the_interpretation_can_be_changed(chat):
    page = asked(chat, QUESTION, "what about ships")
    line = re.search(r'<p class="aside searched">.*?</p>', page.messages[3]["content"])[0]
    assert "#edit=" in line and f"<q>what about ships &#40;after&#58; {QUESTION[:-1]}" in line
    assert "#edit=" not in page.messages[1]["content"]


def test_a_button_says_its_command_and_leaves_the_box_alone(chat, chatbot):
    page = asked(chat, QUESTION)
    assert 'href="#do=more"' in page.messages[1]["content"]
    *_, page = chat.say("/more", "half typed", page.session)
    assert chatbot.asked[-1] == ("/more", (QUESTION,)) and page.box == "half typed"
    assert f"More on {QUESTION}" in text_of(page.messages[3])
    assert [p.box for p in chat.say(None, "half typed", page.session)] == ["half typed"]


def test_the_command_to_clear_clears_the_page(chat):
    page = asked(chat, QUESTION, "/clear")
    assert (page.messages, page.session, page.kept) == ([], Session(), "")
    assert page.notice == "The conversation was cleared."


def test_a_conversation_is_saved_as_markdown_and_as_json(chat):
    page = asked(chat, QUESTION, "hello", "/export")
    content = page.messages[5]["content"]
    assert re.findall(r'href="#export=(\w+)"', content) == ["markdown", "json"]
    text = chat.export("markdown", page.session)
    quote = "The depth grew by 1.4 metres within two years, which no other port has matched."
    assert text.name == "conversation.md" and quote in text.text
    data = json.loads(chat.export("json", page.session).text)
    assert QUESTION in json.dumps(data) and quote in json.dumps(data)
    for form, session in (("html", page.session), (None, page.session), ("json", Session())):
        refused = chat.export(form, session)
        assert (refused.name, refused.text) == ("", "") and "no conversation" in refused.notice
