"""The title and the authors that a first page prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.documents.pdf_columns import Line

_TOP = 8  # lines a title may have
_BIGGER = 1.15  # than the usual type
_INSTITUTION = re.compile(
    r"\b(?:universit|institut|department|dept|college|school|laborator|research|google|facebook|"
    r"microsoft|openai|inc\b|corp|center|centre|academy|faculty|abstract|ministry|bank)",
    re.IGNORECASE,
)
_PART = r"[A-ZÀ-ÞŁŠŽČĆŚŻĐĞİÖÜ][\w.’'‐-]*"
_NAME = re.compile(rf"{_PART}(?: (?:de|van|von|der|den|da|di|la|le|bin|al|{_PART})){{1,4}}")
_MARKS = re.compile(r"[\d*∗†‡§¶⋆♠♣♦♥]+|(?<=\w),(?=\s*,)")
_CODED = re.compile(r"[^\W\d_]{2,}\d\d|’s\b")  # “Data61”, “CSIRO’s”: no person
_ABSTRACT = re.compile(r"(?:abstract|summary|introduction|\d\.?\s+introduction)\b", re.IGNORECASE)
_FAR = 40  # lines of a title page
_BETWEEN = re.compile(r"\s*(?:,|;|\band\b|&|\s{2,})\s*")


def title_lines(lines: Sequence[Line]) -> list[str]:
    """The lines in the biggest type of the first page's upper part, as they stand."""
    top = [line for line in lines if len(line.run.text) > 1]
    if not top:
        return []
    lowest = max(line.run.bottom for line in top)
    upper = [line for line in top if line.run.top < 0.55 * lowest and _lettered(line)]
    if not upper:
        return []
    sizes = sorted(line.run.size for line in top for _ in line.run.text)
    usual = sizes[len(sizes) // 2]
    biggest = max(line.run.size for line in upper)
    if biggest < _BIGGER * usual:
        return []
    found: list[Line] = []
    for line in upper:
        if abs(line.run.size - biggest) <= 0.08 * biggest:
            far = found and line.run.base - found[-1].run.base > 2.2 * biggest
            if far or len(found) >= _TOP:
                break
            found.append(line)
        elif found:
            break
    return [line.run.text for line in found]


def _lettered(line: Line) -> bool:
    return sum(sign.isalpha() for sign in line.run.text) >= 3


def authors_below(lines: Sequence[Line], title: Sequence[str]) -> list[str]:
    """Names in the lines below the title that are set like the first of them.

    What stands between them (institutions, addresses) is passed over; a line of which any
    part is no name gives none.
    """
    texts = [line.run.text for line in lines]
    if not title or title[-1] not in texts:
        return []
    names: list[str] = []
    model: Line | None = None
    for line in lines[texts.index(title[-1]) + 1 :][:_FAR]:
        if _ABSTRACT.match(line.run.text):
            break
        parts = _names_in(line.run.text)
        if model is None and parts:
            model = line
        if model is not None and _alike(line, model):
            names += parts
    return names


def _names_in(text: str) -> list[str]:
    if _INSTITUTION.search(text) or "@" in text or _CODED.search(text):
        return []
    bare = _MARKS.sub(" ", text.replace("\t", ", "))
    parts = [part for piece in _BETWEEN.split(bare) if (part := " ".join(piece.split()))]
    named = all(_NAME.fullmatch(part) and len(part) < 40 for part in parts)
    return parts if named else []


def _alike(line: Line, model: Line) -> bool:
    return abs(line.run.size - model.run.size) < 0.4 and line.run.bold == model.run.bold
