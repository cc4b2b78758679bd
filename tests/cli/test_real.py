"""The command line over the bundled paper with the real model."""

from __future__ import annotations

import json

import pytest

from chatbot.cli import main

pytestmark = pytest.mark.model

NUMBER = "By what percentage did trade with Russia grow in the first four months of 2017?"
OFF_TOPIC = "How do I bake sourdough bread?"


@pytest.fixture
def call(paper_chatbot, paper_index, capsys):
    def run(*arguments):
        status = main([*arguments, "--index", str(paper_index)])
        out, err = capsys.readouterr()
        assert err in ("", "searching …\n")  # said where the answer takes more than a moment
        return status, out

    return run


def without_times(answer):
    return {key: value for key, value in answer.items() if key != "timings_ms"}


def test_every_quote_is_a_slice_of_the_text(call):
    _, text = call("text", "valdai-paper-76")
    status, out = call("ask", NUMBER, "--json")
    answer = json.loads(out)
    assert (status, answer["status"]) == (0, "answered")
    for extract in answer["extracts"]:
        assert text[extract["start"] : extract["end"]] == extract["quote"]
        assert all(
            extract["start"] <= start < end <= extract["end"]
            for start, end in extract["highlights"]
        )


def test_a_question_that_the_paper_does_not_answer_is_a_success(call):
    status, out = call("ask", OFF_TOPIC, "--json")
    answer = json.loads(out)
    assert (status, answer["status"], answer["extracts"]) == (0, "not_found", [])
    assert len(answer["nearest"]) <= 3


def test_a_batch_gives_what_single_calls_give(call, tmp_path):
    file = tmp_path / "queries.jsonl"
    follow_up = "And what about investments?"
    lines = [
        {"query_id": "a", "query": NUMBER},
        {"query_id": "b", "query": follow_up, "history": [NUMBER]},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    single = [
        json.loads(call("ask", NUMBER, "--json")[1]),
        json.loads(call("ask", follow_up, "--history", NUMBER, "--json")[1]),
    ]
    status, out = call("ask", "--batch", str(file), "--json")
    batch = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [without_times(reply) for reply in batch] == [
        {"query_id": query_id, **without_times(reply)}
        for query_id, reply in zip("ab", single, strict=True)
    ]


def test_search_ranks_as_many_passages_as_asked_for(call):
    ranked = json.loads(call("search", NUMBER, "-k", "4", "--json")[1])
    assert [passage["rank"] for passage in ranked] == [1, 2, 3, 4]
    scores = [passage["score"] for passage in ranked]
    assert scores == sorted(scores, reverse=True)


def test_readable_answer_shows_the_citation(call):
    _, out = call("ask", NUMBER)
    assert "58.9%" in out.splitlines()[0]
    assert "(Lee 2017, para. 15)" in out


def test_evaluate_prints_tables_and_writes_what_is_asked_for(
    paper_chatbot, paper_index, capsys, tmp_path
):
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        json.dumps({"query_id": "n", "query": NUMBER, "answers": ["58.9%"], "answerable": True})
        + "\n"
        + json.dumps({"query_id": "o", "query": OFF_TOPIC, "answerable": False})
        + "\n",
        encoding="utf-8",
    )
    values = tmp_path / "values.json"
    status = main(["evaluate", str(queries), "--index", str(paper_index), "--json", str(values)])
    out, err = capsys.readouterr()
    assert status == 0
    assert "answer_hit" in out
    assert f"written: {values}" in err
    measured = json.loads(values.read_text(encoding="utf-8"))["configurations"]["default"]
    assert measured["overall"]["answer_hit"]["value"] == 1.0


def test_evaluate_names_a_faulty_condition(capsys):
    assert main(["evaluate", "queries.jsonl", "--where", "split"]) == 2
    assert "LABEL=VALUE" in capsys.readouterr().err
