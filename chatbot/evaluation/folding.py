"""Texts folded for comparison, with the way back to their own offsets.

Two folds: the plain one makes every run of white space one blank; the loose one undoes
besides what reading a file may have changed (escapes, emphasis signs, footnote marks,
ligatures, soft hyphens and hyphens at line ends) and the forms of quotes and dashes.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
        "*": None,
        "\\": None,
    }
)
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``offsets[i]`` is where its character ``i`` stands in the original."""

    text: str
    offsets: array[int]

    def occurrences(self, needle: str) -> Iterator[tuple[int, int]]:
        """The (start, end) in the original of each place that holds ``needle``."""
        at = self.text.find(needle) if needle else -1
        while at >= 0:
            yield self._range(at, len(needle))
            at = self.text.find(needle, at + 1)

    def at(self, original: int, needle: str) -> tuple[int, int] | None:
        """The original range of ``needle`` if it begins at the offset ``original``."""
        index = bisect_left(self.offsets, original)
        if not needle or not self.text.startswith(needle, index):
            return None
        return self._range(index, len(needle))

    def _range(self, start: int, length: int) -> tuple[int, int]:
        return self.offsets[start], self.offsets[start + length - 1] + 1


def fold(text: str, *, loose: bool = False) -> Folded:
    """The text folded, blanks at its ends dropped."""
    characters: list[str] = []
    offsets = array("I")
    blank = True
    for index, character in enumerate(text):
        if character.isspace():
            if not blank:
                characters.append(" ")
                offsets.append(index)
            blank = True
            if loose and _broken_word(characters, text, index):
                del characters[-2:], offsets[-2:]
            continue
        kept = _loosened(character) if loose else character
        characters.extend(kept)
        offsets.extend([index] * len(kept))
        blank = blank and not kept
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Folded("".join(characters), offsets)


def folded(text: str, *, loose: bool = False) -> str:
    """The folded text alone."""
    return fold(text, loose=loose).text if loose else " ".join(text.split())


def _loosened(character: str) -> str:
    if character in _RAISED:
        return ""
    same = character.translate(_SAME)
    return unicodedata.normalize("NFKC", same) if same else ""


def _broken_word(characters: list[str], text: str, index: int) -> bool:
    """Whether a line ended here in a hyphen after a letter: “coun-␤tries”."""
    return (
        text[index] == "\n"
        and len(characters) > 2
        and characters[-1] == " "
        and characters[-2] == "-"
        and characters[-3].isalpha()
    )
