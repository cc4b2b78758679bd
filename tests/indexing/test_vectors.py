import dataclasses
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.indexing.corpus_vectors import encoded_corpus
from chatbot.indexing.encode import content_tokens
from chatbot.indexing.gather import EncodedText, gather, token_ranges
from chatbot.indexing.vectors import EncodedPassages, TokenVectors, concatenate, quantise, unit
from tests.fakes import DIMENSION, HashingEncoder


def ignore(count):
    pass


def test_a_sentence_is_the_mean_of_its_hidden_states():
    hidden = np.array([[3, 0], [0, 1], [0, 5]], np.float32)
    spans = np.array([(0, 1), (2, 3), (5, 6)])
    text = EncodedText(np.array([1, 0], np.float32), hidden, spans)
    encoded = gather([[(0, text)]], [[(0, 4), (5, 7), (8, 9)]], 2)
    assert encoded.sentences == pytest.approx(
        np.array([[3 / 10**0.5, 1 / 10**0.5], [0, 1], [1, 0]]), abs=1e-6
    )
    assert encoded.sentence_tokens.tolist() == [[0, 2], [2, 3], [3, 3]]


def test_windows_of_a_passage_are_put_together():
    first = EncodedText(
        np.array([1, 0], np.float32), np.eye(2, dtype=np.float32), np.array([(0, 1), (2, 3)])
    )
    second = EncodedText(
        np.array([0, 1], np.float32), np.ones((1, 2), np.float32), np.array([(0, 2)])
    )
    encoded = gather([[(0, first), (4, second)]], [[(0, 6)]], 2)
    assert encoded.passages == pytest.approx(np.array([[2, 1]]) / 5**0.5, abs=1e-6)
    assert encoded.tokens.spans.tolist() == [[0, 1], [2, 3], [4, 6]]
    assert encoded.sentence_tokens.tolist() == [[0, 3]]


def test_nothing_to_gather():
    nothing = gather([], [], DIMENSION)
    assert (
        nothing.passages.shape
        == nothing.sentences.shape
        == nothing.tokens.codes.shape
        == (0, DIMENSION)
    )
    same(concatenate([nothing, *blocks([["one two"]])]), *blocks([["one two"]]))


def test_token_ranges_of_sentences():
    spans = np.array([(0, 2), (3, 5), (6, 7), (9, 10)])
    assert token_ranges(spans, [(0, 6), (6, 9), (20, 30)]).tolist() == [[0, 2], [2, 3], [4, 4]]


@given(st.integers(0, 2**32 - 1))
def test_quantised_tokens_keep_their_direction(seed):
    vectors = unit(np.random.default_rng(seed).standard_normal((5, 384)).astype(np.float32))
    codes, scales = quantise(vectors)
    stored = codes.astype(np.float32) * scales.astype(np.float32)[:, None]
    assert (unit(stored) * vectors).sum(axis=1).min() > 0.999


def blocks(texts_of_each):
    encoder = HashingEncoder()
    return [
        encoder.encode_passages(texts, [[(0, 3), (4, len(text))] for text in texts], ignore)
        for texts in texts_of_each
    ]


@given(
    st.lists(st.lists(st.sampled_from(["one two", "six of seven", "ten"]), min_size=1), min_size=1)
)
def test_concatenated_blocks_can_be_taken_out_again(texts_of_each):
    parts = blocks(texts_of_each)
    whole = concatenate(parts)
    row = sentence = 0
    for part in parts:
        rows = slice(row, row + len(part.passages))
        sentences = slice(sentence, sentence + len(part.sentences))
        same(whole.rows(rows, sentences), part)
        row, sentence = rows.stop, sentences.stop


def same(one, other):
    for name in ("passages", "sentences", "sentence_tokens"):
        assert np.array_equal(getattr(one, name), getattr(other, name))
    for name in ("codes", "scales", "spans", "starts"):
        assert np.array_equal(getattr(one.tokens, name), getattr(other.tokens, name))


def test_tokens_are_dropped_where_one_block_has_none():
    with_tokens, other = blocks([["one two"], ["ten six"]])
    assert (
        concatenate([with_tokens, EncodedPassages(other.passages, other.sentences)]).tokens is None
    )


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.data())
def test_search_equals_brute_force(seed, count, data):
    random = np.random.default_rng(seed)
    vectors = unit(random.standard_normal((count, 8)).astype(np.float32))
    query = unit(random.standard_normal(8).astype(np.float32))
    corpus = encoded_corpus("fake", "0", EncodedPassages(vectors, vectors))
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, count - 1)))), np.int64)
    found, scores = corpus.search(query, 5, rows)
    best = rows[np.argsort(-(vectors[rows] @ query), kind="stable")][:5]
    assert found.tolist() == best.tolist()
    assert scores == pytest.approx(vectors[best] @ query, abs=1e-6)
    assert corpus.passage_scores(query, rows) == pytest.approx(vectors[rows] @ query, abs=1e-6)
    assert corpus.search(query, count)[0].tolist() == np.argsort(-(vectors @ query)).tolist()


def test_scores_follow_the_order_of_the_rows():
    vectors = np.eye(3, dtype=np.float32)
    corpus = encoded_corpus("fake", "0", EncodedPassages(vectors, vectors))
    query = unit(np.array([1, 2, 3], np.float32))
    assert corpus.passage_scores(query, np.array([2, 0])) == pytest.approx(query[[2, 0]])
    assert corpus.sentence_scores(query, np.array([1])) == pytest.approx(query[[1]])
    assert corpus.tokens_of_sentence(0).shape == (0, 3)


def encoded_words(*texts):
    """Every word and sign of each text as a token with a direction of its own."""
    forms = []
    for text in texts:
        spans = np.array([m.span() for m in re.finditer(r"\w+|[^\w\s]", text)], np.int64)
        hidden = np.eye(len(spans), 16, dtype=np.float32)
        forms.append([(0, EncodedText(unit(hidden.mean(axis=0)), hidden, spans))])
    return gather(forms, [[(0, len(text))] for text in texts], 16)


def test_only_the_tokens_of_content_words_are_kept():
    texts = ["The ferry, of WHO.", "It is so."]
    block = encoded_words(*texts)
    kept = content_tokens(block, texts, ["", ""], ["en", "en"])
    assert [texts[0][start:end] for start, end in kept.tokens.spans] == ["ferry", "WHO"]
    assert kept.tokens.starts.tolist() == [0, 2, 2]
    assert kept.sentence_tokens.tolist() == [[0, 2], [2, 2]]
    assert kept.tokens.vectors(0, 2).argmax(axis=1).tolist() == [1, 4]
    assert kept.passages.tolist() == block.passages.tolist()
    assert kept.sentences.tolist() == block.sentences.tolist()


def test_a_prefix_is_counted_before_the_spans():
    text = "Old. the ferry"
    block = encoded_words(text)
    tokens = dataclasses.replace(block.tokens, spans=block.tokens.spans - 5)
    kept = content_tokens(dataclasses.replace(block, tokens=tokens), [text], ["Old. "], ["en"])
    assert kept.tokens.spans.tolist() == [[-5, -2], [4, 9]]


def test_several_ranges_of_tokens_one_after_another():
    codes, scales = quantise(np.eye(6, dtype=np.float32))
    tokens = TokenVectors(codes, scales, np.zeros((6, 2), np.int32), np.array([0, 6]))
    found = tokens.ranges(np.array([[4, 6], [1, 1], [0, 2]]))
    assert found.argmax(axis=1).tolist() == [4, 5, 0, 1]
