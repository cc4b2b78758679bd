"""Progress on standard error: a bar on a terminal, plain lines elsewhere.

Nothing is shown for work that takes less than two seconds.
"""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from chatbot.terminal.safe import visible
from chatbot.terminal.streams import notice_console, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

PATIENCE_SECONDS = 2.0
_LINE_EVERY_SECONDS = 10.0


class TerminalProgress:
    """A ``Progress`` callback and context manager that shows what takes long.

    It may be called from any thread.
    """

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._become_visible)
        self._timer.daemon = True
        self._shown = False
        self._closed = False
        self._state = ("", 0, 0)
        self._bar: tuple[Progress, TaskID] | None = None
        self._line_at = 0.0
        self._line_stage = ""

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._closed = True
            if self._bar is not None:
                self._bar[0].stop()
                self._bar = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` steps of ``stage`` are finished."""
        with self._lock:
            self._state = (stage, done, total)
            if self._shown and not self._closed:
                self._show()

    def _become_visible(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._shown = True
            console = notice_console()
            if console.is_terminal:
                self._bar = _bar(console)
            if self._state[0]:
                self._show()

    def _show(self) -> None:
        stage, done, total = self._state
        if self._bar is not None:
            progress, task = self._bar
            progress.update(task, description=visible(stage), completed=done, total=total or None)
            return
        now = time.monotonic()
        if stage != self._line_stage or now - self._line_at >= _LINE_EVERY_SECONDS:
            self._line_stage, self._line_at = stage, now
            say(f"{stage}: {done} of {total}" if total else f"{stage} …")


def _bar(console: Console) -> tuple[Progress, TaskID]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    progress.start()
    return progress, progress.add_task("", total=None)
