"""Where queries come from: the project's JSON Lines, a BEIR folder, TREC topics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.datatypes import JudgedQuery
from chatbot.errors import MissingInput, UsageError
from chatbot.evaluation.beir import beir_qrels, beir_queries, read_beir_topics
from chatbot.evaluation.judgements import with_judgements, without_topic
from chatbot.evaluation.queries import query_lines, read_queries
from chatbot.evaluation.trec import read_qrels, read_topics

FORMS = ("auto", "jsonl", "beir", "trec")

Where = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QuerySource:
    """A stream of queries that can be read again; ``total`` is how many there are.

    ``orphans`` are the ids of judged queries that the file does not hold; ``unjudged`` is
    how many queries of a BEIR folder were left out because nothing is judged for them.
    """

    path: Path
    read: Callable[[], Iterator[JudgedQuery]]
    total: int
    orphans: tuple[str, ...] = ()
    unjudged: int = 0


def open_queries(
    path: Path, form: str = "auto", judgements: Path | None = None, where: Where = ()
) -> QuerySource:
    """The queries of a file or folder, all of them checked before the first is used.

    Args:
        path: a ``.jsonl`` file, a BEIR folder, or a TREC topics file.
        form: one of ``FORMS``; ``auto`` takes a folder for BEIR, and a file with
            judgements beside it for TREC topics.
        judgements: the qrels file, for TREC topics, and for a BEIR folder with several.
        where: labels and the values that they must have.

    Raises:
        MissingInput: the file or folder does not exist.
        UsageError: the form is unknown, a line is faulty, or no query is left.
    """
    read, orphans = _reader(path, form, judgements)
    total = matching = 0
    for query in read():
        total += 1
        matching += matches(query, where)
    if not total:
        raise UsageError(f"{path} holds no query: write one a line")
    if not matching:
        wanted = ", ".join(f"{label}={value}" for label, value in where)
        raise UsageError(f"no query of {path} has {wanted}")
    return QuerySource(
        path,
        lambda: (query for query in read() if matches(query, where)),
        matching,
        orphans(),
        sum(1 for _ in read_beir_topics(path)) - total if _is_beir(path, form) else 0,
    )


def matches(query: JudgedQuery, where: Where) -> bool:
    """Whether a query's labels have these values (a list label: hold them)."""
    return all(value in _values(query.labels.get(label)) for label, value in where)


def _values(label: object) -> list[str]:
    values = label if isinstance(label, list) else [label]
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]


_Reader = tuple[Callable[[], Iterator[JudgedQuery]], Callable[[], tuple[str, ...]]]


def _reader(path: Path, form: str, judgements: Path | None) -> _Reader:
    """How to read the queries, and how to find the judgements of queries not there."""
    if form not in FORMS:
        raise UsageError(f"unknown format {form!r}: known are {', '.join(FORMS)}")
    if not path.exists():
        raise MissingInput(f"query file not found: {path}")
    if _is_beir(path, form):
        return lambda: beir_queries(path, judgements), lambda: without_topic(
            read_beir_topics(path), beir_qrels(path, judgements)
        )
    if form == "trec" or (form == "auto" and judgements is not None):
        if judgements is None:
            raise UsageError(f"{path}: TREC topics need their qrels file as well")
        qrels = judgements
        return lambda: with_judgements(read_topics(path), read_qrels(qrels)), lambda: without_topic(
            read_topics(path), read_qrels(qrels)
        )
    if form == "auto" and path.suffix != ".jsonl":
        _check_begins_as_json(path)
    return lambda: read_queries(path), tuple


def _is_beir(path: Path, form: str) -> bool:
    return form == "beir" or (form == "auto" and path.is_dir())


def _check_begins_as_json(path: Path) -> None:
    """Tell topics without judgements from a query file with a faulty line."""
    _, line = next(query_lines(path), (0, b"{"))
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith((b"{", b"[", b'"')):
        raise UsageError(
            f"{path} does not begin with a JSON object, as a query file does: "
            "TREC topics need their qrels file as well"
        )
