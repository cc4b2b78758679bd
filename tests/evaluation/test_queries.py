from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import GoldEvidence, JudgedQuery
from chatbot.errors import MissingInput, UsageError
from chatbot.evaluation.queries import BadLine, QueryLineError, parse_line, read_batch, read_queries


def test_a_full_line_keeps_unknown_keys_as_labels():
    line = json.dumps(
        {
            "query_id": "q1",
            "query": "How much?",
            "history": ["Who?"],
            "documents": ["a"],
            "evidence": [{"document": "a", "quote": "x y", "start": 3, "relevance": 2}],
            "answers": ["5"],
            "answerable": True,
            "kind": "number",
            "depth": 3,
        }
    )
    assert parse_line(line, 1) == JudgedQuery(
        "q1",
        "How much?",
        ("Who?",),
        ("a",),
        (GoldEvidence("a", "x y", 3, 2),),
        ("5",),
        True,
        {"kind": "number", "depth": 3},
    )


def test_only_the_id_and_the_query_are_required_and_null_is_absent():
    bare = parse_line('{"query_id": "q", "query": "Why?", "history": null, "evidence": null}', 1)
    assert bare == JudgedQuery("q", "Why?")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"query_id": "q", "query": "a" x}', "line 7, column 32: not JSON: expecting"),
        ('{"query_id": "q", "query"', "line 7, column"),
        ("[1]", "line 7: must be a JSON object, not a list"),
        ('{"query": "a"}', "line 7: has no 'query_id'"),
        ('{"query_id": "q"}', "line 7: has no 'query'"),
        ('{"query_id": 5, "query": "a"}', "'query_id' must be a string, not a number"),
        ('{"query_id": "q", "query": "  "}', "'query' is empty"),
        ('{"query_id": "q", "query": "?!"}', "'query' is empty: it holds no letter"),
        ('{"query_id": "q", "query": "a", "history": "b"}', "'history' must be a list"),
        ('{"query_id": "q", "query": "a", "history": ["b", " "]}', "'history'[1] is empty"),
        ('{"query_id": "q", "query": "a", "documents": [1]}', "'documents'[0] must be a string"),
        ('{"query_id": "q", "query": "a", "answerable": 1}', "must be true or false"),
        ('{"query_id": "q", "query": "a", "evidence": ["b"]}', "'evidence'[0] must be an object"),
        ('{"query_id": "q", "query": "a", "evidence": [{"quote": "b"}]}', "needs 'document'"),
        (
            '{"query_id": "q", "query": "a", "evidence": [{"document": "d", "start": -1}]}',
            "'start' must be a whole number from 0",
        ),
        (
            '{"query_id": "q", "query": "a", "evidence": [{"document": "d", "start": true}]}',
            "'start' must be a whole number",
        ),
        (
            '{"query_id": "q", "query": "a", "evidence": [{"document": "d", "quote": " "}]}',
            "'quote' must be a string with words",
        ),
        ('{"query_id": "q", "query": "a", "x": NaN}', "line 7: NaN is not JSON"),
        ('{"query_id": "q", "query": "a", "query": "b"}', "'query' is given twice"),
        ('{"query_id": "q", "query": "a\\ud800"}', "half of a surrogate pair"),
        ("[" * 100_000, "line 7: nested too deeply"),
        ("1" * 5000, "line 7: "),
    ],
)
def test_a_faulty_line_is_named_with_its_fault(line, fault):
    with pytest.raises(QueryLineError, match=r"^line 7") as caught:
        parse_line(line, 7)
    assert fault in str(caught.value)
    assert isinstance(caught.value, UsageError)


def test_a_file_may_have_a_mark_blank_lines_and_separators_inside_strings(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"query_id": "a", "query": "one\xe2\x80\xa8two"}\r\n\n  \n'
        b'{"query_id": "b", "query": "three"}'
    )
    assert [query.query_id for query in read_queries(path)] == ["a", "b"]


def test_an_id_used_twice_names_both_lines(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('{"query_id": "a", "query": "x"}\n\n{"query_id": "a", "query": "y"}\n')
    with pytest.raises(QueryLineError, match=r"q.jsonl, line 3: query_id 'a' was used in line 1"):
        list(read_queries(path))


def test_bytes_that_are_not_utf8_are_named(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_bytes(b'{"query_id": "a", "query": "\xff"}\n')
    with pytest.raises(QueryLineError, match="line 1: byte 29 is not UTF-8"):
        list(read_queries(path))


def test_a_batch_has_the_fault_in_the_place_of_a_bad_line(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"query_id": "a", "query": "x"}\nnot json\n{"query_id": "c", "query": ""}\n'
        '{"query_id": "d", "query": "y"}\n'
    )
    first, second, third, fourth = read_batch(path)
    assert (first, fourth) == (JudgedQuery("a", "x"), JudgedQuery("d", "y"))
    assert second == BadLine(2, None, "line 2, column 1: not JSON: expecting value")
    assert third == BadLine(3, "c", "line 3: 'query' is empty")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingInput, match=r"nowhere\.jsonl"):
        list(read_queries(tmp_path / "nowhere.jsonl"))


@given(st.text(max_size=60))
def test_any_line_is_parsed_or_refused_in_one_line(line):
    try:
        parse_line(line, 1)
    except QueryLineError as error:
        assert "\n" not in str(error)
