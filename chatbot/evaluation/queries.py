"""Query files: JSON Lines, one judged query a line, read strictly and as a stream.

A faulty line is named with its number and, where the JSON itself is broken, the column.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from chatbot.datatypes import GoldEvidence, JudgedQuery
from chatbot.errors import MissingInput, UsageError

KNOWN_KEYS = (
    "query_id",
    "query",
    "history",
    "documents",
    "evidence",
    "answers",
    "answerable",
)
"""The keys with a meaning of their own; all others are kept as labels."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MISSING = object()


class QueryLineError(UsageError):
    """A line of a query file that cannot be used; knows its id where it could be read."""

    def __init__(self, message: str, line: int, query_id: str | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.query_id = query_id


@dataclass(frozen=True, slots=True)
class BadLine:
    """What stands in the place of a faulty line when a file is read leniently."""

    line: int
    query_id: str | None
    message: str


def read_queries(path: Path) -> Iterator[JudgedQuery]:
    """The queries of a file, in order; blank lines are skipped.

    Raises:
        MissingInput: there is no such file.
        QueryLineError: a line is malformed, or its ``query_id`` was used before.
    """
    lines: dict[str, int] = {}
    for number, line in query_lines(path):
        try:
            query = parse_line(line, number)
        except QueryLineError as error:
            message = f"{path}, {error}"
            raise QueryLineError(message, error.line, error.query_id) from error
        first = lines.setdefault(query.query_id, number)
        if first != number:
            message = f"{path}, line {number}: query_id {query.query_id!r} was used in line {first}"
            raise QueryLineError(message, number, query.query_id)
        yield query


def read_batch(path: Path) -> Iterator[JudgedQuery | BadLine]:
    """The queries of a file with a ``BadLine`` in the place of each faulty line.

    Raises:
        MissingInput: there is no such file.
    """
    for number, line in query_lines(path):
        try:
            yield parse_line(line, number)
        except QueryLineError as error:
            yield BadLine(number, error.query_id, str(error))


def query_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not blank, each with its number from 1.

    Raises:
        MissingInput: there is no such file.
    """
    if not path.is_file():
        raise MissingInput(f"query file not found: {path}")
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            text = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
            if text.strip():
                yield number, text.rstrip(b"\r\n")


def parse_line(line: str | bytes, number: int) -> JudgedQuery:
    """The query that a line of a query file holds.

    Raises:
        QueryLineError: the line is not a JSON object, a key has a wrong type or is given
            twice, ``query_id`` or ``query`` is absent or empty.
    """
    record = _Record(_load(line, number), number)
    query_id = record.text("query_id")
    record.query_id = query_id
    return JudgedQuery(
        query_id=query_id,
        query=record.question("query"),
        history=record.questions("history"),
        documents=record.texts("documents"),
        evidence=record.evidence(),
        answers=record.texts("answers"),
        answerable=record.truth("answerable"),
        labels=record.labels(),
    )


def query_line(query: JudgedQuery) -> str:
    """A query as a line of a query file, line end included; what it lacks is left out."""
    values: dict[str, object] = {"query_id": query.query_id, "query": query.query}
    values |= {"history": query.history} if query.history else {}
    values |= {"documents": query.documents} if query.documents else {}
    values["evidence"] = [_evidence(piece) for piece in query.evidence]
    values["answers"] = query.answers
    values |= {} if query.answerable is None else {"answerable": query.answerable}
    return json.dumps(values | dict(query.labels), ensure_ascii=False) + "\n"


def _evidence(piece: GoldEvidence) -> dict[str, object]:
    values: dict[str, object] = {"document": piece.document}
    values |= {} if piece.quote is None else {"quote": piece.quote}
    values |= {} if piece.source_start is None else {"start": piece.source_start}
    return values | ({} if piece.relevance == 1 else {"relevance": piece.relevance})


class _Record:
    """One JSON object, read key by key with the types that are asked for."""

    def __init__(self, values: Mapping[str, object], line: int) -> None:
        self._values = values
        self._line = line
        known = values.get("query_id")
        self.query_id = known if isinstance(known, str) else None

    def text(self, key: str) -> str:
        value = self._values.get(key, _MISSING)
        if value is _MISSING:
            self._fail(f"has no {key!r}: every line needs one")
        if not isinstance(value, str):
            self._fail(f"{key!r} must be a string, not {_kind(value)}")
        if not value.strip():
            self._fail(f"{key!r} is empty")
        return self._encodable(key, value)

    def question(self, key: str) -> str:
        value = self.text(key)
        if not any(character.isalnum() for character in value):
            self._fail(f"{key!r} is empty: it holds no letter and no digit")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(
            value if isinstance(value, str) else self._fail_item(key, index, value, "a string")
            for index, value in enumerate(self._items(key))
        )

    def questions(self, key: str) -> tuple[str, ...]:
        values = self.texts(key)
        for index, value in enumerate(values):
            if not any(character.isalnum() for character in value):
                self._fail(f"{key!r}[{index}] is empty: it holds no letter and no digit")
        return values

    def truth(self, key: str) -> bool | None:
        value = self._values.get(key)
        if value is not None and not isinstance(value, bool):
            self._fail(f"{key!r} must be true or false, not {_kind(value)}")
        return value

    def evidence(self) -> tuple[GoldEvidence, ...]:
        return tuple(
            self._piece(index, value)
            if isinstance(value, dict)
            else self._fail_item("evidence", index, value, "an object")
            for index, value in enumerate(self._items("evidence"))
        )

    def labels(self) -> dict[str, object]:
        return {key: value for key, value in self._values.items() if key not in KNOWN_KEYS}

    def _piece(self, index: int, value: Mapping[str, object]) -> GoldEvidence:
        where = f"'evidence'[{index}]"
        document, quote = value.get("document"), value.get("quote")
        if not isinstance(document, str) or not document:
            self._fail(f"{where} needs 'document', the id of a document, as a string")
        if quote is not None and not (isinstance(quote, str) and quote.strip()):
            self._fail(f"{where}: 'quote' must be a string with words in it, or absent")
        return GoldEvidence(
            document=self._encodable(where, document),
            quote=quote if quote is None else self._encodable(where, quote),
            source_start=self._count(where, "start", value.get("start")),
            relevance=self._count(where, "relevance", value.get("relevance", 1)) or 0,
        )

    def _count(self, where: str, key: str, value: object) -> int | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._fail(f"{where}: {key!r} must be a whole number from 0")
        return value

    def _items(self, key: str) -> list[object]:
        value = self._values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._fail(f"{key!r} must be a list, not {_kind(value)}")
        return value

    def _encodable(self, key: str, value: str) -> str:
        if any("\ud800" <= character <= "\udfff" for character in value):
            self._fail(f"{key} holds half of a surrogate pair, which is no character")
        return value

    def _fail_item(self, key: str, index: int, value: object, wanted: str) -> NoReturn:
        self._fail(f"{key!r}[{index}] must be {wanted}, not {_kind(value)}")

    def _fail(self, fault: str) -> NoReturn:
        raise QueryLineError(f"line {self._line}: {fault}", self._line, self.query_id)


def _load(line: str | bytes, number: int) -> dict[str, object]:
    def fail(fault: str) -> NoReturn:
        raise QueryLineError(f"line {number}{fault}", number)

    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        fail(f": byte {error.start + 1} is not UTF-8: save the file as UTF-8")
    except json.JSONDecodeError as error:
        fault = re.sub(" at$", " here", error.msg)
        fail(f", column {error.pos + 1}: not JSON: {fault[:1].lower()}{fault[1:]}")
    except ValueError as error:
        fail(f": {error}")
    except RecursionError:
        fail(": nested too deeply")
    if not isinstance(value, dict):
        fail(f": must be a JSON object, not {_kind(value)}")
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{twice!r} is given twice")
    return values


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    names |= {list: "a list", dict: "an object", type(None): "null"}
    return names[type(value)]
