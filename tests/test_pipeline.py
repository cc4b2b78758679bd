"""The whole program over two tiny papers: conversations, limits, determinism, invariants."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot import locations
from chatbot.answering.about_questions import AboutTopic
from chatbot.datatypes import Conversation
from chatbot.errors import BlankQuestion, UnknownDocument, UsageError
from chatbot.locations import indexed, locate
from tests.invariants import check_answer, without_times
from tests.tiny import PAPERS, tiny_chatbot, tiny_index

QUESTIONS = [
    "How many passengers a day did the ferry carry in 1999?",
    "Why did the ferry plan collapse?",
    "What was the second reason?",
    "Who sold the tickets?",
    "Show me Figure 7",
    "zeppelin airships over Antarctica?",
    "“green lantern”",
    "museum",
]


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    return tiny_chatbot(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(locations, "home_folder", Path.cwd)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_index_alone_goes_with_the_corpus_it_was_built_from(elsewhere):
    tiny_index(elsewhere)
    folders = locate(None, elsewhere / "index")
    assert folders.corpus == elsewhere / "corpus"
    (elsewhere / "index").rename(elsewhere / "moved")
    assert locate(None, elsewhere / "moved").corpus == elsewhere / "corpus"


def test_another_corpus_without_an_index_is_a_wrong_call(elsewhere):
    with pytest.raises(UsageError, match="--index DIR"):
        locate(elsewhere / "papers", None)
    assert locate(elsewhere / "papers", "ix").corpus == elsewhere / "papers"
    assert locate(elsewhere / "corpus", None).index == elsewhere / "index"


def test_an_answer_knows_how_many_papers_were_asked(chatbot):
    assert chatbot.ask("Why did the ferry plan collapse?").searched == len(PAPERS)
    assert chatbot.ask("zeppelin airships?", documents=("ferry",)).searched == 1


def test_unknown_documents_are_refused_by_everything_that_takes_them(chatbot):
    for call in (chatbot.ask, chatbot.search, chatbot.trace, chatbot.replay):
        with pytest.raises(UnknownDocument, match=r"no document 'rial' is indexed.*nearest.*rail"):
            call(["x"] if call == chatbot.replay else "x", documents=("ferry", "rial"))


def test_far_off_ids_list_some_that_are_known():
    many = [f"paper-{number:02}" for number in range(12)]
    with pytest.raises(UnknownDocument) as raised:
        indexed(["?"], many)
    assert str(raised.value).endswith(f"known are {', '.join(many[:10])}, …")
    assert indexed(["paper-01"], many) == ("paper-01",)


def test_a_blank_question_is_refused_also_in_the_history(chatbot):
    for arguments in (("  ",), ("Who sold the tickets?", ["🤷"])):
        with pytest.raises(BlankQuestion):
            chatbot.ask(*arguments)


def test_history_is_replayed_before_the_question(chatbot):
    history = ["How long is the railway between Bruma and Corvo?"]
    answer = chatbot.ask("And how many tunnels?", history)
    assert answer.interpreted_question.startswith("And how many tunnels? · long railway ")
    conversation = Conversation()
    for question in history:
        _, conversation = chatbot.reply(question, conversation)
    told, after = chatbot.reply("And how many tunnels?", conversation)
    assert without_times(told) == without_times(answer)
    assert [turn.question for turn in after.turns] == [*history, "And how many tunnels?"]
    assert [turn.question for turn in conversation.turns] == history


def test_a_follow_up_can_be_searched_as_typed(chatbot):
    history = ["How long is the railway between Bruma and Corvo?"]
    typed = chatbot.ask("And how many tunnels?", history, context=False)
    assert without_times(typed) == without_times(chatbot.ask("And how many tunnels?"))


def test_an_item_of_the_list_just_shown_is_answered_alone(chatbot):
    answer = chatbot.ask(
        "and the last one?", ["What are the reasons why the ferry plan collapsed?"]
    )
    assert [extract.quote[:6] for extract in answer.extracts] == ["Third,"]


def test_a_follow_up_encodes_and_searches_once(chatbot, monkeypatch):
    conversation = chatbot.replay(["How long is the railway between Bruma and Corvo?"])
    searched = []
    search = type(chatbot.retriever).search

    def counted(self, query, k):
        searched.append(query.interpreted)
        return search(self, query, k)

    monkeypatch.setattr(type(chatbot.retriever), "search", counted)
    answer, _ = chatbot.reply("And how many tunnels?", conversation)
    assert searched == [answer.interpreted_question]


def test_a_misspelt_question_is_answered_as_it_was_meant(chatbot):
    clean, misspelt = chatbot.ask("Who sold the tickets?"), chatbot.ask("Who sold the tikcets?")
    assert misspelt.question == "Who sold the tikcets?"
    assert misspelt.interpreted_question == "Who sold the tickets?"
    assert misspelt.extracts == clean.extracts
    assert chatbot.search("Who sold the tikcets?", 3) == chatbot.search("Who sold the tickets?", 3)


def test_a_correction_is_kept_in_the_conversation(chatbot):
    answer = chatbot.ask("What about it?", history=["How long is the railwway?"])
    assert "railway" in answer.interpreted_question
    assert "railwway" not in answer.interpreted_question


def test_asking_leaves_nothing_behind(chatbot):
    before = without_times(chatbot.ask("And how many tunnels?"))
    chatbot.ask("How long is the railway between Bruma and Corvo?")
    assert without_times(chatbot.ask("And how many tunnels?")) == before


def test_search_ranks_what_ask_answers_from(chatbot):
    found = chatbot.search("Who sold the tickets?", k=2)
    assert len(found) == 2
    answer, hits = chatbot.trace("Who sold the tickets?")
    assert found == hits.passages[:2]
    assert without_times(answer) == without_times(chatbot.ask("Who sold the tickets?"))
    quote = answer.extracts[0]
    assert any(
        hit.passage.span.start <= quote.start and quote.end <= hit.passage.span.end for hit in found
    )


def test_only_the_documents_named_are_searched(chatbot):
    found = chatbot.search("museum", documents=["rail"])
    assert {hit.passage.document for hit in found} == {"rail"}
    answer = chatbot.ask("museum", documents=["rail"])
    assert {extract.document for extract in answer.extracts} == {"rail"}


def test_the_same_questions_give_the_same_answers_in_any_order(chatbot, tmp_path):
    first = {question: without_times(chatbot.ask(question)) for question in QUESTIONS}
    other = tiny_chatbot(tmp_path)
    for question in reversed(QUESTIONS):
        assert without_times(other.ask(question)) == first[question]
        assert without_times(chatbot.ask(question)) == first[question]


def test_the_order_of_the_files_decides_nothing(chatbot, tmp_path):
    shuffled = tiny_chatbot(tmp_path, papers=dict(reversed(PAPERS.items())))
    for question in QUESTIONS:
        assert without_times(shuffled.ask(question)) == without_times(chatbot.ask(question))


paper_words = st.sampled_from(sorted({word for text in PAPERS.values() for word in text.split()}))
openings = st.sampled_from(
    [
        "",
        "What is",
        "Why",
        "Show me figure",
        "List",
        "Who",
        "footnote",
        "“",
        '"',
        *AboutTopic.__args__,
    ]
)
questions = st.one_of(
    st.text(max_size=60),
    st.tuples(openings, st.lists(paper_words, max_size=6), st.sampled_from(["", "?", "”", '"']))
    .map(lambda parts: f"{parts[0]} {' '.join(parts[1])}{parts[2]}"),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(question=questions, history=st.lists(questions, max_size=1))
def test_whatever_is_asked_the_answer_keeps_its_promises(chatbot, question, history):
    try:
        answer = chatbot.ask(question, history)
    except BlankQuestion:
        return
    assert answer.question == question
    check_answer(answer, chatbot.documents)
    assert without_times(chatbot.ask(question, history)) == without_times(answer)
