"""Units → the document's text and its ledger."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.datatypes import PieceKind, Span
from chatbot.documents.blocks import Block
from chatbot.documents.footnotes import Mark
from chatbot.documents.hangul_lines import HangulLines
from chatbot.documents.hyphens import HYPHENS, Hyphens
from chatbot.documents.inline import Edit, find_edits
from chatbot.documents.joining import Unit
from chatbot.documents.ledger import Ledger, LedgerBuilder

SEPARATOR = "\n\n"
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Scripts without blanks between words."""

_LINE_END = re.compile(r"[ \t]*(?:\r\n|[\n\r\f\v\u2028\u2029])?")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A range of the source, between blocks, that is not in the text, and why."""

    start: int
    end: int
    kind: PieceKind


@dataclass(frozen=True, slots=True)
class Layout:
    """Text and ledger, with the spans of units and blocks and the places of note marks.

    ``units`` has one span per unit; ``blocks`` is by block index; ``marks`` maps a mark's
    source offset to the text offset where it stood.
    """

    text: str
    ledger: Ledger
    units: tuple[Span, ...]
    blocks: Mapping[int, Span]
    marks: Mapping[int, int]


def lay_out(
    source: str,
    blocks: Sequence[Block],
    units: Sequence[Unit],
    marks: Mapping[int, Sequence[Mark]],
    edits: Mapping[int, Sequence[Edit]] | None = None,
    *,
    left_out: Sequence[LeftOut] = (),
    printed: bool = False,
) -> Layout:
    """Write every unit once, in order, and account for every character of the source.

    ``marks`` and further ``edits`` are by the index of their block.
    ``left_out`` are ranges between blocks that are told as such; ``printed``: the source
    is what was printed, where words are hyphenated and nothing is markup.
    """
    known = {
        index: [*(mark.edit for mark in marks.get(index, ())), *(edits or {}).get(index, ())]
        for index in {*marks, *(edits or {})}
    }
    writer = _Writer(source, blocks, known, left_out, printed=printed)
    spans = writer.write(units)
    text, ledger = writer.builder.finish()
    trimmed = tuple(_trimmed(text, span) for span in spans)
    block_spans = {index: _trimmed(text, span) for index, span in writer.spans.items()}
    return Layout(text, ledger, trimmed, block_spans, writer.places)


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


class _Writer:
    """Walks the units and owns the gaps between blocks."""

    def __init__(
        self,
        source: str,
        blocks: Sequence[Block],
        edits: Mapping[int, Sequence[Edit]],
        left_out: Sequence[LeftOut],
        *,
        printed: bool,
    ) -> None:
        self.builder = LedgerBuilder(source)
        self.spans: dict[int, Span] = {}
        self.places: dict[int, int] = {}
        self._source = source
        self._blocks = blocks
        self._edits = edits
        self._owed: dict[int, tuple[int, int]] = {}  # gap rests, by the block they precede
        self._left_out = left_out
        self._printed = printed
        self._hyphens = Hyphens(source, broken=printed)
        self._hangul = HangulLines(source)

    def write(self, units: Sequence[Unit]) -> list[Span]:
        if not self._blocks:
            self._drop_gap(0, len(self._source))
            return []
        self._drop_gap(0, self._blocks[0].start)
        spans = []
        for number, unit in enumerate(units):
            start = self.builder.length
            self._write_unit(unit)
            spans.append(Span(start, self.builder.length))
            below = units[number + 1].blocks[0] if number + 1 < len(units) else None
            self._separate(unit.blocks[-1], below)
        return spans

    def _write_unit(self, unit: Unit) -> None:
        for index, below in zip(unit.blocks, (*unit.blocks[1:], None), strict=True):
            if index in self._owed:
                self._drop_gap(*self._owed.pop(index))
            inside = self._write_block(index, below)
            if below is None:
                continue
            start, end = self._gap(index)
            space = "" if inside else " "
            if below == index + 1:
                self._break(start, end, space, "page_break")
            else:
                first = _LINE_END.match(self._source, start, end)
                cut = first.end() if first else start
                self.builder.replace(start, cut, space, "page_break")
                self._owed[index + 1] = (cut, end)

    def _separate(self, index: int, below: int | None) -> None:
        """The break after a unit: the source's own where the next unit follows there."""
        start, end = self._gap(index)
        if below is None:
            self._drop_gap(start, end)
        elif below == index + 1:
            self._break(start, end, SEPARATOR, "separator")
        else:
            self._drop_gap(start, end)
            self.builder.insert(SEPARATOR, "separator")

    def _gap(self, index: int) -> tuple[int, int]:
        """The source range between a block and the next one in the source."""
        below = index + 1
        end = self._blocks[below].start if below < len(self._blocks) else len(self._source)
        return self._blocks[index].end, end

    def _break(self, start: int, end: int, text: str, kind: PieceKind) -> None:
        """A break that stands for a gap, up to what is left out there on purpose."""
        first = next((out.start for out in self._outs(start, end)), end)
        self.builder.replace(start, first, text, kind)
        if first < end:
            self._drop_gap(first, end)

    def _outs(self, start: int, end: int) -> Sequence[LeftOut]:
        """What is left out of a gap on purpose."""
        low = bisect_left(self._left_out, start, key=lambda out: out.start)
        high = bisect_left(self._left_out, end, key=lambda out: out.start)
        return self._left_out[low:high]

    def _drop_gap(self, start: int, end: int) -> None:
        for out in self._outs(start, end):
            self._drop_rest(start, out.start)
            self.builder.drop(out.start, out.end, out.kind)
            start = out.end
        self._drop_rest(start, end)

    def _drop_rest(self, start: int, end: int) -> None:
        words = self._source[start:end].strip()
        named = any(character.isalnum() for character in words)
        kind: PieceKind = "running_head" if named else "markup" if words else "whitespace"
        self.builder.drop(start, end, kind)

    def _write_block(self, index: int, below: int | None) -> bool:
        """Write a block; whether its last word goes on in the block ``below``."""
        block = self._blocks[index]
        builder, begin = self.builder, self.builder.length
        opening: PieceKind = "footnote_mark" if block.kind == "note" else "markup"
        builder.drop(block.start, block.lines[0][0], opening)
        inside = False
        own = self._edits.get(index, ())
        edits = deque(find_edits(self._source, block.lines, own, markup=not self._printed))
        position = block.lines[0][0]
        for number, (start, end) in enumerate(block.lines):
            if number:
                position = self._break_line(position, start, block)
            position = self._write_edits(edits, position, end)
            inside = self._goes_on(index, number, below)
            stop = end - 1 if inside else end
            builder.copy(position, stop)
            position = max(position, stop)
        builder.drop(position, block.end, "hyphenation" if inside else "markup")
        self.spans[index] = Span(begin, builder.length)
        return inside

    def _goes_on(self, index: int, number: int, below: int | None) -> bool:
        """Whether a line's last word goes on in the next line, or in the block below."""
        lines = self._blocks[index].lines
        if number + 1 < len(lines):
            return self._hyphens.ends_inside(lines[number][1], lines[number + 1][0])
        if below is None or not self._printed:
            return False
        return self._hyphens.ends_inside(lines[number][1], self._blocks[below].lines[0][0])

    def _write_edits(self, edits: deque[Edit], position: int, end: int) -> int:
        """Copy up to each edit before ``end`` and make it; the position after the last."""
        while edits and edits[0].start < end:
            edit = edits.popleft()
            self.builder.copy(position, edit.start)
            if edit.kind == "footnote_mark":
                self.places[edit.start] = self.builder.length
            self.builder.replace(edit.start, edit.end, edit.text, edit.kind)
            position = edit.end
        return position

    def _break_line(self, position: int, start: int, block: Block) -> int:
        """One space for a wrapped line; nothing after a hyphen; tables keep their rows."""
        before, after = self._source[position - 1 : position], self._source[start]
        if self._source[position] in HYPHENS or before == "\xad":
            self.builder.replace(position, start, "", "hyphenation")
        elif block.kind == "table":
            self.builder.replace(position, start, "\n", "line_break")
        elif (
            (self._printed and self._hangul.breaks_word(position, start))
            or (before in HYPHENS and self._source[position - 2 : position - 1].isalpha())
            or (_UNSPACED.match(before) and _UNSPACED.match(after))
        ):
            self.builder.drop(position, start, "line_break")
        else:
            self.builder.replace(position, start, " ", "line_break")
        return start
