"""Words of a PDF mended: where a line broke them, and where a space was set inside of one."""

from __future__ import annotations

import re
from collections.abc import Callable

Known = Callable[[str], bool]
"""Whether the papers hold a run of characters: so words broken at line ends are mended."""

_LAST, _FIRST = re.compile(r"\S+$"), re.compile(r"\S+")
_HEX = re.compile(r"[0-9a-f]{4,}")
_HYPHENS = "-\u2010\u0002\u00ad\ufffe"
_GAP = re.compile(r"(?<=[가-힣]) (?=[^\s가-힣])|(?<=[^\s가-힣]) (?=[가-힣])")
_SYLLABLES = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def joined(text: str, words: str, known: Known) -> str:
    """A line after the text before it: mended where a word was broken."""
    before, after = _LAST.search(text), _FIRST.search(words)
    if before is None or after is None:
        return f"{text} {words}"
    left, right = before[0], after[0]
    if left[-1] in _HYPHENS and len(left) > 1 and left[-2].isalnum():
        return _without_break(text, words, left, right, known)
    if _HEX.search(left) and _HEX.fullmatch(left[-4:]) and _HEX.fullmatch(right.rstrip(".,")):
        return text + words
    breakable = "/" in left or "." in left[:-1] or _SYLLABLES.search(left[-1] + right[0])
    if breakable and known(left + right) and not known(f"{left} {right}"):
        return text + words
    return f"{text} {words}"


def gaps_closed(words: str, known: Known) -> str:
    """A line without the gaps that office programs set between Hangul and what is no Hangul.

    They look like spaces; one goes where the papers have the word in one piece only.
    """
    made = words
    for gap in reversed(list(_GAP.finditer(words))):
        left, right = _LAST.search(made[: gap.start()]), _FIRST.match(made, gap.end())
        if left and right and known(left[0] + right[0]) and not known(f"{left[0]} {right[0]}"):
            made = made[: gap.start()] + made[gap.end() :]
    return made


def _without_break(text: str, words: str, left: str, right: str, known: Known) -> str:
    """A word broken at a hyphen: the hyphen may be its own, or stand for the break."""
    soft = left[-1] not in "-\u2010"
    bare = re.sub(r"^\W+", "", left[:-1])
    tail = re.sub(r"\W+$", "", right)
    if known(bare + tail) or (soft and not known(f"{bare}-{tail}")):
        return text[:-1] + words
    return f"{text[:-1]}-{words}"
