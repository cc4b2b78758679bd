"""Front matter, body, back matter: where the paper itself begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.datatypes import ParagraphRole
from chatbot.documents.blocks import Block
from chatbot.documents.headings import ATX, PLAIN, STRONG, is_references
from chatbot.documents.joining import Unit
from chatbot.documents.words import STOP_WORDS, ends_sentence, is_address, is_caseless, words_of

_MIN_SENTENCE, _IMPRINT_WORDS, _PARAGRAPH_WORDS = 4, 12, 20
_KOREAN_NAME = 4
"""Syllables of the longest usual name; Chinese and Japanese ones are as long."""
_DISCLAIMER = re.compile(
    r"\b(?:views|opinions)\b.{0,80}\b(?:those of the authors?|do(?:es)? not (?:necessarily )?"
    r"(?:represent|reflect)|expressed)|\ball rights reserved\b|©",
    re.IGNORECASE | re.DOTALL,
)
_BODY_KINDS: frozenset[str] = frozenset({"bullet", "ordered", "table"})


def assign_roles(
    source: str, blocks: Sequence[Block], units: Sequence[Unit]
) -> list[ParagraphRole]:
    """One role per unit."""
    texts = [" ".join(blocks[index].text(source) for index in unit.blocks) for unit in units]
    start = _body_start(blocks, units, texts)
    stop = _body_stop(units, texts, start)
    roles: list[ParagraphRole] = [
        "front" if index < start else "body" if index < stop else "back"
        for index in range(len(units))
    ]
    _mark_references(blocks, units, texts, roles)
    return roles


def _body_start(blocks: Sequence[Block], units: Sequence[Unit], texts: Sequence[str]) -> int:
    """The first section heading or paragraph, whichever comes first.

    A heading directly above the first paragraph opens the body too, unless it is the
    document's title or looks like a person's name.
    """
    everything = range(len(units))
    heading = next((i for i in everything if _opens_body(blocks, units, i)), None)
    paragraph = next(
        (i for i in everything if _is_paragraph(units, texts, i, strict=heading is not None)), None
    )
    if paragraph is None and heading is None:
        return 0
    if heading is not None and (paragraph is None or heading <= paragraph):
        return heading
    start = paragraph or 0
    while start > 1 and units[start - 1].kind == "heading":
        block = blocks[units[start - 1].blocks[0]]
        if block.mark == PLAIN and _is_name(texts[start - 1]):
            break
        start -= 1
    return start


def _opens_body(blocks: Sequence[Block], units: Sequence[Unit], index: int) -> bool:
    block = blocks[units[index].blocks[0]]
    if block.kind != "heading":
        return False
    return block.mark in STRONG or (block.mark == ATX and index > 0)


def _is_paragraph(units: Sequence[Unit], texts: Sequence[str], index: int, *, strict: bool) -> bool:
    """Whether a unit is running text of the paper, not of its title page.

    ``strict`` asks for a long whole sentence: a heading below will open the body anyway.
    """
    unit, text = units[index], texts[index]
    if unit.kind == "table" or _is_listed(units, index):
        return True
    if unit.kind not in ("text", "bullet", "ordered") or _is_disclaimer(text):
        return False
    count = len(words_of(text))
    if strict:
        return count >= _PARAGRAPH_WORDS and ends_sentence(text)
    return count >= _PARAGRAPH_WORDS or (ends_sentence(text) and _is_worded(text))


def _is_worded(text: str) -> bool:
    """Whether most words are in lower case, as in a sentence, not in a title or a name."""
    words = words_of(text)
    return len(words) >= _MIN_SENTENCE and (
        sum(w[0].islower() or is_caseless(w) for w in words) > len(words) / 2
    )


def _is_listed(units: Sequence[Unit], index: int) -> bool:
    kind = units[index].kind
    near = [*units[max(0, index - 1) : index], *units[index + 1 : index + 2]]
    return kind in ("bullet", "ordered") and any(unit.kind == kind for unit in near)


def _is_disclaimer(text: str) -> bool:
    signed = text[:1] in "*_" and text.rstrip()[-1:] in "*_"
    return len(words_of(text)) < 120 and (signed or bool(_DISCLAIMER.search(text)))


def _is_name(text: str) -> bool:
    words = words_of(text)
    if len(words) == 1 and is_caseless(words[0]):
        return len(words[0]) <= _KOREAN_NAME
    return len(words) <= 4 and all(
        word[0].isupper() and word.lower() not in STOP_WORDS for word in words
    )


def _body_stop(units: Sequence[Unit], texts: Sequence[str], start: int) -> int:
    """The end of the last paragraph: what follows are addresses, logos and names."""
    for index in range(len(units) - 1, start - 1, -1):
        if units[index].kind in _BODY_KINDS:
            return index + 1
        if units[index].kind == "text" and not _is_imprint(texts[index]):
            return index + 1
    return len(units)


def _is_imprint(text: str) -> bool:
    if is_address(text):
        return True
    return len(words_of(text)) < _IMPRINT_WORDS and not ends_sentence(text)


def _mark_references(
    blocks: Sequence[Block],
    units: Sequence[Unit],
    texts: Sequence[str],
    roles: list[ParagraphRole],
) -> None:
    """A list of references is back matter, up to the next heading of its level."""
    inside: int | None = None
    for index, unit in enumerate(units):
        block = blocks[unit.blocks[0]]
        if unit.kind == "heading":
            level = block.level or 1
            if is_references(texts[index]):
                inside = level
            elif inside is not None and level <= inside:
                inside = None
        if inside is not None and roles[index] == "body":
            roles[index] = "back"
