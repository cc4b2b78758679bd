"""What one question gave, before it is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatbot.datatypes import JudgedQuery

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot


@dataclass(frozen=True, slots=True)
class Reply:
    """A result as JSON, and what prints it for a person."""

    json: object
    show: Callable[[], None]


Replier = Callable[["Chatbot", JudgedQuery], Reply]
"""Answers one query of a query file, as a conversation of its own."""
