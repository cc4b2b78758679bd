"""TREC files: topics, qrels and runs, as trec_eval and its kin read them.

Topics are one a line, ``QUERY_ID <tab> QUERY``, or the older ``<top>`` records. Ids must
not hold white space there, so it is written as ``%20`` and read back (and ``%`` as ``%25``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from chatbot.datatypes import Qrel, RunEntry
from chatbot.errors import MissingInput, UsageError

_UNSAFE = re.compile(r"[\s%]")
_ESCAPED = re.compile(r"(?:%[0-9A-F]{2})+")
_RECORD = re.compile(r"<top>(.*?)</top>", re.DOTALL | re.IGNORECASE)
_NUMBER = re.compile(r"<num>\s*(?:Number:)?\s*(\S+?)\s*(?=<|\n|$)", re.IGNORECASE)
_TITLE = re.compile(r"<title>\s*(?:Topic:)?\s*(.*?)\s*(?=<|$)", re.DOTALL | re.IGNORECASE)


def escaped(identifier: str) -> str:
    """An id without white space."""
    return _UNSAFE.sub(_percent, identifier)


def unescaped(identifier: str) -> str:
    """The id that ``escaped`` was given."""
    return _ESCAPED.sub(_character, identifier)


def read_topics(path: Path) -> Iterator[tuple[str, str]]:
    """(query id, query) of each topic.

    Raises:
        MissingInput: there is no such file.
        UsageError: a topic has no id or no query.
    """
    text = "".join(line + "\n" for _, line in _lines(path))
    if "<top>" in text.casefold():
        for number, record in enumerate(_RECORD.finditer(text), start=1):
            query_id, title = _NUMBER.search(record[1]), _TITLE.search(record[1])
            if not query_id or not title or not title[1]:
                raise UsageError(f"{path}, topic {number}: needs <num> and <title>")
            yield unescaped(query_id[1]), " ".join(title[1].split())
        return
    for number, line in _lines(path):
        query_id_text, tab, query = line.partition("\t")
        if not tab or not query.strip() or not query_id_text.strip():
            raise UsageError(f"{path}, line {number}: must be QUERY_ID, a tab, and the query")
        yield unescaped(query_id_text.strip()), query.strip()


def read_qrels(path: Path) -> Iterator[Qrel]:
    """The judgements of a qrels file: ``QUERY_ID 0 DOC_ID RELEVANCE`` a line.

    Raises:
        MissingInput: there is no such file.
        UsageError: a line has other fields, or the same judgement twice with two grades.
    """
    grades: dict[tuple[str, str], int] = {}
    for number, line in _lines(path):
        fields = line.split()
        if len(fields) != 4 or not _whole(fields[3]):
            raise UsageError(
                f"{path}, line {number}: must be QUERY_ID 0 DOC_ID RELEVANCE, not {line[:60]!r}"
            )
        qrel = Qrel(unescaped(fields[0]), unescaped(fields[2]), int(fields[3]))
        known = grades.setdefault((qrel.query_id, qrel.doc_id), qrel.relevance)
        if known != qrel.relevance:
            raise UsageError(
                f"{path}, line {number}: {qrel.doc_id!r} was graded {known} for query "
                f"{qrel.query_id!r} before"
            )
        yield qrel


def read_run(path: Path) -> Iterator[RunEntry]:
    """The results of a run file: ``QUERY_ID Q0 DOC_ID RANK SCORE TAG`` a line.

    Raises:
        MissingInput: there is no such file.
        UsageError: a line has other fields, or names the same result of a query twice.
    """
    seen: set[tuple[str, str]] = set()
    for number, line in _lines(path):
        fields = line.split()
        if len(fields) < 5 or not _finite(fields[4]):
            raise UsageError(
                f"{path}, line {number}: must be QUERY_ID Q0 DOC_ID RANK SCORE TAG, "
                f"not {line[:60]!r}"
            )
        entry = RunEntry(unescaped(fields[0]), unescaped(fields[2]), float(fields[4]))
        if (entry.query_id, entry.doc_id) in seen:
            raise UsageError(
                f"{path}, line {number}: {entry.doc_id!r} stands twice in the results of query "
                f"{entry.query_id!r}"
            )
        seen.add((entry.query_id, entry.doc_id))
        yield entry


def topic_line(query_id: str, query: str) -> str:
    """One line of a topics file."""
    return f"{escaped(query_id)}\t{' '.join(query.split())}\n"


def qrel_line(qrel: Qrel) -> str:
    """One line of a qrels file."""
    return f"{escaped(qrel.query_id)} 0 {escaped(qrel.doc_id)} {qrel.relevance}\n"


def run_lines(entries: Iterable[RunEntry], tag: str) -> Iterator[str]:
    """The lines of the results of one query, which must be in their order."""
    for rank, entry in enumerate(entries, start=1):
        yield (
            f"{escaped(entry.query_id)} Q0 {escaped(entry.doc_id)} {rank} "
            f"{entry.score!r} {escaped(tag)}\n"
        )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        raise MissingInput(f"file not found: {path}")
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                raise UsageError(
                    f"{path}, line {number}: byte {error.start + 1} is not UTF-8"
                ) from error
            if text.strip():
                yield number, text


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _character(found: re.Match[str]) -> str:
    """What an escape stands for; a foreign one, of anything else, stays as it is."""
    decoded = bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace")
    return decoded if all(sign == "%" or sign.isspace() for sign in decoded) else found[0]


def _whole(text: str) -> bool:
    return text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()


def _finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
