"""Sections, paragraphs and footnotes from laid-out units."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from chatbot.datatypes import Footnote, Paragraph, ParagraphRole, Section, SectionPath, Span
from chatbot.documents.blocks import Block, BlockKind
from chatbot.documents.footnotes import Note
from chatbot.documents.headings import ATX, LABEL, NUMBER, ROMAN
from chatbot.documents.joining import Unit
from chatbot.documents.sentences import split_rows, split_sentences

PARAGRAPH_KINDS: frozenset[BlockKind] = frozenset({"text", "header", "bullet", "ordered", "table"})


def build_sections(
    text: str,
    blocks: Sequence[Block],
    units: Sequence[Unit],
    spans: Sequence[Span],
    roles: Sequence[ParagraphRole],
) -> tuple[Section, ...]:
    """The sections of the body (and of references), nested by level."""
    heads = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "heading" and roles[index] != "front" and len(spans[index])
    ]
    heads = [index for index in heads if roles[index] == "body" or _has_text(units, roles, index)]
    levels = _levels([blocks[units[index].blocks[0]] for index in heads])
    body_end = _sectioned_end(units, spans, roles, heads)
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    for order, index in enumerate(heads):
        level = levels[order]
        path = [entry for entry in path if entry[0] < level]
        path.append((level, text[spans[index].start : spans[index].end]))
        following = next(
            (heads[later] for later in range(order + 1, len(heads)) if levels[later] <= level), None
        )
        end = body_end if following is None else spans[following - 1].end
        names: SectionPath = tuple(name for _, name in path)
        span = Span(spans[index].start, max(end, spans[index].end))
        sections.append(Section(spans[index], span, names, len(path)))
    return tuple(sections)


def _sectioned_end(
    units: Sequence[Unit],
    spans: Sequence[Span],
    roles: Sequence[ParagraphRole],
    heads: Sequence[int],
) -> int:
    """The end of the last section: of the body, or of references that close the paper."""
    last_head = heads[-1] if heads else len(units)
    tail = roles[last_head] if last_head < len(units) else "body"
    return max((spans[i].end for i in range(len(units)) if roles[i] in ("body", tail)), default=0)


def _has_text(units: Sequence[Unit], roles: Sequence[ParagraphRole], index: int) -> bool:
    """Whether a heading in the back matter has text of its own (references do)."""
    below = units[index + 1] if index + 1 < len(units) else None
    return below is not None and below.kind in PARAGRAPH_KINDS and "body" in roles


def _levels(heads: Sequence[Block]) -> list[int]:
    """A level for each heading: written ones as they are, others one below these."""
    explicit = [block.level or 1 for block in heads if block.mark in (ATX, NUMBER, ROMAN)]
    levels: list[int] = []
    current = 0
    for block in heads:
        if block.mark in (ATX, NUMBER, ROMAN, LABEL):
            current = block.level or 1
            levels.append(current)
        elif explicit:
            levels.append((current if block.mark != LABEL else 0) + 1)
        else:
            levels.append(1)
    return levels


def build_paragraphs(
    text: str,
    units: Sequence[Unit],
    spans: Sequence[Span],
    roles: Sequence[ParagraphRole],
    sections: Sequence[Section],
    language: str,
) -> tuple[Paragraph, ...]:
    """The paragraphs in order; those of the body are numbered from 1."""
    paragraphs: list[Paragraph] = []
    heads = frozenset(section.heading.start for section in sections)
    number = 0
    for unit, span, role in zip(units, spans, roles, strict=True):
        is_text = unit.kind in PARAGRAPH_KINDS or (unit.kind == "heading" and role != "body")
        if not is_text or not len(span) or span.start in heads:
            continue
        number += role == "body"
        words = text[span.start : span.end]
        if unit.kind == "table":
            sentences = split_rows(words, span.start)
        else:
            sentences = split_sentences(words, span.start, language)
        own = number if role == "body" else None
        section = _section_of(span, sections)
        paragraphs.append(Paragraph(span, role, own, section, sentences))
    return tuple(paragraphs)


def _section_of(span: Span, sections: Sequence[Section]) -> int | None:
    """The innermost section that holds the span: the last one before it that reaches it."""
    index = bisect_right(sections, span.start, key=lambda section: section.span.start) - 1
    while index >= 0 and sections[index].span.end < span.end:
        index -= 1
    return index if index >= 0 else None


def bullet_starts(
    blocks: Sequence[Block], units: Sequence[Unit], spans: Sequence[Span]
) -> frozenset[int]:
    """Where paragraphs that were bullets start in the text; ``spans`` are the units'."""
    return frozenset(
        span.start
        for unit, span in zip(units, spans, strict=True)
        if blocks[unit.blocks[0]].kind == "bullet"
    )


def build_footnotes(
    notes: Sequence[Note],
    spans: Mapping[int, Span],
    places: Mapping[int, int],
    paragraphs: Sequence[Paragraph],
) -> tuple[Footnote, ...]:
    """The notes in the order of the text, each with the place of its mark."""
    footnotes = []
    for note in notes:
        anchor = places.get(note.mark_start) if note.mark_start is not None else None
        span = spans[note.block]
        footnotes.append(Footnote(note.key, span, anchor, _number_at(anchor, paragraphs)))
    return tuple(footnotes)


def _number_at(offset: int | None, paragraphs: Sequence[Paragraph]) -> int | None:
    """The number of the paragraph that holds, or ends at, an offset."""
    if offset is None:
        return None
    index = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.span.start) - 1
    held = index >= 0 and offset <= paragraphs[index].span.end
    return paragraphs[index].number if held else None
