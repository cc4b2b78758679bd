"""Signs inside a block: escapes, emphasis, ligatures, odd blanks, footnote marks.

Each is an ``Edit``, a replacement of a source range; what no edit covers is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chatbot.datatypes import PieceKind
from chatbot.documents.blocks import Range
from chatbot.documents.words import SUPERSCRIPTS

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``text`` stands for ``source[start:end]``."""

    start: int
    end: int
    text: str
    kind: PieceKind


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_BLANKS = re.compile(r"[^\S ]+(?:\s*)|\s{2,}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\u200b\u2060]+")
_SOFT_HYPHEN = re.compile("\xad+")
_SIGNS = re.compile(r"\*{1,3}|_{1,3}")


def find_edits(
    source: str, lines: Sequence[Range], marks: Iterable[Edit] = (), *, markup: bool = True
) -> list[Edit]:
    """The edits of a block's lines, in order, without overlap; ``marks`` go first.

    Without ``markup`` a backslash or a star is a sign like any other.
    """
    found = list(marks)
    for start, end in lines:
        found += _simple_edits(source, start, end)
    if not markup:
        return _without_overlap([edit for edit in found if edit.kind != "escape"])
    escaped = {edit.start + 1 for edit in found if edit.kind == "escape"}
    found += _emphasis(source, lines, escaped)
    return _without_overlap(found)


def _simple_edits(source: str, start: int, end: int) -> Iterable[Edit]:
    for match in _ESCAPE.finditer(source, start, end):
        yield Edit(match.start(), match.end(), match.group(1), "escape")
    for match in _LIGATURE.finditer(source, start, end):
        yield Edit(match.start(), match.end(), LIGATURES[match.group()], "ligature")
    for match in _BLANKS.finditer(source, start, end):
        yield Edit(match.start(), match.end(), " ", "whitespace")
    for match in _CONTROLS.finditer(source, start, end):
        yield Edit(match.start(), match.end(), "", "whitespace")
    for match in _SOFT_HYPHEN.finditer(source, start, end):
        yield Edit(match.start(), match.end(), "", "hyphenation")


def _emphasis(source: str, lines: Sequence[Range], escaped: set[int]) -> Iterable[Edit]:
    """Paired emphasis signs around words; an unpaired sign is left alone.

    Stricter than CommonMark: a sign opens only after and closes only before a
    non-word character, so that “p*q*r” and “snake_case” keep theirs.
    """
    stack: list[re.Match[str]] = []
    limits = (lines[0][0], lines[-1][1]) if lines else (0, 0)
    for start, end in lines:
        for sign in _SIGNS.finditer(source, start, end):
            if sign.start() in escaped:
                continue
            before = source[sign.start() - 1] if sign.start() > limits[0] else " "
            after = source[sign.end()] if sign.end() < limits[1] else " "
            opener = _opener_of(stack, sign, source) if _may_close(before, after) else None
            if opener is not None:
                del stack[opener + 1 :]
                partner = stack.pop()
                yield Edit(partner.start(), partner.end(), "", "emphasis")
                yield Edit(sign.start(), sign.end(), "", "emphasis")
            elif _may_open(before, after):
                stack.append(sign)


def _is_word(character: str) -> bool:
    return character.isalnum() and character not in SUPERSCRIPTS


def _may_open(before: str, after: str) -> bool:
    return not _is_word(before) and not after.isspace() and after not in ",;:!?)]}"


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and not _is_word(after)


def _opener_of(stack: list[re.Match[str]], sign: re.Match[str], source: str) -> int | None:
    """The innermost open sign of the same kind with a letter or digit between."""
    for index in range(len(stack) - 1, -1, -1):
        if stack[index].group() == sign.group():
            between = source[stack[index].end() : sign.start()]
            return index if any(character.isalnum() for character in between) else None
    return None


def _without_overlap(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
