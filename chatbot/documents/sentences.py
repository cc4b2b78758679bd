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
    r"|St|Jr|Sr|spp?|subsp|var|resp|Suppl|Sect|Chap|pp?|eds?|incl|viz"
    r"|рис|табл|см|ср|гл|ул|им|проф|акад|т\. ?е|т\. ?н)\.|(?:^|[\s(.])[A-ZА-ЯЁ]\.)$"
)
# “in Table. 1. It …”: a stop behind the name of what is numbered ends nothing.
_REFERS = re.compile(r"\b(?:Tables?|Figures?|Sections?|Chapters?|Equations?|Appendix)\.$")
# A whole word in lower case; “mRNA” or “p53” may begin a sentence.
_LOWER = re.compile(r"[\"'“‘«(\[]*[a-zа-яё]+(?=[\s,.;:)\]]|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROWS_WORDS = 120  # as many as an extract may have
_FRAGMENT = 60  # characters; no label is longer
# “(3) . The …”: the mark closes the sentence before, the segmenter cut too early.
_REFERENCE_START = re.compile(
    r"(?:[(\[][\d,;–\s-]+[)\]]|\d[\d,;–\s-]*[)\]])\s*[.;:]\s*(?=[^\W\d_])"
)

_REFERENCE_GOES_ON = re.compile(r"[(\[][\d,;–\s-]+[)\]]\s*,")


def split_sentences(text: str, offset: int = 0, language: str = "en") -> tuple[Span, ...]:
    """The sentences of one paragraph, in order, without blanks around.

    Spans count from ``offset``, the paragraph's own place in the document.
    """
    from sentencex import get_sentence_boundaries

    merged: list[tuple[int, int]] = []
    for boundary in get_sentence_boundaries(language, text):
        start, end = _trim(text, int(boundary["start_index"]), int(boundary["end_index"]))
        if merged:
            start = _take_reference(text, merged, start, end)
        if start >= end:
            continue
        if merged and _belongs_together(text, merged[-1], (start, end)):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    whole = _without_strays(text, merged)
    return tuple(Span(offset + start, offset + end) for start, end in whole)


def split_rows(text: str, offset: int = 0) -> tuple[Span, ...]:
    """A table whole, as one sentence; a long one in runs of whole rows (lines)."""
    runs: list[tuple[int, int]] = []
    words = begin = 0
    for line in text.splitlines(keepends=True):
        start, end = _trim(text, begin, begin + len(line))
        begin += len(line)
        count = len(line.split())
        if start >= end:
            continue
        if runs and words + count <= _ROWS_WORDS:
            runs[-1] = (runs[-1][0], end)
            words += count
        else:
            runs.append((start, end))
            words = count
    return tuple(Span(offset + start, offset + end) for start, end in runs)


def _without_strays(text: str, merged: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Labels that no words followed belong to the sentence above: “in May (3) (4) .”."""
    whole: list[tuple[int, int]] = []
    for start, end in merged:
        if whole and not _WORD.search(text, start, end):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _take_reference(text: str, merged: list[tuple[int, int]], start: int, end: int) -> int:
    """Give a reference mark at the start to the sentence above; the new start."""
    mark = _REFERENCE_START.match(text, start, end)
    if mark is None:
        return start
    merged[-1] = (merged[-1][0], start + len(mark.group().rstrip()))
    return mark.end()


def _belongs_together(text: str, above: tuple[int, int], below: tuple[int, int]) -> bool:
    start, end = above
    short = end - start <= _FRAGMENT
    before, after = text[max(start, end - _FRAGMENT) : end], text[slice(*below)]
    if short and (_LABEL.fullmatch(before) or not re.search(r"[^\W_]", before)):
        return True
    if not _WORD.search(after) and not _LABEL.fullmatch(after):
        return True
    if _REFERS.search(before) and after[:1].isdigit():
        return True
    if _CUT_SHORT.search(before) or _REFERENCE_GOES_ON.match(after):
        return True
    return bool(_LOWER.match(after)) and before[-1:] not in "?!:"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return left, end - (len(words) - len(words.rstrip()))
