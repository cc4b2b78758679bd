"""Where a text that is longer than the model's input is cut for encoding.

Quotes are never cut: windows exist for the model alone, and what it says of them is
put together again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

_CLAUSE_ENDS = frozenset(",;:.!?—–)")


def windows(
    text: str,
    offsets: Sequence[tuple[int, int]],
    room: int,
    sentence_starts: Collection[int] = (),
) -> list[tuple[int, int]]:
    """Character ranges of ``text`` with at most ``room`` tokens each, in order.

    A cut falls, in the second half of a full window, before the last sentence that
    begins there, else after the last clause, else between words, else anywhere.

    Args:
        text: what is to be encoded.
        offsets: (start, end) characters of each token, special tokens left out.
        room: how many such tokens fit, at least 1.
        sentence_starts: where sentences begin.
    """
    if len(offsets) <= room:
        return [(0, len(text))]
    ranges = []
    first = 0
    while first < len(offsets):
        last = first + room
        if last < len(offsets):
            last = _cut(text, offsets, first, last, sentence_starts)
        last = min(last, len(offsets))
        ranges.append((offsets[first][0], offsets[last - 1][1]))
        first = last
    return ranges


def _cut(
    text: str,
    offsets: Sequence[tuple[int, int]],
    first: int,
    last: int,
    sentence_starts: Collection[int],
) -> int:
    """The token to begin the next window with, in the second half of the full one."""
    candidates = range(last, first + (last - first) // 2, -1)
    tests: tuple[Callable[[int], bool], ...] = (
        lambda token: offsets[token][0] in sentence_starts,
        lambda token: text[offsets[token - 1][1] - 1] in _CLAUSE_ENDS,
        lambda token: text[offsets[token][0] - 1].isspace(),
    )
    for test in tests:
        for token in candidates:
            if test(token):
                return token
    return last
