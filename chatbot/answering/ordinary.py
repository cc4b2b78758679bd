"""The draft of an ordinary answer: the best sentences, and the short answer in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.answering.drafts import Draft, Excerpted
from chatbot.answering.evidence import Evidence
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.selection import Budget, Selected, count_words, select
from chatbot.answering.short_answer import find_short_answer
from chatbot.datatypes import Document, QueryTerm, Span

CAPTION_WORDS = 12
"""A figure's title or source line of fewer words is no answer by itself."""

_ASKS_TWICE = re.compile(
    r"\b(?:and|or) (?:who|whom|what|when|where|why|which|how)\b|\bcompar|\bversus\b|\bvs\b|"
    r"\bdiffer|\bboth\b"
)
"""Questions that one short answer does not settle."""


def ordinary_draft(
    documents: Mapping[str, Document],
    ranked: Sequence[Evidence],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    budget: Budget,
) -> Draft:
    """Extracts of the best sentences, best first.

    A short answer counts only where the first extract holds it; then the others have to
    come closer to it to be worth showing.
    """
    readable = [e for e in ranked if not _mere_caption(documents[e.sentence.document], e.span)]
    chosen = select(documents, readable, budget)
    if (
        chosen
        and not _ASKS_TWICE.search(analysis.folded)
        and _short_spans(documents[chosen[0].document], chosen[0], analysis, terms)
    ):
        chosen = select(documents, readable, replace(budget, cutoff=budget.short_cutoff))
    excerpts: list[Excerpted] = []
    for selected in chosen:
        document = documents[selected.document]
        found = _short_spans(document, selected, analysis, terms)
        excerpts.append(Excerpted(document, selected.span, found, None, selected.score))
    first = excerpts[0].highlights if excerpts else ()
    return Draft(tuple(excerpts), short=(0, first[0]) if first else None)


def _mere_caption(document: Document, span: Span) -> bool:
    return any(figure.anchor.contains(span) for figure in document.figures) and (
        count_words(document.slice(span)) < CAPTION_WORDS
    )


def _short_spans(
    document: Document,
    selected: Selected,
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
) -> tuple[Span, ...]:
    """Short answers in the best sentence of an extract, else in the whole of it."""
    for span in (selected.best, selected.span):
        found = find_short_answer(document.slice(span), analysis, terms)
        if found:
            return tuple(Span(span.start + start, span.start + end) for start, end in found)
    return ()
