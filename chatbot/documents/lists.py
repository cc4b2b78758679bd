"""Enumerations of a paper."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.datatypes import Enumeration, Paragraph


def find_lists(
    text: str, paragraphs: Sequence[Paragraph], bullets: frozenset[int]
) -> tuple[Enumeration, ...]:
    return ()
