"""Each row changes what its name says and nothing else; what rows share is computed once."""

from dataclasses import replace

import pytest

from benchmarks import ablation_rows
from benchmarks.ablation_rows import DEFAULT, ROWS, Row, changed_by, configurations
from benchmarks.ablation_runs import rows_scored
from benchmarks.ablation_scores import KEYS, MEANS
from benchmarks.adapters.exchange import SourceText
from benchmarks.peer_sets import SOURCES, PeerSet
from benchmarks.remembered import RememberedEncoder, RememberedRetriever
from chatbot.answering.abstention import load_calibration
from chatbot.answering.answerer import Thresholds
from chatbot.datatypes import GoldEvidence, JudgedQuery, Query
from chatbot.evaluation.configurations import switches
from chatbot.pipeline import assemble
from chatbot.settings import Settings
from tests.fakes import HashingEncoder
from tests.tiny import FERRY, PAPERS, RAIL, tiny_index

QUESTION = "When did the city of Alba open a ferry line?"

OFF = {
    "without the second encoder": set(),
    "without MaxSim": {"weights.maxsim", "weights.other_maxsim", "late_weight"},
    "without cosines": {
        "weights.dense", "weights.other_dense",
        "weights.passage_dense", "weights.other_passage_dense", "dense_weight",
    },
    "without BM25": {"weights.bm25", "weights.passage_bm25", "lexical_weight"},
    "without coverage": {"weights.coverage"},
    "without neighbours": {"weights.neighbours"},
    "without the shift to dense signals": {"weights.dense_gain", "weights.lexical_loss"},
    "without a closer look at sentences": {"close_sentences"},
    "without the bonus for asked values": {"bonus.value", "bonus.definition"},
    "without lists, figures and notes": {"structural_documents"},
    "without spelling correction": {"correcting"},
    "without other names and forms": {"expanding"},
    "one extract only": set(),
    "more words": {"budget.cutoff", "budget.short_cutoff"},
    "likeness alone as confidence": set(),
}  # fmt: skip
"""The switches that a row's name says are off, zero being off for all of them."""

OTHERWISE = {"without BM25": {"dense_weight": 1.0}, "one extract only": {"budget.extracts": 1}}


class CountingEncoder(HashingEncoder):
    """Counts the questions that it encodes."""

    def __init__(self, name):
        super().__init__(name)
        self.asked = []

    def encode_query(self, text):
        self.asked.append(text)
        return super().encode_query(text)


@pytest.fixture(scope="module")
def chatbot(tmp_path_factory):
    encoders = [CountingEncoder("first"), CountingEncoder("second")]
    index = tiny_index(tmp_path_factory.mktemp("tiny"), *encoders, target_words=20)
    return assemble(index, encoders, Settings())


def values(chatbot):
    """Every switch of the components, and the lexical share of the first ranking."""
    found = {}
    for component in (chatbot.speller, chatbot.retriever, chatbot.closer, chatbot.answerer):
        found |= switches(component)
    return {**found, "lexical_weight": chatbot.retriever.lexical_weight}


def test_every_row_is_listed_here():
    assert {row.name for row in ROWS} == {DEFAULT, *OFF}
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS[1:], ids=lambda row: row.name)
def test_a_row_turns_off_what_its_name_says_and_nothing_else(chatbot, row):
    before, after = values(chatbot), values(changed_by(row, chatbot))
    changed = {name: value for name, value in after.items() if value != before[name]}
    changed.pop("lexical_weight", None) if row.name == "without cosines" else None
    otherwise = OTHERWISE.get(row.name, {})
    assert changed == {**dict.fromkeys(OFF[row.name], 0), **otherwise}
    assert set(before) == set(after)


def test_without_the_second_encoder_it_is_as_if_one_were_installed(chatbot, tmp_path):
    (row,) = (row for row in ROWS if row.besides == "first encoder alone")
    reduced = changed_by(row, chatbot)
    assert [encoder.name for encoder in reduced.retriever.encoders] == ["first"]
    assert reduced.answerer.calibration == load_calibration(1)
    assert reduced.answerer.close == load_calibration(1, close=True)
    first = CountingEncoder("first")
    alone = assemble(tiny_index(tmp_path, first, target_words=20), [first], Settings())
    query = Query(QUESTION, QUESTION)
    assert reduced.retriever.search(query, 30) == alone.retriever.search(query, 30)
    assert reduced.retriever.search(query, 30) != chatbot.retriever.search(query, 30)


def test_the_default_answers_as_the_program_does(chatbot):
    (plain,) = configurations(chatbot, ROWS[:1])
    answer, hits = plain.tracer.trace(QUESTION)
    expected, expected_hits = chatbot.trace(QUESTION)
    assert replace(answer, timings_ms={}) == replace(expected, timings_ms={})
    assert hits == expected_hits


def answers(chatbot, question):
    return {config.name: config.tracer.trace(question)[0] for config in configurations(chatbot)}


def test_a_list_is_shown_by_every_row_but_the_one_without_lists(chatbot):
    found = answers(chatbot, "For which reasons did the ferry plan collapse?")
    assert found[DEFAULT].enumeration is not None
    without = {name for name, answer in found.items() if answer.enumeration is None}
    assert without == {"without lists, figures and notes"}


def test_fewer_and_more_extracts_are_shown_where_a_row_says_so(chatbot):
    sure = replace(chatbot.answerer, thresholds=Thresholds(0.0, 0.0))
    found = answers(replace(chatbot, answerer=sure), "What did the railway do in the snow?")
    shown = {name: len(answer.extracts) for name, answer in found.items()}
    assert shown["one extract only"] == 1 < shown[DEFAULT] < shown["more words"]


def test_likeness_replaces_the_confidence_and_nothing_else(chatbot):
    (row,) = (row for row in ROWS if row.besides == "likeness for confidence")
    plain, likeness = configurations(chatbot, (ROWS[0], row))
    expected, hits = plain.tracer.trace(QUESTION)
    answer, _ = likeness.tracer.trace(QUESTION)
    assert row.columns == ("auroc",)
    assert answer.extracts == expected.extracts
    signals = [s.signals for s in hits.sentences if s.role == "body"]
    best = max((s.maxsim + s.other_maxsim) / 2 for s in signals)
    assert answer.confidence == pytest.approx(best)
    assert best > 0


def test_rows_that_leave_retrieval_alone_share_their_hits(chatbot):
    retrievers = {
        config.name: config.tracer.retriever
        for config in configurations(chatbot)
        if not isinstance(config.tracer, ablation_rows.ByLikeness)
    }
    own = {name for name, found in retrievers.items() if found is not retrievers[DEFAULT]}
    assert own == {
        "without the second encoder", "without MaxSim", "without cosines", "without BM25",
        "without other names and forms",
    }  # fmt: skip


def test_a_query_is_searched_once_and_its_text_encoded_once(chatbot):
    searched = []

    class Counting:
        def search(self, query, k):
            searched.append((query, k))
            return chatbot.retriever.search(query, k)

    retriever = RememberedRetriever(Counting())
    query = Query(QUESTION, QUESTION)
    assert retriever.search(query, 5) is retriever.search(query, 5)
    assert len(retriever.search(query, 1).passages) == 1
    assert retriever.search(replace(query, documents=("rail",)), 5) != retriever.search(query, 5)
    assert len(searched) == 3
    encoder = CountingEncoder("first")
    remembered = RememberedEncoder(encoder)
    assert remembered.encode_query("ferry") is remembered.encode_query("ferry")
    assert encoder.asked == ["ferry"]


@pytest.fixture
def measured(tmp_path):
    quote = "The city of Alba opened a ferry line in 1998."
    evidence = (GoldEvidence("ferry", quote, FERRY.index(quote)),)
    queries = (
        JudgedQuery("1", QUESTION, evidence=evidence, answers=("1998",), answerable=True),
        JudgedQuery("2", "Who wrote the opera about penguins?", answerable=False),
    )
    documents = (SourceText("ferry", "ferry.txt", FERRY), SourceText("rail", "rail.txt", RAIL))
    assert set(PAPERS) == {"ferry.txt", "rail.txt"}
    return PeerSet(SOURCES["paper"], tmp_path, documents, queries, 2, "0")


def test_all_rows_of_a_question_encode_it_once(chatbot, measured):
    encoders = chatbot.retriever.encoders
    for encoder in encoders:
        encoder.asked.clear()
    rows_scored(measured, chatbot)
    for encoder in encoders:
        assert len(encoder.asked) == len(set(encoder.asked)) == 2


def test_every_row_is_scored_in_every_measure(chatbot, measured):
    refusing = Row("silent", {"thresholds.answered": "2", "thresholds.uncertain": "2"})
    scored = rows_scored(measured, chatbot, (ROWS[0], refusing))
    default = dict(zip(MEANS, scored[DEFAULT].values[0], strict=True))
    assert (default["evidence_recall"], default["first_shown"], default["answer_hit"]) == (1, 1, 1)
    silent = dict(zip(MEANS, scored["silent"].values.T.tolist(), strict=True))
    assert silent["first_shown"][0] == silent["evidence_recall"][0] == 0
    assert silent["false_refusal"][0] == silent["flagged"][1] == 1
    assert silent["words_shown"] == [0, 0]
    assert set(KEYS) == {*MEANS, "auroc", "calibration_error"}
