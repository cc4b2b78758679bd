"""Who reads a question, and what of it papers in another language can hold."""

import numpy as np
import pytest

from chatbot.datatypes import Query
from chatbot.indexing.analysis import stem_of
from chatbot.retrieval.retriever import HybridRetriever
from chatbot.retrieval.terms import echoed_words
from tests.fakes import HashingEncoder
from tests.tiny import tiny_index

ENGLISH = "Harbour\n\nThe ferry of 1932 carried coal across the wide bay to the northern islands.\n"
KOREAN = (
    "항구\n\n1932년의 연락선은 넓은 만을 건너 북쪽 섬까지 석탄을 날랐다. 섬에는 사람이 살았다.\n"
)


def encoders():
    return [HashingEncoder("english", languages=frozenset({"en"})), HashingEncoder("many")]


@pytest.fixture
def retriever(tmp_path):
    def over(**papers):
        texts = {f"{name}.txt": text for name, text in papers.items()}
        both = encoders()
        return HybridRetriever(tiny_index(tmp_path, *both, papers=texts), both)

    return over


def ask(text, language, **changes):
    return Query(text, text, language=language, **changes)


def test_a_question_in_the_papers_language_is_read_as_usual(retriever):
    hits = retriever(a=ENGLISH).search(ask("Which ferry carried coal?", "en"), 9)
    assert (hits.reading, hits.shared) == ("usual", 1.0)


def test_across_languages_only_what_reads_both_is_asked(retriever):
    hits = retriever(a=ENGLISH).search(ask("1932, 연락선은 무엇을 날랐나요?", "ko"), 9)
    assert hits.reading == "crossing"
    assert {s.signals.dense for s in hits.sentences} == {0.0}
    assert [(term.word, term.known) for term in hits.terms] == [("1932", True)]
    assert hits.shared == pytest.approx(1 / 3)  # of 1932, 연락선 and 날랐


def test_a_gloss_of_few_words_gives_terms(retriever):
    query = ask(
        "연락선은 북쪽 섬으로 석탄을 날랐나요?", "ko", gloss="did ferry 북쪽 섬으로 석탄을 날랐"
    )
    hits = retriever(a=ENGLISH).search(query, 9)
    assert hits.reading == "crossing"
    assert [(term.word, term.known, term.places) for term in hits.terms] == [("ferry", True, ())]


def test_a_gloss_of_most_words_is_the_question(retriever):
    english = retriever(a=ENGLISH)
    asked = english.search(ask("연락선은 석탄을 날랐나요?", "ko", gloss="did ferry coal carry"), 9)
    assert asked == english.search(ask("did ferry coal carry", "en"), 9)


def test_papers_that_the_first_encoder_does_not_read(retriever):
    korean = retriever(a=KOREAN)
    hits = korean.search(ask("연락선은 무엇을 날랐나요?", "ko"), 9)
    assert hits.reading == "multilingual"
    assert [term.known for term in hits.terms] == [True, True]
    assert not np.any(korean.index.encoded[0].vectors.passages)
    assert korean.search(ask("What did the ferry carry?", "en"), 9).reading == "crossing"


def test_mixed_papers_are_read_by_what_reads_them_all(retriever):
    both = retriever(a=ENGLISH, b=KOREAN)
    assert both.search(ask("Which ferry carried coal?", "en"), 9).reading == "multilingual"
    alone = both.search(ask("Which ferry carried coal?", "en", documents=("a",)), 9)
    assert alone.reading == "usual"


def test_nobody_reads_it(tmp_path):
    one = HashingEncoder("english", languages=frozenset({"en"}))
    index = tiny_index(tmp_path, one, papers={"a.txt": KOREAN})
    retriever = HybridRetriever(index, [one])
    assert retriever.search(ask("What did it carry?", "en"), 9).reading == "crossing unread"
    hits = retriever.search(ask("연락선은 무엇을 날랐나요?", "ko"), 9)
    assert hits.reading == "unread"
    best = index.documents["a"].slice(hits.passages[0].passage.span)
    assert "석탄" in best


def test_the_words_echoed_leave_out_function_words():
    words = echoed_words("почему выросла торговля", "ru")
    assert [word.word for word in words] == ["выросла", "торговля"]
    assert words[1].stem == stem_of("торговля", "ru")
    assert {word.idf for word in words} == {1.0}
