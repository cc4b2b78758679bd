"""The extracts that show a matched list: heads first, complete and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answering.enumeration_texts import sentence_around
from chatbot.datatypes import Document, Enumeration, ItemLabel, ListItem, Span

ITEM_WORDS = 100
SINGLE_ITEM_WORDS = 250
TOTAL_WORDS = 900


@dataclass(frozen=True, slots=True)
class EnumerationMatch:
    """The asked list; ``items`` where single items of it are asked for.

    ``score`` is higher the better head and topic fit, about 0 to 2; ``lacking`` says that
    a single item is asked for that the list does not have, ``doubtful`` that it fits little.
    """

    document: Document
    enumeration: Enumeration
    items: tuple[ListItem, ...]
    score: float
    lacking: bool = False
    doubtful: bool = False

    @property
    def item(self) -> ListItem | None:
        """The asked item, the first where several are asked for."""
        return self.items[0] if self.items else None

    @property
    def of(self) -> int:
        """How many items the paper gives."""
        return len(self.enumeration.items)


@dataclass(frozen=True, slots=True)
class ListExtract:
    """A stretch to show; ``label`` is None for the trailer and for an inline list.

    ``highlights`` are the items' own words.
    """

    span: Span
    label: ItemLabel | None
    highlights: tuple[Span, ...] = ()


def extracts_for(match: EnumerationMatch) -> tuple[ListExtract, ...]:
    """What to show of a matched list, at most about 900 words.

    A block list gives one extract an item and one for the trailer; an inline list is its
    whole sentence with the items highlighted; a single item is shown at more length.
    """
    document, enumeration = match.document, match.enumeration
    if enumeration.kind == "inline":
        items = match.items or enumeration.items
        label = _label(enumeration, match.item) if match.item else None
        span = sentence_around(document, enumeration)
        return (ListExtract(span, label, tuple(item.span for item in items)),)
    if match.items:
        return tuple(_block(document, enumeration, i, SINGLE_ITEM_WORDS) for i in match.items)
    trailer = _trailer(document, enumeration)
    room = TOTAL_WORDS - sum(_count(document, part.span) for part in trailer)
    budget = min(ITEM_WORDS, max(1, room // max(1, len(enumeration.items))))
    shown = [_block(document, enumeration, item, budget) for item in enumeration.items]
    return (*shown, *trailer)


def _block(
    document: Document, enumeration: Enumeration, item: ListItem, budget: int
) -> ListExtract:
    span = _opening(document, item, budget)
    return ListExtract(span, _label(enumeration, item), (_head_inside(item, span),))


def _head_inside(item: ListItem, span: Span) -> Span:
    return item.head if span.contains(item.head) else span


def _label(enumeration: Enumeration, item: ListItem) -> ItemLabel:
    return ItemLabel(enumeration.id, item.number, item.label)


def _opening(document: Document, item: ListItem, budget: int) -> Span:
    """The item's first whole sentences within ``budget`` words; its head at least."""
    sentences = _sentences(document, item)
    if not sentences:
        return item.head
    end = max(item.head.end, sentences[0].end)
    start = min(item.span.start, item.head.start)
    for sentence in sentences:
        if sentence.end > end and _count(document, Span(start, sentence.end)) > budget:
            break
        end = max(end, sentence.end)
    return Span(start, end)


def _sentences(document: Document, item: ListItem) -> Sequence[Span]:
    return [
        sentence
        for paragraph in document.paragraphs
        if paragraph.span.overlap(item.span)
        for sentence in paragraph.sentences
        if item.span.contains(sentence)
    ]


def _trailer(document: Document, enumeration: Enumeration) -> tuple[ListExtract, ...]:
    trailer = enumeration.trailer
    if trailer is None or _count(document, trailer) > TOTAL_WORDS // 3:
        return ()
    return (ListExtract(trailer, None),)


def _count(document: Document, span: Span) -> int:
    return len(document.slice(span).split())
