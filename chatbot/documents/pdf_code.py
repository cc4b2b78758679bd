"""Listings in the running text: lines in type of one width, which are no sentences.

They are kept line by line, like the rows of a table. A paper that is set in such type has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.documents.pdf_source import PdfSource
from chatbot.documents.pdf_style import Style
from chatbot.documents.words import ends_sentence

_GAP = 1.3  # usual steps between baselines: a listing that stands free follows a wider one
_ADDRESS = re.compile(r"@|://|\bwww\.|\bdoi\b", re.IGNORECASE)
_FEW = 4  # lines: so many with an address among them are one, or those of several people


def code_lines(source: PdfSource, flow: Sequence[int], style: Style) -> frozenset[int]:
    """The indices of the source lines that belong to listings; ``flow`` are those of the text."""
    if style.mono:
        return frozenset()
    found: set[int] = set()
    run: list[int] = []
    for index in [*flow, -1]:
        line = source.lines[index] if index >= 0 else None
        last = source.lines[run[-1]] if run else None
        apart = line is None or (
            last is not None and (last.page, last.line.cell) != (line.page, line.line.cell)
        )
        if run and (apart or line is None or not line.line.run.mono):
            if _is_listing(source, run, style):
                found |= set(run)
            run = []
        if line is not None and line.line.run.mono:
            run.append(index)
    return frozenset(found)


def _is_listing(source: PdfSource, run: Sequence[int], style: Style) -> bool:
    """Whether lines stand for themselves, and no paragraph goes on in them with an address."""
    words = [source.lines[index].line.run.text for index in run]
    if len(run) < _FEW and any(_ADDRESS.search(text) for text in words):
        return False
    first = source.lines[run[0]]
    above = source.lines[run[0] - 1] if run[0] else None
    if above is None or (above.group, above.line.cell) != (first.group, first.line.cell):
        return True
    one, two = above.line.run, first.line.run
    free = two.base - one.base > _GAP * style.leading * two.size
    told = one.bold or ends_sentence(one.text) or one.text.rstrip().endswith(":")
    return free or (told and len(run) > 1)
