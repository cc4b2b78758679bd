"""``ask`` and ``search`` for one question: what is printed, and what is refused."""

from __future__ import annotations

import pytest

from chatbot.languages.phrases import phrase


def test_json_is_the_answer_and_nothing_else(call, opened):
    done = call("ask", "How much?", "--history", "Q1", "--history", "Q2", "--json")
    assert (done.status, done.err) == (0, "")
    assert done.json["question"] == "How much?"
    assert "query_id" not in done.json
    assert opened.chatbot.asked == [("How much?", ("Q1", "Q2"), ())]


def test_a_question_is_asked_as_typed_on_demand_only(call, opened):
    call("ask", "How much?", "--history", "Q1")
    call("ask", "Why?", "--history", "Q1", "--as-typed")
    assert opened.chatbot.as_typed == ["Why?"]


def test_search_json_is_an_array_of_ranked_passages(call):
    done = call("search", "trade", "-k", "3", "--json")
    assert done.status == 0
    [passage] = done.json
    assert passage["rank"] == 1
    assert passage["text"] == "Trade grew by 58.9% in 2017."


def test_readable_answer(call):
    out = call("ask", "How much?").out
    assert out.splitlines() == [
        "58.9% [1]",
        "",
        "[1] “Trade grew by 58.9% in 2017.”",
        "    section I. Trade, paragraph 1 · (Lee 2017, para. 1)",
        "    Note 3: Customs service.",
    ]


def test_readable_list_figure_refusal_doubt_and_follow_up(call):
    assert call("ask", "list").out.splitlines()[:3] == [
        "The paper gives 6 points · 1 of 6 shown",
        "",
        "[1] First",
    ]
    assert call("ask", "figure").out.splitlines() == [
        phrase("answer.the_figure"),
        "",
        "FDI",
        "    Source: KEXIM",
        "    A note.",
        f"    {phrase('source.discussed')} ¶ 1",
        f"    {phrase('source.no_image')}",
    ]
    refusal = call("ask", "missing")
    assert refusal.status == 0
    assert refusal.out.splitlines()[:4] == [
        phrase("answer.not_found"),
        "nothing fits",
        "",
        phrase("answer.nearest"),
    ]
    assert f"{phrase('answer.missing')} population" in call("ask", "perhaps").out
    assert call("ask", "follow-up").out.startswith(
        f"{phrase('answer.searched_for')} follow-up trade\n"
    )


def test_highlights_are_bold_on_a_terminal_only(call, monkeypatch):
    assert "\x1b" not in call("ask", "How much?").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1m58.9%\x1b[0m" in call("ask", "How much?").out


def test_narrow_terminal_loses_no_word(call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "24")
    out = call("ask", "How much?").out
    assert " ".join("Trade grew by 58.9% in 2017.".split()) in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 24


def test_readable_search(call):
    assert call("search", "trade").out.splitlines() == [
        "1.  0.750 · Trade · section I. Trade, paragraph 1",
        "    “Trade grew by 58.9% in 2017.”",
    ]


@pytest.mark.parametrize("question", ["", " \t\n"])
def test_blank_question_is_a_wrong_call(call, question):
    done = call("ask", question)
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: the question is empty: type a question about the paper\n"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ([""], "the question is empty"),
        (["🤷🤷"], "holds no letter and no digit"),
        (["x" * 100_000], "100,000 characters: shorten it"),
        (["Why?", "--history", " "], "the question is empty"),
    ],
)
def test_a_question_that_cannot_be_searched_is_told_before_anything_is_loaded(
    call, opened, arguments, fault
):
    for command in ("ask", "search"):
        done = call(command, *arguments)
        assert (done.status, done.out) == (2, "")
        assert fault in done.err
    assert opened.calls == []


def test_unknown_document_names_the_nearest(call):
    done = call("ask", "How much?", "--document", "trade-papers")
    assert done.status == 2
    assert done.err == "error: no document 'trade-papers' is indexed: nearest are trade-paper\n"


def test_control_characters_of_a_question_do_not_reach_the_terminal(call):
    done = call("ask", "a\x1b[31m\x9b2Jb\u202ec", "--json")
    assert not set(done.out) & set("\x1b\x9b")
    assert done.json["question"] == "a\x1b[31m\x9b2Jb\u202ec"
    assert "\x1b" not in call("ask", "q", "--document", "\x1b[2J").err


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["ask"], "no question"),
        (["ask", "a", "b"], "unrecognized arguments: b"),
        (["ask", "a", "--jso"], "unrecognized arguments: --jso"),
        (["search", "a", "-k", "0"], "'0' is not a whole number from 1"),
        (["search", "a", "-k", "x"], "'x' is not a whole number from 1"),
        (["nonsense"], "invalid choice: 'nonsense'"),
        ([], "COMMAND"),
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(call, arguments, fault):
    done = call(*arguments)
    assert (done.status, done.out) == (2, "")
    assert fault in done.err
    assert done.err.count("\n") == 1
