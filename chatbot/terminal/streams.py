"""The result goes to standard output, everything else to standard error."""

from __future__ import annotations

import io
import logging
import os
import sys
from typing import TYPE_CHECKING, TextIO

from chatbot.terminal.safe import json_text, visible

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 100
"""Columns: longer lines of prose are hard to read."""


def use_utf8() -> None:
    """Write UTF-8 whatever the locale is; nothing that is printed can fail to encode."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def use_logging(debug: bool) -> None:
    """Send this program's log to standard error: warnings, with ``debug`` everything.

    Only its own: some libraries set their loggers to talk.
    """
    logger = logging.getLogger("chatbot")
    logger.setLevel(logging.DEBUG if debug else logging.WARNING)
    if not any(isinstance(handler, _LineHandler) for handler in logger.handlers):
        logger.addHandler(_LineHandler())


class _LineHandler(logging.Handler):
    """Each record as one line on whatever standard error is then."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the record without its traceback, which ``--debug`` shows at the end."""
        say(f"{record.levelname.lower()}: {record.getMessage()}")


def say(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{visible(' '.join(message.split()))}\n")
    sys.stderr.flush()


def write_json(value: object, *, indent: int | None = None) -> None:
    """One JSON value on standard output, sent at once."""
    sys.stdout.write(f"{json_text(value, indent=indent)}\n")
    sys.stdout.flush()


def write_line(text: str) -> None:
    """One plain line on standard output."""
    sys.stdout.write(f"{visible(text)}\n")


def write_exactly(text: str) -> None:
    """``text`` in UTF-8 on standard output, with no newline added or translated."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def result_console() -> Console:
    """Where readable results are printed; without colour unless it is a terminal."""
    return _console(sys.stdout)


def notice_console() -> Console:
    """Where progress is shown."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, _WIDEST)
    return console


def abandon_output() -> None:
    """Stop writing after the reader of a pipe has gone, without a complaint at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
