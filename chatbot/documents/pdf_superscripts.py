"""Exponents, which extraction reads flat: “10” with a raised “2” is not 102.

They become the superscript signs of Unicode, by the ledger, so that the number keeps its
meaning and *as printed* still gives the printed signs. What marks a note is told before
(``pdf_marks``); letters stay as they are, and so does what only looks raised: the numerator
of a fraction, a row of a matrix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chatbot.documents.blocks import Block
from chatbot.documents.footnotes import Mark
from chatbot.documents.inline import Edit
from chatbot.documents.pdf_source import PdfSource, SourceLine, lines_of_blocks

FRACTION = "⁄/"
"""Signs between the raised numerator and the lowered denominator of a fraction."""

_SIGNS = str.maketrans("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_EXPONENT = re.compile(r"[(]?[+\-−–]?\d{1,4}[)]?")
_BASE = re.compile(r"[^\W_][)\]}|]*$|[)\]}]$|%$")
_STOP = re.compile(r" [.,;:!?)]")
"""A blank that only the raised sign before it makes."""
_ORDINAL = re.compile(r"st|nd|rd|th")
_LONG = re.compile(r"[^\W\d_]{3,}$")
"""A word that is raised to no power: what is raised after it, after a blank, may open the next."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDED = 3  # words: a line in wide pieces with fewer is a formula set apart, or a matrix


def superscripts(
    source: PdfSource, blocks: Sequence[Block], marks: Mapping[int, Sequence[Mark]]
) -> dict[int, list[Edit]]:
    """The edits of each block (by its index) that keep its exponents raised."""
    taken = {mark.edit.end for found in marks.values() for mark in found}
    edits: dict[int, list[Edit]] = {}
    for index, line in lines_of_blocks(source, blocks):
        opening = blocks[index].lines[0][0]
        own = [edit for edit in _edits(source.text, line, taken) if edit.start >= opening]
        if own:
            edits.setdefault(index, []).extend(own)
    return edits


def _edits(text: str, line: SourceLine, taken: Iterable[int]) -> Iterator[Edit]:
    if line.line.run.cells > 1 and len(_WORD.findall(line.line.run.text)) < _WORDED:
        return
    for start, end in line.raised:
        if _STOP.match(text, end, line.end):
            yield Edit(end, end + 1, "", "whitespace")
        if end in taken or start == line.start:
            continue
        begin = start - 1 if text[start - 1] == " " else start
        before, words = text[line.start : begin], text[start:end]
        if text[end : line.end].lstrip()[:1] in FRACTION and end < line.end:
            continue
        if _ORDINAL.fullmatch(words) and before[-1:].isdecimal() and begin < start:
            yield Edit(begin, start, "", "whitespace")
        elif _EXPONENT.fullmatch(words) and _BASE.search(before):
            first = start if _LONG.search(before) else begin
            yield Edit(first, end, words.translate(_SIGNS), "superscript")
