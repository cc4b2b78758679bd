"""The tokenizer of multilingual-e5-small: SentencePiece unigrams with their places.

The likeliest segmentation under a unigram model (Kudo 2018, "Subword Regularization"), by
Viterbi's algorithm. Characters are normalised one by one, so every token knows its
characters. The ``tokenizers`` library gives the same pieces, but takes 200 MB of memory more
for a vocabulary of 250,000 than a dictionary does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.e5_weights import Vocabulary

Ints = NDArray[np.int64]

_BLANK = "▁"
"""What a blank, and the beginning of a text, is written as in pieces."""
_WORD = re.compile(f"{_BLANK}[^{_BLANK}]*|[^{_BLANK}]+")
_REMEMBERED = 1 << 15
"""How many words are remembered with their pieces."""
_UNLIKELY = 10.0
"""By how much a character without a piece is less likely than the least likely piece."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids (t,) with their (start, end) characters (t, 2) in the text."""

    ids: Ints
    spans: Ints


Cutter = Callable[[str], tuple[tuple[int, int, int], ...]]
"""Cuts one word, its blank in front, into pieces: the id, first and last character of each."""


@dataclass(frozen=True, slots=True)
class UnigramTokenizer:
    """Cuts text into the pieces of a vocabulary.

    ``begin`` and ``end`` are the ids of the special pieces around a text. No piece goes on
    beyond a blank, so words are cut one by one, and frequent ones are remembered.
    """

    cut: Cutter
    normal: Mapping[str, str]
    begin: int
    end: int

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text, without special ones; white space may be a token."""
        characters, origin = self._normalised(text)
        ids, spans = [], []
        for word in _WORD.finditer(characters):
            for number, first, last in self.cut(word.group()):
                start, end = word.start() + first, word.start() + last
                # The blank that a piece may open with is not one of the word's characters.
                opens = characters[start] == _BLANK and end > start + 1
                begins = max(origin[start + opens], 0)
                ids.append(number)
                spans.append((begins, max(origin[end - 1] + 1, begins)))
        return Tokens(np.array(ids, np.int64), np.array(spans, np.int64).reshape(-1, 2))

    def _normalised(self, text: str) -> tuple[str, list[int]]:
        """The text as pieces are written, and the place that each character comes from.

        The blank in front of a text comes from nowhere: it ends before it begins.
        """
        kept: list[str] = []
        origin: list[int] = []
        for at, character in enumerate(text):
            for form in self.normal.get(character, character):
                written = _BLANK if form == " " else form
                if written == _BLANK and kept and kept[-1] == _BLANK:
                    continue
                kept.append(written)
                origin.append(at)
        if not kept or kept[0] != _BLANK:
            kept.insert(0, _BLANK)
            origin.insert(0, -1)
        return "".join(kept), origin


def make_tokenizer(vocabulary: Vocabulary) -> UnigramTokenizer:
    """The tokenizer of a vocabulary; what a text holds never matches its special pieces."""
    special = vocabulary.unknown + 1
    entries = enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    pieces = {piece: (number, score) for number, (piece, score) in entries if number >= special}
    least = min(vocabulary.scores, default=0.0)
    unknown = (vocabulary.unknown, least - _UNLIKELY)
    cut = lru_cache(_REMEMBERED)(partial(segment, pieces, max(map(len, pieces)), unknown))
    return UnigramTokenizer(cut, vocabulary.normal, vocabulary.begin, vocabulary.end)


def segment(
    pieces: Mapping[str, tuple[int, float]], longest: int, unknown: tuple[int, float], word: str
) -> tuple[tuple[int, int, int], ...]:
    """The likeliest pieces of a word: the id, first and last character of each.

    ``pieces`` gives ids and log probabilities, ``unknown`` those of any one character
    without a piece; ``longest`` is the length of the longest piece.
    """
    size = len(word)
    best = [0.0] + [float("-inf")] * size
    came_from = [(0, unknown[0])] * (size + 1)
    for start in range(size):
        reached = best[start]
        for end in range(start + 1, min(start + longest, size) + 1):
            found = pieces.get(word[start:end])
            if found is not None and reached + found[1] > best[end]:
                best[end] = reached + found[1]
                came_from[end] = (start, found[0])
        if reached + unknown[1] > best[start + 1]:
            best[start + 1] = reached + unknown[1]
            came_from[start + 1] = (start, unknown[0])
    cuts: list[tuple[int, int, int]] = []
    end = size
    while end > 0:
        start, number = came_from[end]
        cuts.append((number, start, end))
        end = start
    return tuple(reversed(cuts))
