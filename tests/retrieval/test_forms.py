import math
from dataclasses import replace

import numpy as np
import pytest

from chatbot.datatypes import QueryTerm
from chatbot.indexing.postings import build_postings, vocabulary_of
from chatbot.retrieval import forms

TEXTS = [["south", "korea"], ["republ", "korea"], ["north", "korea"], ["rail", "south"]]
REPUBLIC = QueryTerm("Republic", "republ", 1.0, True, alternatives=(("south", "korea"),))
PLAIN = QueryTerm("Republic", "republ", 1.0, True)
RAIL = QueryTerm("rail", "rail", 1.0, True)


@pytest.fixture(scope="module")
def postings():
    return build_postings(TEXTS, vocabulary_of(TEXTS))


def test_a_row_holds_a_term_by_all_the_stems_of_an_alternative(postings):
    assert forms.holders(postings, REPUBLIC).tolist() == [0, 1]
    assert forms.holders(postings, PLAIN).tolist() == [1]
    assert forms.frequency(postings, REPUBLIC, np.array([1, 2, 3])) == 1


def test_a_term_is_as_rare_as_its_forms_together(postings):
    # two of four rows: ln(1 + 2.5 / 2.5)
    assert forms.idf(postings, REPUBLIC) == pytest.approx(math.log(2))
    assert forms.idf(postings, PLAIN) == postings.idf("republ")


def test_every_form_scores_the_same_in_texts_of_one_length(postings):
    scores = forms.score(postings, [REPUBLIC])
    assert scores[0] == pytest.approx(scores[1])
    assert scores[2:].tolist() == [0, 0]
    # BM25's share for one occurrence in a text of average length is 1 / (1 + 1.5).
    assert scores[0] == pytest.approx(math.log(2) / 2.5)


def test_terms_without_alternatives_score_as_before(postings):
    together = forms.score(postings, [PLAIN, RAIL], np.array([0, 1, 3]))
    assert together.tolist() == postings.score(["republ", "rail"], np.array([0, 1, 3])).tolist()


def test_a_form_that_nothing_holds_changes_nothing(postings):
    odd = QueryTerm("rail", "rail", 1.0, True, alternatives=(("train",), ("south", "train")))
    assert forms.score(postings, [odd]) == pytest.approx(forms.score(postings, [RAIL]))


def test_a_term_scores_by_its_weight(postings):
    for term in (REPUBLIC, PLAIN):
        half = forms.score(postings, [replace(term, weight=0.5), RAIL])
        whole = forms.score(postings, [term, RAIL])
        assert half[1] == pytest.approx(0.5 * whole[1])
        assert half[3] == pytest.approx(whole[3])
