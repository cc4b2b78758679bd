"""The lines of a source text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """One source line without its line end; ``next`` is where the following one starts."""

    start: int
    end: int
    next: int


def split_lines(source: str) -> list[Line]:
    """The source's lines; every kind of line end counts, a form feed too."""
    lines: list[Line] = []
    start = 0
    for match in _BREAK.finditer(source):
        lines.append(Line(start, match.start(), match.end()))
        start = match.end()
    if start < len(source):
        lines.append(Line(start, len(source), len(source)))
    return lines
