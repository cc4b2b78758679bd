"""Tables of questions and papers made in a thread of their own, so that the chat goes on.

A run is known by an id that only the page that started it has. One runs at a time; the last
few are kept until others take their place.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from chatbot.datatypes import JudgedQuery
from chatbot.errors import ChatbotError, UsageError
from chatbot.survey import Cell, as_csv, pairs_of, survey

if TYPE_CHECKING:
    from chatbot.survey.asking import Asking

MOST_CELLS = 5_000
"""Questions times papers of one table."""
_KEPT = 8

_log = logging.getLogger(__name__)


class Busy(UsageError):
    """Another table is being made."""


@dataclass(slots=True, weakref_slot=True)
class Run:
    """A table under way or made: its cells so far, of how many, and what ended it.

    ``folder`` holds the table as a file, once that was asked for; it goes with the process.
    """

    queries: tuple[JudgedQuery, ...]
    papers: tuple[str, ...]
    total: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    cells: list[Cell] = field(default_factory=list)
    error: str = ""
    ended: bool = False
    stopping: threading.Event = field(default_factory=threading.Event)
    folder: Path | None = None

    @property
    def stopped(self) -> bool:
        """Whether it ended before everything was asked."""
        return self.ended and len(self.cells) < self.total

    def file(self, name: str) -> Path:
        """The whole table as a CSV file that spreadsheets open as UTF-8, written once."""
        if self.folder is None:
            self.folder = Path(mkdtemp(prefix="table-"))
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        path = self.folder / name
        if not path.exists():
            path.write_bytes(as_csv(self.cells, mark=True))
        return path

    def forget(self) -> None:
        """Delete what was written of it."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class TableDesk:
    """Starts, watches and stops tables over the chatbot that is being served."""

    def __init__(self, open_chatbot: Callable[[], Asking]) -> None:
        self._open_chatbot = open_chatbot
        self._lock = threading.Lock()
        self._runs: dict[str, Run] = {}

    def start(self, queries: Sequence[JudgedQuery], papers: Sequence[str]) -> Run:
        """Begin a table.

        Raises:
            Busy: another is being made.
            UsageError: there is nothing, or too much, to ask.
        """
        pairs = pairs_of(queries, papers)
        if not 0 < len(pairs) <= MOST_CELLS:
            raise UsageError(f"{len(pairs):,} cells: a table holds 1 to {MOST_CELLS:,}")
        run = Run(tuple(queries), tuple(papers), len(pairs))
        with self._lock:
            if any(not known.ended for known in self._runs.values()):
                raise Busy("another table is being made")
            for old in list(self._runs)[: max(0, len(self._runs) - _KEPT + 1)]:
                self._runs.pop(old).forget()
            self._runs[run.id] = run
        threading.Thread(target=self._ask, args=(run,), name="tabling", daemon=True).start()
        return run

    def look(self, run_id: object) -> Run | None:
        """A run by its id; None for one that is not, or no longer, known."""
        return self._runs.get(run_id) if isinstance(run_id, str) else None

    def stop(self, run_id: object) -> None:
        """End a run after the question that is being asked."""
        run = self.look(run_id)
        if run is not None:
            run.stopping.set()

    def _ask(self, run: Run) -> None:
        try:
            chatbot = self._open_chatbot()
            pairs = tuple(
                pair for pair in pairs_of(run.queries, run.papers) if pair[1] in chatbot.documents
            )
            run.total = len(pairs)
            for cell in survey(chatbot, pairs):
                run.cells.append(cell)
                if run.stopping.is_set():
                    break
        except ChatbotError as error:
            run.error = str(error)
        except Exception as error:  # the thread's boundary: whoever waits must be told
            _log.error("a table failed with %s", type(error).__name__)
            _log.debug("a table failed", exc_info=error)
            run.error = type(error).__name__
        run.ended = True
