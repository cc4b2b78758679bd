"""Which lines of the running text are headings, and of what level.

By the outline that the file carries, by the size and weight of their type, by their
number or their usual name where they stand free.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.documents.headings import is_usual_name
from chatbot.documents.pdf_source import SourceLine
from chatbot.documents.pdf_style import Style
from chatbot.documents.words import ends_open, ends_sentence, is_all_caps, words_of

_NUMBERED = re.compile(
    r"(?:(?:Appendix|Chapter|Part)\s+)?(?:(\d{1,2}(?:\.\d{1,2})*)[.):]?|([A-Z](?:\.\d{1,2})+)[.):]?"
    r"|([A-Z])[.):]|[IVX]{1,5}[.):])\s+(?=[^\W\d_])"
)
_IN_CONTENTS = re.compile(r"(?:\.\s*){4,}|[^\W\d_]\s+\d{1,3}$")
"""The end of a line of a table of contents: dots, the number of a page."""

_LETTERS = re.compile(r"[^\W\d_]+")
_MAX_WORDS, _MAX_LENGTH, _MAX_LINES = 22, 170, 3
_BIGGER = 1.09


Levels = Mapping[tuple[str, int], int]
"""Level by title (its letters) and page."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: its title, level from 1, and the index of its page (None: unknown)."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class HeadingLines:
    """The lines of one heading, by index, its level, and whether more than its type tells it."""

    first: int
    last: int
    level: int
    sure: bool = False


def find_headings(
    lines: Sequence[SourceLine], style: Style, outline: Sequence[OutlineEntry]
) -> list[HeadingLines]:
    """The headings among the lines of the running text, in order."""
    levels = _outline_levels(outline)
    found: list[HeadingLines] = []
    index = 0
    while index < len(lines):
        last = _heading_end(lines, index, style, levels)
        if last is None:
            index += 1
            continue
        found.append(HeadingLines(index, last, 0))
        index = last + 1
    sizes = _size_levels(lines, found)
    return [
        HeadingLines(h.first, h.last, _level(lines, h, levels, sizes), _is_sure(lines, h, levels))
        for h in _without_front(lines, found, levels)
    ]


def _text(lines: Sequence[SourceLine], first: int, last: int) -> str:
    return " ".join(lines[index].line.run.text for index in range(first, last + 1))


def _outline_levels(outline: Sequence[OutlineEntry]) -> Levels:
    """The levels of the outline's titles on their pages; page -1 stands for any."""
    levels: dict[tuple[str, int], int] = {}
    for entry in outline:
        key = _key(entry.title)
        if key:
            levels.setdefault((key, -1 if entry.page is None else entry.page), entry.level)
    return levels


def _written_level(text: str, page: int, levels: Levels) -> int | None:
    key = _key(text)
    return levels.get((key, page), levels.get((key, -1)))


def _key(text: str) -> str:
    """The letters of a title, without its number: outlines often leave it out."""
    bare = text[match.end() :] if (match := _NUMBERED.match(text)) else text
    return "".join(_LETTERS.findall(bare)).casefold()


def _heading_end(
    lines: Sequence[SourceLine], index: int, style: Style, levels: Levels
) -> int | None:
    """The last line of the heading that begins at a line, None where none does."""
    if not _opens(lines, index, style):
        return None
    for last in range(min(index + _MAX_LINES, len(lines)) - 1, index - 1, -1):
        if _together(lines, index, last, style) and _written_level(
            _text(lines, index, last), lines[index].page, levels
        ):
            return last
    if is_usual_name(_text(lines, index, index)) and _stands_free(lines, index, index, style):
        return index
    last = index
    while last + 1 < len(lines) and _together(lines, index, last + 1, style):
        last += 1
    if last - index >= _MAX_LINES:
        return None
    text = _text(lines, index, last)
    return last if _is_worded(text) and _is_set(lines, index, last, style) else None


def _opens(lines: Sequence[SourceLine], index: int, style: Style) -> bool:
    """Whether the text above is complete, or set otherwise, and no words go on here."""
    run = lines[index].line.run
    if run.cells > 2 or not _LETTERS.search(run.text):
        return False
    if index == 0 or lines[index - 1].line.cell != lines[index].line.cell:
        return True
    above = lines[index - 1].line.run
    alike = abs(above.size - run.size) < 0.05 * run.size and above.bold == run.bold
    if not alike:
        return True
    far = run.base - above.base > 1.25 * style.leading * run.size
    return far or ends_sentence(above.text)


def _together(lines: Sequence[SourceLine], first: int, last: int, style: Style) -> bool:
    """Whether lines are one heading: same type, close to each other, in one cell."""
    one = lines[first].line
    for index in range(first + 1, last + 1):
        line, above = lines[index].line, lines[index - 1].line
        if (
            lines[index].page != lines[first].page
            or line.cell != one.cell
            or abs(line.run.size - one.run.size) > 0.05 * one.run.size
            or line.run.bold != one.run.bold
            or line.run.base - above.run.base > 1.35 * max(style.leading, 1.15) * one.run.size
            or _NUMBERED.match(line.run.text)
        ):
            return False
    return True


def _is_worded(text: str) -> bool:
    words = words_of(text)
    letters = sum(len(word) for word in _LETTERS.findall(text))
    return (
        0 < len(words) <= _MAX_WORDS
        and len(text) <= _MAX_LENGTH
        and letters >= max(3, 0.5 * len(text.replace(" ", "")))
        and not ends_sentence(text)
        and not _IN_CONTENTS.search(text)
        and text[-1] not in ",;"
        and not ends_open(text)
        and not text[0].islower()
    )


def _is_set(lines: Sequence[SourceLine], first: int, last: int, style: Style) -> bool:
    """Whether it is bigger, bolder, or a numbered or usual name that stands free."""
    line = lines[first].line
    run = line.run
    if run.size >= _BIGGER * style.size:
        return True
    if run.size < (0.7 if is_all_caps(run.text) else 0.9) * style.size:
        return False
    if run.bold and not style.bold:
        return True
    text = _text(lines, first, last)
    if not _stands_free(lines, first, last, style):
        return False
    named = is_usual_name(text)
    numbered = _NUMBERED.match(text) is not None and len(words_of(text)) <= 12
    return named or (
        (numbered or is_all_caps(text)) and run.width < 0.85 * (line.right - line.left)
    )


def _stands_free(lines: Sequence[SourceLine], first: int, last: int, style: Style) -> bool:
    above = lines[first - 1] if first else None
    below = lines[last + 1] if last + 1 < len(lines) else None
    size = style.leading * style.size
    one, two = lines[first].line, lines[last].line
    free = (
        above is None
        or above.line.cell != one.cell
        or one.run.base - above.line.run.base > 1.2 * size
    )
    open_below = (
        below is None
        or below.line.cell != two.cell
        or below.line.run.base - two.run.base > 1.1 * size
    )
    return free and open_below


def _size_levels(
    lines: Sequence[SourceLine], found: Sequence[HeadingLines]
) -> dict[tuple[float, bool], int]:
    """Ranks of the types that headings are set in, the biggest first."""
    kinds = {_type(lines[heading.first]) for heading in found}
    return {kind: rank for rank, kind in enumerate(sorted(kinds, reverse=True), start=1)}


def _type(line: SourceLine) -> tuple[float, bool]:
    return round(line.line.run.size), line.line.run.bold


def _level(
    lines: Sequence[SourceLine],
    heading: HeadingLines,
    levels: Levels,
    sizes: Mapping[tuple[float, bool], int],
) -> int:
    text = _text(lines, heading.first, heading.last)
    written = _written_level(text, lines[heading.first].page, levels)
    if written is not None:
        return written
    match = _NUMBERED.match(text)
    if match and (match[1] or match[2] or match[3]):
        return (match[1] or match[2] or match[3]).count(".") + 1
    if is_usual_name(text):
        return 1
    return min(sizes[_type(lines[heading.first])], 6) if not levels else 2


def _without_front(
    lines: Sequence[SourceLine], found: Sequence[HeadingLines], levels: Levels
) -> list[HeadingLines]:
    """The headings from the first sure one on: names on a title page are big too."""
    for order, heading in enumerate(found):
        if lines[heading.first].page > lines[0].page + 1:
            break
        if _is_sure(lines, heading, levels):
            return list(found[order:])
    first = lines[0].page if lines else 0
    return [h for h in found if lines[h.first].page > first] or list(found)


def _is_sure(lines: Sequence[SourceLine], heading: HeadingLines, levels: Levels) -> bool:
    """Whether a number, a usual name or the outline says that it is a heading."""
    text = _text(lines, heading.first, heading.last)
    written = _written_level(text, lines[heading.first].page, levels) is not None
    return written or is_usual_name(text) or _NUMBERED.match(text) is not None
