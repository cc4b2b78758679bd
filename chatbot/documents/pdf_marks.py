"""Superscripts of the running text that mark a note, linked to it.

A mark belongs to the note of its number on the same page, else on the next (a note that
found no room), else to a numbered note at the paper's end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chatbot.documents.blocks import Block
from chatbot.documents.footnotes import Mark, Note, carries_mark
from chatbot.documents.inline import Edit
from chatbot.documents.pdf_blocks import PdfBlocks
from chatbot.documents.pdf_source import PdfSource, SourceLine, lines_of_blocks
from chatbot.documents.pdf_superscripts import FRACTION
from chatbot.documents.words import superscript_value

_KEYS = re.compile(r"\d{1,3}|[*∗†‡§¶#]+")
_MARKS = re.compile(r"[\d,;*∗†‡§¶# –-]+|(?:\d{1,3}\)[, ]?)+")
_TERM = re.compile(r"\((?:\b[^\W_]{1,2}\b|[\s+*·×/=−–-])+\)$")
"""A bracket with nothing in it but short names and signs of arithmetic: it is raised to a power."""
_NUMBER = re.compile(r"\s*\[?(\d{1,3})[\].)]?\s+")
_END_NOTES = re.compile(r"(?:\d+\.?\s+)?(?:end)?notes\s*:?", re.IGNORECASE)


def end_notes(source: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with numbered paragraphs under a heading “Notes” as notes."""
    marked = list(blocks)
    inside = False
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            inside = bool(_END_NOTES.fullmatch(block.text(source).strip()))
        elif inside and block.kind in ("text", "ordered"):
            start, end = block.lines[0]
            match = _NUMBER.match(source, start, end)
            if match and match.end() < end:
                lines = ((match.end(), end), *block.lines[1:])
                marked[index] = Block("note", block.start, block.end, lines, None, match[1])
    return marked


def link_marks(
    source: PdfSource, built: PdfBlocks, blocks: Sequence[Block]
) -> tuple[dict[int, list[Mark]], list[Note]]:
    """The marks of each block (by its index), and the notes with their own marks."""
    notes = [index for index, block in enumerate(blocks) if block.kind == "note"]
    pages = _pages(source, blocks)
    by_place: dict[tuple[int | None, str], int] = {}
    for index in notes:
        own = built.groups[index]
        page = pages[index] if source.groups[own].kind == "note" else None
        by_place.setdefault((page, blocks[index].mark or ""), index)
    marks: dict[int, list[Mark]] = {}
    first: dict[int, int] = {}
    for index, line in lines_of_blocks(source, blocks):
        if blocks[index].kind in ("note", "table", "remark"):
            continue
        for mark in _marks_of(source.text, line, by_place):
            note = _note_of(by_place, line.page, mark.key)
            marks.setdefault(index, []).append(mark)
            if note is not None:
                first.setdefault(note, mark.edit.start)
    linked = [Note(index, blocks[index].mark or "", first.get(index)) for index in notes]
    return marks, linked


def _before(text: str, begin: int, start: int) -> str:
    """The last words before a place of a line; one that a hyphen cut is whole again."""
    words = text[max(begin, start - 24) : start].rstrip()
    if start - begin < 24 and text[begin - 2 : begin] in ("-\n", "\xad\n"):
        return text[max(begin - 26, 0) : begin - 2].rpartition("\n")[2] + words
    return words


def _pages(source: PdfSource, blocks: Sequence[Block]) -> dict[int, int]:
    """The page of each block, by its first line."""
    pages: dict[int, int] = {}
    for index, line in lines_of_blocks(source, blocks):
        pages.setdefault(index, line.page)
    return pages


def _note_of(notes: Mapping[tuple[int | None, str], int], page: int, key: str) -> int | None:
    places = ((page, key), (page + 1, key), (None, key))
    return next((notes[place] for place in places if place in notes), None)


def _marks_of(
    text: str, line: SourceLine, notes: Mapping[tuple[int | None, str], int]
) -> list[Mark]:
    found: list[Mark] = []
    for start, end in line.raised:
        words = text[start:end]
        keys = [superscript_value(key) for key in _KEYS.findall(words)]
        if not keys or not _MARKS.fullmatch(words) or start == line.start:
            continue
        before = _before(text, line.start, start)
        noted = any(_note_of(notes, line.page, key) is not None for key in keys)
        if not carries_mark(before, noted=noted) or (")" in words and not noted):
            continue
        if _TERM.search(before) or text[end : line.end].lstrip().startswith(tuple(FRACTION)):
            continue
        begin = start - 1 if text[start - 1] == " " else start
        edit = Edit(begin, end, "", "footnote_mark")
        found += [Mark(key, edit) for key in keys]
    return found
