from dataclasses import replace

import pytest

from chatbot.datatypes import Query
from chatbot.retrieval.closer import CloseReader
from tests.fakes import HashingEncoder


def ask(text):
    return Query(text, text)


@pytest.fixture
def closer(index):
    return CloseReader(index.documents, HashingEncoder(), close_sentences=3)


def looked_at(hits):
    return [s for s in hits.sentences if s.signals.alone is not None]


OTHER_WORDS = "Who sold sandwiches aboard the vessel?"


def test_a_question_in_other_words_has_its_likeliest_sentences_looked_at(index, retriever, closer):
    query = ask(OTHER_WORDS)
    hits = retriever.search(query, 5)
    read = closer.read(query, hits)
    seen = looked_at(read)
    assert len(seen) == 3
    assert all(sentence.role == "body" for sentence in seen)
    encoder = HashingEncoder()
    for sentence in seen:
        text = index.documents[sentence.document].slice(sentence.span)
        alone = encoder.encode_query(text).vector @ encoder.encode_query(OTHER_WORDS).vector
        assert sentence.signals.alone == pytest.approx(float(alone), abs=1e-5)
    assert [s.span for s in read.sentences] == [s.span for s in hits.sentences]


def test_a_question_in_the_sentences_words_is_left_as_it_is(retriever, closer):
    query = ask("How long is the railway between Bruma and Corvo?")
    hits = retriever.search(query, 5)
    assert closer.read(query, hits) is hits


def test_it_can_be_switched_off(index, retriever):
    hits = retriever.search(ask(OTHER_WORDS), 5)
    off = CloseReader(index.documents, HashingEncoder(), close_sentences=0)
    assert off.read(ask(OTHER_WORDS), hits) is hits


@pytest.mark.parametrize("reading", ["unread", "crossing", "crossing unread"])
def test_a_question_read_in_another_way_is_left_as_it_is(retriever, closer, reading):
    query = ask(OTHER_WORDS)
    hits = replace(retriever.search(query, 5), reading=reading)
    assert closer.read(query, hits) is hits


def test_a_look_is_taken_only_above_the_share_that_may_be_lacking(index, retriever):
    query = ask("How long is the spaceship?")
    hits = retriever.search(query, 5)
    lacks = [
        lacking / 100
        for lacking in range(0, 101)
        if looked_at(_looks(index, query, hits, lacking / 100))
    ]
    assert lacks and 0.5 < max(lacks) < 1.0
    assert lacks == [lacking / 100 for lacking in range(len(lacks))]


def _looks(index, query, hits, lacking):
    closer = CloseReader(index.documents, HashingEncoder(), close_sentences=1, lacking=lacking)
    return closer.read(query, hits)


def test_kept_vectors_are_emptied_when_they_are_too_many(index, retriever, monkeypatch):
    monkeypatch.setattr("chatbot.retrieval.closer.KEPT", 2)
    closer = CloseReader(index.documents, HashingEncoder(), close_sentences=3)
    query = ask(OTHER_WORDS)
    hits = retriever.search(query, 5)
    first = closer.read(query, hits)
    assert len(closer.kept) == 1  # two kept, emptied, and the third
    assert closer.read(query, hits) == first


def test_each_sentence_is_encoded_by_itself_and_only_once(index, retriever):
    encoder = HashingEncoder()
    closer = CloseReader(index.documents, encoder, close_sentences=3)
    query = ask(OTHER_WORDS)
    hits = retriever.search(query, 5)
    first = closer.read(query, hits)
    assert len(encoder.encoded) == 3
    assert closer.read(query, hits) == first
    assert len(encoder.encoded) == 3
