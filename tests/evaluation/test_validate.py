from __future__ import annotations

import json

import pytest

from chatbot.evaluation.nearest import NearestText, differences
from chatbot.evaluation.validate import validate_queries
from tests.evaluation.helpers import document

FILLER = " ".join(f"Filler sentence number {number} says little." for number in range(300))
PAPER = document(f"{FILLER} The station has sold \\$5 million of ice cream. {FILLER}")


def faults(tmp_path, *lines):
    path = tmp_path / "q.jsonl"
    path.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    )
    return list(validate_queries(path, {"paper": PAPER}))


def judged(query_id="q", **more):
    return {"query_id": query_id, "query": "How much?", **more}


def evidence(quote, document_id="paper", **more):
    return {"evidence": [{"document": document_id, "quote": quote, **more}]}


def test_a_good_file_has_no_faults(tmp_path):
    start = PAPER.source.text.index("The station")
    quote = "The station has sold \\$5 million of ice cream."
    assert faults(tmp_path, judged("a", **evidence(quote, start=start)), judged("b")) == []


def test_each_fault_names_its_line(tmp_path):
    found = faults(
        tmp_path,
        judged("a"),
        "{",
        judged("a"),
        judged("c", query=" "),
        judged("d", documents=["other"]),
        judged("e", **evidence("x", "other")),
    )
    assert [(fault.line, fault.query_id) for fault in found] == [
        (2, None),
        (3, "a"),
        (4, "c"),
        (5, "d"),
        (6, "e"),
    ]
    assert found[0].message.startswith("column 2: not JSON")
    assert found[1].message == "query_id 'a' was used in line 1: ids must differ"
    assert found[3].message == "no document 'other' is there: known are paper"


@pytest.mark.parametrize(
    "quote",
    [
        "The station sold $5 million of ice cream.",
        "The station has sold 5 millions of ice-cream.",
        "the stattion has sold $5 million of icecream",
    ],
)
def test_a_quote_that_is_almost_there_is_suggested(tmp_path, quote):
    (fault,) = faults(tmp_path, judged(**evidence(quote)))
    assert "is not in 'paper'" in fault.message
    assert fault.suggestion == "The station has sold $5 million of ice cream."


def test_nothing_is_suggested_for_what_is_nowhere_near(tmp_path):
    (fault,) = faults(tmp_path, judged(**evidence("Penguins vote on Tuesdays in the rain.")))
    assert fault.suggestion is None
    assert NearestText().to(PAPER, "ab") is None


def test_quotes_in_several_places_and_in_other_places(tmp_path):
    sentence = "Filler sentence number 7 says little."
    twice, elsewhere = faults(
        tmp_path,
        judged("a", **evidence(sentence)),
        judged("b", **evidence(sentence, start=3)),
    )
    assert "stands 2 times in 'paper': give 'start'" in twice.message
    assert "is not at start 3 of 'paper'" in elsewhere.message


def test_contradictions(tmp_path):
    quote = "The station has sold $5 million of ice cream."
    one, two, three, four = faults(
        tmp_path,
        judged("a", answerable=False, **evidence(quote)),
        judged("b", answerable=True),
        judged("c", evidence=[{"document": "paper", "quote": quote}] * 2),
        judged("d", documents=["paper"], **evidence("x", "other")) | {"documents": ["paper"]},
    )[:4]
    assert one.message == "has evidence although 'answerable' is false"
    assert two.message == "is answerable but names neither evidence nor answers"
    assert "is given twice" in three.message
    assert "not among its 'documents'" in four.message


@pytest.mark.parametrize(
    ("quote", "nearest", "expected"),
    [
        ("sold $6 million", "sold  $5 million", (("$6", "$5"),)),
        ("it sold ice", "it has sold ice", (("it", "it has"),)),
        ("has sold ice", "sold ice", (("has sold", "sold"),)),
        ("all the same", "all the same", ()),
    ],
)
def test_differences_name_words_on_both_sides(quote, nearest, expected):
    assert differences(quote, nearest) == expected
