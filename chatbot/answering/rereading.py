"""What optional models change in an answer: the order of its sentences, its short answer.

Both see only words of the papers and hand back scores and places. What is refused is
decided without them: neither turns a refusal into an answer nor an answer into a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.answering.drafts import Draft
from chatbot.answering.evidence import Evidence, best_first
from chatbot.answering.places import paragraph_at
from chatbot.datatypes import Document, Span
from chatbot.indexing.optional import OptionalModels

WINDOW_WORDS = 80
"""A sentence is scored with its neighbours as far as all have no more words than this."""

_ASKS = re.compile(r"[?？]|\b(?:who|whom|whose|what|when|where|why|which|how)\b", re.IGNORECASE)
"""What a reader was trained on: keywords and requests are not questions."""

NO_ANSWER_READ = "the reader found no answer in the closest passages"


def reranked(
    documents: Mapping[str, Document],
    question: str,
    ranked: Sequence[Evidence],
    models: OptionalModels,
) -> tuple[Evidence, ...]:
    """The sentences best first, the best of them scored again in their windows."""
    if models.reranker is None:
        return tuple(ranked)
    texts = [
        window(documents[evidence.sentence.document], evidence.span)
        for evidence in ranked[: models.reranked]
    ]
    scores = models.rescored(question, texts, [evidence.score for evidence in ranked])
    return best_first(
        replace(evidence, score=score) for evidence, score in zip(ranked, scores, strict=True)
    )


def window(document: Document, sentence: Span) -> str:
    """The sentence with its neighbours in the paragraph, the one before it first."""
    paragraph = paragraph_at(document, sentence.start)
    if paragraph is None or sentence not in paragraph.sentences:
        return document.slice(sentence)
    place = paragraph.sentences.index(sentence)
    wide = sentence
    for neighbour in (place - 1, place + 1):
        if 0 <= neighbour < len(paragraph.sentences):
            other = paragraph.sentences[neighbour]
            wider = Span(min(wide.start, other.start), max(wide.end, other.end))
            if len(document.slice(wider).split()) <= WINDOW_WORDS:
                wide = wider
    return document.slice(wide)


def read(draft: Draft, question: str, models: OptionalModels, doubtful: float) -> Draft:
    """The draft with the short answer that a reader finds in its first extracts.

    Only questions are read, and no draft that says already what it lacks. Where the
    reader finds none likelier than no answer, the draft's confidence is at most
    ``doubtful``, and what the question's wording found stays.
    """
    if models.reader is None or not draft.excerpts or draft.reason or not _ASKS.search(question):
        return draft
    seen = draft.excerpts[: models.read]
    readings = models.reader.read(question, [e.document.slice(e.span) for e in seen])
    found = [(place, reading) for place, reading in enumerate(readings) if reading is not None]
    if not found:
        return draft
    place, best = max(found, key=lambda pair: (round(pair[1].margin, 4), -pair[0]))
    if best.margin < -models.no_answer_margin:
        ceiling = min(draft.ceiling, doubtful)
        return replace(draft, ceiling=ceiling, reason=NO_ANSWER_READ)
    start = draft.excerpts[place].span.start
    short = Span(start + best.start, start + best.end)
    excerpts = list(draft.excerpts)
    excerpts[place] = replace(excerpts[place], highlights=(short,))
    return replace(draft, excerpts=tuple(excerpts), short=(place, short))
