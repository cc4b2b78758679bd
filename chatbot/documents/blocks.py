"""A text file's lines → blocks: what stands together, before anything is understood.

Blank lines separate blocks; inside a run of lines, structural line starts (headings,
bullets, numbering, notes, “Source:”, header fields) do, and so do line breaks that a
hard wrap would not have made there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chatbot.documents.lines import Line, split_lines
from chatbot.documents.words import (
    SUPERSCRIPTS,
    ends_open,
    ends_sentence,
    is_address,
    starts_lower,
)

BlockKind = Literal[
    "text", "heading", "header", "bullet", "ordered", "note", "table", "caption", "source", "remark"
]
Range = tuple[int, int]

LONG_LINE = 150  # characters; no hard wrap makes longer lines
_FIT = 0.7  # a wrapped line is filled at least this far when the next word is added
_OVER = 1.25  # and it is hardly longer than the width


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines; ``start`` and ``end`` enclose its markup, ``lines`` only its words.

    ``level`` is a heading's; ``mark`` is a note's mark, an item's sign or number, or the
    way a heading was told.
    """

    kind: BlockKind
    start: int
    end: int
    lines: tuple[Range, ...]
    level: int | None = None
    mark: str | None = None

    def text(self, source: str) -> str:
        """The block's words with line breaks as spaces (escapes and emphasis still in)."""
        return " ".join(source[start:end] for start, end in self.lines)


_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff\u200b\u2060\xad]*")
_RULE = re.compile(r"\s*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)\S*\s*")
_ATX = re.compile(r"\s{0,3}(#{1,6})[ \t]+(?=\S)")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r"\s{0,3}(=+|-{2,})[ \t]*")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
_TABLE_RULE = re.compile(
    r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*\|?[ \t]*"
)
_NOTE = re.compile(rf"[ \t]*(?:([{SUPERSCRIPTS}]+)[ \t]*|\[\^([^\]\s]+)\]:[ \t]*)(?=\S)")
_BULLET = re.compile(r"[ \t]*([-*+•▪◦‣●■–])[ \t]+(?=\S)")
_ORDERED = re.compile(r"[ \t]*(\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])(?:[ \t]+(?=\S)|[ \t]*$)")
_REFERENCE = re.compile(r"[ \t]*\[(\d{1,3})\][ \t]+(?=\S)")
_SOURCE = re.compile(r"[ \t]*[*_]*Sources?[*_]*:", re.IGNORECASE)
_CAPTION = re.compile(
    r"[ \t]*[*_]*(?:Fig(?:ure)?\.?|Table|Chart|Graph|Diagram|Map|Exhibit|Scheme|Plate)"
    r"[ \t]+(?:S?\d{1,3}(?:[.-]\d{1,3})?[a-z]?|[IVX]{1,5})[ \t]*[.:|—–][*_]*(?=[ \t]+\S|[ \t]*$)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[ \t]*(?:Title|Authors?|Date|DOI|Licen[cs]e|SHA|URL|Journal|Keywords?|Published(?: online)?"
    r"|Publisher|Received|Accepted|ISSN|ISBN|Citation|Copyright|(?:Author )?Affiliations?"
    r"|Corresponding Author|Volume|Issue|PMID|PMCID|PMC|arXiv|Language|E-?mail)[ \t]*:"
    r"|[ \t]*\d{4}-\d{2}-\d{2}[ \t]*$",
    re.IGNORECASE,
)


def split_blocks(source: str) -> list[Block]:
    """The source's blocks in order; blank lines, rules and code fences lie between them."""
    lines = split_lines(source)
    chunks = list(_chunks(source, lines))
    width = _wrap_width(chunks)
    return [block for chunk in chunks for block in _split_chunk(source, chunk, width)]


def _chunks(source: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines between blank ones; a rule or a fence is blank, a setext line is not."""
    chunks: list[list[Line]] = [[]]
    for line in lines:
        if _is_blank(source, line, inside=bool(chunks[-1])):
            chunks.append([])
        else:
            chunks[-1].append(line)
    return [chunk for chunk in chunks if chunk]


def _is_blank(source: str, line: Line, *, inside: bool) -> bool:
    span = (line.start, line.end)
    if _BLANK.fullmatch(source, *span) or _FENCE.fullmatch(source, *span):
        return True
    if inside and _SETEXT.fullmatch(source, *span):
        return False
    return bool(_RULE.fullmatch(source, *span))


def _wrap_width(chunks: Sequence[Sequence[Line]]) -> int:
    """The width that lines are wrapped at, 0 where the text is not hard-wrapped."""
    lengths = sorted(line.end - line.start for chunk in chunks for line in chunk[:-1])
    if not lengths:
        return 0
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return width if width <= LONG_LINE else 0


def _split_chunk(source: str, chunk: Sequence[Line], width: int) -> list[Block]:
    blocks: list[Block] = []
    words: list[list[Range]] = []  # the lines of each block, gathered in linear time
    for line in chunk:
        last = blocks[-1] if blocks else None
        if last is not None and _SETEXT.fullmatch(source, line.start, line.end):
            blocks[-1] = _as_setext(source, last, line, lines=len(words[-1]))
            continue
        opened = _open(source, line, last)
        if last is None or not _extends(source, last, opened, width):
            blocks.append(opened)
            words.append(list(opened.lines))
        else:
            # While it grows, a block knows its last line only: no rule asks for more.
            blocks[-1] = replace(last, end=opened.end, lines=opened.lines or last.lines)
            words[-1] += opened.lines
    return [
        replace(block, lines=tuple(lines))
        for block, lines in zip(blocks, words, strict=True)
        if lines
    ]


def _extends(source: str, last: Block, opened: Block, width: int) -> bool:
    """Whether a line belongs to the block above it."""
    if not opened.lines:
        return True
    if opened.kind == "text":
        return _continues(source, last, opened, width)
    return last.kind == "table" and opened.kind == "table"


def _as_setext(source: str, last: Block, line: Line, *, lines: int) -> Block:
    """The underline makes a one-line block a heading; under more lines it is a rule."""
    if last.kind != "text" or lines > 1:
        return replace(last, end=line.end)
    level = 1 if source[line.start : line.end].lstrip().startswith("=") else 2
    return replace(last, kind="heading", level=level, end=line.end)


Opener = Callable[[str, Line, Block | None], Block | None]


def _open(source: str, line: Line, last: Block | None) -> Block:
    """The block that a line opens by its first signs; a plain ``text`` one otherwise."""
    for opener in _OPENERS:
        block = opener(source, line, last)
        if block is not None:
            return block
    quote = _QUOTE.match(source, line.start, line.end)
    start = quote.end() if quote else line.start
    return _block(source, "text", line, start, line.end)


def _block(
    source: str,
    kind: BlockKind,
    line: Line,
    start: int,
    end: int,
    level: int | None = None,
    mark: str | None = None,
) -> Block:
    """A one-line block whose words are ``source[start:end]`` without outer blanks."""
    blanks = " \t\xa0\ufeff\u200b\u2060\u3000" + "".join(map(chr, range(32)))
    words = source[start:end]
    left = start + len(words) - len(words.lstrip(blanks))
    right = end - (len(words) - len(words.rstrip(blanks)))
    lines = ((left, right),) if left < right else ()
    return Block(kind, line.start, line.end, lines, level, mark)


def _open_heading(source: str, line: Line, last: Block | None) -> Block | None:  # noqa: ARG001
    match = _ATX.match(source, line.start, line.end)
    if match is None:
        return None
    closing = _ATX_END.search(source, match.end(), line.end)
    end = closing.start() if closing else line.end
    return _block(source, "heading", line, match.end(), end, level=len(match.group(1)))


def _open_table(source: str, line: Line, last: Block | None) -> Block | None:
    if last is not None and last.kind == "table":
        rule = _TABLE_RULE.fullmatch(source, line.start, line.end)
        if rule and source.count("-", line.start, line.end) >= 3:
            return Block("table", line.start, line.end, ())
    if _TABLE_ROW.fullmatch(source, line.start, line.end):
        return _block(source, "table", line, line.start, line.end)
    return None


def open_note(source: str, line: Line, last: Block | None) -> Block | None:  # noqa: ARG001
    """The note that a line opens with its mark: “¹ …”, “[^1]: …”."""
    match = _NOTE.match(source, line.start, line.end)
    if match is None:
        return None
    mark = match.group(1) or match.group(2)
    return _block(source, "note", line, match.end(), line.end, mark=mark)


def open_item(source: str, line: Line, last: Block | None) -> Block | None:
    """The item of a list that a line opens after the block ``last``, if it opens one."""
    bullet = _BULLET.match(source, line.start, line.end)
    if bullet and (last is None or bullet.group(1) not in "–" or last.kind == "bullet"):
        return _block(source, "bullet", line, bullet.end(), line.end, mark=bullet.group(1))
    ordered = _ORDERED.match(source, line.start, line.end) or _REFERENCE.match(
        source, line.start, line.end
    )
    if ordered and _opens_item(source, ordered.group(1), last):
        return _block(source, "ordered", line, line.start, line.end, mark=ordered.group(1))
    return None


def _opens_item(source: str, label: str, last: Block | None) -> bool:
    """Whether a numbered line is an item rather than a wrapped line that begins so."""
    if last is None or last.kind == "ordered":
        return True
    text = last.text(source)
    first = label.strip("().").lower() in {"1", "a", "i"}
    return first and (ends_sentence(text) or text.endswith((":", ";")))


def open_source_line(source: str, line: Line) -> Block | None:
    """The block of a line “Source: …”."""
    if _SOURCE.match(source, line.start, line.end):
        return _block(source, "source", line, line.start, line.end)
    return None


def open_labelled(source: str, line: Line, last: Block | None) -> Block | None:  # noqa: ARG001
    """The source line, caption or field of the title page that a line is by its first word."""
    kinds: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
        (_SOURCE, "source"),
        (_CAPTION, "caption"),
        (_FIELD, "header"),
    )
    for pattern, kind in kinds:
        if pattern.match(source, line.start, line.end):
            return _block(source, kind, line, line.start, line.end)
    return None


_OPENERS: tuple[Opener, ...] = (
    _open_heading,
    _open_table,
    open_note,
    open_item,
    open_labelled,
)


def _continues(source: str, last: Block, line: Block, width: int) -> bool:
    """Whether a plain line goes on with the block above it, across a wrapped line."""
    if not last.lines or last.kind in ("heading", "table"):
        return not last.lines
    above, below = source[slice(*last.lines[-1])], line.text(source)
    if _ORDERED.fullmatch(above):  # a number on a line of its own
        return True
    if is_address(below) or is_address(above):
        return False
    if starts_lower(below) and not ends_sentence(above):
        return True
    set_in = _indent(source, line.lines[0][0]) > _indent(source, last.lines[-1][0])
    if len(above) > LONG_LINE or last.kind == "header" or (set_in and ends_sentence(above)):
        return False
    return ends_open(above) or _fills(above, below, width)


def _indent(source: str, offset: int) -> int:
    """How many blanks stand before the first word of the line at ``offset``."""
    begin = max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1
    line = source[begin : begin + 80]
    return len(line) - len(line.lstrip(" \t"))


def _fills(above: str, below: str, width: int) -> bool:
    """Whether the next word would not have fitted into the line above."""
    filled = len(above) + 1 + len(below.split(maxsplit=1)[0])
    return _FIT * width < filled and len(above) <= _OVER * width
