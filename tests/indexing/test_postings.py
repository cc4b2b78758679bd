import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.indexing.postings import build_postings, vocabulary_of

TEXTS = [["trade", "grew", "trade"], ["trade", "fell"], ["people"], []]


def postings(texts):
    return build_postings(texts, vocabulary_of(texts))


def bm25(texts, query, k1=1.5, b=0.75):
    """The formula, written out."""
    mean = sum(map(len, texts)) / len(texts)
    scores = []
    for text in texts:
        score = 0.0
        for stem in query:
            holders = sum(stem in other for other in texts)
            idf = math.log(1 + (len(texts) - holders + 0.5) / (holders + 0.5))
            count = text.count(stem)
            score += idf * count / (count + k1 * (1 - b + b * len(text) / mean))
        scores.append(score)
    return scores


def test_scores_are_bm25():
    query = ["trade", "grew", "unknown"]
    assert postings(TEXTS).score(query) == pytest.approx(bm25(TEXTS, query), rel=1e-5)


texts = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=8), min_size=1, max_size=12)


@given(texts.filter(any), st.lists(st.sampled_from("abcdefgh"), max_size=4))
def test_any_texts_score_as_bm25(texts, query):
    assert postings(texts).score(query) == pytest.approx(bm25(texts, query), rel=1e-4, abs=1e-6)


def test_no_words_at_all():
    empty = postings([[], []])
    assert empty.score(["trade"]).tolist() == [0, 0]
    assert empty.frequency("trade") == 0


def test_rarity_among_some_rows():
    index = postings(TEXTS)
    some = np.array([1, 2], np.int64)
    assert index.frequency("trade") == 2
    assert index.frequency("trade", some) == 1
    assert index.frequency("grew", some) == 0
    assert index.frequency("grew", np.zeros(0, np.int64)) == 0
    assert index.idf("trade", some) == pytest.approx(math.log(1 + 1.5 / 1.5))
    assert index.idf("unknown") == pytest.approx(math.log(1 + 4.5 / 0.5))


def test_scores_among_some_rows_weigh_words_by_their_rarity_there():
    index = postings(TEXTS)
    some = np.array([0, 2, 3], np.int64)
    weighed = index.score(["trade"], some)[0] / index.score(["trade"])[0]
    assert weighed == pytest.approx(index.idf("trade", some) / index.idf("trade"), rel=1e-6)
