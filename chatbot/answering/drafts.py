"""Drafts: what each kind of answer would show, before numbers and quotes are made."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.datatypes import Document, EnumerationShown, Figure, ItemLabel, Span


@dataclass(frozen=True, slots=True)
class Excerpted:
    """One extract to be: where it stands, what is highlighted, which item it opens."""

    document: Document
    span: Span
    highlights: tuple[Span, ...] = ()
    label: ItemLabel | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """What an answer would show, best first.

    ``short`` is the span of the short answer and the place of its extract. ``certainty``
    is the least confidence that the way it was found warrants, ``ceiling`` the most.
    """

    excerpts: tuple[Excerpted, ...]
    short: tuple[int, Span] | None = None
    figures: tuple[tuple[Document, Figure], ...] = ()
    enumeration: EnumerationShown | None = None
    certainty: float = 0.0
    ceiling: float = 1.0
    reason: str | None = None
