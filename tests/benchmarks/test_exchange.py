"""Offsets of chunks, and the files that systems are asked and answer through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.adapters.exchange import (
    Chunk,
    Found,
    Question,
    Request,
    Response,
    SourceText,
    located,
    read_request,
    read_response,
    windows,
    write,
)


def test_windows_repeat_the_overlap_and_end_with_the_text():
    assert list(windows(25, 10, 4)) == [(0, 10), (6, 16), (12, 22), (18, 25)]
    assert list(windows(10, 10, 4)) == [(0, 10)]
    assert list(windows(0, 10, 4)) == []


@given(st.integers(0, 300), st.integers(1, 40), st.integers(0, 39))
def test_windows_leave_nothing_out(length, size, overlap):
    if overlap >= size:
        with pytest.raises(ValueError, match="does not fit"):
            list(windows(length, size, overlap))
        return
    covered = {
        place for start, end in windows(length, size, overlap) for place in range(start, end)
    }
    assert covered == set(range(length))


def test_chunks_are_found_in_order_white_space_aside():
    source = "One  two\n\nthree.\n\n17 four three."
    assert located(["One two", "three.", "17", "four three."], source) == [
        (0, 8),
        (10, 16),
        (18, 20),
        (21, 32),
    ]


def test_a_short_chunk_is_not_found_inside_the_longer_one_before_it():
    source = "In 2017 trade grew.\n\n17\n"
    assert located(["In 2017 trade grew.", "17"], source) == [(0, 19), (21, 23)]


def test_overlapping_chunks_are_found_from_the_overlap_on():
    source = "aaaa bbbb aaaa bbbb aaaa"
    cut = [source[start:end].strip() for start, end in windows(len(source), 14, 5)]
    assert located(cut, source, overlap=5) == [(0, 14), (10, 23), (18, 24)]


def test_a_chunk_that_is_not_of_the_source_is_named():
    with pytest.raises(ValueError, match="chunk 2 of 2"):
        located(["one", "three"], "one two")


def test_requests_and_responses_survive_their_files(tmp_path):
    request = Request(
        corpus="papers",
        model="model",
        documents=(SourceText("a", "a.txt", "Zoë said “no”."),),
        questions=(Question("1", "Who?", ("a",)), Question("2", "Why?")),
    )
    write(request, tmp_path / "request.json")
    assert read_request(tmp_path / "request.json") == request
    chunk = Chunk("a", ((0, 3), (5, 9)))
    response = Response(
        packages={"faiss-cpu": "1"},
        index_s=0.5,
        query_ms=(1.0, 2.0),
        found=(Found((chunk,), 0.25), Found((), 0.0, shown=(chunk,))),
    )
    write(response, tmp_path / "response.json")
    assert read_response(tmp_path / "response.json") == response
