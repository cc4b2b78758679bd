"""How long work tells how far it is; rendering it is the caller's business."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called as ``progress(stage, done, total)``; ``total`` 0 means unknown.

    Stages are short phrases for people: “reading documents”, “encoding with minilm (1 of 2)”.
    """

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that ``done`` of ``total`` steps of ``stage`` are finished."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
    del stage, done, total
