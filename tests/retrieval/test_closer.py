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


def test_each_sentence_is_encoded_by_itself_and_only_once(index, retriever):
    encoder = HashingEncoder()
    closer = CloseReader(index.documents, encoder, close_sentences=3)
    query = ask(OTHER_WORDS)
    hits = retriever.search(query, 5)
    first = closer.read(query, hits)
    assert len(encoder.encoded) == 3
    assert closer.read(query, hits) == first
    assert len(encoder.encoded) == 3
