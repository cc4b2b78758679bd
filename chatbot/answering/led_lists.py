"""The list that the likeliest sentence announces, though it shares few words with a question.

“Which issues have to be considered to expand cooperation?” finds the sentence before “At least
three key issues have to be taken into account.”: what a reader wants is what comes next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from chatbot.answering.enumeration_extracts import EnumerationMatch
from chatbot.answering.enumeration_texts import list_names
from chatbot.answering.places import paragraph_at
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_lists import same_head
from chatbot.datatypes import Document, Enumeration, Span

_SCORE = 1.0
_ANNOUNCES = re.compile(r"\bfollowing\b|\bas follows\b|\b(?:listed|given|named) below\b|:\s*$")
_WHATEVER = frozenset(
    """recommendation suggestion proposal point item measure step action idea thing task way
    option advice topic""".split()
)
"""Nouns for what any list of a paper may hold: it may call its items “areas” all the same."""


def led_list(
    document: Document, analysis: QuestionAnalysis, leading: Span
) -> EnumerationMatch | None:
    """The list whose introduction, or the sentence just before it, is the best one (``leading``).

    It must call its items as the question does, unless that asks for whatever is listed.
    """
    if not analysis.list_request or analysis.item is not None:
        return None
    for enumeration in document.lists:
        if enumeration.kind != "block" or len(enumeration.items) < 2:
            continue
        announced = _announcement(document, enumeration)
        if not any(leading.overlap(span) for span in announced):
            continue
        nouns = list_names(document, enumeration).lead | _nouns(document, announced)
        if _named(analysis.list_heads, nouns):
            return EnumerationMatch(document, enumeration, (), _SCORE)
    return None


def _announcement(document: Document, enumeration: Enumeration) -> tuple[Span, ...]:
    """The introduction with the sentence before it; without one, the sentence that announces."""
    first = enumeration.items[0].span.start
    if enumeration.lead is not None:
        paragraph = paragraph_at(document, enumeration.lead.start)
        before = (
            [s for s in paragraph.sentences if s.end <= enumeration.lead.start] if paragraph else []
        )
        return (*before[-1:], enumeration.lead)
    earlier = [p for p in document.paragraphs if p.span.end <= first and p.role == "body"]
    sentences = earlier[-1].sentences if earlier else ()
    return tuple(s for s in sentences if _ANNOUNCES.search(document.slice(s)))


def _nouns(document: Document, spans: Iterable[Span]) -> frozenset[str]:
    text = " ".join(document.slice(span) for span in spans)
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+s\b", text))


def _named(heads: Iterable[str], nouns: Iterable[str]) -> bool:
    named = tuple(nouns)
    return any(head in _WHATEVER or any(same_head(head, n) for n in named) for head in heads)
