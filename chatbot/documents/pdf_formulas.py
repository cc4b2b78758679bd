"""Formulas set apart from the running text: their lines are no words of a sentence.

They stay as the file orders their signs, but in a place of their own, like a listing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from chatbot.documents.pdf_source import PdfSource, SourceLine

_WORD = re.compile(r"[^\W\d_]{3,}")
_FUNCTIONS = frozenset(
    "exp log max min arg argmax argmin sin cos tan lim sup inf det softmax relu mod var cov "
    "prob erf sgn sign tanh sinh cosh rank trace diag subject if for".split()
)
_MATHS = re.compile(r"[=≈≃≅≡≤≥≠∑∏∫√∂∇∆∈∞±×÷·∝]|\\frac")
_NUMBERED = re.compile(r"[\t ]\(?(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,2})?[a-z]?\)$")
_APART = 1.5  # sizes of type from the column's edge: a formula set apart is indented or centred
_NEAR = 2.2  # sizes of type between the baselines of one formula's parts
_PART = 14  # signs: so few are a limit, a numerator or a number of a formula


def formula_lines(source: PdfSource, flow: Iterable[int]) -> frozenset[int]:
    """The indices of the source lines that belong to formulas set apart."""
    indices = list(flow)
    core = {index for index in indices if _is_formula(source.lines[index])}
    found = set(core)
    for step in (1, -1):
        for index in indices[::step]:
            if index not in found and _is_part(source.lines[index]):
                beside = _neighbour(source, index, -step)
                if beside in found and _close(source.lines[index], source.lines[beside]):
                    found.add(index)
    return frozenset(found)


def _is_formula(line: SourceLine) -> bool:
    text = line.line.run.text
    words = [word for word in _WORD.findall(text) if word.casefold() not in _FUNCTIONS]
    numbered = _NUMBERED.search(text) is not None
    return _stands_apart(line) and bool(_MATHS.search(text)) and len(words) <= int(numbered)


def _is_part(line: SourceLine) -> bool:
    text = line.line.run.text
    return _stands_apart(line) and len(text) <= _PART and not _WORD.search(text)


def _stands_apart(line: SourceLine) -> bool:
    return line.line.run.left - line.line.left > _APART * line.line.run.size


def _neighbour(source: PdfSource, index: int, step: int) -> int:
    other = index + step
    return other if 0 <= other < len(source.lines) else index


def _close(one: SourceLine, two: SourceLine) -> bool:
    size = max(one.line.run.size, two.line.run.size)
    together = (one.page, one.group, one.line.cell) == (two.page, two.group, two.line.cell)
    return together and abs(one.line.run.base - two.line.run.base) < _NEAR * size
