"""What a benchmark hands to a system and gets back: JSON files between two processes.

Standard library only: this module runs in every peer's environment. Offsets are code
points of the decoded source file, ends exclusive.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

Range = tuple[int, int]

DEPTH = 20
"""Results asked of every system: more than 900 words in the smallest of their chunks."""

_WARM_UP = 3


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source file by its document id: where it lies, and its decoded characters."""

    id: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the documents that its search is limited to (empty: all)."""

    query_id: str
    text: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a system needs for one run; ``model`` is a sentence-transformers folder."""

    corpus: str
    model: str
    documents: tuple[SourceText, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a source as a system returns it: the ranges of the source that it prints."""

    document: str
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One question's outcome.

    ``ranked`` are the retrieved chunks, best first; ``shown`` what a person is shown (None:
    the ranked chunks themselves); ``score`` is the highest-is-best figure that a user of
    the system would put a threshold on to refuse a question.
    """

    ranked: tuple[Chunk, ...]
    score: float
    shown: tuple[Chunk, ...] | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What a system found, with its times: ``index_s`` in all, one of ``query_ms`` a question."""

    packages: dict[str, str]
    index_s: float
    query_ms: tuple[float, ...]
    found: tuple[Found, ...]


class Searcher(Protocol):
    """A system with its model loaded."""

    def index(self, request: Request) -> float | None:
        """Index the documents; may return the seconds itself where set-up is part of it."""

    def search(self, question: Question) -> Found:
        """The best chunks for a question."""


def serve(load: Callable[[Request], Searcher], packages: Sequence[str]) -> None:
    """Run a system over the request file named first, into the response file named second.

    Loading the model is not timed; the first questions are asked once more beforehand.
    """
    request = read_request(Path(sys.argv[1]))
    searcher = load(request)
    began = time.perf_counter()
    own_seconds = searcher.index(request)
    seconds = time.perf_counter() - began if own_seconds is None else own_seconds
    for question in request.questions[:_WARM_UP]:
        searcher.search(question)
    timed = [_timed(searcher, question) for question in request.questions]
    response = Response(
        packages={name: version(name) for name in packages},
        index_s=seconds,
        query_ms=tuple(elapsed for elapsed, _ in timed),
        found=tuple(found for _, found in timed),
    )
    write(response, Path(sys.argv[2]))


def _timed(searcher: Searcher, question: Question) -> tuple[float, Found]:
    began = time.perf_counter()
    found = searcher.search(question)
    return (time.perf_counter() - began) * 1000, found


def write(value: Request | Response, path: Path) -> None:
    """Write a request or a response as JSON."""
    path.write_text(json.dumps(asdict(value), ensure_ascii=False), encoding="utf-8")


def read_request(path: Path) -> Request:
    """The request that ``write`` wrote."""
    values = json.loads(path.read_text(encoding="utf-8"))
    return Request(
        corpus=values["corpus"],
        model=values["model"],
        documents=tuple(SourceText(**document) for document in values["documents"]),
        questions=tuple(
            Question(q["query_id"], q["text"], tuple(q["documents"])) for q in values["questions"]
        ),
    )


def read_response(path: Path) -> Response:
    """The response that ``write`` wrote."""
    values = json.loads(path.read_text(encoding="utf-8"))
    return Response(
        packages=values["packages"],
        index_s=values["index_s"],
        query_ms=tuple(values["query_ms"]),
        found=tuple(_found(found) for found in values["found"]),
    )


def _found(values: dict) -> Found:  # type: ignore[type-arg]
    shown = values["shown"]
    return Found(
        ranked=_chunks(values["ranked"]),
        score=values["score"],
        shown=None if shown is None else _chunks(shown),
    )


def _chunks(values: Iterable[dict]) -> tuple[Chunk, ...]:  # type: ignore[type-arg]
    return tuple(
        Chunk(chunk["document"], tuple((start, end) for start, end in chunk["ranges"]))
        for chunk in values
    )


def windows(length: int, size: int, overlap: int) -> Iterator[Range]:
    """Ranges of ``size`` characters that each repeat the last ``overlap`` of the one before.

    Raises:
        ValueError: ``overlap`` is not smaller than ``size``.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"an overlap of {overlap} does not fit windows of {size} characters")
    start = 0
    while start < length:
        yield start, min(start + size, length)
        if start + size >= length:
            return
        start += size - overlap


def located(chunks: Sequence[str], source: str, overlap: int = 0) -> list[Range]:
    """Where chunks stand that a splitter cut from ``source`` in order, white space aside.

    Each is looked for from ``overlap`` characters before the end of the one before, so that
    a short chunk is not found inside a longer one that precedes it.

    Raises:
        ValueError: a chunk is empty or does not stand there.
    """
    found: list[Range] = []
    for chunk in chunks:
        after = max(found[-1][0] + 1, found[-1][1] - overlap) if found else 0
        pattern = r"\s+".join(map(re.escape, chunk.split()))
        match = re.compile(pattern).search(source, after) if pattern else None
        if match is None:
            raise ValueError(f"chunk {len(found) + 1} of {len(chunks)} is not in its source")
        found.append(match.span())
    return found
