"""What a Word or HTML file says, in order → a source text with its blocks.

Such a file has no text of its own that offsets could count in: its words stand between
markup. So the source text is what is *printed*: every word of the file, paragraph by
paragraph, cells between bars, note marks raised, and nothing that the file does not show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chatbot.documents.blocks import Block, open_item, open_labelled, open_note
from chatbot.documents.footnotes import Mark
from chatbot.documents.headings import ATX
from chatbot.documents.inline import Edit
from chatbot.documents.lines import Line
from chatbot.documents.words import SUPERSCRIPTS

FlowKind = Literal["text", "heading", "bullet", "ordered", "table", "caption", "note"]

_SPACE = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of the note with this key, where it stands in a line."""

    key: str


Piece = str | NoteMark
FlowLine = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """A paragraph, heading, item, table (one line a row), caption or note of the file.

    ``level`` is a heading's; ``key`` a note's mark or the number of an item, as printed.
    """

    kind: FlowKind
    lines: tuple[FlowLine, ...]
    level: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """The source text, its blocks in order, and the marks of the file's own notes."""

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]

    @property
    def has_headings(self) -> bool:
        """Whether the file names headings as such, beside a title."""
        return sum(block.kind == "heading" for block in self.blocks) > 1


def raised(words: str) -> str:
    """Digits as superscripts; anything else as it is."""
    return words.translate(_RAISED) if words.strip().isdecimal() and words.isascii() else words


def item_number(value: int, style: str, form: str = "{}.") -> str:
    """The number of an item as it is printed: “3.”, “c)”, “(iv)”; ``style`` is Pandoc’s name."""
    words = str(value)
    if style.endswith("Alpha") and 1 <= value <= 26:
        words = "abcdefghijklmnopqrstuvwxyz"[value - 1]
    elif style.endswith("Roman") and 1 <= value < 40:
        words = "x" * (value // 10) + _ROMAN[value % 10]
    return form.format(words.upper() if style.startswith("Upper") else words)


def write_flow(parts: Sequence[FlowBlock]) -> Flow:
    """One text of all blocks; notes stand at its end, as they do in the files."""
    writer = _Writer()
    for part in sorted(parts, key=lambda part: part.kind == "note"):
        writer.write(part)
    return writer.finish()


class _Writer:
    def __init__(self) -> None:
        self._signs: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._marks: list[Mark] = []

    def write(self, part: FlowBlock) -> None:
        begin = self._length
        if part.kind == "note":
            self._add(f"{raised(part.key or '')} ")
        written = part.lines
        if part.kind == "ordered" and part.key and written:
            written = ((f"{part.key} ", *written[0]), *written[1:])
        lines = [span for line in written if (span := self._line(line)) is not None]
        if not lines:
            self._signs, self._length = ["".join(self._signs)[:begin]], begin
            return
        mark = ATX if part.kind == "heading" else part.key
        start = begin if part.kind == "note" else lines[0][0]
        block = Block(part.kind, start, lines[-1][1], tuple(lines), part.level, mark)
        self._blocks.append(block)
        self._add("\n")

    def finish(self) -> Flow:
        text = "".join(self._signs)
        marked = {mark.edit.start for mark in self._marks}  # a mark there opens no note
        blocks: list[Block] = []
        for block in self._blocks:
            last = blocks[-1] if blocks else None
            blocks.append(block if block.start in marked else _opened(text, block, last))
        return Flow(text, tuple(blocks), tuple(self._marks))

    def _line(self, line: FlowLine) -> tuple[int, int] | None:
        """Write a line; blanks of the markup are one blank, none at its ends."""
        start, words, owed = self._length, False, False
        first: list[NoteMark] = []  # marks before the words, written only where there are words
        for piece in line:
            if isinstance(piece, NoteMark):
                if words:
                    self._mark(piece.key)
                else:
                    first.append(piece)
                continue
            bare = _SPACE.sub(" ", piece)
            owed = owed or (words and bare.startswith(" "))
            if inner := bare.strip(" "):
                while first:
                    self._mark(first.pop(0).key)
                self._add((" " if owed else "") + inner)
                words, owed = True, bare.endswith(" ")
        if not words:
            return None
        end = self._length
        self._add("\n")
        return start, end

    def _mark(self, key: str) -> None:
        start = self._length
        self._add(raised(key))
        self._marks.append(Mark(key, Edit(start, self._length, "", "footnote_mark")))

    def _add(self, text: str) -> None:
        self._signs.append(text)
        self._length += len(text)


def _opened(source: str, block: Block, last: Block | None) -> Block:
    """A plain paragraph by its first signs: “Source: …”, “Figure 1. …”, “¹ …”, “(a) …”."""
    if block.kind != "text":
        return block
    start, end = block.lines[0]
    line = Line(start, end, end)
    for opener in (open_note, open_item, open_labelled):
        found = opener(source, line, last)
        if found is not None and found.lines:
            return replace(found, end=block.end, lines=(*found.lines, *block.lines[1:]))
    return block
