"""Accents that a file sets as signs of their own, over or under their letter.

TeX's older fonts have no “é”: they print “´” and “e” in one place. Both become the one
character that a reader sees.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_COMBINING = {
    0x60: "\u0300", 0xB4: "\u0301", 0x2CA: "\u0301", 0x2C6: "\u0302", 0x2DC: "\u0303",
    0xAF: "\u0304", 0x2C9: "\u0304", 0x2D8: "\u0306", 0x2D9: "\u0307", 0xA8: "\u0308",
    0x2DA: "\u030a", 0x2DD: "\u030b", 0x2C7: "\u030c", 0xB8: "\u0327", 0x2DB: "\u0328",
    **{code: chr(code) for code in range(0x300, 0x329)},
}  # fmt: skip
_DOTLESS = {0x131: "i", 0x237: "j"}
_MOST = 2_000  # accents of one page; more are a pattern, no text


@dataclass(frozen=True, slots=True)
class Composed:
    """The code points with letters composed, and which characters stay."""

    codes: NDArray[np.int64]
    kept: NDArray[np.bool_]


def compose(
    codes: NDArray[np.int64],
    boxes: NDArray[np.float64],
    base: NDArray[np.float64],
    size: NDArray[np.float64],
) -> Composed:
    """Put accents on the letters that they overlap; the others stay as they are."""
    kept = np.ones(len(codes), np.bool_)
    result = codes.copy()
    for index in np.flatnonzero(np.isin(codes, list(_COMBINING))).tolist()[:_MOST]:
        letter = _letter_of(index, result, boxes, base, size)
        if letter is None:
            continue
        bare = _DOTLESS.get(int(result[letter]), chr(int(result[letter])))
        whole = unicodedata.normalize("NFC", bare + _COMBINING[int(codes[index])])
        if len(whole) == 1:
            result[letter] = ord(whole)
            kept[index] = False
    return Composed(result, kept)


def _letter_of(
    index: int,
    codes: NDArray[np.int64],
    boxes: NDArray[np.float64],
    base: NDArray[np.float64],
    size: NDArray[np.float64],
) -> int | None:
    """The letter whose box the accent's middle lies in, on the same line."""
    middle = (boxes[index, 0] + boxes[index, 2]) / 2
    near = (
        (boxes[:, 0] - 0.05 * size[index] <= middle)
        & (middle <= boxes[:, 2] + 0.05 * size[index])
        & (np.abs(base - base[index]) < 0.5 * size[index])
    )
    for letter in np.flatnonzero(near).tolist():
        if letter != index and 0 < codes[letter] < 0xD800 and chr(int(codes[letter])).isalpha():
            return int(letter)
    return None
