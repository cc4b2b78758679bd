from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import ir_measures
import pytest

from chatbot.datatypes import Answer, Document, Hits, Passage
from chatbot.errors import MissingInput, RunError, UsageError
from chatbot.evaluation.command import EvaluationOptions, run_evaluation
from chatbot.evaluation.configurations import parse_configuration, switched, switches
from chatbot.evaluation.passage_measures import PASSAGE_MEASURES
from chatbot.evaluation.tables import report_tables
from tests.evaluation.helpers import answer, document, extract, hits, passages

PAPER = document("Trade grew by 58.9%. It had shrunk before. Nobody <b>knows</b> why.")
GREW, SHRANK, WHY = passages(PAPER, (0, 20), (21, 42), (43, 64))


@dataclass(frozen=True)
class Budget:
    total_words: int = 250


@dataclass(frozen=True)
class Speller:
    correcting: bool = True


@dataclass(frozen=True)
class Retriever:
    dense_weight: float = 0.5
    late_weight: float = 0.5


@dataclass(frozen=True)
class Closer:
    close_sentences: int = 8


@dataclass(frozen=True)
class Answerer:
    documents: dict[str, Document]
    budget: Budget = field(default_factory=Budget)
    strict: bool = False


@dataclass(frozen=True)
class Index:
    passages: tuple[Passage, ...] = (GREW, SHRANK, WHY)


@dataclass(frozen=True)
class Chatbot:
    """Ranks well if it is dense enough, and shows what it ranks first."""

    documents: dict[str, Document]
    speller: Speller = field(default_factory=Speller)
    retriever: Retriever = field(default_factory=Retriever)
    closer: Closer = field(default_factory=Closer)
    answerer: Answerer = field(default_factory=lambda: Answerer({}))
    index: Index = field(default_factory=Index)

    def trace(self, question, history=(), documents=()) -> tuple[Answer, Hits]:
        if "interrupt" in question:
            raise KeyboardInterrupt
        if "moon" in question:
            return answer(status="not_found", confidence=0.1, timings_ms={"total": 1.0}), hits()
        good = self.retriever.dense_weight > 0.2
        first, second = (GREW, SHRANK) if good else (SHRANK, GREW)
        quote = PAPER.slice(first.span)
        said = answer(extract(PAPER, quote), confidence=0.8, timings_ms={"total": 2.0})
        return said, hits((first, 0.9), (second, 0.9), (WHY, 0.1))


QUERIES = [
    {
        "query_id": "q 1",
        "query": "By how <much>?",
        "evidence": [{"document": "paper", "quote": "Trade grew by 58.9%."}],
        "answers": ["58.9%"],
        "answerable": True,
        "kind": "number",
    },
    {
        "query_id": "q2",
        "query": "And before?",
        "history": ["By how much?"],
        "evidence": [{"document": "paper", "quote": "It had shrunk before."}],
        "answerable": True,
        "kind": "follow_up",
    },
    {"query_id": "q3", "query": "How far is the moon?", "answerable": False, "kind": "off_topic"},
]


@pytest.fixture
def queries(tmp_path):
    path = tmp_path / "queries.jsonl"
    path.write_text("\n".join(map(json.dumps, QUERIES)))
    return path


def run(queries, **options):
    return run_evaluation(EvaluationOptions(queries, **options), lambda: Chatbot({"paper": PAPER}))


def test_the_json_has_every_level(queries, tmp_path):
    report = run(queries, json=tmp_path / "out.json")
    assert report.written == (tmp_path / "out.json",)
    found = json.loads((tmp_path / "out.json").read_text())
    default = found["configurations"]["default"]
    assert default["overall"]["R@1"]["value"] == 0.5
    assert set(default["overall"]["R@1"]) == {"value", "low", "high", "n"}
    assert default["kinds"]["number"]["answer_hit"]["value"] == 1.0
    assert default["queries"]["q2"]["RR@10"] == 0.5
    assert found["queries"] == {"total": 3, "asked": 3, "stopped": False}
    assert found["shown"]["default"]["q 1"]["extracts"] == [
        {"document": "paper", "start": 0, "end": 20, "quote": "Trade grew by 58.9%."}
    ]


def test_the_same_evaluation_twice_is_the_same_to_the_byte(queries, tmp_path):
    options = {"configurations": ("default", "sparse")}
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    run(queries, json=first, html=tmp_path / "1.html", **options)
    run(queries, json=second, html=tmp_path / "2.html", **options)
    assert first.read_bytes() == second.read_bytes()
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_other_tools_score_the_run_and_qrels_the_same(queries, tmp_path):
    report = run(queries, run=tmp_path / "out.trec", qrels=tmp_path / "out.qrels")
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "out.qrels")))
    ranked = list(ir_measures.read_trec_run(str(tmp_path / "out.trec")))
    measures = [ir_measures.parse_measure(name) for name in PASSAGE_MEASURES]
    theirs = ir_measures.calc_aggregate(measures, qrels, ranked)
    for measure, value in theirs.items():
        ours = report.summaries["default"].overall[str(measure)]
        assert ours.value == pytest.approx(value, abs=1e-9)
    assert {entry.query_id for entry in ranked} == {"q%201", "q2"}


def test_configurations_are_compared_and_each_has_its_run(queries, tmp_path):
    report = run(
        queries,
        configurations=("default", "sparse", "small:budget.total_words=9"),
        run=tmp_path / "out.trec",
    )
    assert [path.name for path in report.written] == [
        "out.default.trec",
        "out.sparse.trec",
        "out.small.trec",
    ]
    changed = {c.measure.key: c for c in report.comparisons if c.configuration == "sparse"}
    assert changed["evidence_recall"].wins == ("q2",)
    assert changed["evidence_recall"].losses == ("q 1",)
    overall, *kinds, compared = report_tables(report.summaries, report.comparisons, report.measures)
    assert overall.columns == ("measure", "default", "sparse", "small")
    assert [table.title for table in kinds] == ["default", "sparse", "small"]
    assert compared.title.startswith("Against default")
    assert all(len(row) == len(compared.columns) for row in compared.rows)


def test_saved_results_are_compared_and_what_they_lack_is_named(queries, tmp_path):
    saved = tmp_path / "old.json"
    run(queries, json=saved, configurations=("sparse",))
    values = json.loads(saved.read_text())
    del values["configurations"]["sparse"]["queries"]["q2"]
    saved.write_text(json.dumps(values))
    ranked = tmp_path / "other.trec"
    ranked.write_text("q%201 Q0 paper#1 1 1.0 x\nq%201 Q0 elsewhere 2 0.5 x\n")
    report = run(queries, baselines=(saved, ranked), html=tmp_path / "out.html")
    assert list(report.tables) == ["old", "other", "default"]
    against = {c.measure.key: c for c in report.comparisons if c.configuration == "default"}
    assert against["evidence_recall"].baseline == "old"
    assert against["evidence_recall"].wins == ("q 1",)
    assert report.tables["other"].column("R@1") == {"q 1": 1.0, "q2": 0.0}
    notes = "\n".join(report.notes)
    assert "old: 1 query (q2) missing, counted as zero" in notes
    assert "other: 1 query (q2) missing, counted as zero" in notes
    assert "other: 1 results are no passage of this index, such as elsewhere" in notes


def test_baselines_compare_in_the_order_named_under_names_of_their_own(queries, tmp_path):
    ranked, saved = tmp_path / "old.trec", tmp_path / "old.json"
    run(queries, run=ranked, json=saved)
    report = run(queries, baselines=(ranked, saved))
    assert list(report.tables) == ["old", "old.json", "default"]
    assert {comparison.baseline for comparison in report.comparisons} == {"old"}


def test_judged_documents_that_are_not_there_are_counted_and_named(queries):
    line = {"query_id": "q4", "query": "What?", "evidence": [{"document": "lost", "quote": "x"}]}
    with queries.open("a") as file:
        file.write(f"\n{json.dumps(line)}")
    report = run(queries)
    assert any(note.endswith("count as missed: 1 unknown, lost") for note in report.notes)


def test_the_page_escapes_what_people_and_papers_wrote(queries, tmp_path):
    run(queries, html=tmp_path / "out.html", configurations=("default", "<i>:strict=on"))
    page = (tmp_path / "out.html").read_text()
    assert "By how &lt;much&gt;?" in page
    assert "<much>" not in page
    assert "<i>" not in page
    assert "<mark>Trade grew by 58.9%.</mark>" in page
    assert "http://" not in page.replace("http://www.w3.org", "").replace(
        "http://purl.org", ""
    ).replace("http://creativecommons.org", "")
    assert "<script" not in page
    assert "url(http" not in page


def test_ctrl_c_leaves_files_of_what_was_asked(queries, tmp_path):
    with queries.open("a") as file:
        file.write('\n{"query_id": "q4", "query": "interrupt"}\n{"query_id": "q5", "query": "x"}')
    report = run(queries, json=tmp_path / "out.json", run=tmp_path / "out.trec")
    assert report.evaluation.stopped
    assert "stopped: 3 of 5 queries were asked" in report.notes
    assert (
        len(json.loads((tmp_path / "out.json").read_text())["configurations"]["default"]["queries"])
        == 3
    )


def test_a_chosen_measure_alone_is_reported(queries, tmp_path):
    run(queries, measures=("evidence_recall",), json=tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text())["configurations"]["default"]
    assert set(found["overall"]) == {"evidence_recall"}
    assert found["queries"]["q2"] == {"evidence_recall": 0.0}


@pytest.mark.parametrize(
    ("options", "error", "fault"),
    [
        ({"measures": ("MRR",)}, UsageError, "unknown measure 'MRR'"),
        ({"configurations": ("fast",)}, UsageError, "unknown configuration 'fast': known are"),
        ({"json": Path("nowhere/out.json")}, MissingInput, "folder not found: nowhere"),
        ({"baselines": (Path("none.json"),)}, MissingInput, "baseline not found"),
        ({"where": (("kind", "x"),)}, UsageError, "has kind=x"),
    ],
)
def test_wrong_calls_are_found_before_anything_is_loaded(queries, options, error, fault):
    def never():
        raise AssertionError("the index was opened")

    with pytest.raises(error, match=fault):
        run_evaluation(EvaluationOptions(queries, **options), never)


def test_a_file_that_cannot_be_written_is_named(queries, tmp_path):
    if (Path("/dev/full")).exists():
        with pytest.raises(RunError, match="cannot write /dev/full"):
            run(queries, json=Path("/dev/full"))


def test_saved_files_that_are_something_else(queries, tmp_path):
    for text in ("[]", "{", '{"configurations": {"a": {"queries": {"q": {"AP": "high"}}}}}'):
        (tmp_path / "x.json").write_text(text)
        with pytest.raises(UsageError, match=r"x\.json"):
            run(queries, baselines=(tmp_path / "x.json",))


def test_switches_reach_into_parts_and_name_the_known_ones():
    chatbot = Chatbot({"paper": PAPER})
    assert switches(chatbot.answerer) == {"budget.total_words": 250, "strict": False}
    changed = switched(
        chatbot,
        {"budget.total_words": "80", "strict": "on", "dense_weight": "0.25", "correcting": "off"},
    )
    assert changed.speller.correcting is False
    assert changed.answerer.budget.total_words == 80
    assert changed.answerer.strict is True
    assert changed.retriever.dense_weight == 0.25
    assert changed.index is chatbot.index
    with pytest.raises(
        UsageError, match=r"known are budget\.total_words, close_sentences, correcting"
    ):
        switched(chatbot, {"speed": "1"})
    with pytest.raises(UsageError, match="'much' must be a number"):
        switched(chatbot, {"dense_weight": "much"})
    with pytest.raises(UsageError, match=r"'1\.5' must be a whole number"):
        switched(chatbot, {"budget.total_words": "1.5"})
    with pytest.raises(UsageError, match="must be on or off"):
        switched(chatbot, {"strict": "maybe"})


def test_configurations_are_read_from_text():
    assert parse_configuration("dense") == ("dense", {"dense_weight": "1", "late_weight": "0"})
    assert parse_configuration("mine: a=1 , b=2") == ("mine", {"a": "1", "b": "2"})
    with pytest.raises(UsageError, match="'a' is not switch=value"):
        parse_configuration("mine:a")


def test_the_page_has_each_id_once_and_takes_all_colours_from_its_styles(queries, tmp_path):
    run(queries, html=tmp_path / "out.html", configurations=("default", "sparse"))
    page = (tmp_path / "out.html").read_text()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for reference in re.findall(r'(?:href="#|url\(#)([^")]+)', page):
        assert reference in ids
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) == 5
    assert all("var(--series-1)" in drawing for drawing in drawings)
    assert not re.search(r"(?:fill|stroke): #", "".join(drawings))


def test_a_page_can_end_the_run_through_its_progress(queries):
    def watch(stage, done, total):
        if stage == "asking" and done == 2:
            raise KeyboardInterrupt

    report = run_evaluation(
        EvaluationOptions(queries), lambda: Chatbot({"paper": PAPER}), progress=watch
    )
    assert (report.evaluation.asked, report.evaluation.stopped) == (2, True)
