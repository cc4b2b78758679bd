"""A finished document as a run of text blocks with their notes, whatever program made it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from chatbot.citations.nodes import contents, plain
from chatbot.citations.pandoc import Node

BlockKind = Literal["text", "quote", "heading"]

_INLINE_HOLDERS = {"Para", "Plain"}
_QUOTED_STYLES = re.compile(r"quot|block ?text|zitat|citation|цитат|인용", re.IGNORECASE)
BRACKETED_END = re.compile(r"\d[^()\[\]]*[)\]][.\s]*$")
"""A bracket with a number at the end of a quotation, as a citation is."""

_CITED_TEXT = re.compile(r"bibliograph", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote, or a citation left to LaTeX, at an offset of a block's text."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or whole block quotation, with its notes by place.

    ``sure`` is False where a quotation is only guessed from its indentation.
    """

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()
    sure: bool = True


@dataclass(slots=True)
class _Line:
    """The text of inline elements as it is put together."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def add(self, other: _Line, separator: str = "") -> None:
        """Append another line, its marks moved along."""
        start = len(self.text) + len(separator)
        self.text += separator + other.text
        self.marks += [Mark(start + mark.offset, mark.text) for mark in other.marks]

    def block(self, kind: BlockKind) -> Block:
        """The line as a block."""
        return Block(kind, self.text, tuple(self.marks))


def flow_of(nodes: Sequence[Node]) -> list[Block]:
    """The blocks of a document of Pandoc's model in reading order."""
    blocks: list[Block] = []
    for node in nodes:
        blocks += _blocks(node)
    return [block for block in blocks if block.text.strip() or block.marks]


def _blocks(node: Node) -> list[Block]:
    kind = node.get("t")
    if kind in _INLINE_HOLDERS:
        return [_line(contents(node)).block("text")]
    if kind == "Header":
        return [_line(contents(node)).block("heading")]
    if kind == "BlockQuote" or (kind == "Div" and _styled_as_quotation(node)):
        return joined_quotations(flow_of(contents(node)))
    if kind == "LineBlock":
        return [_line(line).block("text") for line in contents(node)]
    if kind == "CodeBlock":
        return [Block("text", plain(node))]
    return flow_of(_inner_blocks(node.get("c")))


def _styled_as_quotation(node: Node) -> bool:
    """Whether a division carries a paragraph style for quotations (Word, LibreOffice)."""
    _, classes, pairs = node["c"][0]
    names = [*classes, *(value for key, value in pairs if key == "custom-style")]
    return any(_QUOTED_STYLES.search(name) and not _CITED_TEXT.search(name) for name in names)


def joined_quotations(parts: Sequence[Block]) -> list[Block]:
    """Paragraphs set as quotations put together, a blank line between them.

    One that ends in a note is the end of its quotation.
    """
    made: list[Block] = []
    line = _Line()
    sure = False
    for part in parts:
        line.add(_Line(part.text, list(part.marks)), "\n\n" if line.text else "")
        sure = sure or part.sure
        if any(mark.offset >= len(part.text.rstrip()) for mark in part.marks):
            made.append(replace(line.block("quote"), sure=sure))
            line, sure = _Line(), False
    return [*made, replace(line.block("quote"), sure=sure)] if line.text else made


def one_a_run(blocks: Iterable[Block]) -> list[Block]:
    """Neighbouring quotations put together, where none before ends in a note or a bracket."""
    made: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if block.kind != "quote":
            made += [*joined_quotations(run), block]
            run = []
        else:
            run.append(block)
            if BRACKETED_END.search(block.text):
                made += joined_quotations(run)
                run = []
    return [*made, *joined_quotations(run)]


def _inner_blocks(content: Any) -> list[Node]:  # noqa: ANN401
    """The block elements nested anywhere in the contents of a list, table or figure."""
    found: list[Node] = []
    for value in content if isinstance(content, list) else []:
        if isinstance(value, dict) and "t" in value:
            found.append(value)
        elif isinstance(value, list):
            found += _inner_blocks(value)
    return found


def _line(inlines: Sequence[Node]) -> _Line:
    line = _Line()
    for node in inlines:
        kind = node.get("t")
        if kind == "Note":
            said = " ".join(block.text for block in flow_of(contents(node)))
            line.marks.append(Mark(len(line.text), said))
        elif kind == "Cite":
            line.marks.append(Mark(len(line.text), _cited(node)))
            line.add(_Line())
        elif kind == "Quoted":
            single = node["c"][0]["t"] == "SingleQuote"
            line.text += "‘" if single else "“"
            line.add(_line(contents(node)))
            line.text += "’" if single else "”"
        elif isinstance(node.get("c"), list) and kind not in ("Code", "Math", "Image"):
            line.add(_line([each for each in contents(node) if isinstance(each, dict)]))
        else:
            line.text += plain(node)
    return line


def _cited(node: Node) -> str:
    """What a citation command says of the place: its text before and after the work."""
    said = []
    for citation in node["c"][0]:
        said += [plain(citation["citationPrefix"]), plain(citation["citationSuffix"])]
    return " ".join(part.strip() for part in said if part.strip())
