import numpy as np
import pytest

from chatbot.datatypes import QueryTerm
from chatbot.indexing.vectors import EncodedQuery
from chatbot.retrieval.signals import content_tokens, coverage, vector_scores, word_scores
from chatbot.retrieval.terms import query_terms
from tests.fakes import HashingEncoder


def row_of(index, words):
    return next(
        row
        for row, sentence in enumerate(index.sentences)
        if words in index.documents[sentence.document].slice(sentence.span)
    )


def term(stem, idf):
    return QueryTerm(stem, stem, idf, True)


def test_coverage_by_hand(index):
    first = row_of(index, "opened a ferry line")
    rows = np.arange(first, first + 3)
    # “1998” stands in the first sentence only, “passengers” in the second one only.
    share = coverage(index, rows, [term("1998", 3.0), term("passeng", 1.0)])
    joined = [index.sentences[row].passage for row in rows.tolist()]
    assert joined[0] == joined[1]
    assert share[:2].tolist() == [0.75 + 0.125, 0.25 + 0.375]


def test_neighbours_in_another_passage_do_not_count(index):
    last = max(index.sentences_of(0))
    assert index.sentences[last + 1].passage == 1
    stem = "boat"
    rows = np.array([row_of(index, "last boat") - 1, row_of(index, "last boat")])
    assert index.sentences[rows[0]].passage != index.sentences[rows[1]].passage
    assert coverage(index, rows, [term(stem, 2.0)]).tolist() == [0.0, 1.0]


def test_rows_that_do_not_follow_each_other_are_no_neighbours(index):
    first = row_of(index, "opened a ferry line")
    share = coverage(index, np.array([first, first + 2]), [term("1998", 1.0)])
    assert share.tolist() == [1.0, 0.0]


def test_coverage_without_terms_is_nothing(index):
    assert coverage(index, np.array([0, 1]), []).tolist() == [0.0, 0.0]


def test_content_tokens_are_those_inside_a_words_place():
    query = EncodedQuery(
        np.zeros(2, np.float32), np.zeros((4, 2), np.float32), ((0, 3), (4, 7), (7, 9), (10, 12))
    )
    terms = [
        QueryTerm("rail", "rail", 1.0, True, ((4, 9),)),
        QueryTerm("no", "no", 1.0, True, ((0, 2),)),
    ]
    assert content_tokens(query, terms) == [(1, 0), (2, 0)]


def all_scores(index, question, rows):
    encoder = HashingEncoder()
    terms = query_terms(question, index, ())
    asked = encoder.encode_query(question)
    return (
        vector_scores(index.encoded[0], asked, terms, rows),
        word_scores(index, rows, terms, None),
    )


def test_a_sentence_with_all_the_words_has_the_best_signals(index):
    rows = np.arange(len(index.sentences))
    vectors, words = all_scores(index, "museum of engines at Bruma", rows)
    best = row_of(index, "museum of engines")
    for values in (vectors.dense, vectors.late.mean, vectors.late.weakest, words.bm25):
        assert int(np.argmax(values)) == best
    assert words.coverage[best] == pytest.approx(1.0)


def test_without_content_words_there_is_no_late_interaction(index):
    vectors, words = all_scores(index, "is it?", np.array([0, 1]))
    assert vectors.late.mean.tolist() == [0.0, 0.0]
    assert (words.bm25.tolist(), words.coverage.tolist()) == ([0.0, 0.0], [0.0, 0.0])
