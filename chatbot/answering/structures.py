"""Drafts from the structure of a paper: itself, its notes, its lists, its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.answering.about import answer_about
from chatbot.answering.drafts import Draft, Excerpted
from chatbot.answering.enumeration_extracts import EnumerationMatch, extracts_for
from chatbot.answering.enumerations import match_enumeration
from chatbot.answering.evidence import Evidence
from chatbot.answering.figures import match_figures
from chatbot.answering.footnotes import footnote_question
from chatbot.answering.question import QuestionAnalysis
from chatbot.datatypes import Document, EnumerationShown, Figure, QueryTerm, Span

NO_SUCH_FIGURE = "no figure of the paper is about this"


def about_draft(documents: Sequence[Document], analysis: QuestionAnalysis) -> Draft | None:
    """What the best document says about itself, where that is asked."""
    for document in documents[:1]:
        match = answer_about(document, analysis)
        if match is not None:
            short = next(
                (
                    (place, match.short)
                    for place, span in enumerate(match.spans)
                    if match.short is not None and span.contains(match.short)
                ),
                None,
            )
            highlights = (match.short,) if match.short else ()
            excerpts = tuple(Excerpted(document, span, highlights) for span in match.spans)
            return Draft(excerpts, short, certainty=0.95)
    return None


def footnote_draft(
    documents: Sequence[Document], analysis: QuestionAnalysis, terms: Sequence[QueryTerm]
) -> Draft | None:
    """The asked note and the sentence that carries its mark."""
    for document in documents[:1]:
        matches = footnote_question(document, analysis, terms)
        if matches:
            excerpts = [
                Excerpted(document, span, score=match.score)
                for match in matches[:2]
                for span in (match.footnote.span, match.sentence)
                if span is not None
            ]
            return Draft(tuple(excerpts), certainty=0.9)
    return None


def enumeration_draft(
    documents: Sequence[Document],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    ranked: Sequence[Evidence],
) -> Draft | None:
    """The asked list, whole and in order, or the asked item of it."""
    found: list[EnumerationMatch] = []
    for document in documents:
        scores = {e.span: e.score for e in ranked if e.sentence.document == document.id}
        match = match_enumeration(document, analysis, terms, scores)
        if match is not None:
            found.append(match)
    if not found:
        return None
    best = max(found, key=lambda match: match.score)
    excerpts = tuple(
        Excerpted(best.document, piece.span, piece.highlights, piece.label, best.score)
        for piece in extracts_for(best)
    )
    shown = 1 if best.item is not None else best.of
    return Draft(excerpts, enumeration=EnumerationShown(shown, best.of), certainty=0.9)


def figure_draft(
    documents: Sequence[Document],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    ranked: Sequence[Evidence],
) -> Draft | None:
    """The asked figures: their own words first, then the best sentences that discuss them."""
    if analysis.figure is None:
        return None
    found: list[tuple[Document, Figure]] = []
    for document in documents:
        found += [(document, figure) for figure in match_figures(document, analysis, terms)]
    if not found:
        return None
    captions = [Excerpted(document, figure.anchor) for document, figure in found]
    discussed = [] if len(found) > 1 else _discussion(found[0], ranked)
    return Draft((*captions, *discussed), figures=tuple(found), certainty=0.95)


def _discussion(found: tuple[Document, Figure], ranked: Sequence[Evidence]) -> list[Excerpted]:
    """The best two sentences of the paragraphs that discuss a figure."""
    document, figure = found
    spans = [p.span for p in document.paragraphs if p.number in figure.mentions]
    inside = [
        evidence
        for evidence in ranked
        if evidence.sentence.document == document.id
        and any(span.contains(evidence.span) for span in spans)
    ]
    return [Excerpted(document, evidence.span, score=evidence.score) for evidence in inside[:2]]


def referred_figures(
    excerpts: Sequence[Excerpted], analysis: QuestionAnalysis, terms: Sequence[QueryTerm]
) -> tuple[tuple[Document, Figure], ...]:
    """The figures that extracts refer to, in the order of the extracts."""
    by_document: Mapping[str, list[Span]] = {e.document.id: [] for e in excerpts}
    documents = {e.document.id: e.document for e in excerpts}
    for excerpt in excerpts:
        by_document[excerpt.document.id].append(excerpt.span)
    return tuple(
        (documents[name], figure)
        for name, spans in by_document.items()
        for figure in match_figures(documents[name], analysis, terms, spans)
    )
