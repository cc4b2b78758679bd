"""BEIR folders: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/*.tsv``.

Thakur and others 2021. Each corpus entry is a document here, its ``_id`` the document's
id; where an id cannot name a file, its odd characters are written as ``%2F`` and so on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot.datatypes import JudgedQuery, Qrel
from chatbot.errors import MissingInput, UsageError
from chatbot.evaluation.judgements import with_judgements
from chatbot.evaluation.queries import query_lines

_QRELS_HEADING = ("query-id", "corpus-id", "score")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*%]|^\.|[. ]$')


@dataclass(frozen=True, slots=True)
class CorpusEntry:
    """A document of a BEIR corpus."""

    doc_id: str
    title: str
    text: str


def file_name(doc_id: str) -> str:
    """An id as a file name without suffix, which is the document's id here."""
    return _UNSAFE.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), doc_id)


def read_corpus(folder: Path) -> Iterator[CorpusEntry]:
    """The documents of a folder.

    Raises:
        MissingInput: there is no ``corpus.jsonl``.
        UsageError: a line has no ``_id`` or ``text``.
    """
    for number, values in _objects(folder / "corpus.jsonl"):
        text, title = values.get("text"), values.get("title", "")
        if not isinstance(text, str) or not isinstance(title, str | None):
            raise UsageError(f"{folder / 'corpus.jsonl'}, line {number}: 'text' must be a string")
        yield CorpusEntry(_id(folder / "corpus.jsonl", number, values), title or "", text)


def beir_queries(folder: Path, qrels: Path | None = None) -> Iterator[JudgedQuery]:
    """The queries of a folder that have judgements, each with these as its evidence.

    Raises:
        MissingInput: a file is missing.
        UsageError: a line is faulty, or several files of judgements leave a choice.
    """
    judged = list(beir_qrels(folder, qrels))
    names = {qrel.query_id for qrel in judged}
    topics = (topic for topic in read_beir_topics(folder) if topic[0] in names)
    return with_judgements(topics, judged)


def beir_qrels(folder: Path, qrels: Path | None = None) -> Iterator[Qrel]:
    """The judgements of a folder over its documents as they are named here.

    Args:
        folder: the BEIR folder.
        qrels: which file of judgements; ``qrels/test.tsv``, else the only one, by default.
    """
    for qrel in read_tsv_qrels(qrels or _only_qrels(folder)):
        yield Qrel(qrel.query_id, file_name(qrel.doc_id), qrel.relevance)


def read_beir_topics(folder: Path) -> Iterator[tuple[str, str]]:
    """(query id, query) of each line of ``queries.jsonl``."""
    path = folder / "queries.jsonl"
    for number, values in _objects(path):
        text = values.get("text")
        if not isinstance(text, str) or not text.strip():
            raise UsageError(f"{path}, line {number}: 'text' must be a question")
        yield _id(path, number, values), text


def read_tsv_qrels(path: Path) -> Iterator[Qrel]:
    """The judgements of a BEIR qrels file; its heading line is skipped."""
    for number, line in query_lines(path):
        fields = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if number == 1 and tuple(fields) == _QRELS_HEADING:
            continue
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdecimal():
            raise UsageError(f"{path}, line {number}: must be query-id, corpus-id, score")
        yield Qrel(fields[0], fields[1], int(fields[2]))


def corpus_line(entry: CorpusEntry) -> str:
    """One line of ``corpus.jsonl``."""
    return _line({"_id": entry.doc_id, "title": entry.title, "text": entry.text})


def query_line(query_id: str, query: str) -> str:
    """One line of ``queries.jsonl``."""
    return _line({"_id": query_id, "text": query})


def tsv_qrels(qrels: Iterable[Qrel]) -> Iterator[str]:
    """The lines of a qrels file, with its heading.

    Raises:
        UsageError: an id holds a tab or a line break, which the format cannot.
    """
    yield "\t".join(_QRELS_HEADING) + "\n"
    for qrel in qrels:
        for identifier in (qrel.query_id, qrel.doc_id):
            if any(sign in identifier for sign in "\t\r\n"):
                raise UsageError(f"{identifier!r} holds a tab or a line break: BEIR cannot name it")
        yield f"{qrel.query_id}\t{qrel.doc_id}\t{qrel.relevance}\n"


def _line(values: Mapping[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"


def _only_qrels(folder: Path) -> Path:
    found = sorted((folder / "qrels").glob("*.tsv"))
    test = folder / "qrels" / "test.tsv"
    if test in found:
        return test
    if not found:
        raise MissingInput(
            f"no judgements: {folder / 'qrels'} holds no .tsv file, as a BEIR folder's does"
        )
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise UsageError(f"{folder / 'qrels'} holds several files of judgements, name one: {names}")
    return found[0]


def _objects(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in query_lines(path):
        try:
            values = json.loads(line.decode("utf-8"))
        except (UnicodeDecodeError, ValueError, RecursionError) as error:
            raise UsageError(f"{path}, line {number}: not JSON: {error}") from error
        if not isinstance(values, dict):
            raise UsageError(f"{path}, line {number}: must be a JSON object")
        yield number, values


def _id(path: Path, number: int, values: Mapping[str, object]) -> str:
    identifier = values.get("_id")
    if not isinstance(identifier, str) or not identifier:
        raise UsageError(f"{path}, line {number}: '_id' must be a string")
    return identifier
