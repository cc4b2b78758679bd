"""Figures of a text edition: the title, notes and source line that the text keeps.

A figure is told by its “Source: …” line, by a caption (“Figure 1. …”, “Table 2: …”), or
by a Markdown image; the image itself is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.datatypes import Figure, Paragraph, Span
from chatbot.documents.blocks import Block, BlockKind
from chatbot.documents.headings import CAPS
from chatbot.documents.items import with_sign
from chatbot.documents.words import ends_open, ends_sentence, is_all_caps, words_of

_MAX_TITLE, _MAX_TITLE_WORDS, _MAX_NOTE = 220, 18, 320
_NOTE = re.compile(r"(?:\*+(?=[ \t]?\w)|†|‡|Notes?[ \t]*[:.]|N\.?B\.?[: ])", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_SOURCE_LABEL = re.compile(r"^Sources?\s*:\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"^((?:Fig(?:ure)?\.?|Table|Chart|Graph|Diagram|Map|Exhibit|Scheme|Plate|Box|Algorithm|Listing|Code)"
    r"\s+(?:[A-Z]?\d{1,3}(?:[.-]\d{1,3})?[a-z]?|[IVX]{1,5}))"
    r"(?:\s*[.:|—–]\s*|\s+(?-i:(?=[A-Z“\"(]))|$)",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r"(.{12,}?[.!?])\s+(?=[A-Z(])")


@dataclass(frozen=True, slots=True)
class FigureBlocks:
    """The blocks of one figure, by index; ``members`` are all of them in order."""

    title: int | None
    source: int | None
    notes: tuple[int, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """Indices of all blocks of the figure, in order."""
        named = [index for index in (self.title, self.source) if index is not None]
        return tuple(sorted([*named, *self.notes]))


def find_figures(source: str, blocks: Sequence[Block]) -> tuple[list[Block], list[FigureBlocks]]:
    """The blocks with those of figures marked as such, and the figures in order."""
    marked = [_image_as_caption(source, block) for block in blocks]
    figures: list[FigureBlocks] = []
    used: set[int] = set()
    for index, block in enumerate(marked):
        figure = None
        if block.kind == "source" and len(block.text(source)) <= _MAX_NOTE:
            figure = _above_source(source, marked, index, used)
        elif block.kind == "caption" and not _source_follows(source, marked, index):
            figure = FigureBlocks(index, None, ())
        if figure is not None:
            figures.append(figure)
            used.update(figure.members)
            _mark_members(source, marked, figure)
    return [_unused(block, index, used) for index, block in enumerate(marked)], figures


def build_figures(
    text: str,
    parts: Sequence[FigureBlocks],
    spans: Mapping[int, Span],
    paragraphs: Sequence[Paragraph],
) -> list[Figure]:
    """The figures in the order of the text, numbered ``fig-1`` …; ``spans`` are the blocks'."""
    figures: list[Figure] = []
    for number, part in enumerate(parts, start=1):
        own = {index: spans[index] for index in part.members}
        anchor = Span(min(s.start for s in own.values()), max(s.end for s in own.values()))
        texts = {index: text[span.start : span.end] for index, span in own.items()}
        above = [p.number for p in paragraphs if p.number and p.span.end <= anchor.start]
        before = above[-1] if above else None
        figures.append(describe(f"fig-{number}", part, texts, anchor, before))
    return figures


def describe(
    figure_id: str,
    parts: FigureBlocks,
    texts: dict[int, str],
    anchor: Span,
    paragraph: int | None,
) -> Figure:
    """The figure of some blocks; ``texts`` are the blocks' clean words by index."""
    label, title, remark = _title_of(texts.get(parts.title, "") if parts.title is not None else "")
    notes = [texts[index] for index in parts.notes]
    line = texts[parts.source] if parts.source is not None else ""
    return Figure(
        id=figure_id,
        label=label,
        title=title,
        source=_SOURCE_LABEL.sub("", line).strip().rstrip(".").rstrip() or None,
        notes=tuple([remark, *notes] if remark else notes),
        anchor=anchor,
        paragraph=paragraph,
        mentions=(),
    )


def _title_of(words: str) -> tuple[str | None, str | None, str | None]:
    """“Figure 1. Trade by year. In billions.” → its label, title and remark."""
    match = _LABEL.match(words)
    label = match.group(1) if match else None
    rest = words[match.end() :].strip() if match else words.strip()
    first = _FIRST_SENTENCE.match(rest)
    title, remark = (first.group(1), rest[first.end() :].strip()) if first else (rest, "")
    if label is not None:
        title = title.rstrip(".")
    return label, title or None, remark or None


def _image_as_caption(source: str, block: Block) -> Block:
    """A line that is a Markdown image with a description: a caption of these words."""
    if block.kind != "text" or len(block.lines) != 1:
        return block
    match = _IMAGE.fullmatch(source, *block.lines[0])
    if match is None or not match.group(1).strip():
        return block
    return replace(block, kind="caption", lines=(match.span(1),))


def _source_follows(source: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether notes and a source line come directly below a caption."""
    for block in blocks[index + 1 :]:
        if block.kind == "source":
            return len(block.text(source)) <= _MAX_NOTE
        if not _is_note(source, block):
            return False
    return False


def _above_source(source: str, blocks: Sequence[Block], index: int, used: set[int]) -> FigureBlocks:
    """The figure that a source line closes: its notes and title stand above."""
    notes: list[int] = []
    above = index - 1
    while above >= 0 and above not in used and _is_note(source, blocks[above]):
        notes.append(above)
        above -= 1
    title = above if above >= 0 and above not in used and _is_title(source, blocks, above) else None
    below = index + 1
    while below < len(blocks) and _is_note(source, blocks[below], worded=True):
        notes.append(below)
        below += 1
    return FigureBlocks(title, index, tuple(sorted(notes)))


def _is_note(source: str, block: Block, *, worded: bool = False) -> bool:
    """“* …” or “Note: …”; ``worded`` asks for the second form."""
    text = source[block.start : block.end].strip()
    if block.kind not in ("text", "bullet") or len(text) > _MAX_NOTE:
        return False
    match = _NOTE.match(text) or (re.match(r"\*+[ \t]", text) if block.kind == "bullet" else None)
    return match is not None and not (worded and text.startswith(("*", "†", "‡")))


def _is_title(source: str, blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    if block.kind == "caption":
        return True
    text = block.text(source)
    if block.kind not in ("text", "heading") or len(text) > _MAX_TITLE or len(block.lines) > 3:
        return False
    if is_all_caps(text):
        return block.mark in (None, CAPS)
    short = len(words_of(text)) <= _MAX_TITLE_WORDS and text[:1].isupper()
    return block.kind == "text" and short and not ends_sentence(text) and not ends_open(text)


def _mark_members(source: str, blocks: list[Block], figure: FigureBlocks) -> None:
    if figure.title is not None:
        blocks[figure.title] = replace(blocks[figure.title], kind="caption")
    for index in figure.notes:
        blocks[index] = replace(with_sign(source, blocks[index]), kind="remark")


def _unused(block: Block, index: int, used: set[int]) -> Block:
    """A long “Source: …” paragraph is plain text."""
    kind: BlockKind = "text"
    return replace(block, kind=kind) if block.kind == "source" and index not in used else block
