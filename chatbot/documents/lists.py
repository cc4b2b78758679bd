"""Enumerations: labelled items over sentences and paragraphs, bullets, their lead.

An item runs until the next one, whatever paragraphs lie between; the last one ends with
its own paragraph. A series counts from one, without a gap, inside one section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chatbot.datatypes import Enumeration, ListItem, Paragraph, Span
from chatbot.documents.inline_lists import find_inline_lists
from chatbot.documents.numbering import CARDINALS, LAST, Label, labels_of

_MAX_APART = 8  # paragraphs from one item to the next
_ANNOUNCES = re.compile(
    r":$|\b(?:following|follows|below|as under)\b|\b(?:"
    + "|".join(CARDINALS[1:])
    + r"|several|various|multiple|many|a number of|a few|[2-9]|1\d)\b(?:\s+[\w-]+){0,4}?"
    r"\s+(?:\w+s|criteria|phenomena)\b"
    r"|다음과 같|[두세네]\s?가지|(?:다섯|여섯|일곱)\s?가지"
    r"|\bследующ|\b(?:две|три|четыре|пять|шесть)\b",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"(?:(?:In addition|Besides|Moreover|Furthermore|Additionally|Finally|Also),?\s+)?"
    r"(?:there (?:is|are|was|were|has been|have been) also\b|there (?:are|were) other\b"
    r"|(?:an)?other (?:[\w-]+ ){0,3}(?:factors?|reasons?|causes?|problems?|issues?|goals?"
    r"|obstacles?|challenges?|measures?|areas?|aims?|advantages?|limitations?)\b)",
    re.IGNORECASE,
)
_TRAILS = re.compile(r"\b(?:such as|including|namely|among them)\b|:")


@dataclass(frozen=True, slots=True)
class _Marker:
    """A labelled sentence: where it stands, by paragraph and sentence index."""

    label: Label
    paragraph: int
    sentence: int


def find_lists(
    text: str, paragraphs: Sequence[Paragraph], bullets: frozenset[int]
) -> tuple[Enumeration, ...]:
    """All enumerations of the body in the order of their first items.

    ``bullets`` are the text offsets at which paragraphs that were bullets start.
    """
    body = [p for p in paragraphs if p.number is not None and p.sentences]
    found = [_from_markers(text, body, series) for series in _series(text, body)]
    found += [_from_bullets(text, body, run) for run in _bullet_runs(body, bullets)]
    # Rows of tables and lines of code have their commas for other reasons.
    prose = [p for p in body if "\n" not in text[p.span.start : p.span.end]]
    found += find_inline_lists(text, prose)
    found.sort(key=lambda entry: (entry.items[0].span, -entry.items[-1].span.end))
    return tuple(replace(entry, id=f"list-{number}") for number, entry in enumerate(found, start=1))


# --- labelled series ---------------------------------------------------------


def _markers(text: str, body: Sequence[Paragraph]) -> Iterator[_Marker]:
    for index, paragraph in enumerate(body):
        for order, sentence in enumerate(paragraph.sentences):
            opening = text[sentence.start : min(sentence.end, sentence.start + 60)]
            for label in labels_of(opening):
                yield _Marker(label, index, order)


def _series(text: str, body: Sequence[Paragraph]) -> list[list[_Marker]]:
    """Series 1, 2, 3 … of one family; a new 1 starts a new one."""
    open_series: dict[str, list[_Marker]] = {}
    complete: list[list[_Marker]] = []
    for marker in _markers(text, body):
        family = marker.label.family
        current = open_series.get(family)
        if current is not None and _follows(body, current, marker):
            current.append(marker)
        elif marker.label.number == 1:
            open_series[family] = [marker]
            complete.append(open_series[family])
    return [series for series in _without_twins(complete) if len(series) > 1]


def _follows(body: Sequence[Paragraph], series: Sequence[_Marker], marker: _Marker) -> bool:
    last = series[-1]
    if last.label.number == LAST:
        return False
    counted = marker.label.number == last.label.number + 1
    closes = marker.label.number == LAST and len(series) > 1
    return (
        (counted or closes)
        and body[marker.paragraph].section == body[last.paragraph].section
        and marker.paragraph - last.paragraph <= _MAX_APART
    )


def _without_twins(found: Sequence[list[_Marker]]) -> list[list[_Marker]]:
    """Of two readings of the same labels (i as roman, as letter) the longer series."""
    best: dict[tuple[int, int], list[_Marker]] = {}
    for series in found:
        place = (series[0].paragraph, series[0].sentence)
        if place not in best or len(series) > len(best[place]):
            best[place] = series
    return list(best.values())


def _from_markers(text: str, body: Sequence[Paragraph], series: Sequence[_Marker]) -> Enumeration:
    items = []
    for number, marker in enumerate(series, start=1):
        paragraph = body[marker.paragraph]
        head = paragraph.sentences[marker.sentence]
        following = series[number] if number < len(series) else None
        last, end = _item_end(body, marker, following)
        numbers = tuple(p.number for p in body[marker.paragraph : last + 1] if p.number)
        items.append(ListItem(number, marker.label.text, head, Span(head.start, end), numbers))
    lead = _lead(text, body, series[0].paragraph, series[0].sentence, len(items))
    trailer = _trailer(text, body, series[-1].paragraph)
    return Enumeration("", "block", lead, tuple(items), trailer)


def _item_end(
    body: Sequence[Paragraph], marker: _Marker, following: _Marker | None
) -> tuple[int, int]:
    """The index of an item's last paragraph and the offset where the item ends."""
    if following is None:
        return marker.paragraph, body[marker.paragraph].span.end
    if following.sentence == 0:
        last = max(marker.paragraph, following.paragraph - 1)
        return last, body[last].span.end
    return following.paragraph, body[following.paragraph].sentences[following.sentence - 1].end


# --- bullets -----------------------------------------------------------------


def _bullet_runs(body: Sequence[Paragraph], bullets: frozenset[int]) -> list[list[int]]:
    """Runs of two or more bulleted paragraphs next to each other, by index."""
    runs: list[list[int]] = []
    for index, paragraph in enumerate(body):
        if paragraph.span.start not in bullets:
            continue
        joined = runs and runs[-1][-1] == index - 1 and body[index - 1].section == paragraph.section
        if joined:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) > 1]


def _from_bullets(text: str, body: Sequence[Paragraph], run: Sequence[int]) -> Enumeration:
    items = tuple(
        ListItem(
            number,
            "",
            body[index].sentences[0],
            body[index].span,
            tuple(n for n in (body[index].number,) if n),
        )
        for number, index in enumerate(run, start=1)
    )
    lead = _lead(text, body, run[0], 0, len(items))
    return Enumeration("", "block", lead, items, _trailer(text, body, run[-1]))


# --- lead and trailer --------------------------------------------------------


def _lead(
    text: str, body: Sequence[Paragraph], paragraph: int, sentence: int, count: int
) -> Span | None:
    """The sentence before the first item, where it announces a list.

    The one before that counts too if it names the very number of items.
    """
    above: list[Span] = list(body[paragraph].sentences[:sentence])
    if not above and paragraph and body[paragraph - 1].section == body[paragraph].section:
        above = list(body[paragraph - 1].sentences)
    if not above:
        return None
    if _ANNOUNCES.search(text[above[-1].start : above[-1].end]):
        return above[-1]
    number = CARDINALS[count - 1] if count <= len(CARDINALS) else str(count)
    counted = re.compile(rf"\b{number}\b", re.IGNORECASE)
    if len(above) > 1 and counted.search(text[above[-2].start : above[-2].end]):
        return above[-2]
    return None


def _trailer(text: str, body: Sequence[Paragraph], last: int) -> Span | None:
    """A following paragraph that adds further items in a sentence."""
    if last + 1 >= len(body) or body[last + 1].section != body[last].section:
        return None
    span = body[last + 1].span
    words = text[span.start : span.end]
    return span if _TRAILER.match(words) and _TRAILS.search(words) else None
