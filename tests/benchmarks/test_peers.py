"""The page, the sets and what happens where a system cannot be run."""

import numpy as np
import pytest

from benchmarks import peer_runs, peers
from benchmarks.adapters.exchange import SourceText
from benchmarks.adapters.product import shown_chunks, source_ranges
from benchmarks.peer_judging import Estimate, Judgement
from benchmarks.peer_report import Measured, Provenance, page
from benchmarks.peer_runs import SYSTEMS, Environment, PeerFailure, System, reason, run
from benchmarks.peer_sets import ROOT, SOURCES, PeerSet, load_set
from chatbot.datatypes import Answer, JudgedQuery, Span
from chatbot.documents import read_document
from chatbot.errors import MissingInput, UsageError


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "# A heading\n\nIt *really* cost \\$5 then.\n\nAnother one.\n", encoding="utf-8"
    )
    return read_document(path)


def test_ranges_print_the_span_with_its_signs(document):
    start = document.text.index("It really")
    ranges = source_ranges(document, Span(start, document.text.index(" then")))
    source = document.source.text
    assert [source[first:last] for first, last in ranges] == ["It *really* cost \\$5"]


def test_an_answer_without_extracts_shows_nothing(document):
    answer = Answer("?", "?", "not_found", 0.1)
    assert shown_chunks(answer, {document.id: document}) == ()


def test_the_bundled_set_is_english_reported_and_without_history():
    bundled = load_set("paper", None, 10_000)
    assert len(bundled.queries) == bundled.of > 100
    assert not any(query.history for query in bundled.queries)
    assert {query.labels["split"] for query in bundled.queries} == {"report"}
    assert {query.labels["language"] for query in bundled.queries} == {"en"}
    assert [document.id for document in bundled.documents] == ["valdai-paper-76"]


def test_a_set_outside_the_repository_needs_its_folder(tmp_path):
    with pytest.raises(UsageError, match="--data"):
        load_set("squad", None, 10)
    with pytest.raises(MissingInput, match="no folder of documents"):
        load_set("squad", tmp_path, 10)


def test_a_wrong_call_is_one_line(tmp_path, capsys):
    assert peers.main(["--sets", "squad", "--out", str(tmp_path / "out.md")]) == 2
    assert "--data" in capsys.readouterr().err
    assert not (tmp_path / "out.md").exists()


@pytest.fixture
def measured(tmp_path):
    documents = (SourceText("a", "a.txt", "One."),)
    queries = (JudgedQuery("1", "One?", answerable=True),)
    return PeerSet(SOURCES["paper"], tmp_path, documents, queries, 7, "abc")


def test_a_system_without_its_environment_says_so(measured):
    missing = System("x", "plain_faiss", "", Environment(".venv-that-is-not", "none.txt"))
    with pytest.raises(PeerFailure, match="run again with --install"):
        run(missing, measured, threads=1, timeout=1)


def test_a_system_that_fails_gives_its_last_line(measured):
    with pytest.raises(PeerFailure, match="No module named"):
        run(System("x", "not_there", ""), measured, threads=1, timeout=60)


def test_a_reason_is_one_line_without_the_checkout_s_path():
    errors = f"Traceback\n  File x\nOSError: {ROOT}/models | gone\n\n"
    assert reason(errors) == "OSError: models / gone"
    assert reason("") == ""


def test_the_page_keeps_a_system_that_was_not_measured(measured):
    estimate = Estimate(0.5, 0.25, 1.0)
    keys = ("R@1", "R@5", "first shown", "evidence recall", "AUROC", "refused at 95")
    judged = Judgement(
        {**dict.fromkeys(keys, estimate), "words ranked": Estimate(90, 1, 1),
         "words first": Estimate(40, 1, 1),
         "words shown": Estimate(200, 1, 1)}, 1.25, 20.0, np.array([1.0, 0.0]),
    )  # fmt: skip
    outcomes = {SYSTEMS[0].name: judged, "other": "does not install: no such version"}
    made = Provenance("2026-01-01", "abc1234", "python -m benchmarks.peers", "2 cores", {})
    text = page([Measured(measured, outcomes)], made)
    assert "| this program | .500 [.250, 1.000] |" in text
    assert "| other | not measured: does not install: no such version |" in text
    assert "| 90 / 40 / 200 | 1.2 | 20 |" in text
    assert "sha256 `abc`" in text
    assert "1 of 7 questions, 1 of them answerable, over 1 document." in text


def test_torch_is_pinned_as_in_the_program_s_own_requirements():
    pinned = "torch==2.13.0"
    for name in (
        "requirements.txt", peer_runs.PEERS.requirements, peer_runs.VERBATIM.requirements
    ):  # fmt: skip
        assert pinned in (ROOT / name).read_text(encoding="utf-8").splitlines()


def test_every_requirement_of_a_peer_is_pinned():
    for environment in (peer_runs.PEERS, peer_runs.VERBATIM):
        lines = (ROOT / environment.requirements).read_text(encoding="utf-8").splitlines()
        assert all("==" in line for line in lines if line and not line.startswith("#"))
