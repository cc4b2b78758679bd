"""Which links of an HTML page are note marks, and which of its blocks are notes.

A mark is a short link (“1”, “[2]”, “*”) forward to a block that is told to be a note, is
named like one, or links back to the mark’s place. Links to a list of references are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chatbot.documents.flow import FlowBlock, FlowLine, NoteMark, raised
from chatbot.documents.headings import is_references
from chatbot.documents.html_blocks import HtmlBlock, Link

_MARK = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[*∗†‡§¶#]{1,3})\s*[\])]?\s*")
_NOTE_NAME = re.compile(r"(?:fn|_?ftn|footnote|_?edn|endnote|note|cite_note|sdfootnote|sdendnote)"
                        r"[-_:.]?\w*", re.IGNORECASE)  # fmt: skip
_REFERRING = re.compile(r"ref|anc$|back", re.IGNORECASE)
_BACK = re.compile(r"[\s↩︎↑^⏎\[\]()\d*†‡§.a-z]{0,8}")
_LEAD = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*∗†‡§¶#]{1,3})[\])]?[.:]?\s+")


def resolve(blocks: Sequence[HtmlBlock]) -> list[FlowBlock]:
    """The blocks with note marks as such and notes told from the other text."""
    places = {name: index for index, block in enumerate(blocks) for name in block.names}
    keys = _note_keys(blocks, places)
    return [*_resolved(blocks, places, keys)]


def _note_keys(blocks: Sequence[HtmlBlock], places: Mapping[str, int]) -> dict[int, str]:
    """The mark of each block that is a note, by the block's index."""
    keys: dict[int, str] = {}
    listed = _references(blocks)
    for index, block in enumerate(blocks):
        for link in _links(block):
            target = places.get(link.target, -1)
            match = _MARK.fullmatch(link.text)
            if target <= index or match is None or blocks[target].kind in ("heading", "table"):
                continue
            if _is_note(blocks, target, link, block, listed):
                keys.setdefault(target, match.group(1))
    return keys


def _is_note(
    blocks: Sequence[HtmlBlock],
    target: int,
    link: Link,
    origin: HtmlBlock,
    listed: frozenset[int],
) -> bool:
    note = blocks[target]
    if note.noted:
        return True
    if target in listed:
        return False
    named = _NOTE_NAME.fullmatch(link.target) and not _REFERRING.search(link.target)
    return bool(named) or any(back.target in origin.names for back in _links(note))


def _references(blocks: Sequence[HtmlBlock]) -> frozenset[int]:
    """The blocks below a heading “References”."""
    found: set[int] = set()
    level: int | None = None
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            words = " ".join(_words(line) for line in block.lines).strip()
            if is_references(words):
                level = block.level
            elif level is not None and (block.level or 1) <= level:
                level = None
        elif level is not None:
            found.add(index)
    return frozenset(found)


def _resolved(
    blocks: Sequence[HtmlBlock], places: Mapping[str, int], keys: Mapping[int, str]
) -> list[FlowBlock]:
    made: list[FlowBlock] = []
    open_item: int | None = None  # the item of a note, whose later paragraphs are the note's
    for index, block in enumerate(blocks):
        key = keys.get(index)
        lines = tuple(
            _line(line, index, places, keys, note=key is not None) for line in block.lines
        )
        if key is not None:
            made.append(FlowBlock("note", _without_lead(lines), key=key))
            open_item = block.item
        elif open_item is not None and block.item == open_item and made:
            made[-1] = FlowBlock("note", (*made[-1].lines, *lines), key=made[-1].key)
        else:
            made.append(FlowBlock(block.kind, lines, block.level, block.number))
            open_item = None
    return made


def _line(
    line: Sequence[str | Link],
    index: int,
    places: Mapping[str, int],
    keys: Mapping[int, str],
    *,
    note: bool,
) -> FlowLine:
    """The pieces of a line; links back from a note to its mark are left out."""
    pieces: list[str | NoteMark] = []
    for piece in line:
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        target = places.get(piece.target, -1)
        if index < target and target in keys and _MARK.fullmatch(piece.text):
            pieces.append(NoteMark(keys[target]))
        elif not (note and target < index and _BACK.fullmatch(piece.text)):
            pieces.append(raised(piece.text) if piece.raised else piece.text)
    return tuple(pieces)


def _without_lead(lines: tuple[FlowLine, ...]) -> tuple[FlowLine, ...]:
    """A note's lines without the mark written before its words."""
    first = lines[0]
    for index, piece in enumerate(first):
        if isinstance(piece, str) and piece.strip():
            rest = _LEAD.sub("", piece, count=1) if _LEAD.match(piece) else piece
            return ((*first[:index], rest, *first[index + 1 :]), *lines[1:])
    return lines


def _links(block: HtmlBlock) -> list[Link]:
    return [piece for line in block.lines for piece in line if isinstance(piece, Link)]


def _words(line: Sequence[str | Link]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)
