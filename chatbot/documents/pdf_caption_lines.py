"""The lines of a page that make up its captions."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.documents.pdf_captions import CAPTION, has_caption
from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_space import Box
from chatbot.documents.pdf_style import Style
from chatbot.documents.words import ends_sentence

_FLUSH = 2.0  # points by which the ends of a justified caption's lines may differ


def find_captions(
    lines: Sequence[Line], rules: Sequence[Box], style: Style
) -> list[tuple[Line, ...]]:
    """The lines of each caption of a page, in reading order; none reaches over a rule."""
    found: list[tuple[Line, ...]] = []
    index = 0
    while index < len(lines):
        if _opens_caption(lines, index, style):
            end = _caption_end(lines, index, rules, style)
            found.append(tuple(lines[index:end]))
            index = end
        else:
            index += 1
    return found


def _opens_caption(lines: Sequence[Line], index: int, style: Style) -> bool:
    run = lines[index].run
    match = CAPTION.match(run.text) if has_caption(run.text) else None
    if match is None:
        return False
    if index and lines[index - 1].cell == lines[index].cell:
        above = lines[index - 1].run
        near = run.base - above.base < 1.25 * style.leading * max(run.size, above.size)
        alike = abs(run.size - above.size) < 0.06 * run.size and run.bold == above.bold
        if near and alike and above.cells == 1 and not ends_sentence(above.text):
            return False
    if match["stop"].strip():
        return True
    rest = run.text[match.end() :].split()
    bare = not rest
    return bare or run.bold or not style.is_body(lines[index]) or run.text.isupper()


def _caption_end(lines: Sequence[Line], start: int, rules: Sequence[Box], style: Style) -> int:
    first = lines[start]
    end = start + 1
    while end < len(lines):
        line, above = lines[end], lines[end - 1]
        step = line.run.base - above.run.base
        if (
            line.cell != first.cell
            or not 0 < step < 1.3 * style.leading * first.run.size
            or (abs(line.run.size - first.run.size) > 0.08 * first.run.size and end > start + 1)
            or (line.run.cells > 2 and not _stretched(above, line))
            or has_caption(line.run.text)
            or _loose(lines, start, end, step)
            or any(_parts(rule, above, line) for rule in rules)
        ):
            break
        end += 1
    return end


def _parts(rule: Box, above: Line, below: Line) -> bool:
    """Whether a rule that is no underline runs between two lines."""
    one, two = above.run, below.run
    middle = (rule[1] + rule[3]) / 2
    long = rule[2] - rule[0] > 0.6 * min(one.width, two.width)
    return (
        long
        and one.base + 0.5 < middle < two.base - 0.6 * two.size
        and rule[0] < two.right
        and rule[2] > two.left
    )


def _stretched(above: Line, line: Line) -> bool:
    """Whether a line is in pieces because it fills the column as the unfinished one above does.

    Justified type pulls the words of a line apart, above all between words in type of one width.
    """
    one, two = above.run, line.run
    flush = abs(one.left - two.left) < _FLUSH and abs(one.right - two.right) < _FLUSH
    words = sum(sign.isalpha() for sign in two.text) > sum(sign.isdigit() for sign in two.text)
    return flush and words and one.cells == 1 and not ends_sentence(one.text)


def _loose(lines: Sequence[Line], start: int, end: int, step: float) -> bool:
    """Whether a step is clearly wider than the one before, inside the caption."""
    if end - start < 2:
        return False
    before = lines[end - 1].run.base - lines[end - 2].run.base
    return step > 1.2 * before + 0.5
