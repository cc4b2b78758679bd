"""Text cut where a quote or a highlight begins or ends, so that each piece is marked once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from chatbot.datatypes import Span
from chatbot.interface.places import Place


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that is quoted or not, and a highlight or not, throughout."""

    span: Span
    quoted: bool
    hit: bool


def segments(span: Span, place: Place) -> list[Segment]:
    """The pieces that tile ``span``; the quote is one piece where nothing in it is a hit."""
    edges = {span.start, span.end}
    if place.quoted:
        edges |= {place.span.start, place.span.end}
    edges |= {edge for pair in place.highlights for edge in pair}
    inside = sorted(edge for edge in edges if span.start <= edge <= span.end)
    return [_segment(Span(start, end), place) for start, end in pairwise(inside)]


def _segment(span: Span, place: Place) -> Segment:
    quoted = place.quoted and place.span.contains(span)
    hit = any(Span(*pair).contains(span) for pair in place.highlights)
    return Segment(span, quoted, hit)
