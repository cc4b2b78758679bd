"""Pandoc as a reader: a document of another program → Pandoc's model, within limits.

It runs as a program of its own, with ``--sandbox`` (it reads nothing but what it is given),
a limit on its memory and one on its time.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from chatbot.errors import DocumentError
from chatbot.pandoc_program import pandoc_program

SECONDS = 50.0
_MEGABYTES = 900
_HEAP_OVERFLOW = 251


def read_model(
    data: bytes, form: str, name: str, arguments: Sequence[str] = ()
) -> Mapping[str, Any]:
    """Pandoc's model of a document; ``name`` is the file's, for errors.

    Raises:
        DocumentError: it cannot be read, or not within the limits.
        RunError: Pandoc is not installed.
    """
    limits = ["+RTS", f"-M{_MEGABYTES}m", "-RTS"]
    command = [pandoc_program(), "-f", form, "-t", "json", "--sandbox", *arguments, *limits]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        _limit_time(process.pid)
        try:
            out, err = process.communicate(data, timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise DocumentError(
                f"{name} cannot be read within {SECONDS:g} seconds; split it"
            ) from error
    if process.returncode == _HEAP_OVERFLOW:
        raise DocumentError(f"{name} needs more than {_MEGABYTES} MB of memory to read; split it")
    if process.returncode:
        said = err.decode("utf-8", "replace").split()
        raise DocumentError(
            f"{name} is damaged and cannot be read ({' '.join(said)[:160] or 'no reason given'}); "
            "open it in a word processor and save it again"
        )
    try:
        model: Mapping[str, Any] = json.loads(out)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{name} is nested too deep to be read; simplify it") from error
    return model


def _limit_time(pid: int) -> None:
    """End the program after this much work even where whoever started it is gone."""
    try:
        import resource

        resource.prlimit(pid, resource.RLIMIT_CPU, (int(SECONDS) + 5, int(SECONDS) + 10))
    except (ImportError, AttributeError, OSError, ValueError):  # not Linux, or already ended
        return
