"""Systems judged by source offsets, on values that were worked out by hand."""

import math

import pytest

from benchmarks.adapters.exchange import Chunk, Found, Response, SourceText
from benchmarks.peer_judging import MEASURES, first_words, holds, judge, lead, question_row
from benchmarks.peer_sets import SOURCES, PeerSet, Quote, gold_quotes, sample
from chatbot.datatypes import GoldEvidence, JudgedQuery

#        0         1         2         3
#        0123456789012345678901234567890123456789
TEXT = "Ants carry leaves. Bees make honey now."
TEXTS = {"a": TEXT}


def chunk(*ranges, document="a"):
    return Chunk(document, ranges)


def asked(quote="Bees make honey", start=19, **values):
    evidence = (GoldEvidence("a", quote, start),) if quote else ()
    return JudgedQuery("q", "?", evidence=evidence, answerable=bool(quote), **values)


def row(query, found):
    return dict(zip(MEASURES, question_row(query, found, TEXTS), strict=True))


def test_a_chunk_holds_a_quote_from_half_of_it_on():
    quote = Quote("a", 10, 20)
    assert holds([chunk((0, 15))], quote)
    assert not holds([chunk((0, 14))], quote)
    assert not holds([chunk((0, 15), document="b")], quote)


def test_what_chunks_share_counts_once():
    quote = Quote("a", 10, 20)
    assert not holds([chunk((10, 14)), chunk((11, 14))], quote)
    assert holds([chunk((10, 13)), chunk((18, 20))], quote)


def test_only_the_first_words_count():
    kept, words = first_words([chunk((0, 18)), chunk((19, 39))], TEXTS, 5)
    assert words == 5
    assert kept == (chunk((0, 18)), chunk((19, 28)))


def test_ranked_chunks_and_shown_ones_are_judged_apart():
    found = Found((chunk((0, 18)), chunk((19, 39))), 0.5, shown=(chunk((19, 30)), chunk((30, 34))))
    assert row(asked(), found) == {
        "R@1": 0.0,
        "R@5": 1.0,
        "first shown": 1.0,
        "evidence recall": 1.0,
        "words ranked": 3.0,
        "words first": 3.0,
        "words shown": 4.0,
    }


def test_two_chunks_with_half_a_quote_between_them_do_not_make_a_result():
    parts = tuple(chunk((start, start + 3)) for start in (19, 22, 25))
    measured = row(asked(), Found(parts, 0.5))
    assert (measured["R@5"], measured["evidence recall"]) == (0.0, 1.0)


def test_lists_are_judged_over_more_words():
    source = {"a": "word " * 300 + "Bees make honey"}
    found = Found((chunk((0, len(source["a"]))),), 0.5)
    recall = MEASURES.index("evidence recall")
    plain, wide = asked(start=1500), asked(start=1500, labels={"kind": "list"})
    assert question_row(plain, found, source)[recall] == 0.0
    assert question_row(wide, found, source)[recall] == 1.0


def test_a_refusal_shows_nothing_and_a_question_without_an_answer_has_no_recall():
    refused = row(asked(), Found((chunk((19, 39)),), 0.1, shown=()))
    assert (refused["R@1"], refused["evidence recall"], refused["words shown"]) == (1.0, 0.0, 0.0)
    assert math.isnan(row(asked(quote=None), Found((), 0.1))["R@1"])


def test_a_quote_is_placed_nearest_to_its_start_white_space_aside():
    texts = {"a": "no honey. Some\nhoney here, some honey there."}
    query = asked("some honey", 30)
    assert gold_quotes(query, texts) == (Quote("a", 27, 37),)
    assert gold_quotes(asked("Some honey", 0), texts) == (Quote("a", 10, 20),)
    assert gold_quotes(asked("no wax", 0), texts) == (None,)


def test_a_sample_keeps_the_order_and_the_share_of_answerable_questions():
    queries = [JudgedQuery(str(place), "?", answerable=place % 4 != 0) for place in range(100)]
    drawn = sample(queries, 20)
    assert drawn == sample(queries, 20)
    assert [int(query.query_id) for query in drawn] == sorted(int(q.query_id) for q in drawn)
    assert sum(bool(query.answerable) for query in drawn) == 15
    assert sample(queries, 100) == tuple(queries)


@pytest.fixture
def measured(tmp_path):
    queries = tuple(asked() for _ in range(6)) + tuple(asked(quote=None) for _ in range(4))
    documents = (SourceText("a", "a.txt", TEXT),)
    return PeerSet(SOURCES["paper"], tmp_path, documents, queries, 10, "0")


def response(right, *, first_score=0.9, other_score=0.1):
    hit, miss = chunk((19, 39)), chunk((0, 18))
    found = [Found((hit if place < right else miss,), first_score) for place in range(6)]
    found += [Found((miss,), other_score) for _ in range(4)]
    return Response({}, 2.0, tuple(map(float, range(10))), tuple(found))


def test_a_system_is_judged_over_all_questions(measured):
    judged = judge(measured, response(3))
    assert judged.measures["R@1"].value == pytest.approx(0.5)
    assert 0 <= judged.measures["R@1"].low < 0.5 < judged.measures["R@1"].high <= 1
    assert judged.measures["AUROC"].value == 1.0
    assert judged.measures["refused at 95"].value == 1.0
    assert (judged.index_s, judged.query_ms) == (2.0, 4.5)


def test_scores_that_do_not_tell_apart_are_worth_a_coin(measured):
    judged = judge(measured, response(6, first_score=0.5, other_score=0.5))
    assert judged.measures["AUROC"].value == pytest.approx(0.5)
    assert judged.measures["refused at 95"].value == 0.0


def test_the_lead_is_paired(measured):
    ours, theirs = judge(measured, response(6)), judge(measured, response(3))
    assert lead(ours, theirs).value == pytest.approx(0.5)
    assert lead(ours, ours).value == 0.0
    assert lead(theirs, ours).value == pytest.approx(-0.5)
