"""Footnotes: which blocks are notes, and where their marks stand in the text.

Marks are superscript digits, Markdown's ``[^1]``, and, only where notes with the same
numbers exist, ``[1]`` or digits glued to a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot.documents.blocks import Block
from chatbot.documents.headings import is_references
from chatbot.documents.inline import Edit
from chatbot.documents.words import SUPERSCRIPTS, superscript_value

_PLAIN_NOTE = re.compile(r"(\d{1,2})[ \t]+(?=[A-Z\"'‘“(])")
_SUPERSCRIPT_RUN = re.compile(rf"[ \t]*[{SUPERSCRIPTS}]+(?:,[ \t]?[{SUPERSCRIPTS}]+)*")
_NAMED_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_BRACKET_MARK = re.compile(r"[ \t]*\[(\d{1,3})\]")
_GLUED_MARK = re.compile(r"(?<=[a-z.,;:!?)\"'”’»])(\d{1,2})(?![\w%°])")
_UNIT = re.compile(
    r"(?:\d|\b(?:[kcmdµμ]?m|ft|in|sec|s|kg|g|[A-Za-z]|log|sin|cos|tan|exp|CO|SO|NO|NH|χ))$"
)
_CARRIER = re.compile(r"(?:[^\W\d_]{4,}|[.,;:!?)\]\"'”’»])$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark in the source; ``edit`` removes it."""

    key: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Note:
    """A note block with the source offset of its mark, None where none was found."""

    block: int
    key: str
    mark_start: int | None


def mark_notes(source: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with bracketed and plainly numbered notes told as notes.

    They are taken only as a whole series 1, 2, 3 … whose marks stand before them, and
    never from a list of references.
    """
    marked = list(blocks)
    limit = _references_start(source, blocks)
    bracketed = [i for i, block in enumerate(blocks[:limit]) if _is_bracketed(block)]
    plain = [
        index
        for index, block in enumerate(blocks[:limit])
        if block.kind == "text" and _PLAIN_NOTE.match(source, *block.lines[0])
    ]
    for indices, note, mark in (
        (bracketed, _BRACKET_MARK, _BRACKET_MARK),
        (plain, _PLAIN_NOTE, _GLUED_MARK),
    ):
        for index in _note_series(source, blocks, indices, note, mark):
            marked[index] = _as_note(source, blocks[index], note)
    return [_unless_note(block) for block in marked]


def _unless_note(block: Block) -> Block:
    """“[85] Besides …” that is no note is text that begins with a reference mark."""
    return replace(block, kind="text", mark=None) if _is_bracketed(block) else block


def _is_bracketed(block: Block) -> bool:
    return block.kind == "ordered" and (block.mark or "").isdigit()


def find_marks(source: str, blocks: Sequence[Block]) -> tuple[dict[int, list[Mark]], list[Note]]:
    """The marks of each block (by its index) and the notes, each with its own mark."""
    notes = [index for index, block in enumerate(blocks) if block.kind == "note"]
    keys = {_key(blocks[index]) for index in notes}
    styles = _note_styles(source, blocks)
    marks: dict[int, list[Mark]] = {}
    for index, block in enumerate(blocks):
        if block.kind not in ("note", "table"):
            found = [mark for line in block.lines for mark in _marks_of(source, line, styles, keys)]
            if found:
                marks[index] = found
    return marks, _linked(blocks, notes, marks)


def _key(block: Block) -> str:
    return superscript_value(block.mark or "")


def _linked(
    blocks: Sequence[Block], notes: Sequence[int], marks: dict[int, list[Mark]]
) -> list[Note]:
    """Each note with the first mark of its number after the last note of that number."""
    places: dict[str, list[int]] = {}
    for found in marks.values():
        for mark in found:
            places.setdefault(mark.key, []).append(mark.edit.start)
    linked: list[Note] = []
    last_note: dict[str, int] = {}
    for index in notes:
        key = _key(blocks[index])
        free = [start for start in places.get(key, ()) if start > last_note.get(key, -1)]
        last_note[key] = blocks[index].start
        linked.append(Note(index, key, min(free) if free else None))
    return linked


def _references_start(source: str, blocks: Sequence[Block]) -> int:
    """The index of the heading that opens the references, else the number of blocks."""
    for index, block in enumerate(blocks):
        if len(block.lines) == 1 and is_references(block.text(source)):
            return index
    return len(blocks)


def _as_note(source: str, block: Block, pattern: re.Pattern[str]) -> Block:
    start, end = block.lines[0]
    match = pattern.match(source, start, end)
    if match is None:
        return block
    words = match.end() + len(source[match.end() : end]) - len(source[match.end() : end].lstrip())
    return replace(block, kind="note", mark=match.group(1), lines=((words, end), *block.lines[1:]))


def _note_series(
    source: str,
    blocks: Sequence[Block],
    indices: Sequence[int],
    note: re.Pattern[str],
    mark: re.Pattern[str],
) -> list[int]:
    """The blocks numbered 1, 2, 3 …, if a mark of each stands in a text before it."""
    series: list[int] = []
    for index in indices:
        match = note.match(source, *blocks[index].lines[0])
        if match is not None and int(match.group(1)) == len(series) + 1:
            series.append(index)
    for number, index in enumerate(series, start=1):
        if not any(
            found.group(1) == str(number)
            for block in blocks[:index]
            if block.kind == "text"
            for line in block.lines
            for found in mark.finditer(source, *line)
        ):
            return []
    return series


def _marks_of(
    source: str, line: tuple[int, int], styles: frozenset[str], keys: set[str]
) -> Iterator[Mark]:
    start, end = line
    for match in _SUPERSCRIPT_RUN.finditer(source, start, end):
        yield from _superscript_marks(source, start, match, keys)
    for style, pattern in (("^", _NAMED_MARK), ("[", _BRACKET_MARK), ("d", _GLUED_MARK)):
        if style not in styles:
            continue
        for match in pattern.finditer(source, start, end):
            if match.group(1) in keys:
                edit = Edit(match.start(), match.end(), "", "footnote_mark")
                yield Mark(match.group(1), edit)


def _superscript_marks(
    source: str, line_start: int, match: re.Match[str], keys: set[str]
) -> Iterator[Mark]:
    """A superscript run as marks: noted and no exponent, or clearly set behind a word."""
    before = source[max(line_start, match.start() - 24) : match.start()]
    numbers = [superscript_value(part.strip()) for part in match.group().split(",")]
    if not carries_mark(before, noted=any(number in keys for number in numbers)):
        return
    edit = Edit(match.start(), match.end(), "", "footnote_mark")
    for number in numbers:
        yield Mark(number, edit)


def carries_mark(before: str, *, noted: bool) -> bool:
    """Whether a superscript after these words is a mark, not an exponent or an index.

    ``noted``: there is a note of its number.
    """
    return (noted and not _UNIT.search(before)) or bool(_CARRIER.search(before))


def _note_styles(source: str, blocks: Sequence[Block]) -> frozenset[str]:
    """How the document's notes are marked: ``^`` named, ``[`` bracketed, ``d`` digits."""
    styles = set()
    for block in blocks:
        if block.kind == "note" and block.lines:
            opening = source[block.start : block.lines[0][0]].lstrip()
            if opening.startswith("[^"):
                styles.add("^")
            elif opening.startswith("["):
                styles.add("[")
            elif opening[:1].isdigit() and opening[0] not in SUPERSCRIPTS:
                styles.add("d")
    return frozenset(styles)
