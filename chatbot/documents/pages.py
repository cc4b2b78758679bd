"""Page numbers that stand as lines of their own in a text made from pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from chatbot.documents.blocks import Block

_NUMBER = re.compile(r"[\[(–—-]*\s*(\d{1,4})\s*[\])–—-]*")
_PAGE = re.compile(r"page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def without_page_numbers(source: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without “Page 3 of 10” lines and without a rising series of numbers.

    A single number, or numbers that do not rise like pages, are left: they may be a
    table. What is left out becomes part of the break between its neighbours.
    """
    numbered = [
        (index, int(match.group(1)))
        for index, block in enumerate(blocks)
        if len(block.lines) == 1 and block.kind == "text"
        for match in [_NUMBER.fullmatch(source, *block.lines[0])]
        if match
    ]
    dropped = {index for index, block in enumerate(blocks) if _is_page_line(source, block)}
    if len(numbered) > 1 and _rises(numbered):
        dropped |= {index for index, _ in numbered}
    kept = [block for index, block in enumerate(blocks) if index not in dropped]
    return kept or list(blocks)


def _is_page_line(source: str, block: Block) -> bool:
    return len(block.lines) == 1 and bool(_PAGE.fullmatch(source, *block.lines[0]))


def _rises(numbered: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers go up by one or two, with other blocks between them."""
    return all(
        1 <= second[1] - first[1] <= 2 and second[0] - first[0] > 1
        for first, second in pairwise(numbered)
    )
