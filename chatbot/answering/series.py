"""Series that the sentences of a paper state, read so that no point can be wrong.

A point is a value and a period (or a category) that stand in the same sentence and are
bound by its grammar; nothing is computed but the order of magnitude (“million”) that the
words name. Wherever a number may be a bound, a change, a part of a range, or of another
measure than its neighbours, there is no series.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chatbot.answering.series_changes import changes
from chatbot.answering.series_periods import STEPS, Found, Pair, runs
from chatbot.answering.series_shares import shares
from chatbot.answering.series_types import Series, SeriesPoint
from chatbot.answering.series_words import measure_in
from chatbot.datatypes import Document, Extract, Span

_LONGEST = 3000
"""Characters of a sentence that is read; a longer one is a table or no sentence."""


def series_in(document: Document, span: Span) -> tuple[Series, ...]:
    """The series whose points all stand in a span, in the order of the text.

    Sentences of paragraphs are read, and what lies in a footnote as one sentence.
    """
    sentences = [
        sentence
        for paragraph in document.paragraphs
        if paragraph.span.overlap(span)
        for sentence in paragraph.sentences
        if sentence.overlap(span)
    ]
    notes = [
        Span(max(note.span.start, span.start), min(note.span.end, span.end))
        for note in document.footnotes
        if note.span.overlap(span)
    ]
    found = (
        series for sentence in (*sentences, *notes) for series in series_of(document, sentence)
    )
    return tuple(series for series in found if _lies_in(series, span))


def series_of_extracts(
    extracts: Iterable[Extract], documents: Mapping[str, Document]
) -> tuple[Series, ...]:
    """The series that extracts state, each once."""
    found: dict[Series, None] = {}
    for extract in extracts:
        document = documents.get(extract.document)
        if document is not None:
            found |= dict.fromkeys(series_in(document, Span(extract.start, extract.end)))
    return tuple(found)


def _lies_in(series: Series, span: Span) -> bool:
    return all(span.contains(point.value) and span.contains(point.place) for point in series.points)


def series_of(document: Document, sentence: Span) -> tuple[Series, ...]:
    """The series that one sentence states."""
    return tuple(
        _moved(series, document.id, sentence) for series in series_in_text(document.slice(sentence))
    )


def series_in_text(text: str) -> tuple[Series, ...]:
    """The series of one sentence; offsets are of ``text``, the document has no name."""
    if len(text) > _LONGEST:
        return ()
    # Line breaks and odd blanks are as good as blanks, and one for one, so offsets stay.
    plain = "".join(" " if letter.isspace() else letter for letter in text)
    over_time = [_made(found, plain) for found in runs(plain)]
    moved = [_made(found, plain, elliptic=True) for found in changes(plain)]
    series = [made for made in (*over_time, *moved) if made is not None]
    series += shares(plain)
    return tuple(sorted(series, key=lambda one: one.points[0].value.start))


def _made(found: Found, text: str, *, elliptic: bool = False) -> Series | None:
    """The series of pairs in one unit and one kind of period; None where they differ."""
    pairs = found.pairs
    if len({pair.period.kind for pair in pairs}) > 1:
        return None
    if len({pair.period.position for pair in pairs}) < len(pairs) or len(pairs) < 2:
        return None
    if any(pair.amount.bound for pair in pairs):
        return None
    unit = _unit(pairs, elliptic=elliptic)
    if unit is None:
        return None
    in_full = len({pair.amount.scale_word for pair in pairs}) > 1
    points = sorted((_point(pair, in_full=in_full) for pair in pairs), key=_position)
    measured = measure_in(text, found.measured.start, found.measured.end)
    step = STEPS.get(pairs[0].period.kind, 1.0)
    return Series("", "periods", Span(0, len(text)), measured, unit, tuple(points), step, in_full)


def _position(point: SeriesPoint) -> float:
    return point.position or 0.0


def _point(pair: Pair, *, in_full: bool) -> SeriesPoint:
    amount = pair.amount
    number = amount.number * (amount.scale if in_full else 1.0)
    place, position = pair.period.words, pair.period.position
    return SeriesPoint(amount.words, place, number, position, amount.approximate, pair.forecast)


def _unit(pairs: Sequence[Pair], *, elliptic: bool) -> str | None:
    """The common unit in the words of the text; None where there is none in common.

    ``elliptic``: in “from 5 to 7 percent” the first goes without its sign, and nothing else is
    meant; elsewhere (“5 in 2001 and 7 percent in 2002”) they are of two kinds.
    """
    amounts = [pair.amount for pair in pairs]
    percents = {bool(amount.percent) for amount in amounts}
    symbols = {amount.symbol for amount in amounts}
    alone = amounts[0].bare and not pairs[0].tail.strip()
    elliptic = elliptic and len(amounts) == 2 and alone and bool(amounts[1].percent)
    if (len(percents) > 1 and not elliptic) or len(symbols) > 1 or not _same_size(pairs):
        return None
    things = [" ".join(pair.tail.split()).rstrip(".,;") for pair in pairs]
    thing = max(things[0], things[1] if not things[0] else "", key=len)
    if any(not (thing + " ").startswith(other + " ") for other in things if other):
        return None
    scales = {amount.scale_word for amount in amounts}
    scale = scales.pop() if len(scales) == 1 else ""
    percent = next((amount.percent for amount in amounts if amount.percent), "")
    return " ".join(part for part in (percent, amounts[0].symbol, scale, thing) if part)


def _same_size(pairs: Sequence[Pair]) -> bool:
    """Whether no small bare number stands among millions, whose scale may be left out."""
    scaled = [pair.amount.scale > 1 for pair in pairs]
    if all(scaled) or not any(scaled):
        return True
    return all(pair.amount.scale > 1 or abs(pair.amount.number) >= 1000 for pair in pairs)


def _moved(series: Series, document: str, sentence: Span) -> Series:
    """The series with its offsets in the document."""
    by = sentence.start
    points = tuple(
        replace(point, value=_shifted(point.value, by), place=_shifted(point.place, by))
        for point in series.points
    )
    measure = _shifted(series.measure, by) if series.measure else None
    return replace(series, document=document, sentence=sentence, measure=measure, points=points)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
