"""What is being done to the papers: one thing after the other, in a thread of its own."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chatbot.errors import ChatbotError

_log = logging.getLogger(__name__)
_KEPT = 20
"""Ended jobs that are told of besides the newest; those that ended well go when another comes,
those that ended in trouble when the same is tried again."""

Kind = Literal["add", "remove", "password", "describe", "recognise", "refresh"]
State = Literal["waiting", "running", "stopping", "done", "failed", "cancelled"]
LAST_STAGE = "saving the index"
"""From here on a job can no longer be cancelled: the new index takes the old one's place."""


class Cancelled(Exception):
    """Raised inside a job whose cancelling was asked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its document id where it was taken in, else why it was not."""

    name: str
    document: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How far a job is.

    ``stage``, ``done`` and ``total`` are those of ``indexing.progress``; ``outcomes`` are
    there when it has ended, ``error`` where it failed as a whole.
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    outcomes: tuple[Outcome, ...] = ()
    error: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come."""
        return self.state in ("done", "failed", "cancelled")

    @property
    def troubled(self) -> bool:
        """Whether it did not do all that it was to do."""
        return self.state == "failed" or any(outcome.problem for outcome in self.outcomes)


class Job:
    """One thing to do; its progress raises ``Cancelled`` where cancelling was asked for.

    ``clean_up`` is called before it ends in any way, also where it never began.
    """

    def __init__(
        self,
        kind: Kind,
        names: Sequence[str],
        work: Callable[[Job], tuple[Outcome, ...]],
        clean_up: Callable[[], None] = lambda: None,
    ) -> None:
        self.look = Look(secrets.token_hex(8), kind, tuple(names))
        self._work, self._clean_up = work, clean_up
        self._stopping = False
        self._lock = threading.Lock()

    def progress(self, stage: str, done: int, total: int) -> None:
        """Take note of how far the work is; also lets the questions' threads have their turn."""
        with self._lock:
            if self._stopping and stage != LAST_STAGE:
                raise Cancelled
            state: State = "stopping" if self._stopping else "running"
            self.look = replace(self.look, state=state, stage=stage, done=done, total=total)

    def stop(self) -> None:
        """Ask the work to end; it does at its next step."""
        with self._lock:
            self._stopping = True
            if not self.look.ended:
                self.look = replace(self.look, state="stopping")

    def run(self) -> None:
        """Do the work and take note of what came of it."""
        try:
            try:
                self.progress("", 0, 0)
                outcomes = self._work(self)
            finally:
                self._clean_up()
            self._end("done", outcomes=outcomes)
        except Cancelled:
            self._end("cancelled")
        except ChatbotError as error:
            self._end("failed", error=str(error))
        except Exception as error:  # the thread's boundary: whoever looks must be told
            _log.error("changing the papers failed with %s", type(error).__name__)
            _log.debug("changing the papers failed", exc_info=error)
            self._end("failed", error=type(error).__name__)

    def _end(self, state: State, outcomes: tuple[Outcome, ...] = (), error: str = "") -> None:
        with self._lock:
            self.look = replace(self.look, state=state, outcomes=outcomes, error=error)


class Jobs:
    """Runs jobs in the order in which they came."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[Job] = queue.Queue()
        self._known: list[Job] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, job: Job) -> str:
        """Put a job into the line; its id."""
        with self._lock:
            ended = [known for known in self._known if known.look.ended]
            again = (job.look.kind, job.look.names)
            troubled = [known for known in ended if known.look.troubled]
            told = [k for k in troubled if (k.look.kind, k.look.names) != again][-_KEPT:]
            gone = set(ended) - set(told)
            self._known = [*(known for known in self._known if known not in gone), job]
            self._waiting.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="papers", daemon=True)
                self._thread.start()
        return job.look.id

    def looks(self) -> tuple[Look, ...]:
        """All jobs that are still told of, oldest first."""
        with self._lock:
            return tuple(job.look for job in self._known)

    def cancel(self, job_id: str) -> None:
        """Ask a job to end; an id that is not known, or of one that has ended, does nothing."""
        with self._lock:
            for job in self._known:
                if job.look.id == job_id:
                    job.stop()

    def dismiss(self, job_id: str) -> None:
        """Tell of an ended job no more."""
        with self._lock:
            self._known = [
                job for job in self._known if job.look.id != job_id or not job.look.ended
            ]

    def _work(self) -> None:
        while True:
            self._waiting.get().run()
