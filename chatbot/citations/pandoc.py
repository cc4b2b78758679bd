"""Pandoc, the document converter, run as a program of its own.

It comes as a binary in the ``pypandoc-binary`` package; nothing is installed or downloaded.
It reads and writes its document model as JSON, so no text is ever escaped by hand.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

from chatbot.errors import RunError
from chatbot.pandoc_program import pandoc_program

Node = dict[str, Any]
"""One element of Pandoc's document model: ``{"t": type, "c": contents}``."""

API_VERSION = [1, 23, 1]
_SECONDS = 120


def run_pandoc(arguments: Sequence[str], given: bytes) -> bytes:
    """What Pandoc writes to standard output for what it is given on standard input.

    Raises:
        RunError: Pandoc is not there, fails, or takes more than two minutes.
    """
    try:
        done = subprocess.run(
            [pandoc_program(), *arguments],
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise RunError(f"pandoc took more than {_SECONDS} s: make the memo smaller") from error
    except OSError as error:
        raise RunError(f"pandoc cannot be run ({error}): pip install pypandoc-binary") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise RunError(f"pandoc failed: {' '.join(reason)[:300]}")
    return done.stdout


def read_with_pandoc(data: bytes, form: str, *arguments: str) -> list[Node]:
    """The blocks of a document in one of the forms that Pandoc reads."""
    values: Mapping[str, Any] = json.loads(
        run_pandoc(["-f", form, "-t", "json", "--sandbox", *arguments], data)
    )
    blocks: list[Node] = values["blocks"]
    return blocks


def document_json(blocks: Sequence[Node], meta: Mapping[str, Node] | None = None) -> bytes:
    """A whole document of Pandoc's model as bytes to give to it."""
    values = {"pandoc-api-version": API_VERSION, "meta": dict(meta or {}), "blocks": list(blocks)}
    text = json.dumps(values, ensure_ascii=False)
    return text.encode("utf-8", "replace")
