"""Marks in one SQLite file, shared safely by any number of threads and processes.

Each call opens the file anew and is one transaction; SQLite's own locks do the rest. A
mark replaces an earlier one about the same question and the same words, whoever made it;
when there are too many, the oldest go.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import get_args

from chatbot.datatypes import Status
from chatbot.errors import RunError
from chatbot.feedback.marks import Asked, Mark, Piece, Verdict

MOST_KEPT = 20_000
_FORMAT = 1
_PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""

_TABLE = """\
CREATE TABLE IF NOT EXISTS marks (
    id INTEGER PRIMARY KEY,
    question TEXT NOT NULL, history TEXT NOT NULL, documents TEXT NOT NULL,
    document TEXT NOT NULL, quote TEXT NOT NULL, source_start INTEGER NOT NULL,
    source_end INTEGER, kind TEXT NOT NULL, verdict TEXT NOT NULL,
    searched TEXT NOT NULL, status TEXT NOT NULL, time REAL NOT NULL,
    UNIQUE (question, history, documents, document, quote, source_start, kind)
)"""
_COLUMNS = (
    "question, history, documents, document, quote, source_start, source_end, kind, verdict, "
    "searched, status, time"
)
_KEY = "question = ? AND history = ? AND documents = ? AND document = ? AND quote = ? AND \
source_start = ? AND kind = ?"
_NO_OFFSET = -1
"""Stands for an unknown offset: SQLite holds two NULLs to differ, so they would repeat."""

_VERDICTS: dict[str, Verdict] = {verdict: verdict for verdict in get_args(Verdict)}
_STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}

Row = tuple[str, str, str, str, str, int, int | None, str, str, str, str, float]


class FeedbackStore:
    """Marks in the file ``path``, at most ``most`` of them; the file is made when needed."""

    def __init__(
        self, path: Path, most: int = MOST_KEPT, clock: Callable[[], float] = time.time
    ) -> None:
        self.path = path
        self._most = most
        self._clock = clock

    def put(self, mark: Mark) -> None:
        """Keep a mark in the place of an earlier one about the same words.

        Raises:
            RunError: the file cannot be written or is no store of this program.
        """
        row = _row(mark, self._clock())
        with self._open() as database:
            database.execute(f"DELETE FROM marks WHERE {_KEY}", (*row[:6], row[7]))
            places = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO marks ({_COLUMNS}) VALUES ({places})", row)
            database.execute(
                "DELETE FROM marks WHERE id <= (SELECT id FROM marks ORDER BY id DESC "
                "LIMIT 1 OFFSET ?)",
                (self._most,),
            )

    def remove(self, mark: Mark) -> None:
        """Take a mark back; one that is not there, or says otherwise by now, changes nothing.

        Raises:
            RunError: as ``put``.
        """
        row = _row(mark, 0.0)
        with self._open() as database:
            database.execute(
                f"DELETE FROM marks WHERE {_KEY} AND verdict = ?", (*row[:6], row[7], row[8])
            )

    def marks(self) -> Iterator[Mark]:
        """All marks, oldest first; none where the file does not exist.

        Raises:
            RunError: the file cannot be read or is no store of this program.
        """
        if not self.path.exists():
            return
        with self._open() as database:
            rows: list[Row] = database.execute(
                f"SELECT {_COLUMNS} FROM marks ORDER BY id"
            ).fetchall()
            found = [_mark(row) for row in rows]
        yield from found

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as database, database:
                database.execute("BEGIN IMMEDIATE")
                self._prepare(database)
                yield database
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            raise RunError(
                f"the feedback file {self.path} cannot be used ({error}): move it away, or set "
                "feedback.enabled = false"
            ) from error

    @staticmethod
    def _prepare(database: sqlite3.Connection) -> None:
        (found,) = database.execute("PRAGMA user_version").fetchone()
        if found not in (0, _FORMAT):
            raise sqlite3.DatabaseError(f"its format is {found}, not {_FORMAT}")
        if not found:
            database.execute(_TABLE)
            database.execute(f"PRAGMA user_version = {_FORMAT}")


def _row(mark: Mark, now: float) -> Row:
    asked, piece = mark.asked, mark.piece or Piece("", "")
    kind = "answer" if mark.piece is None else "passage" if mark.verdict == "right" else "extract"
    start = _NO_OFFSET if piece.source_start is None else piece.source_start
    return (
        asked.question,
        json.dumps(asked.history),
        json.dumps(asked.documents),
        piece.document,
        piece.quote,
        start,
        piece.source_end,
        kind,
        mark.verdict,
        asked.searched,
        asked.status,
        now,
    )


def _mark(row: Row) -> Mark:
    question, history, documents, document, quote, start, end = row[:7]
    kind, verdict, searched, status, when = row[7:]
    if verdict not in _VERDICTS or status not in _STATUSES:
        raise ValueError(f"a mark has the unknown verdict {verdict!r} or status {status!r}")
    asked = Asked(
        question,
        searched,
        tuple(json.loads(history)),
        tuple(json.loads(documents)),
        _STATUSES[status],
    )
    piece = Piece(document, quote, None if start == _NO_OFFSET else start, end)
    return Mark(asked, _VERDICTS[verdict], None if kind == "answer" else piece, when)
