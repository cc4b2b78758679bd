"""What a reranker and a reader may change in an answer, and what they may not."""

from dataclasses import replace

import pytest

from chatbot.answering.answerer import Thresholds
from chatbot.answering.rereading import NO_ANSWER_READ, WINDOW_WORDS, reranked, window
from chatbot.indexing.optional import OptionalModels
from tests.answering.scored import evidence
from tests.fakes import make_document
from tests.invariants import check_answer, without_times
from tests.stand_ins import Favouring, Pointing
from tests.tiny import tiny_chatbot

PAPER = make_document("The port opened. A ferry ran. It was slow.\n\nStorms came.")
DOCUMENTS = {"paper": PAPER}


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    return tiny_chatbot(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def ask(chatbot):
    def answered(question, *, chatbot=chatbot, **models):
        answer = replace(chatbot, models=OptionalModels(**models)).ask(question)
        check_answer(answer, chatbot.documents)
        return answer

    return answered


def span(words):
    return evidence(PAPER, words, 0.0).span


def test_a_window_is_the_sentence_with_its_neighbours_in_the_paragraph():
    assert window(PAPER, span("A ferry")) == "The port opened. A ferry ran. It was slow."
    assert window(PAPER, span("The port")) == "The port opened. A ferry ran."
    assert window(PAPER, span("It was")) == "A ferry ran. It was slow."
    assert window(PAPER, span("Storms")) == "Storms came."


def test_a_window_leaves_out_a_neighbour_that_is_too_long():
    long = " ".join(["word"] * WINDOW_WORDS)
    document = make_document(f"Storms {long}. Ferries ran. Ports opened.")
    sentence = document.paragraphs[0].sentences[1]
    assert window(document, sentence) == "Ferries ran. Ports opened."
    first = document.paragraphs[0].sentences[0]
    assert window(document, first) == document.slice(first)


def test_sentences_move_by_the_mix_and_the_rest_stays_below():
    ranked = [
        evidence(PAPER, "The port", 0.9),
        evidence(PAPER, "Storms", 0.5),
        evidence(PAPER, "It was", 0.3),
    ]
    reranker = Favouring("Storms")
    models = OptionalModels(reranker=reranker, reranked=2, rerank_weight=0.75)
    moved = reranked(DOCUMENTS, "What came?", ranked, models)
    # .9 and .5 are 1 and 0, the opinions 0 and 1: .25 and .75 of the way from .5 to .9
    assert [(e.span, e.score) for e in moved] == [
        (span("Storms"), 0.8),
        (span("The port"), 0.6),
        (span("It was"), 0.3),
    ]
    assert reranker.seen == [("What came?", ("The port opened. A ferry ran.", "Storms came."))]
    assert reranked(DOCUMENTS, "What came?", ranked, OptionalModels()) == tuple(ranked)


def test_a_reranker_decides_what_an_ordinary_answer_shows_first(ask):
    question = "What happened to the museum?"
    before = ask(question)
    after = ask(question, reranker=Favouring("of engines"), rerank_weight=1.0)
    assert before.extracts[0].document == "ferry"
    assert after.extracts[0].quote == "A museum of engines opened at Bruma in 2011."
    assert (after.status, after.confidence) == (before.status, before.confidence)


def test_the_question_scored_is_the_one_that_was_understood(chatbot):
    reranker, reader = Favouring(), Pointing()
    models = OptionalModels(reranker=reranker, reader=reader)
    history = ["How long is the railway between Bruma and Corvo?"]
    answer = replace(chatbot, models=models).ask("And how many tunnels?", history)
    assert answer.interpreted_question != "And how many tunnels?"
    assert reranker.seen[-1][0] == reader.seen[-1][0] == answer.interpreted_question


def test_what_a_reader_finds_is_the_short_answer_and_the_highlight(ask):
    answer = ask("What does the museum keep?", reader=Pointing(**{"a bell": 3.0}))
    assert answer.short_answer.text == "a bell"
    extract = answer.extracts[answer.short_answer.citation - 1]
    (place,) = extract.highlights
    assert extract.quote[place[0] - extract.start : place[1] - extract.start] == "a bell"
    assert answer.status == "answered"


def test_a_reader_goes_before_the_rules_and_the_likeliest_extract_before_the_first(ask):
    question = "What happened to the museum?"
    extracts = ask(question).extracts
    reader = Pointing(**{"sold": 1.0, "a bell": 4.0})
    answer = ask(question, reader=reader)
    assert (answer.short_answer.text, answer.short_answer.citation) == ("a bell", 2)
    assert reader.seen == [(question, tuple(extract.quote for extract in extracts))]
    number = "How many passengers a day did the ferry carry in 1999?"
    assert ask(number).short_answer.text == "1,200"
    rules_aside = ask(number, reader=Pointing(**{"1,200 passengers": 1.0}))
    assert rules_aside.short_answer.text == "1,200 passengers"


def test_only_the_first_extracts_are_read(ask):
    reader = Pointing()
    ask("What happened to the museum?", reader=reader, read=1)
    assert len(reader.seen[0][1]) == 1


@pytest.mark.parametrize(
    "request_", ["museum", "“green lantern”", "Show me the figure on steel prices in 2008?"]
)
def test_what_is_no_question_or_is_known_to_be_missing_is_not_read(ask, request_):
    before = ask(request_)
    assert before.status != "not_found"
    reader = Pointing(museum=9.0)
    assert without_times(ask(request_, reader=reader)) == without_times(before)
    assert reader.seen == []


def test_where_a_reader_finds_nothing_the_answer_is_uncertain_and_the_rules_stay(ask):
    question = "How many passengers a day did the ferry carry in 1999?"
    before, answer = ask(question), ask(question, reader=Pointing(**{"1,200": -2.0}))
    assert before.status == "answered"
    assert (answer.status, answer.reason, answer.confidence) == ("uncertain", NO_ANSWER_READ, 0.68)
    assert answer.short_answer == before.short_answer
    assert [e.quote for e in answer.extracts] == [e.quote for e in before.extracts]


def test_the_margin_says_how_sure_of_nothing_a_reader_has_to_be(ask):
    question = "How many passengers a day did the ferry carry in 1999?"
    reader = Pointing(**{"1,200": -2.0})
    assert ask(question, reader=reader, no_answer_margin=1.5).status == "uncertain"
    answer = ask(question, reader=reader, no_answer_margin=2.5)
    assert (answer.status, answer.short_answer.text) == ("answered", "1,200")


def test_without_a_state_between_a_reader_refuses_nothing(chatbot, ask):
    question = "How many passengers a day did the ferry carry in 1999?"
    strict = replace(chatbot, answerer=replace(chatbot.answerer, thresholds=Thresholds(0.5, 0.5)))
    assert ask(question, chatbot=strict, reader=Pointing()).status == "answered"


@pytest.mark.parametrize("question", ["zeppelin airships over Antarctica?", "“no such words”"])
def test_a_refusal_stays_one_and_is_not_read(ask, question):
    before = ask(question)
    assert before.status == "not_found"
    reader = Pointing(ferry=90.0, The=90.0)
    after = ask(question, reader=reader, reranker=Favouring("ferry"), rerank_weight=1.0)
    assert (after.status, after.confidence, after.reason) == (
        before.status,
        before.confidence,
        before.reason,
    )
    assert reader.seen == []


def test_what_the_structure_answers_is_left_alone(ask):
    question = "Why did the ferry plan collapse?"
    before = ask(question)
    assert before.enumeration
    reader = Pointing(**{"First": 9.0})
    after = ask(question, reader=reader, reranker=Favouring("storms"), rerank_weight=1.0)
    assert without_times(after) == without_times(before)
    assert reader.seen == []
