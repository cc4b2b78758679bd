import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.datatypes import Query
from chatbot.retrieval.retriever import DIGITS, HybridRetriever
from tests.fakes import HashingEncoder
from tests.tiny import tiny_index


def ask(text, **changes):
    return Query(text, text, **changes)


def texts(index, hits):
    return [index.documents[hit.passage.document].slice(hit.passage.span) for hit in hits.passages]


def test_the_passage_that_says_it_comes_first(index, retriever):
    hits = retriever.search(ask("How long is the railway between Bruma and Corvo?"), 5)
    assert "87 kilometres" in texts(index, hits)[0]
    scores = [hit.score for hit in hits.passages]
    assert scores == sorted(scores, reverse=True)


def test_only_the_documents_named_are_searched(retriever):
    hits = retriever.search(ask("museum", documents=("rail",)), 50)
    assert {hit.passage.document for hit in hits.passages} == {"rail"}
    assert {sentence.document for sentence in hits.sentences} == {"rail"}


def test_a_limit_that_names_all_documents_changes_nothing(retriever):
    everywhere = retriever.search(ask("Who sold the tickets?"), 6)
    named = retriever.search(ask("Who sold the tickets?", documents=("ferry", "rail")), 6)
    assert named == everywhere


def test_a_quoted_phrase_keeps_only_the_passages_that_hold_it(index, retriever):
    hits = retriever.search(ask("What about the “green lantern”?", phrases=("green lantern",)), 50)
    assert [("green lantern" in text) for text in texts(index, hits)] == [True]


def test_a_phrase_that_stands_nowhere_leaves_no_candidate(retriever):
    hits = retriever.search(ask("“purple lantern” museum", phrases=("purple lantern",)), 50)
    assert (hits.passages, hits.sentences) == ((), ())
    assert "museum" in [term.word for term in hits.terms]


def test_at_most_k_passages_and_all_their_sentences(index, retriever):
    hits = retriever.search(ask("ferry passengers"), 3)
    assert len(hits.passages) == 3
    found = {hit.passage.id: hit.passage for hit in hits.passages}
    assert {sentence.passage for sentence in hits.sentences} == set(found)
    assert len(hits.sentences) == sum(len(passage.sentences) for passage in found.values())
    assert len(retriever.search(ask("ferry"), 10_000).passages) == len(index.passages)


def test_scores_and_signals_are_rounded(retriever):
    hits = retriever.search(ask("Which storms closed the ferry line?"), 10)
    values = [hit.score for hit in hits.passages]
    for sentence in hits.sentences:
        values.extend(v for v in dataclasses.astuple(sentence.signals) if v is not None)
    assert all(value == round(value, DIGITS) for value in values)


def test_equal_passages_keep_the_order_of_the_paper(tmp_path):
    words = "Same Title\n\nThe same words stand here twice.\n"
    twins = {"b.txt": words, "a.txt": f"{words}\n"}  # not copies, of which one is indexed
    index = tiny_index(tmp_path, HashingEncoder(), papers=twins)
    hits = HybridRetriever(index, [HashingEncoder()]).search(ask("same words"), 9)
    same = [hit.passage.id for hit in hits.passages if hit.score == hits.passages[0].score]
    assert len(same) == 2
    assert same == sorted(same)


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60), k=st.integers(1, 12))
def test_the_same_question_gives_the_same_hits(index, retriever, text, k):
    first = retriever.search(ask(text), k)
    assert first == HybridRetriever(index, [HashingEncoder()]).search(ask(text), k)
    assert len(first.passages) == min(k, len(index.passages))


def pair_of_encoders(tmp_path, *, swapped=False):
    pair = [HashingEncoder("one"), HashingEncoder("two", dimension=16)]
    pair = pair[::-1] if swapped else pair
    index = tiny_index(tmp_path / str(swapped), *pair, target_words=20)
    return index, HybridRetriever(index, pair)


def test_every_encoder_has_its_own_signals(tmp_path):
    index, retriever = pair_of_encoders(tmp_path)
    question = ask("Engineers planned tunnels")
    hits = retriever.search(question, 50)
    rows = np.arange(len(index.passages))
    cosines = [
        corpus.passage_scores(encoder.encode_query(question.text).vector, rows)
        for corpus, encoder in zip(index.encoded, retriever.encoders, strict=True)
    ]
    row_of = {passage.id: row for row, passage in enumerate(index.passages)}
    for sentence in hits.sentences:
        row = row_of[sentence.passage]
        assert sentence.signals.passage_dense == pytest.approx(cosines[0][row], abs=1e-5)
        assert sentence.signals.other_passage_dense == pytest.approx(cosines[1][row], abs=1e-5)


def test_swapping_the_encoders_swaps_their_signals(tmp_path):
    _, retriever = pair_of_encoders(tmp_path)
    _, reverse = pair_of_encoders(tmp_path, swapped=True)
    question = ask("four tunnels")
    ahead, behind = retriever.search(question, 50), reverse.search(question, 50)
    for one, two in zip(ahead.sentences, behind.sentences, strict=True):
        assert one.signals.maxsim == two.signals.other_maxsim
        assert one.signals.other_dense == two.signals.dense
        assert one.signals.other_passage_dense == two.signals.passage_dense
    assert len({s.signals.maxsim for s in ahead.sentences}) > 1


def test_one_encoder_leaves_the_other_signals_at_nothing(retriever):
    for sentence in retriever.search(ask("four tunnels"), 50).sentences:
        signals = sentence.signals
        assert (signals.other_dense, signals.other_maxsim, signals.other_passage_dense) == (0, 0, 0)


def test_an_unknown_document_is_not_passed_over(retriever):
    with pytest.raises(KeyError):
        retriever.search(ask("museum", documents=("nowhere",)), 3)
