"""The figure whose source a question names: “Does the paper rely on KEXIM data?”."""

from __future__ import annotations

import re

from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.wording import content_stems
from chatbot.datatypes import Document, Figure

_MOST = 0.7
"""The share of a source line's words that names it; its abbreviation alone does too."""
_SHORT = re.compile(r"\b[A-Z]{3,8}\b")
_OF_SOURCES = re.compile(
    r"\b(?:sources?|sourced|data|statistics|credited)\b|"
    r"\b(?:paper|author|article|report|study|text|numbers|figures)\b.*\b(?:rel(?:y|ies|ied)|based|"
    r"draws?|drawn|takes?|taken|come|comes) (?:\w+ )?(?:on|from)\b"
)


def named_source(document: Document, analysis: QuestionAnalysis) -> Figure | None:
    """The one figure with the source that a question about sources names; None else."""
    if not _OF_SOURCES.search(analysis.folded):
        return None
    asked = content_stems(analysis.text, document.language)
    found = [f for f in document.figures if f.source and _names(f.source, asked, document)]
    return found[0] if len(found) == 1 else None


def _names(source: str, asked: frozenset[str], document: Document) -> bool:
    short = {short.casefold() for short in _SHORT.findall(source)}
    if short & {word.casefold() for word in asked}:
        return True
    own = content_stems(source, document.language) - short
    return len(own) > 1 and len(own & asked) >= _MOST * len(own)
