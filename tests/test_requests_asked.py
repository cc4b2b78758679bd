"""Requests through the whole program, over two tiny papers."""

import pytest

from chatbot.datatypes import Conversation, Span
from tests.invariants import check_answer, without_times
from tests.tiny import tiny_chatbot

WHY = "Why did the ferry plan collapse?"


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    return tiny_chatbot(tmp_path_factory.mktemp("tiny"))


def talk(chatbot, *questions, documents=()):
    conversation = Conversation()
    for question in questions:
        answer, conversation = chatbot.reply(question, conversation, documents)
        check_answer(answer, chatbot.documents)
    return [turn.answer for turn in conversation.turns]


@pytest.mark.parametrize("question", ["Who sold the tickets?", WHY, "steel prices"])
def test_more_repeats_nothing_and_comes_to_an_end(chatbot, question):
    answers = talk(chatbot, question, *["more"] * 8)
    seen: list[tuple[str, Span]] = []
    for answer in answers:
        for extract in answer.extracts or answer.nearest:
            span = Span(extract.start, extract.end)
            assert not any(d == extract.document and s.overlap(span) for d, s in seen)
            seen.append((extract.document, span))
    last = answers[-1]
    assert (last.status, last.extracts, last.nearest) == ("command", (), ())
    assert last.message.startswith("That is all")


def test_more_after_some_items_of_a_list_is_the_rest_of_it(chatbot):
    second, more = talk(
        chatbot, "What was the second reason for the collapse of the ferry?", "more"
    )
    assert second.extracts[0].list_item.number == 2
    assert [e.list_item.number for e in more.extracts] == [1, 3]


def test_commands_are_no_context_of_a_follow_up(chatbot):
    history = ["How long is the railway between Bruma and Corvo?"]
    plain = chatbot.ask("And how many tunnels?", history)
    among = chatbot.ask("And how many tunnels?", [*history, "where is that?", "/cite", "thanks"])
    assert among.interpreted_question == plain.interpreted_question
    assert among.extracts == plain.extracts


def test_a_request_is_traced_and_replayed_like_a_question(chatbot):
    answer, hits = chatbot.trace("where is that?", [WHY])
    assert answer.request == "where"
    assert (hits.passages, hits.sentences) == ((), ())
    assert without_times(chatbot.ask("where is that?", [WHY])) == without_times(answer)
    assert chatbot.trace("more", [WHY])[1].passages


def test_a_section_that_is_not_there_is_searched_as_a_topic(chatbot):
    answer = chatbot.ask("Summarise the section on steel prices")
    assert answer.request is None
    assert "Steel prices rose by 30% in 2008." in answer.extracts[0].quote


def test_a_definition_asked_in_korean_is_found_and_told_in_korean(chatbot):
    answer = chatbot.ask("PA가 무슨 약자야?")
    assert (answer.request, answer.language) == ("define", "ko")
    assert answer.question == "PA가 무슨 약자야?"
    assert answer.interpreted_question == "What does PA stand for?"


def test_a_request_first_of_all_is_told_what_it_needs(chatbot):
    for question in ("/more", "where is that?", "/cite"):
        [answer] = talk(chatbot, question)
        assert answer.message.startswith("Nothing has been shown yet")


def test_more_shows_what_the_answer_left_out(chatbot):
    _, more = talk(chatbot, "museum", "more")
    assert (more.status, more.request, more.confidence) == ("command", "more", None)
    assert more.extracts


def test_there_is_no_more_of_a_list_of_sections(chatbot):
    outline, more = talk(chatbot, "/about", "more", documents=("ferry",))
    assert outline.status == "answered"
    assert more.request == "more"
    listed = talk(chatbot, "/figures", "/more")[-1]
    assert listed.message.startswith("Nothing has been shown yet")
