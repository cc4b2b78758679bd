"""Lines of the source → blocks: paragraphs, items, headings, captions, tables, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.documents.blocks import Block, open_item, open_source_line
from chatbot.documents.headings import ATX, NUMBER
from chatbot.documents.joining import LISTING
from chatbot.documents.lines import Line as TextLine
from chatbot.documents.pdf_code import code_lines
from chatbot.documents.pdf_formulas import formula_lines
from chatbot.documents.pdf_headings import HeadingLines
from chatbot.documents.pdf_notes import MARK
from chatbot.documents.pdf_source import PdfSource, SourceLine
from chatbot.documents.pdf_style import Style
from chatbot.documents.words import ends_sentence, superscript_value

_GAP = 1.3  # usual steps between baselines: a bigger one begins a paragraph
_INDENT = 0.7  # sizes of the type
_OTHER_SIZE = 0.1


@dataclass(frozen=True, slots=True)
class PdfBlocks:
    """The blocks, and which of them begin a page or a column.

    ``breaks`` maps such a block to whether it surely goes on with the text before it.
    ``groups`` gives for each block the group that it is from, by index.
    """

    blocks: tuple[Block, ...]
    breaks: Mapping[int, bool]
    groups: tuple[int, ...]


def build_blocks(
    source: PdfSource, headings: Sequence[HeadingLines], flow: Sequence[int], style: Style
) -> PdfBlocks:
    """All blocks in the order of the source; ``flow`` are the indices of its text's lines."""
    builder = _Builder(source, style)
    opens = {flow[h.first]: h for h in headings}
    apart = code_lines(source, flow, style) | formula_lines(source, flow)
    inside = {flow[i] for h in headings for i in range(h.first, h.last + 1)}
    for index, line in enumerate(source.lines):
        kind = source.groups[line.group].kind
        if index in opens:
            builder.open_heading(line, opens[index])
        elif index in inside:
            builder.extend(line)
        elif index in apart:
            builder.add_apart(line)
        elif kind == "flow":
            builder.add_text(line)
        else:
            builder.add_other(line)
    return builder.finish()


class _Builder:
    """Grows the last block line by line."""

    def __init__(self, source: PdfSource, style: Style) -> None:
        self._source = source
        self._style = style
        self._blocks: list[Block] = []
        self._lines: list[list[tuple[int, int]]] = []
        self._groups: list[int] = []
        self._breaks: dict[int, bool] = {}
        self._above: SourceLine | None = None  # the last line of running text
        self._heading = False  # whether the last block is a heading, or a listing or formula
        self._listed = -1  # where the last listing ends

    def finish(self) -> PdfBlocks:
        blocks = tuple(
            replace(block, lines=tuple(lines))
            for block, lines in zip(self._blocks, self._lines, strict=True)
        )
        return PdfBlocks(blocks, self._breaks, tuple(self._groups))

    def extend(self, line: SourceLine) -> None:
        """The line goes on with the last block."""
        last = self._blocks[-1]
        self._blocks[-1] = replace(last, end=line.end, lines=((line.start, line.end),))
        self._lines[-1].append((line.start, line.end))
        self._above = line

    def open_heading(self, line: SourceLine, heading: HeadingLines) -> None:
        """The line opens a heading."""
        lines, mark = ((line.start, line.end),), NUMBER if heading.sure else ATX
        self._open(line, Block("heading", line.start, line.end, lines, heading.level, mark))
        self._above = line
        self._heading = True

    def add_other(self, line: SourceLine) -> None:
        """A line of a caption, table, note or remark: one block a group."""
        group = self._source.groups[line.group]
        if self._groups and self._groups[-1] == line.group:
            last = self._blocks[-1]
            self._blocks[-1] = replace(last, end=line.end)
            self._lines[-1].append((line.start, line.end))
            return
        kind = group.kind
        block = Block("remark", line.start, line.end, ((line.start, line.end),))
        if kind in ("caption", "table"):
            block = replace(block, kind=kind)
        elif kind == "source":
            text = TextLine(line.start, line.end, line.end)
            block = open_source_line(self._source.text, text) or block
        elif kind == "note":
            block = self._note(line) or block
        self._open(line, block)

    def add_apart(self, line: SourceLine) -> None:
        """A line of a listing or formula, which goes on with the one above or opens one."""
        above, block = self._above, self._blocks[-1] if self._blocks else None
        listed = block is not None and block.kind == "table" and block.end == self._listed
        moved = above is None or (above.page, above.line.cell) != (line.page, line.line.cell)
        if listed and not moved:
            self.extend(line)
        else:
            ends = ((line.start, line.end),)
            self._open(line, Block("table", line.start, line.end, ends, None, LISTING))
            self._above = line
        self._heading, self._listed = True, line.end

    def _note(self, line: SourceLine) -> Block | None:
        match = MARK.match(self._source.text, line.start, line.end)
        if match is None:
            return None
        words = match.end()
        while words < line.end and self._source.text[words] in " .)":
            words += 1
        key = superscript_value(match.group())
        if words >= line.end:
            return None
        return Block("note", line.start, line.end, ((words, line.end),), None, key)

    def add_text(self, line: SourceLine) -> None:
        """A line of running text: it goes on with the paragraph above or opens one."""
        above = self._above
        last = self._blocks[-1] if self._blocks else None
        same_group = bool(self._groups) and self._groups[-1] == line.group
        previous = last if last is not None and same_group else None
        opened = self._opened(line, previous)
        fresh = (
            previous is None or above is None or self._heading or opened.kind != "text"
            or self._begins(above, line)
        )  # fmt: skip
        if fresh:
            moved = above is None or above.group != line.group or above.line.cell != line.line.cell
            self._open(line, opened)
            alike = above is not None and _same_size(above, line)
            if moved and alike and above is not None and opened.kind == "text":
                self._breaks[len(self._blocks) - 1] = self._surely_goes_on(above, line)
            self._above = line
            self._heading = False
        else:
            self.extend(line)

    def _open(self, line: SourceLine, block: Block) -> None:
        self._blocks.append(block)
        self._lines.append(list(block.lines))
        self._groups.append(line.group)

    def _opened(self, line: SourceLine, last: Block | None) -> Block:
        """The block that a line would open: an item, a source line, or plain text."""
        text_line = TextLine(line.start, line.end, line.end)
        item = open_item(self._source.text, text_line, last)
        plain = Block("text", line.start, line.end, ((line.start, line.end),))
        return item or open_source_line(self._source.text, text_line) or plain

    def _begins(self, above: SourceLine, line: SourceLine) -> bool:
        """Whether a line begins a paragraph below another line of running text."""
        one, two = above.line.run, line.line.run
        if above.line.cell != line.line.cell or not _same_size(above, line):
            return True
        size = max(one.size, two.size)
        if two.base - one.base > _GAP * self._style.leading * size:
            return True
        words = self._unmarked(above)
        ended = ends_sentence(words) or words.endswith(":")
        if ended and two.opens_bold and not one.bold:
            return True
        left = line.line.left
        indent, before = two.left - left, one.left - above.line.left
        deeper = indent - before
        if ended and self._style.indented and _INDENT * size < deeper < 5 * size:
            return True
        room = above.line.right - one.right
        word = two.text.split(maxsplit=1)[0]
        short = room > (0.55 * len(word) + 1.2) * size
        if ended and short:
            return True
        hanging = before > _INDENT * size and abs(indent) < 0.3 * size
        return ended and hanging and not self._style.indented

    def _unmarked(self, line: SourceLine) -> str:
        """The words of a line without a note mark at its end."""
        end = line.raised[-1][0] if line.raised and line.raised[-1][1] == line.end else line.end
        return self._source.text[line.start : end].rstrip()

    def _surely_goes_on(self, above: SourceLine, line: SourceLine) -> bool:
        """Whether a column's first line is no paragraph's: where those have indents."""
        if not self._style.indented or not self._style.is_body(line.line):
            return False
        if line.line.run.opens_bold and ends_sentence(self._unmarked(above)):
            return False
        one, two = above.line, line.line
        full = one.right - one.run.right < 1.5 * self._style.size
        flush = two.run.left - two.left < 0.4 * self._style.size
        return (
            full
            and flush
            and self._style.is_body(one)
            and two.run.width > 0.5 * (two.right - two.left)
        )


def _same_size(above: SourceLine, line: SourceLine) -> bool:
    one, two = above.line.run.size, line.line.run.size
    return abs(one - two) <= _OTHER_SIZE * max(one, two)
