from __future__ import annotations

import pytest

from chatbot.datatypes import GoldEvidence, JudgedQuery
from chatbot.errors import UnknownDocument
from chatbot.evaluation.runner import WITHOUT_KIND, Configuration, evaluate
from tests.evaluation.helpers import FakeChatbot, answer, document, extract, hits, passages

PAPER = document("Trade grew by 58.9%. It had shrunk before. Nobody knows why.")
GREW, SHRANK = passages(PAPER, (0, 20), (21, 42))
DOCUMENTS = {"paper": PAPER}

GROWTH = JudgedQuery(
    "q1",
    "By how much?",
    ("Did it grow?",),
    ("paper",),
    (GoldEvidence("paper", "Trade grew by 58.9%."),),
    ("58.9%",),
    labels={"kind": "number"},
)
BEFORE = JudgedQuery(
    "q2", "And before?", evidence=(GoldEvidence("paper", "It had shrunk before."),)
)
MOON = JudgedQuery("q3", "How far is the moon?", answerable=False)

RIGHT = answer(extract(PAPER, "Trade grew by 58.9%."), timings_ms={"total": 12.5})
REFUSAL = answer(status="not_found", confidence=0.1)


def run(replies, *queries, **more):
    chatbot = FakeChatbot(replies)
    found = evaluate(DOCUMENTS, queries, [Configuration("c", chatbot, (GREW, SHRANK))], **more)
    return found, chatbot


def row(evaluation, query_id, name="c"):
    from chatbot.evaluation.report import queries_to_json

    return queries_to_json(evaluation.tables[name], ())[query_id]


def test_each_query_is_asked_after_its_history_in_its_documents():
    _, chatbot = run({"By how much?": (RIGHT, hits((GREW, 0.9)))}, GROWTH)
    assert chatbot.asked == [("By how much?", ("Did it grow?",), ("paper",))]


def test_a_right_answer_earns_all_measures():
    found, _ = run({"By how much?": (RIGHT, hits((GREW, 0.9), (SHRANK, 0.2)))}, GROWTH)
    assert row(found, "q1") == {
        "R@1": 1.0,
        "R@5": 1.0,
        "R@10": 1.0,
        "RR@10": 1.0,
        "nDCG@10": 1.0,
        "AP": 1.0,
        "evidence_recall": 1.0,
        "extract_precision": 1.0,
        "word_f1": 1.0,
        "answer_hit": 1.0,
        "short_answer": 0.0,
        "words_shown": 4.0,
        "false_refusal": 0.0,
        "false_flag": 0.0,
        "confidence": 0.9,
        "time_ms": 12.5,
    }
    assert found.tables["c"].kinds == ["number"]


def test_an_unanswerable_question_counts_for_abstention_alone():
    found, _ = run({MOON.query: (REFUSAL, hits((GREW, 0.1)))}, MOON)
    assert row(found, "q3") == {
        "words_shown": 0.0,
        "refused": 1.0,
        "flagged": 1.0,
        "confidence": 0.1,
    }
    shown = answer(extract(PAPER, "Nobody knows why."), status="uncertain", confidence=0.4)
    found, _ = run({MOON.query: (shown, hits())}, MOON)
    assert row(found, "q3")["refused"] == 0.0
    assert row(found, "q3")["flagged"] == 1.0


def test_a_command_reply_that_shows_nothing_is_a_refusal():
    reply = answer(status="command", confidence=None, message="Hello.")
    found, _ = run({MOON.query: (reply, hits()), GROWTH.query: (reply, hits())}, MOON, GROWTH)
    assert row(found, "q3")["refused"] == 1.0
    assert row(found, "q1")["false_refusal"] == 1.0
    assert row(found, "q1")["confidence"] == 0.0


@pytest.mark.parametrize(
    ("said", "ranked", "outcome"),
    [
        (RIGHT, hits((SHRANK, 1.0)), "not selected"),
        (RIGHT, hits((GREW, 1.0)), "not retrieved"),
        (REFUSAL, hits((SHRANK, 1.0)), "refused"),
        (answer(extract(PAPER, "It had shrunk before.")), hits(), "shown"),
    ],
)
def test_why_evidence_was_missed(said, ranked, outcome):
    seen = []
    run({BEFORE.query: (said, ranked)}, BEFORE, observers=[seen.append])
    assert seen[0].judgement.outcomes == (outcome,)


def test_failures_are_named_and_earn_nothing():
    replies = {GROWTH.query: UnknownDocument("no document 'x'"), MOON.query: UnknownDocument("no")}
    found, _ = run(replies, GROWTH, MOON)
    assert found.failures == {"c": {"q1": "no document 'x'", "q3": "no"}}
    worst = row(found, "q1")
    assert worst["false_refusal"] == 1.0
    assert {worst[key] for key in worst if key not in ("false_refusal", "false_flag")} == {0.0}
    assert row(found, "q3") == {
        "words_shown": 0.0,
        "refused": 0.0,
        "flagged": 0.0,
        "confidence": 1.0,
    }


def test_judgements_that_do_not_fit_the_documents_are_named_and_count_as_missed():
    lost = JudgedQuery(
        "q9", "x", evidence=(GoldEvidence("paper", "never said"), GoldEvidence("no"))
    )
    found, _ = run({"x": (RIGHT, hits((GREW, 0.5)))}, lost)
    assert found.gold_faults == {"q9": ("not_found", "unknown_document")}
    assert row(found, "q9")["evidence_recall"] == 0.0
    assert row(found, "q9")["R@10"] == 0.0


def test_ctrl_c_keeps_what_every_configuration_was_asked():
    good = {GROWTH.query: (RIGHT, hits()), BEFORE.query: (RIGHT, hits())}
    first = Configuration("first", FakeChatbot(good), (GREW,))
    replies = good | {BEFORE.query: KeyboardInterrupt()}
    second = Configuration("second", FakeChatbot(replies), (GREW,))
    found = evaluate(DOCUMENTS, [GROWTH, BEFORE, MOON], [first, second], total=3)
    assert found.stopped
    assert (found.asked, found.total) == (1, 3)
    assert [scores.query_ids for scores in found.tables.values()] == [["q1"], ["q1"]]


def test_any_label_groups_and_a_query_without_it_stands_apart():
    by_depth = [
        JudgedQuery("a", "x", labels={"depth": 2}),
        JudgedQuery("b", "x", labels={"depth": True}),
        JudgedQuery("c", "x"),
    ]
    found, _ = run({"x": (RIGHT, hits())}, *by_depth, label="depth")
    assert found.tables["c"].kinds == ["2", "true", WITHOUT_KIND]


def test_progress_counts_queries():
    told = []
    run(
        {"x": (RIGHT, hits())}, JudgedQuery("a", "x"), total=1, progress=lambda *at: told.append(at)
    )
    assert told == [("asking", 1, 1)]
