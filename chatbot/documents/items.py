"""Which blocks that begin with a sign or a number are items of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.documents.blocks import Block
from chatbot.documents.numbering import labels_of

_NEAR = 8  # blocks between two items of one list


def settle_items(source: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a lone “* …” or “– …” and a lone “C. difficile …” are plain text."""
    return [_settled(source, blocks, index) for index in range(len(blocks))]


def with_sign(source: str, block: Block) -> Block:
    """A bullet block as text that keeps its sign."""
    if block.kind != "bullet":
        return block
    start = block.start
    while source[start].isspace():
        start += 1
    return replace(block, kind="text", lines=((start, block.lines[0][1]), *block.lines[1:]))


def _settled(source: str, blocks: Sequence[Block], index: int) -> Block:
    block = blocks[index]
    if block.kind == "bullet" and block.mark in ("*", "–"):
        near = [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]
        listed = any(other.kind == "bullet" and other.mark == block.mark for other in near)
        return block if listed else with_sign(source, block)
    if block.kind == "ordered" and not (block.mark or "").isdigit():
        return block if _has_neighbour(blocks, index) else replace(block, kind="text", mark=None)
    return block


def _has_neighbour(blocks: Sequence[Block], index: int) -> bool:
    """Whether an item with the number before or after stands near."""
    own = {(label.family, label.number) for label in labels_of(f"{blocks[index].mark} ")}
    wanted = {(family, number + step) for family, number in own for step in (-1, 1)}
    near = blocks[max(0, index - _NEAR) : index + _NEAR + 1]
    return any(
        (label.family, label.number) in wanted
        for other in near
        if other.kind == "ordered"
        for label in labels_of(f"{other.mark} ")
    )
