"""Where an extractive reader's scores say that the answer stands.

As in Devlin et al. 2019 ("BERT", SQuAD 2.0): a span's score is the sum of its first
token's start score and its last token's end score; the score of no answer is that sum
at the special token that opens the input.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.vectors import Floats

_OUTER = frozenset(".,;:!?…\"'“”‘’«»()[]{}")
_BREAKS = frozenset("—")


def best_span(
    starts: Floats, ends: Floats, allowed: NDArray[np.bool_], longest: int
) -> tuple[int, int, float] | None:
    """First and last token of the best span, and its score; the earliest of equal ones.

    Args:
        starts, ends: (t,) scores of each token as the first and as the last one.
        allowed: (t,) whether a token belongs to the text.
        longest: the most tokens that a span may have, at least one.

    Returns:
        None where no token is allowed.
    """
    places = np.flatnonzero(allowed)
    if not len(places):
        return None
    scores = np.round(starts[places, None] + ends[None, places], 6)
    lengths = places[None, :] - places[:, None] + 1
    scores = np.where((lengths >= 1) & (lengths <= longest), scores, -np.inf)
    first, last = divmod(int(scores.argmax()), len(places))
    return int(places[first]), int(places[last]), float(scores[first, last])


def whole_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """``text[start:end]`` grown to whole words and figures; None where it holds only blanks.

    A word is what stands between blanks or long dashes (“58.9%”, “Korean-Russian”),
    without the punctuation around it unless that was asked for.
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    first, last = start, end
    while first > 0 and not _parts(text[first - 1]):
        first -= 1
    while last < len(text) and not _parts(text[last]):
        last += 1
    while first < start and text[first] in _OUTER:
        first += 1
    while last > end and text[last - 1] in _OUTER:
        last -= 1
    return first, last


def _parts(character: str) -> bool:
    return character.isspace() or character in _BREAKS
