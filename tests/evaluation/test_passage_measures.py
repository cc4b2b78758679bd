from __future__ import annotations

import math
import random

import pytest
import pytrec_eval

from chatbot.datatypes import GoldEvidence, Qrel, RunEntry, ScoredPassage, Span
from chatbot.evaluation.gold import Gold
from chatbot.evaluation.passage_measures import PassageJudge, passage_scores, run_entries
from tests.evaluation.helpers import document, passages

PAPER = document("0123456789" * 10)
FIRST, SECOND, THIRD = passages(PAPER, (0, 40), (40, 80), (80, 100))
JUDGE = PassageJudge((FIRST, SECOND, THIRD))


def piece(*spans, grade=1, quote="q"):
    return Gold(GoldEvidence("paper", quote, relevance=grade), tuple(Span(*s) for s in spans))


def relevant(*gold):
    return [(qrel.doc_id, qrel.relevance) for qrel in JUDGE.qrels("q", gold)]


def ranking(*scored):
    return [ScoredPassage(passage, score) for passage, score in scored]


def test_a_passage_is_relevant_if_it_holds_half_of_a_quote():
    assert relevant(piece((10, 20))) == [("paper#1", 1)]
    assert relevant(piece((35, 45))) == [("paper#1", 1), ("paper#2", 1)]
    assert relevant(piece((36, 46))) == [("paper#2", 1)]
    assert relevant(piece((5, 6), (90, 91))) == [("paper#1", 1), ("paper#3", 1)]


def test_the_best_grade_of_a_passage_counts():
    assert relevant(piece((0, 5), grade=1), piece((6, 9), grade=2)) == [("paper#1", 2)]


def test_a_quote_that_no_passage_holds_counts_as_missed():
    gold = (piece((10, 20)), piece((0, 100), quote="long"))
    qrels = JUDGE.qrels("q", gold)
    assert [qrel.doc_id.partition(":")[0] for qrel in qrels] == ["paper#1", "paper#unheld"]
    scores = passage_scores(qrels, run_entries("q", ranking((FIRST, 1.0)), gold))
    assert scores["q"]["R@10"] == 0.5


def test_hand_computed_values():
    qrels = [Qrel("q", "a", 1), Qrel("q", "c", 1)]
    run = [RunEntry("q", name, 9.0 - rank) for rank, name in enumerate("xaycz")]
    scores = passage_scores(qrels, run)["q"]
    assert scores["R@1"] == 0.0
    assert scores["R@5"] == 1.0
    assert scores["RR@10"] == 0.5
    assert scores["AP"] == pytest.approx((1 / 2 + 2 / 4) / 2, abs=1e-12)
    ideal = 1 / math.log2(2) + 1 / math.log2(3)
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    assert scores["nDCG@10"] == pytest.approx(gained / ideal, abs=1e-12)


def test_equal_to_trec_eval_on_random_runs_with_grades_and_ties():
    chance = random.Random(5)
    qrels, run = [], []
    for query in range(60):
        docs = [f"d{number}" for number in range(40)]
        qrels += [Qrel(f"q{query}", doc, chance.choice((0, 0, 1, 2))) for doc in docs[:20]]
        # scores are multiples of 1/16, so that trec_eval's single precision keeps the ties
        run += [RunEntry(f"q{query}", doc, chance.randrange(12) / 16) for doc in docs[5:]]
    ours = passage_scores(qrels, run)
    judged: dict[str, dict[str, int]] = {}
    for qrel in qrels:
        judged.setdefault(qrel.query_id, {})[qrel.doc_id] = qrel.relevance
    results: dict[str, dict[str, float]] = {}
    for entry in run:
        results.setdefault(entry.query_id, {})[entry.doc_id] = entry.score
    names = {"recall_1": "R@1", "recall_5": "R@5", "recall_10": "R@10", "map": "AP"}
    names |= {"ndcg_cut_10": "nDCG@10"}
    wanted = {"recall.1,5,10", "map", "ndcg_cut.10"}
    theirs = pytrec_eval.RelevanceEvaluator(judged, wanted).evaluate(results)
    for query_id, values in theirs.items():
        for theirs_name, name in names.items():
            assert ours[query_id][name] == pytest.approx(values[theirs_name], abs=1e-9)


def test_a_judged_query_without_results_counts_zero_and_an_unjudged_one_not_at_all():
    scores = passage_scores([Qrel("q", "a", 1), Qrel("none", "a", 0)], [RunEntry("x", "a", 1.0)])
    assert set(scores) == {"q"}
    assert set(scores["q"].values()) == {0.0}


def test_ties_keep_the_order_shown_and_the_run_has_none_left():
    entries = run_entries("q", ranking((THIRD, 0.5), (FIRST, 0.5), (SECOND, 0.5)), (piece((0, 5)),))
    assert [entry.doc_id for entry in entries] == ["paper#3", "paper#1", "paper#2"]
    assert entries[0].score > entries[1].score > entries[2].score
    scores = passage_scores([Qrel("q", "paper#1", 1)], entries)
    assert scores["q"]["RR@10"] == 0.5


def test_documents_judged_as_a_whole_stand_at_the_rank_of_their_first_passage():
    other = passages(document("x" * 50, "other"), (0, 50))[0]
    gold = (Gold(GoldEvidence("paper", relevance=2)),)
    assert relevant(*gold) == [("paper", 2)]
    entries = run_entries("q", ranking((other, 0.9), (SECOND, 0.8), (FIRST, 0.7)), gold)
    assert [entry.doc_id for entry in entries] == ["other", "paper", "paper#1"]


def test_a_whole_document_beside_a_quote_makes_all_its_passages_relevant():
    both = (Gold(GoldEvidence("paper")), piece((0, 5)))
    assert relevant(*both) == [("paper#1", 1), ("paper#2", 1), ("paper#3", 1)]
