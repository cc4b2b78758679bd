"""The questions drawn, other systems' rows, the page and the command."""

import numpy as np
import pytest

from benchmarks import ablation
from benchmarks.ablation_peers import AFTERNOON, Published, published, response_scores, runnable
from benchmarks.ablation_report import HEADINGS, Made, Section, page
from benchmarks.ablation_rows import DEFAULT
from benchmarks.ablation_scores import KEYS, MEANS, Figure
from benchmarks.ablation_sets import load, spread
from benchmarks.adapters.exchange import Chunk, Found, Response, SourceText
from benchmarks.peer_sets import ROOT, SOURCES, PeerSet
from chatbot.datatypes import GoldEvidence, JudgedQuery

TEXT = "Ants carry leaves. Bees make honey now."


def asked(number, document, answerable):
    return JudgedQuery(str(number), "?", documents=(document,), answerable=answerable)


@pytest.fixture
def queries():
    """Three documents with 60, 30 and 4 questions, every third of them unanswerable."""
    documents = ["a"] * 60 + ["b"] * 30 + ["c"] * 4
    return tuple(asked(at, name, at % 3 != 0) for at, name in enumerate(documents))


def counts(drawn):
    return {
        (name, answerable): sum(
            q.documents == (name,) and q.answerable is answerable for q in drawn
        )
        for name in "abc"
        for answerable in (True, False)
    }


def test_a_spread_sample_is_half_answerable_and_even_over_documents(queries):
    assert counts(spread(queries, 24)) == {
        ("a", True): 5, ("b", True): 5, ("c", True): 2,
        ("a", False): 5, ("b", False): 5, ("c", False): 2,
    }  # fmt: skip


def test_a_spread_sample_is_the_same_each_time_and_keeps_the_order(queries):
    drawn = spread(queries, 24)
    assert spread(queries, 24) == drawn
    assert [int(query.query_id) for query in drawn] == sorted(int(q.query_id) for q in drawn)
    assert spread(queries, 24, seed=1) != drawn


def test_a_half_that_has_too_few_leaves_its_share_to_the_other(queries):
    drawn = spread(queries, 80)
    assert len(drawn) == 80
    assert sum(query.answerable is False for query in drawn) == 32
    assert spread(queries, 1000) == queries


def test_a_smaller_sample_is_part_of_a_larger_one(queries):
    ids = [{query.query_id for query in spread(queries, limit)} for limit in (10, 24)]
    assert ids[0] < ids[1]


def test_the_bundled_set_is_taken_whole_unless_limited():
    whole = load("paper", None)
    assert len(whole.queries) == whole.of > 100
    assert len(load("paper", None, 20).queries) == 20


@pytest.fixture
def measured(tmp_path):
    evidence = (GoldEvidence("a", "Bees make honey", 19),)
    queries = (
        JudgedQuery("1", "?", evidence=evidence, answers=("honey",), answerable=True),
        JudgedQuery("2", "?", answerable=False),
    )
    return PeerSet(SOURCES["paper"], tmp_path, (SourceText("a", "a", TEXT),), queries, 9, "abc")


def earned(measured, *chunks):
    found = (Found(chunks, 0.75), Found(chunks, 0.25))
    scores = response_scores(measured, Response({}, 1.0, (1.0, 1.0), found))
    assert scores.confidence.tolist() == [0.75, 0.25]
    assert not scores.probable
    return [dict(zip(MEANS, row, strict=True)) for row in scores.values]


def test_chunks_are_measured_as_extracts_are(measured):
    first, second = earned(measured, Chunk("a", ((19, 39),)))
    assert (first["evidence_recall"], first["first_shown"], first["answer_hit"]) == (1, 1, 1)
    assert first["words_shown"] == 4
    assert first["word_f1"] == pytest.approx(2 * 3 / (4 + 3))
    assert np.isnan(first["short_answer"])
    assert np.isnan(first["false_refusal"])
    assert np.isnan(second["evidence_recall"])


def test_words_that_two_chunks_share_are_shown_once(measured):
    first, _ = earned(measured, Chunk("a", ((19, 39),)), Chunk("a", ((19, 39),)))
    assert first["word_f1"] == pytest.approx(2 * 3 / (4 + 3))


def test_only_the_first_chunk_can_hit(measured):
    first, _ = earned(measured, Chunk("a", ((0, 18),)), Chunk("a", ((19, 39),)))
    assert (first["evidence_recall"], first["first_shown"], first["answer_hit"]) == (1, 0, 0)


def test_the_afternoon_s_script_runs_in_this_environment():
    (script,) = (system for system in runnable() if system.name == AFTERNOON)
    assert script.environment is None


@pytest.mark.parametrize("name", SOURCES)
def test_rows_of_the_peers_page_are_read_with_their_questions(name):
    text = (ROOT / "docs/benchmarks/peers.md").read_text(encoding="utf-8")
    rows = published(text, SOURCES[name].title, leaving=(AFTERNOON,))
    assert [row.name for row in rows] == ["txtai", "haystack", "verbatim-rag"]
    for row in rows:
        assert " of " in row.questions
        assert set(row.cells) == {"first_shown", "evidence_recall", "auroc", "words_shown"}
        assert row.cells["words_shown"].isdigit()
        assert all(row.cells[key].startswith(".") for key in row.cells if key != "words_shown")


def test_a_set_that_the_page_lacks_has_no_rows_and_sections_do_not_run_together():
    text = (
        "## One\n\n3 of 4 questions, 2 answerable.\n\n"
        "| txtai | a | b | .1 | .2 | c | .3 | d | 1 / 2 / 3 | e | f |\n"
        "## Two\n\n5 of 6 questions.\n\n"
        "| haystack | a | b | .4 | .5 | c | .6 | d | 4 / 5 / 6 | e | f |\n"
    )
    (only,) = published(text, "One")
    cells = {"first_shown": ".1", "evidence_recall": ".2", "auroc": ".3", "words_shown": "3"}
    assert only == Published("txtai", "3 of 4 questions", cells)
    assert [row.name for row in published(text, "Two")] == ["haystack"]
    assert published(text, "Three") == ()


def test_the_page_marks_what_differs_and_leaves_out_what_says_nothing(measured):
    default = dict.fromkeys(KEYS, Figure(0.5, 0.25, 1.0)) | {"words_shown": Figure(150, 140, 161)}
    rows = {DEFAULT: default, "row": {"auroc": Figure(0.25, 0.2, 0.3, differs=True)}}
    other = Published("txtai", "3 of 4 questions", {"evidence_recall": ".2 [.1, .3]"})
    section = Section(measured, rows, [other], ["haystack was not measured: no such file"], 90)
    text = page(
        [section], Made("2026-01-01", "abc1234", "python -m benchmarks.ablation", "2 cores")
    )
    assert "2 of 9 questions, 1 of them answerable, over 1 document." in text
    assert "| default | .500 [.250, 1.000] |" in text
    assert "| 150 [140, 161] |" in text
    assert "**.500**" not in text
    empty = ["–"] * len(HEADINGS)
    empty[list(HEADINGS).index("auroc")] = "**.250** [.200, .300]"
    assert f"| row | {' | '.join(empty)} |" in text
    assert "| txtai (3 of 4 questions) | .2 [.1, .3] | – |" in text
    assert "haystack was not measured: no such file" in text
    assert "in 2 minutes" in text


def test_every_measure_has_a_heading():
    assert set(HEADINGS) == set(KEYS)


@pytest.mark.parametrize("sets", ["squad", "novels"])
def test_a_wrong_call_is_one_line(tmp_path, capsys, sets):
    assert ablation.main(["--sets", sets, "--out", str(tmp_path / "out.md")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "out.md").exists()
