"""The draft of “more”: the next best sentences after those that were shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.answering.drafts import Draft, Excerpted
from chatbot.answering.evidence import Evidence
from chatbot.answering.places import announces
from chatbot.answering.selection import Budget, Selected, select
from chatbot.datatypes import Document, Span

LEAST = 0.4
"""The least share of the best sentence's score that what is shown as more has."""
MOST_EXTRACTS = 3


def further_draft(
    documents: Mapping[str, Document],
    ranked: Sequence[Evidence],
    skipped: Sequence[tuple[str, Span]],
    budget: Budget,
) -> Draft:
    """A few extracts of sentences not shown yet, best first; none where the rest is far off."""
    if not ranked:
        return Draft(())
    floor = LEAST * ranked[0].score
    near = [
        evidence
        for evidence in ranked
        if evidence.score >= floor
        and _says_something(documents[evidence.sentence.document], evidence.span)
    ]
    shown = [Selected(name, span, span, 0.0) for name, span in skipped]
    few = replace(budget, cutoff=0.0, extracts=MOST_EXTRACTS)
    chosen = select(documents, near, few, shown)
    return Draft(tuple(Excerpted(documents[s.document], s.span, score=s.score) for s in chosen))


def _says_something(document: Document, sentence: Span) -> bool:
    """Whether a sentence is more than an announcement or a line of a figure."""
    captioned = any(figure.anchor.contains(sentence) for figure in document.figures)
    return not captioned and not announces(document, sentence)
