"""Texts folded for comparing quotations: what typesetting changes is the same.

Runs of white space, the forms of quotation marks and apostrophes, of hyphens and dashes, of
the ellipsis, ligatures, soft hyphens and the composition of letters (Unicode NFC) make no
difference. Letters, their case, digits and all other punctuation do.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from chatbot.datatypes import Document

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛“”„‟«»‹›'`´′″＂＇", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "…": "...",
    }
)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_CLUSTER = re.compile(r".[\u0300-\u036f\u1160-\u11ff]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``offsets[i]`` is where its character ``i`` stands in the original."""

    text: str
    offsets: array[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original for a range of the folded text that is not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """The text folded, blanks at its ends dropped."""
    characters: list[str] = []
    offsets = array("I")
    for cluster in _CLUSTER.finditer(text):
        kept = _folded(cluster[0])
        if kept == " " and (not characters or characters[-1] == " "):
            continue
        characters.extend(kept)
        offsets.extend([cluster.start()] * len(kept))
    while characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Folded("".join(characters), offsets)


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    if cluster.isspace():
        return " "
    same = unicodedata.normalize("NFC", cluster).translate(_SAME)
    return unicodedata.normalize("NFKC", same) if _LIGATURES.search(same) else same


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its text folded, and as printed where the file can be read."""

    document: Document
    text: Folded
    printed: Folded | None


def paper_of(document: Document) -> Paper:
    """The document made ready to be searched for quotations."""
    printed = fold(document.source.text) if document.source.located else None
    return Paper(document, fold(document.text), printed)
