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
    command = [pandoc_program(), "-f", form, "-t", "json", "--sandbox", *arguments]
    try:
        done = subprocess.run(
            [*command, "+RTS", f"-M{_MEGABYTES}m", "-RTS"],
            input=data,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentError(
            f"{name} cannot be read within {SECONDS:g} seconds; split it"
        ) from error
    if done.returncode == _HEAP_OVERFLOW:
        raise DocumentError(f"{name} needs more than {_MEGABYTES} MB of memory to read; split it")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split()
        raise DocumentError(
            f"{name} is damaged and cannot be read ({' '.join(said)[:160] or 'no reason given'}); "
            "open it in a word processor and save it again"
        )
    try:
        model: Mapping[str, Any] = json.loads(done.stdout)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{name} is nested too deep to be read; simplify it") from error
    return model
