"""Figures told by a line “Source: …” below them, as think tanks print them.

The line is added to the captioned figure above it; where there is none, the drawing or the
ruled table above it is a figure without a label, and the short lines over it are its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_figures import box_of
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style
from chatbot.documents.words import ends_sentence

_SOURCE = re.compile(r"Sources?:\s*\S", re.IGNORECASE)
_BELOW = 30.0  # points from a figure to its source line
_TITLE = 34.0  # points from a figure to its title
_TITLE_LINES = 3
_LINES = 4  # of a source


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of one source: ``lines``, and the place that they take."""

    lines: tuple[Line, ...]
    box: Box


def opens_source(text: str) -> bool:
    """Whether a line may open a source."""
    return _SOURCE.match(text) is not None


def find_sources(lines: Sequence[Line], taken: set[int], style: Style) -> list[SourceLines]:
    """The sources of a page, in reading order."""
    found: list[SourceLines] = []
    for index, line in enumerate(lines):
        if id(line) in taken or not opens_source(line.run.text):
            continue
        own = [line]
        for below in lines[index + 1 : index + _LINES]:
            step = below.run.base - own[-1].run.base
            if (
                below.cell != line.cell
                or id(below) in taken
                or not 0 < step < 1.3 * style.leading * line.run.size
                or abs(below.run.size - line.run.size) > 0.06 * line.run.size
                or ends_sentence(own[-1].run.text)
                or opens_source(below.run.text)
            ):
                break
            own.append(below)
        found.append(SourceLines(tuple(own), box_of(own)))
    return found


def figure_above(source: Box, places: Sequence[tuple[int, Box]]) -> int | None:
    """The captioned figure that a source stands directly below, by its number."""
    near = [
        (source[1] - box[3], number)
        for number, box in places
        if -4 < source[1] - box[3] < _BELOW and box[0] < source[2] and source[0] < box[2]
    ]
    return min(near)[1] if near else None


def title_above(region: Box, lines: Sequence[Line], style: Style) -> list[Line]:
    """The title of a figure without a label: one to three lines over it, no running text.

    ``lines`` are the free ones of the page.
    """
    title: list[Line] = []
    edge = region[1]
    over = [line for line in lines if line.run.left < region[2] and line.run.right > region[0]]
    for line in sorted(over, key=lambda li: -li.run.base):
        run = line.run
        gap = edge - run.bottom
        if run.base > region[1] + 2:
            continue
        alike = not title or (
            abs(run.size - title[-1].run.size) < 0.06 * run.size and run.bold == title[-1].run.bold
        )
        prose = style.is_prose(line) and style.is_body(line) and not run.bold
        near = gap < (_TITLE if not title else 0.9 * run.size)
        if prose or not near or not alike or ends_sentence(run.text) or len(title) >= _TITLE_LINES:
            break
        title.append(line)
        edge = run.top
    return title[::-1]
