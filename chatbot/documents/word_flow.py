"""Pandoc's model of a document → blocks: paragraphs, headings, items, tables, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chatbot.documents.flow import (
    FlowBlock,
    FlowKind,
    FlowLine,
    NoteMark,
    Piece,
    item_number,
    raised,
)

Node = Mapping[str, Any]
Contents = Any
"""What a node of the model holds: JSON, of a form that goes by the node's type."""

_LEFT_OUT = re.compile(r"toc\b|table of (?:contents|figures)|contents? heading|annotation|comment"
                       r"|balloon text|header|footer|macro text", re.IGNORECASE)  # fmt: skip
"""Styles of paragraphs that are no text of the paper."""
_CAPTION = re.compile(r"(?:image |table |figure )?caption|caption", re.IGNORECASE)
_MARK_STYLES = frozenset({"footnote reference", "endnote reference"})
_LINES = "\n"


def flow_blocks(model: Node) -> list[FlowBlock]:
    """All blocks in order: the title paragraphs first, then the body; notes where they stand."""
    walker = _Walker()
    meta = model["meta"]
    for key in ("title", "subtitle", "author", "date", "abstract"):
        for words in plain(meta.get(key)):
            kind: FlowKind = "heading" if key == "title" else "text"
            walker.blocks.append(FlowBlock(kind, ((words,),), 0 if key == "title" else None))
    walker.walk(model["blocks"])
    return walker.blocks


def plain(value: Node | None) -> list[str]:
    """The words of a metadata value: one string for each author, title line or paragraph."""
    if value is None:
        return []
    kind, contents = value["t"], value["c"]
    if kind == "MetaList":
        return [words for one in contents for words in plain(one)]
    if kind == "MetaString":
        return [contents]
    if kind == "MetaInlines":
        walker = _Walker()
        return [" ".join(words.split()) for words in walker.words(contents) if words.strip()]
    if kind == "MetaBlocks":
        walker = _Walker()
        walker.walk(contents)
        return [" ".join(_words(block).split()) for block in walker.blocks]
    return []


def _words(block: FlowBlock) -> str:
    return " ".join("".join(p for p in line if isinstance(p, str)) for line in block.lines)


class _Walker:
    """Turns the model's blocks into ours; notes are numbered in the order of their marks."""

    def __init__(self) -> None:
        self.blocks: list[FlowBlock] = []
        self._notes = 0
        self._kind: FlowKind = "text"

    def words(self, inlines: Sequence[Node]) -> Iterator[str]:
        """The words of inlines, a string a line, without notes."""
        for line in self._lines(inlines):
            yield "".join(piece for piece in line if isinstance(piece, str))

    def walk(
        self, nodes: Sequence[Node], kind: FlowKind = "text", number: str | None = None
    ) -> None:
        """Add the blocks of some nodes; ``kind`` and ``number`` are the first paragraph's."""
        for node in nodes:
            before = len(self.blocks)
            self._block(node["t"], node.get("c"), kind)
            if len(self.blocks) > before and kind != "caption":
                first = self.blocks[before]
                if number is not None and first.kind == kind and first.key is None:
                    self.blocks[before] = replace(first, key=number)
                kind, number = "text", None

    def _block(self, name: str, contents: Contents, kind: FlowKind) -> None:
        handler = _BLOCKS.get(name)
        if handler is not None:
            handler(self, contents, kind)

    # --- blocks ------------------------------------------------------------

    def _paragraph(self, inlines: Sequence[Node], kind: FlowKind) -> None:
        place = len(self.blocks)
        lines = tuple(self._lines(inlines))
        if any(isinstance(piece, str) and piece.strip() for line in lines for piece in line):
            self.blocks.insert(place, FlowBlock(kind, lines))

    def _heading(self, contents: Contents, kind: FlowKind) -> None:  # noqa: ARG002
        level, _, inlines = contents
        place = len(self.blocks)
        lines = tuple(self._lines(inlines))
        self.blocks.insert(place, FlowBlock("heading", lines, level))

    def _items(self, items: Sequence[Sequence[Node]], kind: FlowKind) -> None:  # noqa: ARG002
        for item in items:
            self.walk(item, "bullet")

    def _ordered(self, contents: Contents, kind: FlowKind) -> None:  # noqa: ARG002
        (first, style, delimiter), items = contents
        form = _NUMBER_FORMS.get(delimiter["t"], "{}.")
        for number, item in enumerate(items, start=first):
            self.walk(item, "ordered", item_number(number, style["t"], form))

    def _definitions(self, contents: Contents, kind: FlowKind) -> None:
        for term, definitions in contents:
            self._paragraph(term, kind)
            for definition in definitions:
                self.walk(definition)
            kind = "text"

    def _code(self, contents: Contents, kind: FlowKind) -> None:
        lines: tuple[FlowLine, ...] = tuple((line,) for line in contents[1].split("\n"))
        self.blocks.append(FlowBlock(kind, lines))

    def _line_block(self, contents: Sequence[Sequence[Node]], kind: FlowKind) -> None:
        place = len(self.blocks)
        lines = tuple(line for inlines in contents for line in self._lines(inlines))
        self.blocks.insert(place, FlowBlock(kind, lines))

    def _division(self, contents: Contents, kind: FlowKind) -> None:
        style = _style(contents[0])
        if _LEFT_OUT.match(style):
            return
        self.walk(contents[1], "caption" if _CAPTION.fullmatch(style) else kind)

    def _figure(self, contents: Contents, kind: FlowKind) -> None:  # noqa: ARG002
        _, caption, inside = contents
        self.walk(caption[1], "caption")
        self.walk(inside)

    def _table(self, contents: Contents, kind: FlowKind) -> None:  # noqa: ARG002
        _, caption, _, head, bodies, foot = contents
        self.walk(caption[1], "caption")
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        place = len(self.blocks)
        lines = tuple(self._row(row) for row in rows)
        if any(isinstance(p, str) and p.strip(" |") for line in lines for p in line):
            self.blocks.insert(place, FlowBlock("table", lines))

    def _row(self, row: Contents) -> FlowLine:
        """The cells of a row between bars; notes in them go to the other notes."""
        pieces: list[Piece] = ["| "]
        for cell in row[1]:
            inner = _Walker()
            inner._notes = self._notes
            inner.walk(cell[4])
            self._notes = inner._notes
            for block in inner.blocks:
                if block.kind == "note":
                    self.blocks.append(block)
                else:
                    pieces += [piece for line in block.lines for piece in (*line, " ")]
            pieces.append(" | ")
        return tuple(pieces)

    # --- inlines -----------------------------------------------------------

    def _lines(self, inlines: Sequence[Node]) -> Iterator[FlowLine]:
        line: list[Piece] = []
        for piece in self._pieces(inlines):
            if piece == _LINES:
                yield tuple(line)
                line = []
            else:
                line.append(piece)
        yield tuple(line)

    def _pieces(self, inlines: Sequence[Node]) -> Iterator[Piece]:
        for node in inlines:
            name: str = node["t"]
            contents: Contents = node.get("c")
            if name == "Str":
                yield contents
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "Note":
                yield self._note(contents)
            elif name in ("Math", "Code"):
                yield contents[1]
            elif name == "Superscript":
                yield from (raised(p) if isinstance(p, str) else p for p in self._pieces(contents))
            elif name == "Quoted":
                left, right = _QUOTES[contents[0]["t"]]
                yield from (left, *self._pieces(contents[1]), right)
            else:
                yield from self._pieces(_inside(name, contents))

    def _note(self, blocks: Sequence[Node]) -> NoteMark:
        self._notes += 1
        key = str(self._notes)
        inner = _Walker()
        inner.walk(blocks)
        lines = tuple(line for block in inner.blocks for line in block.lines)
        if lines:
            self.blocks.append(FlowBlock("note", lines, key=key))
        return NoteMark(key)


_NUMBER_FORMS = {"OneParen": "{})", "TwoParens": "({})"}
_SIGNS = {"Space": " ", "SoftBreak": " ", "LineBreak": _LINES}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_BLOCKS: Mapping[str, Callable[[_Walker, Contents, FlowKind], None]] = {
    "Para": _Walker._paragraph,
    "Plain": _Walker._paragraph,
    "Header": _Walker._heading,
    "BulletList": _Walker._items,
    "OrderedList": _Walker._ordered,
    "DefinitionList": _Walker._definitions,
    "CodeBlock": _Walker._code,
    "LineBlock": _Walker._line_block,
    "BlockQuote": _Walker.walk,
    "Div": _Walker._division,
    "Figure": _Walker._figure,
    "Table": _Walker._table,
}


def _inside(name: str, contents: Contents) -> Sequence[Node]:
    """The inlines that an inline holds; none for pictures, whose words are not shown."""
    inner: Sequence[Node] = ()
    if name in ("Emph", "Strong", "Underline", "Strikeout", "Subscript", "SmallCaps"):
        inner = contents
    elif name in ("Link", "Cite", "Span"):
        inner = contents[1]
    if name == "Span" and _style(contents[0]).lower() in _MARK_STYLES:
        return [node for node in inner if node["t"] == "Note"]
    return inner


def _style(attributes: Contents) -> str:
    """The name of the style that a paragraph or a run has."""
    return str(dict(map(tuple, attributes[2])).get("custom-style", ""))
