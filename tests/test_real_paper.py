"""The bundled paper with the real model: the decisive parts of answers of every kind."""

import json

import pytest

from tests.invariants import check_answer, without_times

pytestmark = pytest.mark.model

GROWTH = "By what percentage did trade with Russia grow in the first four months of 2017?"
STALLED = "Why did the Eurasian Initiative stall?"
OFF_TOPIC = "How do I bake sourdough bread?"


@pytest.fixture
def ask(paper_chatbot):
    def answered(question, *history):
        answer = paper_chatbot.ask(question, history)
        check_answer(answer, paper_chatbot.documents)
        return answer

    return answered


@pytest.mark.parametrize(
    ("question", "short", "paragraph"),
    [
        (GROWTH, "58.9%", 15),
        ("How much did Koreans invest in Russia by the end of 2016?", "$2.5 billion", 16),
        ("When did KEXIM sign a memorandum with VEB?", "November 13, 2013", 46),
        ("Who started the Northern Policy?", "Roh Tae-woo", 19),
        ("Which city hosted the APEC summit in 2012?", "Vladivostok", 21),
        ("Who wrote this paper?", "Lee Jae-Young", None),
        (
            "What does KIEP stand for?",
            "Korea Institute for International Economic Policy",
            None,
        ),
    ],
)
def test_short_answers(ask, question, short, paragraph):
    answer = ask(question)
    assert (answer.status, answer.short_answer.text) == ("answered", short)
    assert answer.extracts[answer.short_answer.citation - 1].locator.paragraph == paragraph


@pytest.mark.parametrize(
    ("question", "shown", "of", "paragraphs"),
    [
        (STALLED, 6, 6, [7, 8, 9, 10, 11, 12]),
        ("What goals does Korea pursue in its cooperation with Russia?", 3, 3, [30, 31, 32]),
        ("What is the third reason why the Eurasian Initiative stalled?", 1, 6, [9]),
    ],
)
def test_lists_and_their_items(ask, question, shown, of, paragraphs):
    answer = ask(question)
    assert (answer.enumeration.shown, answer.enumeration.of) == (shown, of)
    items = [extract for extract in answer.extracts if extract.list_item is not None]
    assert [extract.locator.paragraph for extract in items] == paragraphs
    assert answer.status == "answered"


def test_a_figure(ask):
    answer = ask("Show me the figure on South Korean FDI in Russia")
    (figure,) = answer.figures
    assert (figure.id, figure.title, figure.source) == (
        "fig-2",
        "SOUTH KOREA FDI IN RUSSIA",
        "KEXIM",
    )
    assert 16 in figure.mentions


def test_a_figure_that_the_paper_lacks(ask):
    answer = ask("Show me Figure 9")
    assert answer.status in ("uncertain", "not_found")
    assert answer.figures == ()


def test_a_footnote_with_the_sentence_that_carries_its_mark(ask):
    note, carrier = ask("What does footnote 3 say?").extracts
    assert note.quote.startswith("Between 2008 and 2010, investment grew")
    assert [mark.mark for mark in carrier.footnotes] == ["3"]


def test_a_quoted_phrase(ask):
    answer = ask("What does the paper say about “May 24 Measure”?")
    assert answer.extracts
    assert all("May 24 Measure" in extract.quote for extract in answer.extracts)
    nowhere = ask("What does the paper say about the “purple lantern”?")
    assert nowhere.status == "not_found"
    assert "quoted words" in nowhere.reason


def test_a_keyword(ask):
    answer = ask("THAAD deployment")
    assert (answer.status, answer.extracts[0].locator.paragraph) == ("answered", 30)


def test_off_topic(ask):
    answer = ask(OFF_TOPIC)
    assert answer.status == "not_found"
    assert answer.nearest


def test_a_follow_up(ask):
    answer = ask("Who put it forward?", "When was the Eurasian Initiative announced?")
    assert answer.short_answer.text.endswith("Park Geun-hye")


def test_a_question_twice_and_in_a_conversation_of_others_gives_the_same(paper_chatbot):
    questions = [GROWTH, STALLED, OFF_TOPIC]
    single = [json.dumps(without_times(paper_chatbot.ask(question))) for question in questions]
    again = [json.dumps(without_times(paper_chatbot.ask(q))) for q in reversed(questions)]
    assert single == again[::-1]


@pytest.mark.slow
def test_every_answer_to_the_bundled_questions_keeps_its_promises(paper_chatbot, corpus):
    lines = (corpus / "queries" / "valdai-paper-76.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines]
    # Every third: of each kind some, in less than a minute.
    for query in queries[::3]:
        if query["language"] == "en":
            answer = paper_chatbot.ask(query["query"], query.get("history", ()))
            check_answer(answer, paper_chatbot.documents)
