"""How near the words of a question stand to a stretch of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chatbot.answering.wording import Word

_REACH = 4.0
_CLAUSE_GAP = 4
_AFTER_SHARE = 0.7
_OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:]\s(?:and\s|but\s)?|\b(?:and|but|while)\s)"
    r"(?:(?:in|on|by|since|from|during|at|after|before|around|about|until|early in|late in)\s)?"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(r"[,;:](?=\s)|\b(?:while|whereas|but|although)\b|\s[–—]\s|—")


def nearness(
    sentence: str,
    found: tuple[int, int],
    there: Sequence[Word],
    weights: Mapping[str, float],
    *,
    adjunct: bool,
) -> float:
    """Weighted share of question stems in the sentence, each damped by its distance.

    The distance counts words, and a clause boundary as several; words inside the candidate
    do not count. An adjunct (date, place) mostly belongs to the words before it, unless it
    opens its clause.
    """
    total = sum(weights.values())
    start, end = found
    opens = _OPENS_CLAUSE.search(sentence[:start]) is not None
    damping = _AFTER_SHARE if adjunct and not opens else 1.0
    before = sum(word.end <= start for word in there)
    after = sum(word.start < end for word in there)
    closest: dict[str, float] = {}
    for place, word in enumerate(there):
        if word.stem not in weights or before <= place < after:
            continue
        behind = place >= before
        gap = place - after if behind else before - place - 1
        between = sentence[end : word.start] if behind else sentence[word.end : start]
        gap += _CLAUSE_GAP * len(_CLAUSE_BREAK.findall(between))
        near = (damping if behind else 1.0) / (1.0 + gap / _REACH)
        closest[word.stem] = max(closest.get(word.stem, 0.0), near)
    return sum(weights[s] * near for s, near in closest.items()) / total if total else 0.0
