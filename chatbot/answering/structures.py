"""Drafts from the structure of a paper: itself, its notes, its lists, its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.answering.about import answer_about
from chatbot.answering.cited_works import cited_work
from chatbot.answering.drafts import Draft, Excerpted
from chatbot.answering.enumeration_extracts import EnumerationMatch, extracts_for
from chatbot.answering.enumerations import match_enumeration
from chatbot.answering.evidence import Evidence
from chatbot.answering.figures import (
    match_figures,
    near_figures,
    sentences_naming,
    source_figure,
    titled_figures,
)
from chatbot.answering.footnotes import FootnoteMatch, asks_for_all_notes, footnote_question
from chatbot.answering.items_by_topic import match_by_topic
from chatbot.answering.led_lists import led_list
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.source_words import of_figure, of_note
from chatbot.datatypes import Document, EnumerationShown, Figure, QueryTerm, Span
from chatbot.documents.naming import named_papers, paper_name

NO_SUCH_ITEM = "the list has {} items, not the one asked for"
MOST_NAMING = 3
NAMED_ONLY = 0.6
"""The confidence of sentences that name a figure of which the text has nothing else."""
UNSURE = 0.3
"""The confidence of what is shown where the asked item does not exist."""
NEAR_FIGURE = 0.6
"""The confidence of the closest figures where none fits what is asked."""
NEAR_LIST = 0.6
"""The confidence of an item whose list is only named as the question names it."""
NO_SUCH_LIST = "no list of the paper is plainly about this"
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
    """The asked note and the sentence that carries its mark, or a figure's source line.

    A source is asked of figures too: the one whose figure fits the question far better
    than any note is the answer.
    """
    for document in documents[:1]:
        matches = footnote_question(document, analysis, terms)
        figure = source_figure(document, analysis, terms)
        if figure and figure[1] > max((match.score for match in matches), default=0.0):
            short = of_figure(document, figure[0], analysis)
            caption = Excerpted(document, figure[0].anchor, (short,) if short else ())
            return Draft(
                (caption,), (0, short) if short else None, ((document, figure[0]),), certainty=0.9
            )
        if matches:
            return _noted(document, matches, analysis)
    return None


def cited_work_draft(
    documents: Sequence[Document], analysis: QuestionAnalysis, terms: Sequence[QueryTerm]
) -> Draft | None:
    """The note that cites the work asked about, and the sentence that carries its mark."""
    for document in documents[:1]:
        match = cited_work(document, analysis, terms)
        if match is not None:
            return _noted(document, (match,), analysis)
    return None


def _noted(
    document: Document, matches: Sequence[FootnoteMatch], analysis: QuestionAnalysis
) -> Draft:
    shown = matches if asks_for_all_notes(analysis) else matches[:2]
    short = of_note(document, shown[0].footnote, analysis) if len(shown) == 1 else None
    excerpts = [
        Excerpted(document, span, (short,) if short and span.contains(short) else (), None, m.score)
        for m in shown
        for span in (m.footnote.span, *(() if len(shown) > 2 else (m.sentence,)))
        if span is not None
    ]
    return Draft(tuple(excerpts), (0, short) if short else None, certainty=0.9)


def enumeration_draft(
    documents: Sequence[Document],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    ranked: Sequence[Evidence],
) -> Draft | None:
    """The asked list, whole and in order, or the asked item of it."""
    best = _best_list(documents, analysis, terms, ranked)
    if best is None:
        return None
    return _lacking(best) if best.lacking else _listed(best)


def _best_list(
    documents: Sequence[Document],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    ranked: Sequence[Evidence],
) -> EnumerationMatch | None:
    """The list of the best documents that fits the question best."""
    found: list[EnumerationMatch] = []
    for document in documents:
        scores = {e.span: e.score for e in ranked if e.sentence.document == document.id}
        match = match_by_topic(document, analysis, terms) or match_enumeration(
            document, analysis, terms, scores
        )
        if match is None and ranked and ranked[0].sentence.document == document.id:
            match = led_list(document, analysis, ranked[0].span)
        if match is not None:
            found.append(match)
    return max(found, key=lambda match: match.score, default=None)


def _listed(best: EnumerationMatch) -> Draft:
    """The items of a list that are asked for, else all of them."""
    excerpts = tuple(
        Excerpted(best.document, piece.span, piece.highlights, piece.label, best.score)
        for piece in extracts_for(best)
    )
    shown = EnumerationShown(len(best.items) or best.of, best.of)
    if best.doubtful:
        return Draft(excerpts, None, (), shown, NEAR_LIST, ceiling=NEAR_LIST, reason=NO_SUCH_LIST)
    return Draft(excerpts, enumeration=shown, certainty=0.9)


def rest_of_list_draft(
    documents: Sequence[Document],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    ranked: Sequence[Evidence],
    skipped: Sequence[tuple[str, Span]],
) -> Draft | None:
    """The items of the asked list that were not shown, where only some of them were."""
    best = _best_list(documents, analysis, terms, ranked)
    if best is None or best.lacking or best.enumeration.kind == "inline":
        return None
    shown = [span for name, span in skipped if name == best.document.id]
    rest = tuple(
        item
        for item in best.enumeration.items
        if not any(span.overlap(item.head) for span in shown)
    )
    if not rest or len(rest) == best.of:
        return None
    return _listed(replace(best, items=rest))


def _lacking(match: EnumerationMatch) -> Draft | None:
    """The sentence that opens a list, where an item is asked for that it does not have."""
    first = match.enumeration.items[0]
    opening = match.enumeration.lead or first.head
    return Draft(
        (Excerpted(match.document, opening, score=match.score),),
        certainty=UNSURE,
        ceiling=UNSURE,
        reason=NO_SUCH_ITEM.format(match.of),
    )


def figure_draft(
    documents: Sequence[Document],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    ranked: Sequence[Evidence],
) -> Draft | None:
    """The asked figures: their own words first, then the best sentences that discuss them.

    Where the question calls papers by their names, those of these papers.
    """
    named_ids = named_papers(analysis.text, {document.id: document for document in documents})
    documents = [d for d in documents if not named_ids or d.id in named_ids]
    if named_ids and _only_names(documents, analysis):
        request = replace(analysis.figure, everything=True) if analysis.figure else None
        analysis = replace(analysis, figure=request)
    if analysis.figure is None and not any(titled_figures(d, analysis) for d in documents):
        return None
    found: list[tuple[Document, Figure]] = []
    for document in documents:
        found += [(document, figure) for figure in match_figures(document, analysis, terms)]
    if not found and (named := _named_in_text(documents[:1], analysis)):
        return named
    certainty = 0.95 if found else NEAR_FIGURE
    for document in documents[:1] if not found else ():
        found += [(document, figure) for figure in near_figures(document, analysis, terms)]
    if not found:
        return None
    short = of_figure(*found[0], analysis) if len(found) == 1 else None
    lit = (short,) if short else ()
    captions = [Excerpted(document, figure.anchor, lit) for document, figure in found]
    discussed = [] if len(found) > 1 else _discussion(found[0], ranked)
    answer = (0, short) if short else None
    draft = Draft((*captions, *discussed), answer, tuple(found), certainty=certainty)
    if certainty > NEAR_FIGURE:
        return draft
    return replace(draft, ceiling=NEAR_FIGURE, reason=NO_SUCH_FIGURE)


def _only_names(papers: Sequence[Document], analysis: QuestionAnalysis) -> bool:
    """Whether figures are asked for by nothing but the name of their paper."""
    request = analysis.figure
    if request is None or not (request.kind or "").endswith("s") or request.keys:
        return False
    names = {word for paper in papers for word in paper_name(paper).split()}
    return bool(request.topic) and names.issuperset(request.topic)


def _named_in_text(documents: Sequence[Document], analysis: QuestionAnalysis) -> Draft | None:
    """What the text says of a figure that is not there itself (“as Fig. 2 shows, …”)."""
    for document in documents:
        spans = sentences_naming(document, analysis)[:MOST_NAMING]
        if spans:
            return Draft(tuple(Excerpted(document, s) for s in spans), certainty=NAMED_ONLY)
    return None


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
