"""Answers, passages and documents as JSON values: the stable contract of the command line.

Every key is always present. Scores are rounded to 6 decimals and ``confidence`` to 4, so
that the same answer is the same text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.answering.series import series_of_extracts
from chatbot.answering.series_types import Series
from chatbot.datatypes import (
    Answer,
    Document,
    Extract,
    Paragraph,
    ScoredPassage,
    ShownFigure,
    Span,
)

Json = dict[str, object]

SCORE_DECIMALS = 6
CONFIDENCE_DECIMALS = 4


def answer_to_json(
    answer: Answer,
    query_id: str | None = None,
    *,
    documents: Mapping[str, Document],
) -> Json:
    """The answer's JSON object; ``query_id`` comes first where one is given.

    Series are told of extracts whose papers are among ``documents``.
    """
    head: Json = {} if query_id is None else {"query_id": query_id}
    confidence = answer.confidence
    return head | {
        "question": answer.question,
        "interpreted_question": answer.interpreted_question,
        "status": answer.status,
        "confidence": None if confidence is None else round(confidence, CONFIDENCE_DECIMALS),
        "reason": answer.reason,
        "missing": list(answer.missing),
        "short_answer": None
        if answer.short_answer is None
        else {"text": answer.short_answer.text, "citation": answer.short_answer.citation},
        "extracts": [_extract(extract) for extract in answer.extracts],
        "figures": [_figure(figure) for figure in answer.figures],
        "enumeration": None
        if answer.enumeration is None
        else {"shown": answer.enumeration.shown, "of": answer.enumeration.of},
        "nearest": [_extract(extract) for extract in answer.nearest],
        "series": [
            _series(series, documents[series.document])
            for series in series_of_extracts(answer.extracts, documents)
        ],
        "message": answer.message,
        "language": answer.language,
        "request": answer.request,
        "timings_ms": {name: round(value, 3) for name, value in answer.timings_ms.items()},
    }


def passage_to_json(rank: int, scored: ScoredPassage, document: Document) -> Json:
    """One line of a search result; ``rank`` counts from 1."""
    passage = scored.passage
    page, pages = pages_of(document, passage.span)
    return {
        "rank": rank,
        "passage": passage.id,
        "document": passage.document,
        "section": list(passage.section),
        "paragraph": passage.paragraph,
        "page": page,
        "pages": list(pages),
        "start": passage.span.start,
        "end": passage.span.end,
        "text": document.slice(passage.span),
        "score": round(scored.score, SCORE_DECIMALS),
    }


def document_to_json(document: Document) -> Json:
    """What is indexed of a document, its sections and figures in order."""
    return {
        "id": document.id,
        "title": document.title,
        "pages": len(document.pages) or None,
        "sections": [
            {"path": list(section.path), "level": section.level}
            | {"start": section.span.start, "end": section.span.end}
            for section in document.sections
        ],
        "figures": [
            {
                "id": figure.id,
                "label": figure.label,
                "title": figure.title,
                "source": figure.source,
                "notes": list(figure.notes),
                "page": figure.page,
                "image": figure.image,
                "mentions": list(figure.mentions),
            }
            for figure in document.figures
        ],
        "language": document.language,
        "paragraphs": _body_paragraphs(document.paragraphs),
    }


def pages_of(document: Document, span: Span) -> tuple[str | None, tuple[str, ...]]:
    """The printed label of the first page that holds the span, and of all of them."""
    labels = tuple(page.label for page in document.pages if page.span.overlap(span))
    return (labels[0] if labels else None), labels


def _body_paragraphs(paragraphs: Sequence[Paragraph]) -> int:
    return sum(paragraph.number is not None for paragraph in paragraphs)


def _extract(extract: Extract) -> Json:
    locator = extract.locator
    return {
        "citation": extract.citation,
        "quote": extract.quote,
        "document": extract.document,
        "section": list(locator.section),
        "as_printed": extract.as_printed,
        "page": locator.page,
        "pages": list(locator.pages),
        "paragraph": locator.paragraph,
        "start": extract.start,
        "end": extract.end,
        "highlights": [[start, end] for start, end in extract.highlights],
        "source_start": extract.source_start,
        "source_end": extract.source_end,
        "list_item": None
        if extract.list_item is None
        else {
            "list": extract.list_item.list,
            "number": extract.list_item.number,
            "label": extract.list_item.label,
        },
        "footnotes": [
            {"mark": note.mark, "text": note.text, "start": note.start, "end": note.end}
            for note in extract.footnotes
        ],
        "score": round(extract.score, SCORE_DECIMALS),
        "ocr": extract.ocr,
        "qualifier": None if extract.qualifier is None else list(extract.qualifier),
    }


def _series(series: Series, document: Document) -> Json:
    """A stated series; ``number`` is in its unit, spans are offsets of the document's text."""
    measure = series.measure
    return {
        "document": series.document,
        "kind": series.kind,
        "unit": series.unit,
        "measure": None if measure is None else document.slice(measure),
        "start": series.sentence.start,
        "end": series.sentence.end,
        "points": [
            {
                "value": document.slice(point.value),
                "value_start": point.value.start,
                "value_end": point.value.end,
                "place": document.slice(point.place),
                "place_start": point.place.start,
                "place_end": point.place.end,
                "number": point.number,
                "approximate": point.approximate,
                "forecast": point.forecast,
            }
            for point in series.points
        ],
    }


def _figure(figure: ShownFigure) -> Json:
    return {
        "id": figure.id,
        "label": figure.label,
        "title": figure.title,
        "source": figure.source,
        "notes": list(figure.notes),
        "document": figure.document,
        "page": figure.page,
        "image": figure.image,
        "mentions": list(figure.mentions),
    }
