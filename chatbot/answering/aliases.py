"""Abbreviations and their long forms, as far as the document or their initials tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chatbot.answering.wording import content_stems, stem
from chatbot.datatypes import Document
from chatbot.documents.abbreviations import expansion

_LONGEST = 6


def with_abbreviations(
    document: Document, stems: frozenset[str], acronyms: Iterable[str]
) -> frozenset[str]:
    """``stems`` and those abbreviations of a question whose long form they hold."""
    held = {
        stem(acronym, document.language)
        for acronym in acronyms
        if (place := expansion(document.text, acronym)) is not None
        and content_stems(document.text[place[0] : place[1]], document.language) <= stems
    }
    return stems | held


def spelled_by_initials(words: Sequence[str], stems: frozenset[str]) -> frozenset[str]:
    """Words of which a run of two or more has the initials of one of ``stems`` (FDI)."""
    spelled: set[str] = set()
    for start in range(len(words)):
        for end in range(start + 2, min(start + _LONGEST, len(words)) + 1):
            run = words[start:end]
            if "".join(word[:1] for word in run).casefold() in stems:
                spelled.update(run)
    return frozenset(spelled)
