"""Sentences of a paragraph: ``sentencex`` (rules per language) with fragments merged.

A segmenter cuts after every full stop that looks like an end. Labels (“1.”, “Goal One.”),
initials and abbreviations are then put together with what follows, stray brackets and
reference marks (“[3] .”) with what stands before, so that each span reads as a sentence.
"""

from __future__ import annotations

import re

from chatbot.datatypes import Span

_LABEL = re.compile(
    r"[\"'“‘(\[]*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|(?:[A-Z]\w+\s)?"
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d{1,2}|[IVX]{1,5})[.:]"
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Last)(?:ly)?[.,:])"
)
_CUT_SHORT = re.compile(
    r"(?:\b(?:et al|e\.g|i\.e|cf|vs|ca|approx|Fig|Figs|Eq|Eqs|Ref|Refs|No|Nos|Vol|Dr|Mr|Mrs|Ms|Prof"
    r"|St|Jr|Sr|spp?|subsp|var|resp|Suppl|Sect|Chap|pp?|eds?|incl|viz)\.|(?:^|[\s(.])[A-Z]\.)$"
)
_LOWER = re.compile(r"[\"'“‘(\[]*[a-z]")
_WORD = re.compile(r"[^\W\d_]{2,}|\d{2,}")
_REFERENCE_START = re.compile(r"(?:\[\d[\d,;–\s-]*\]|\(\d[\d,;–\s-]*\))\s*[.,;:]?\s+(?=\S)")


def split_sentences(text: str, offset: int = 0, language: str = "en") -> tuple[Span, ...]:
    """The sentences of one paragraph, in order, without blanks around.

    Spans count from ``offset``, the paragraph's own place in the document.
    """
    from sentencex import get_sentence_boundaries

    merged: list[tuple[int, int]] = []
    for boundary in get_sentence_boundaries(language, text):
        start, end = _trim(text, int(boundary["start_index"]), int(boundary["end_index"]))
        if start >= end:
            continue
        if merged and _belongs_together(text, merged[-1], (start, end)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(Span(offset + start, offset + end) for start, end in merged)


def _belongs_together(text: str, above: tuple[int, int], below: tuple[int, int]) -> bool:
    before, after = text[slice(*above)], text[slice(*below)]
    if _LABEL.fullmatch(before) or not _WORD.search(before):
        return True
    if not _WORD.search(after) and not _LABEL.fullmatch(after):
        return True
    if _CUT_SHORT.search(before):
        return True
    return bool(_LOWER.match(after)) and before[-1:] in ".,;:" and before[-1:] != ":"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return left, end - (len(words) - len(words.rstrip()))
