"""What is no answer by itself: rows of a table or listing, a formula, a caption, a title.

They are searched and can stand beside an answer, but whoever asks what something is wants
a sentence.
"""

from __future__ import annotations

import re

from chatbot.answering.places import paragraph_at
from chatbot.answering.question import QuestionAnalysis
from chatbot.datatypes import Document, Span
from chatbot.documents.words import ends_sentence

CAPTION_WORDS = 12
"""A figure's title or source line of fewer words is no answer by itself."""

_TOLD_IN_SENTENCES = frozenset({"definition", "abbreviation", "reason"})
_EQUATION = re.compile(r"[=≈≤≥≠∑∏∫√]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FORMULA_WORDS = 4


def is_fragment(document: Document, span: Span, analysis: QuestionAnalysis) -> bool:
    """Whether a sentence of a document cannot answer a question alone."""
    text = document.slice(span)
    if "\n" in text:
        return bool(analysis.expects & _TOLD_IN_SENTENCES)
    if _EQUATION.search(text) and len(_WORD.findall(text)) < _FORMULA_WORDS:
        return True
    few = len(text.split()) < CAPTION_WORDS
    return few and (_in_figure(document, span) or _is_line(document, span, text))


def _in_figure(document: Document, span: Span) -> bool:
    return any(figure.anchor.contains(span) for figure in document.figures)


def _is_line(document: Document, span: Span, text: str) -> bool:
    """Whether it is a line or note that stands alone, no sentence and no item of a list."""
    if not document.pages or ends_sentence(text):
        return False
    paragraph = paragraph_at(document, span.start)
    alone = paragraph is None or paragraph.sentences == (span,)
    return alone and not any(
        item.span.overlap(span) for entry in document.lists for item in entry.items
    )
