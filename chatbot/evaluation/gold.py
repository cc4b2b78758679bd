"""Judged evidence → the places of ``Document.text`` that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from chatbot.datatypes import Document, GoldEvidence, JudgedQuery, Span
from chatbot.documents.ledger import text_offset, text_span
from chatbot.evaluation.folding import Folded, fold, folded

GoldFault = Literal["unknown_document", "not_found", "start_differs", "ambiguous"]

_KEPT_DOCUMENTS = 32
"""How many documents stay folded at once; a bound on memory, not on use."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A piece of evidence with the spans that hold its words, in order.

    ``spans`` is empty for evidence that is a whole document and where nothing was
    found. ``fault`` says what is wrong with the judgement: ``start_differs`` and
    ``ambiguous`` still have spans.
    """

    evidence: GoldEvidence
    spans: tuple[Span, ...] = ()
    fault: GoldFault | None = None

    @property
    def whole(self) -> bool:
        """Whether any place of the document is relevant."""
        return self.evidence.quote is None


class GoldFinder:
    """Finds quotes in documents: by offset where one is given, else by their words.

    White space is folded; a quote may be written as the source prints it or as the
    clean text reads. A quote without ``start`` that stands in several places names all.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._folds = lru_cache(maxsize=_KEPT_DOCUMENTS)(self._fold)

    def locate(self, query: JudgedQuery) -> tuple[Gold, ...]:
        """The relevant evidence of a query, located."""
        return tuple(self.find(piece) for piece in query.evidence if piece.relevance > 0)

    def find(self, evidence: GoldEvidence) -> Gold:
        """Where one piece of evidence stands."""
        document = self._documents.get(evidence.document)
        if document is None:
            return Gold(evidence, fault="unknown_document")
        if evidence.quote is None:
            return Gold(evidence)
        if evidence.source_start is not None and document.source.located:
            span = self._at_start(document, evidence.quote, evidence.source_start)
            if span is not None:
                return Gold(evidence, (span,))
        spans = self._everywhere(document, evidence.quote)
        if not spans:
            return Gold(evidence, fault="not_found")
        if evidence.source_start is None or not document.source.located:
            return Gold(evidence, spans, "ambiguous" if len(spans) > 1 else None)
        return self._nearest(document, evidence, spans)

    def _at_start(self, document: Document, quote: str, start: int) -> Span | None:
        found = self._folds(document.id, "source").at(start, folded(quote))
        return _filled(text_span(document, *found)) if found else None

    def _nearest(self, document: Document, evidence: GoldEvidence, spans: Sequence[Span]) -> Gold:
        wanted = text_offset(document, evidence.source_start or 0)
        nearest = min(spans, key=lambda span: (abs(span.start - wanted), span.start))
        return Gold(evidence, (nearest,), None if nearest.start == wanted else "start_differs")

    def _everywhere(self, document: Document, quote: str) -> tuple[Span, ...]:
        """Each place of the quote: in the text, else in the source, else folded loosely."""
        in_text = self._folds(document.id, "text").occurrences(folded(quote))
        spans = {Span(start, end) for start, end in in_text}
        if not spans:
            in_source = self._folds(document.id, "source").occurrences(folded(quote))
            spans = {text_span(document, start, end) for start, end in in_source}
        if not spans:
            loosely = self._folds(document.id, "loose").occurrences(folded(quote, loose=True))
            spans = {Span(start, end) for start, end in loosely}
        return tuple(sorted(span for span in spans if len(span)))

    def _fold(self, document_id: str, side: Literal["text", "source", "loose"]) -> Folded:
        document = self._documents[document_id]
        if side == "source":
            return fold(document.source.text)
        return fold(document.text, loose=side == "loose")


def _filled(span: Span) -> Span | None:
    return span if len(span) else None
