"""The draft of an ordinary answer: the best sentences, and the short answer in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.answering.definitions import definition_in
from chatbot.answering.drafts import Draft, Excerpted
from chatbot.answering.evidence import Evidence
from chatbot.answering.fragments import is_fragment
from chatbot.answering.places import paragraph_at
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.selection import Budget, Selected, count_words, select
from chatbot.answering.short_answer import Found, weigh
from chatbot.answering.short_answer_years import one_stretch
from chatbot.datatypes import Document, QueryTerm, Span
from chatbot.documents.naming import named_papers

LIKELY = 0.2
"""The least probability of a short answer that is shown."""
TIE_BETWEEN = 0.75
"""From this share of its probability another sentence's other short answer is a tie."""
TIE_OF_PLAINER = 0.6
"""The same where that sentence gives a value for the very year asked for, and only the answer's
own sentence is about a place that was not asked for."""
POSSIBLE = 0.05
"""The least probability of a short answer from which the other extracts count as asides."""
AHEAD = 0.2
"""By how much a later extract's short answer must be likelier to put that extract first."""

DEFINED = 0.9
"""The confidence that a term is explained where a sentence spells it out."""
DEFINES = frozenset({"definition", "abbreviation"})

_ASKS_TWICE = re.compile(
    r"\b(?:and|or) (?:who|whom|what|when|where|why|which|how)\b|\bcompar|\bversus\b|\bvs\b|"
    r"\bdiffer|\bboth\b"
)
"""Questions that one short answer does not settle."""
_COMPARES = re.compile(r"\bcompar\w*|\bversus\b|\bvs\b|\bdiffer\w*")


@dataclass(frozen=True, slots=True)
class _Short:
    """The likeliest short answer of an extract: its spans, and the stretch over them.

    ``rivals`` are what its sentences answer: the words and what is known of them;
    ``narrower`` says that the sentence names a place that was not asked for.
    """

    spans: tuple[Span, ...] = ()
    stretch: Span | None = None
    probability: float = 0.0
    rivals: tuple[tuple[str, Found], ...] = ()
    narrower: bool = False


def ordinary_draft(
    documents: Mapping[str, Document],
    ranked: Sequence[Evidence],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
    budget: Budget,
) -> Draft:
    """Extracts of the best sentences, best first; that of a far likelier short answer leads.

    Where one thing is asked and the first extract holds what could be the short answer, the
    others have to come closer to it to be worth showing.
    """
    readable = [
        e for e in ranked if not is_fragment(documents[e.sentence.document], e.span, analysis)
    ]
    scores = {(e.sentence.document, e.span): e.score for e in readable}
    chosen = select(documents, readable, budget)
    shorts = _without_ties(
        documents,
        chosen,
        [_short(documents[s.document], s, scores, analysis, terms) for s in chosen],
    )
    lead = _leading(shorts)
    pairs = list(zip(chosen, shorts, strict=True))
    settled = bool(shorts) and shorts[lead].probability >= POSSIBLE
    if settled and not _ASKS_TWICE.search(analysis.folded):
        tight = select(documents, readable, replace(budget, cutoff=budget.short_cutoff))
        pairs = _tightened(pairs, tight, lead)
        lead = next(n for n, (s, _) in enumerate(pairs) if s.best == chosen[lead].best)
    pairs = [pairs[lead], *pairs[:lead], *pairs[lead + 1 :]] if pairs else []
    named = named_papers(analysis.text, documents)
    pairs.sort(key=lambda pair: bool(named) and pair[0].document not in named)
    excerpts = [
        Excerpted(documents[s.document], s.span, short.spans, None, s.score) for s, short in pairs
    ]
    stretch = pairs[0][1].stretch if pairs else None
    draft = Draft(tuple(excerpts), short=(0, stretch) if stretch else None)
    defines = analysis.expects & DEFINES
    return _with_definition(draft, analysis, budget.total_words) if defines else draft


def _tightened(
    pairs: Sequence[tuple[Selected, _Short]], tight: Sequence[Selected], lead: int
) -> list[tuple[Selected, _Short]]:
    """The extracts of a tighter choice, as short as there; the leading one always stays."""
    kept = {(selected.document, selected.best): selected for selected in tight}
    shown: list[tuple[Selected, _Short]] = []
    for place, (selected, short) in enumerate(pairs):
        shorter = kept.get((selected.document, selected.best))
        if shorter and all(shorter.span.contains(span) for span in short.spans):
            shown.append((shorter, short))
        elif shorter or place == lead:
            shown.append((selected, short))
    return shown


def _with_definition(draft: Draft, analysis: QuestionAnalysis, words: int) -> Draft:
    """The draft with the sentence in front that spells out or explains the asked term."""
    for document in dict.fromkeys(excerpt.document.id for excerpt in draft.excerpts):
        held = next(e.document for e in draft.excerpts if e.document.id == document)
        found = definition_in(held, analysis)
        if found is None:
            continue
        sentence, said = found
        same = [e for e in draft.excerpts if e.document is held and e.span.contains(sentence)]
        first = replace(same[0], highlights=said) if same else Excerpted(held, sentence, said)
        rest = [e for e in draft.excerpts if e not in same]
        while rest and sum(count_words(e.document.slice(e.span)) for e in (first, *rest)) > words:
            rest.pop()
        return replace(draft, excerpts=(first, *rest), short=(0, said[0]), certainty=DEFINED)
    return replace(draft, short=None)


def _leading(shorts: Sequence[_Short]) -> int:
    """The extract to show first: the best one, unless a later one's short answer is likelier."""
    if not shorts:
        return 0
    likeliest = max(range(len(shorts)), key=lambda n: (round(shorts[n].probability, 6), -n))
    ahead = shorts[likeliest].probability - shorts[0].probability
    return likeliest if shorts[likeliest].spans and ahead >= AHEAD else 0


def _short(
    document: Document,
    selected: Selected,
    scores: Mapping[tuple[str, Span], float],
    analysis: QuestionAnalysis,
    terms: Sequence[QueryTerm],
) -> _Short:
    """The likeliest short answer among the sentences of an extract."""
    paragraph = paragraph_at(document, selected.span.start)
    sentences = paragraph.sentences if paragraph else (selected.span,)
    top = max(scores.values(), default=0.0) or 1.0
    best = _Short()
    rivals: list[tuple[str, Found]] = []
    for place, span in enumerate(sentences):
        if not selected.span.contains(span):
            continue
        own = scores.get((document.id, span), 0.0)
        text = document.slice(span)
        found = weigh(
            text,
            analysis,
            terms,
            before=document.slice(sentences[place - 1]) if place else "",
            best=own >= top,
            score=own / top,
        )
        if not found.spans:
            continue
        rivals.append((_said(text[a:b] for a, b in found.spans), found))
        if found.probability > best.probability:
            likely = found.spans if found.probability >= LIKELY and not found.tied else ()
            spans = tuple(Span(span.start + a, span.start + b) for a, b in likely)
            stretch = _stretch(document, span, spans, analysis)
            best = _Short(spans, stretch, found.probability, narrower=found.narrower)
    return replace(best, rivals=tuple(rivals))


def _said(values: Iterable[str]) -> str:
    return " ".join(values).casefold()


def _without_ties(
    documents: Mapping[str, Document], chosen: Sequence[Selected], shorts: Sequence[_Short]
) -> list[_Short]:
    """No short answer where another sentence's is another one and nearly as likely."""
    everything = [rival for short in shorts for rival in short.rivals]
    settled: list[_Short] = []
    for selected, short in zip(chosen, shorts, strict=True):
        own = _said(documents[selected.document].slice(span) for span in short.spans)
        tied = any(
            words != own and found.probability >= _tie(short, found) * short.probability
            for words, found in everything
        )
        settled.append(replace(short, spans=(), stretch=None) if tied else short)
    return settled


def _tie(short: _Short, rival: Found) -> float:
    """What share of an answer's probability ties with it: less where it is a narrower one."""
    plainer = short.narrower and rival.paired and not rival.narrower
    return TIE_OF_PLAINER if plainer else TIE_BETWEEN


def _stretch(
    document: Document, sentence: Span, spans: Sequence[Span], analysis: QuestionAnalysis
) -> Span | None:
    """The words to give as the short answer: the value, or from the first asked to the last.

    None where a comparison is asked for and one side is missing, where the values stand
    too far apart to be read as one, and where yes or no is asked, which no value says.
    """
    if "yes_no" in analysis.primary:
        return None
    if len(spans) < 2:
        half = _COMPARES.search(analysis.folded) is not None
        return None if half or not spans else spans[0]
    start, end = one_stretch(
        document.slice(sentence),
        [(s.start - sentence.start, s.end - sentence.start) for s in spans],
    ) or (0, 0)
    return Span(sentence.start + start, sentence.start + end) if end else None
