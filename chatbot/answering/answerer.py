"""Scored passages → an answer in the paper's own words.

The question's wording says which drafts to try: the paper itself, a footnote, a list, a
figure; where none fits, the best sentences. A calibrated confidence decides whether the
draft is shown as the answer, shown with a warning, or held back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chatbot.answering.abstention import Calibration, decide, features
from chatbot.answering.drafts import Draft, Excerpted
from chatbot.answering.evidence import Evidence, Weights, rank
from chatbot.answering.extracts import make_extract, shown_figure
from chatbot.answering.highlights import matched_words, missing_words
from chatbot.answering.question import QuestionAnalysis, analyse_question
from chatbot.answering.selection import Budget, Selected, select
from chatbot.answering.short_answer import find_short_answer
from chatbot.answering.structures import (
    NO_SUCH_FIGURE,
    about_draft,
    enumeration_draft,
    figure_draft,
    footnote_draft,
    referred_figures,
)
from chatbot.datatypes import (
    Answer,
    Document,
    Extract,
    Hits,
    Query,
    QueryTerm,
    ShortAnswer,
    Span,
)

NOTHING_CLOSE = "nothing in the paper is close enough to the question"
NO_PHRASE = "the quoted words do not stand in the paper"
NOT_EXACTLY = "the closest passages may not answer this exactly"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least confidence of ``answered`` and of ``uncertain``."""

    answered: float = 0.5
    uncertain: float = 0.1


@dataclass(frozen=True, slots=True)
class Answerer:
    """Makes answers from hits; it never searches.

    ``structural_documents`` is how many of the best documents are asked for lists,
    figures and notes.
    """

    documents: Mapping[str, Document]
    calibration: Calibration
    weights: Weights = field(default_factory=Weights)
    budget: Budget = field(default_factory=Budget)
    thresholds: Thresholds = field(default_factory=Thresholds)
    structural_documents: int = 3

    def answer(self, query: Query, hits: Hits) -> Answer:
        """The answer to a query, from what was found for it."""
        analysis = analyse_question(query.interpreted, query.language)
        ranked = rank(hits, self.weights)
        draft = self._structural(analysis, hits, ranked, query) or self._evidence(
            analysis, hits, ranked
        )
        raw = self.calibration.probability(features(hits, ranked))
        confidence = round(min(max(raw, draft.certainty), draft.ceiling), 4)
        if not draft.excerpts:
            confidence = 0.0
        status = decide(confidence, self.thresholds.answered, self.thresholds.uncertain)
        bare = Answer(query.text, query.interpreted, status, confidence)
        if status == "not_found":
            return replace(
                bare,
                reason=NO_PHRASE if query.phrases and not hits.passages else NOTHING_CLOSE,
                nearest=self._extracts(self._evidence(analysis, hits, ranked).excerpts[:3], hits),
                missing=missing_words(hits.terms, ()),
            )
        return self._shown(bare, draft, analysis, hits)

    def _shown(self, bare: Answer, draft: Draft, analysis: QuestionAnalysis, hits: Hits) -> Answer:
        extracts = self._extracts(draft.excerpts, hits)
        figures = draft.figures or referred_figures(draft.excerpts, analysis, hits.terms)
        uncertain = bare.status == "uncertain"
        shown = tuple((excerpt.document, excerpt.span) for excerpt in draft.excerpts)
        return replace(
            bare,
            reason=(draft.reason or NOT_EXACTLY) if uncertain else draft.reason,
            missing=missing_words(hits.terms, shown) if uncertain else (),
            short_answer=_short(draft, extracts),
            extracts=extracts,
            figures=tuple(shown_figure(figure, document) for document, figure in figures),
            enumeration=draft.enumeration,
        )

    def _structural(
        self,
        analysis: QuestionAnalysis,
        hits: Hits,
        ranked: Sequence[Evidence],
        query: Query,
    ) -> Draft | None:
        if query.phrases:
            return None
        documents = self._best_documents(hits)
        return (
            about_draft(documents, analysis)
            or footnote_draft(documents, analysis, hits.terms)
            or figure_draft(documents, analysis, hits.terms, ranked)
            or enumeration_draft(documents, analysis, hits.terms, ranked)
        )

    def _best_documents(self, hits: Hits) -> tuple[Document, ...]:
        names = dict.fromkeys(hit.passage.document for hit in hits.passages)
        return tuple(self.documents[name] for name in list(names)[: self.structural_documents])

    def _evidence(
        self, analysis: QuestionAnalysis, hits: Hits, ranked: Sequence[Evidence]
    ) -> Draft:
        """The best sentences, with a short answer where one is asked."""
        chosen = select(self.documents, ranked, self.budget)
        excerpts = []
        short: tuple[int, Span] | None = None
        for place, selected in enumerate(chosen):
            document = self.documents[selected.document]
            found = self._short_spans(document, selected, analysis, hits.terms)
            if found and short is None:
                short = (place, found[0])
            excerpts.append(Excerpted(document, selected.span, found, None, selected.score))
        asked_figure = analysis.figure is not None
        return Draft(
            tuple(excerpts),
            short if short is not None and short[0] == 0 else None,
            ceiling=self.thresholds.answered - 0.01 if asked_figure else 1.0,
            reason=NO_SUCH_FIGURE if asked_figure else None,
        )

    def _short_spans(
        self,
        document: Document,
        selected: Selected,
        analysis: QuestionAnalysis,
        terms: Sequence[QueryTerm],
    ) -> tuple[Span, ...]:
        """Short answers in the best sentence of an extract, else in the whole of it."""
        for span in (selected.best, selected.span):
            found = find_short_answer(document.slice(span), analysis, terms)
            if found:
                return tuple(Span(span.start + a, span.start + b) for a, b in found)
        return ()

    def _extracts(self, excerpts: Sequence[Excerpted], hits: Hits) -> tuple[Extract, ...]:
        return tuple(
            make_extract(
                excerpt.document,
                excerpt.span,
                citation,
                highlights=excerpt.highlights
                or matched_words(excerpt.document, excerpt.span, hits.terms),
                list_item=excerpt.label,
                score=excerpt.score,
            )
            for citation, excerpt in enumerate(excerpts, start=1)
        )


def _short(draft: Draft, extracts: Sequence[Extract]) -> ShortAnswer | None:
    if draft.short is None:
        return None
    place, span = draft.short
    extract = extracts[place]
    if not (extract.start <= span.start and span.end <= extract.end):
        return None
    text = extract.quote[span.start - extract.start : span.end - extract.start]
    return ShortAnswer(text, extract.citation)
