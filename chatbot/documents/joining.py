"""Blocks → units: paragraphs that notes, figures or page breaks cut are put together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from chatbot.documents.blocks import Block, BlockKind
from chatbot.documents.words import (
    ends_open,
    ends_sentence,
    is_address,
    is_all_caps,
    starts_lower,
    words_of,
)

_OPEN_KINDS: frozenset[BlockKind] = frozenset({"text", "bullet", "ordered"})
INTERRUPTING: frozenset[BlockKind] = frozenset({"note", "caption", "remark", "source"})
LISTING = "listing"
"""The mark of code and formulas in the running text, which few sentences go on behind."""
_MIN_WORDS = 5  # fewer words are a line of their own (a name, a logo), not a cut paragraph
_MIN_WORDS_BEFORE_CAPITAL = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, heading, note or figure line: the blocks it is made of, by index."""

    kind: BlockKind
    blocks: tuple[int, ...]


def join_blocks(
    source: str,
    blocks: Sequence[Block],
    breaks: Mapping[int, bool] | None = None,
    interrupting: Collection[BlockKind] = INTERRUPTING,
) -> list[Unit]:
    """The units in the order of their first blocks.

    ``breaks`` are blocks that begin a page or a column, each with whether it surely goes
    on with the text above; ``interrupting`` are the kinds that may cut a paragraph.
    """
    begun = breaks or {}
    groups: list[list[int]] = []
    cut: list[int] | None = None  # the group that later text may continue
    count = 0  # its words
    interrupted = listed = False
    for index, block in enumerate(blocks):
        if block.kind in interrupting:
            groups.append([index])
            interrupted = True
            listed = listed or block.mark == LISTING
            continue
        text = block.text(source)
        if block.kind == "text" and cut is not None and (not listed or starts_lower(text)):
            above = blocks[cut[-1]].text(source)
            apart = interrupted or index in begun
            if begun.get(index) or _goes_on(above, text, count, interrupted=apart):
                cut.append(index)
                count += len(words_of(text))
                interrupted = listed = False
                continue
        groups.append([index])
        cut = groups[-1] if block.kind in _OPEN_KINDS else None
        count = len(words_of(text))
        interrupted = listed = False
    return [Unit(blocks[group[0]].kind, tuple(group)) for group in groups]


def _goes_on(above: str, below: str, count: int, *, interrupted: bool) -> bool:
    """Whether a paragraph of ``count`` words that broke off goes on with the text below."""
    if count < _MIN_WORDS or is_address(below) or is_address(above) or is_all_caps(above):
        return False
    if ends_sentence(above) or above.rstrip().endswith(":"):
        return False
    if starts_lower(below):
        return True
    if count < _MIN_WORDS_BEFORE_CAPITAL or is_all_caps(below):
        return False
    return interrupted or ends_open(above)
