"""Which figures a question asks for, and which an extract refers to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.answering.aliases import related_stems, spelled_by_initials, with_long_forms
from chatbot.answering.question import FigureRequest, QuestionAnalysis
from chatbot.answering.question_words import FIGURE_WORDS
from chatbot.answering.wording import STOPWORDS, content_stems, coverage, stem, term_weights
from chatbot.answering.wording import words as words_of_question
from chatbot.datatypes import Document, Figure, QueryTerm, Span

_TITLE_WEIGHT = 1.0
_SOURCE_WEIGHT = 0.85
_MENTION_WEIGHT = 0.75
_UNTITLED_WEIGHT = 0.9
_THRESHOLD = 0.5
_SURE = 0.7
_ASKS_DATA = re.compile(r"\b(?:data|figures|numbers|statistics|source)\b")
_TIE = 0.97
_TIE_OF_SEVERAL = 0.8
_REFERENCE = re.compile(
    r"\b(figures?|figs?\.|charts?|graphs?|tables?|diagrams?|box|"
    r"exhibits?)\s*(?:no\.?\s*)?(\d{1,2}[a-z]?)\b",
    re.IGNORECASE,
)
_FIGURE_TALK = frozenset(stem(word) for word in FIGURE_WORDS) | frozenset(
    stem(word)
    for word in """show display open view illustrate depict present source caption title note
    visual paper text include contain data list plot chart use using base come draw deal count
    cover accompany belong refer concern relate regard legend axis
    counted number numbers figure statistics provide provided supply supplied rely relies cite
    cited take taken credit much many fast quickly""".split()
)


def match_figures(
    document: Document,
    analysis: QuestionAnalysis,
    question_terms: Sequence[QueryTerm],
    extract_spans: Sequence[Span] = (),
) -> tuple[Figure, ...]:
    """The figures asked for, best first; without a request, those that extracts name.

    () when the question names a figure topic that no figure has.
    """
    request = analysis.figure
    if request is None:
        return _referred(document, extract_spans)
    if request.everything:
        return document.figures
    if request.number is not None:
        return _by_number(document, request)
    if request.position is not None:
        return _by_position(document.figures, request.position)
    return _by_topic(document, request, question_terms)


def sentences_naming(document: Document, analysis: QuestionAnalysis) -> tuple[Span, ...]:
    """The sentences that name the figure of an asked number, where the text lacks it itself."""
    request = analysis.figure
    if request is None or request.number is None:
        return ()
    wanted = (_kind(request.kind or ""), request.number)
    return tuple(
        sentence
        for paragraph in document.paragraphs
        for sentence in paragraph.sentences
        if any(
            (_kind(match.group(1)), match.group(2).casefold()) == wanted
            for match in _REFERENCE.finditer(document.slice(sentence))
        )
    )


def source_figure(
    document: Document, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> tuple[Figure, float] | None:
    """The figure whose data a question for a source is about, with its score in [0, 1]."""
    asked = _ASKS_DATA.search(analysis.folded)
    if "footnote" not in analysis.expects or asked is None or analysis.note is not None:
        return None
    words = tuple(
        word.text.casefold()
        for word in words_of_question(analysis.text)
        if word.text.casefold() not in STOPWORDS and word.stem not in _FIGURE_TALK
    )
    request = FigureRequest(None, None, None, False, words, certain=False)
    topic = _topic(request, question_terms, document.language)
    scored = [(_score(document, f, request, topic), f) for f in document.figures if f.source]
    best, figure = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return (figure, best) if figure is not None and topic and best >= _SURE else None


def _by_number(document: Document, request: FigureRequest) -> tuple[Figure, ...]:
    """The figure with that number in its label; by order where no figure has a label."""
    kind = _kind(request.kind or "")
    labelled = [
        figure
        for figure in document.figures
        if figure.label and _label_number(figure.label) == request.number
    ]
    if labelled:
        same = [figure for figure in labelled if _kind(figure.label or "") == kind]
        return tuple(same or labelled)
    if any(figure.label for figure in document.figures):
        return ()
    number = request.number or ""
    return _by_position(document.figures, int(number)) if number.isdigit() else ()


def _label_number(label: str) -> str | None:
    match = re.search(r"(\d{1,3}[a-z]?)\b", label.casefold())
    return match.group(1) if match else None


def _kind(word: str) -> str:
    """“table” for tables, “figure” for every kind of picture."""
    return "table" if word.casefold().startswith("tab") else "figure"


def _by_position(figures: Sequence[Figure], position: int) -> tuple[Figure, ...]:
    index = position - 1 if position > 0 else len(figures) + position
    return (figures[index],) if 0 <= index < len(figures) else ()


def _by_topic(
    document: Document, request: FigureRequest, question_terms: Sequence[QueryTerm]
) -> tuple[Figure, ...]:
    topic = _topic(request, question_terms, document.language)
    if not topic:
        return document.figures
    scored = [(_score(document, figure, request, topic), figure) for figure in document.figures]
    best = max((score for score, _ in scored), default=0.0)
    if best < _THRESHOLD:
        return ()
    several = request.kind is not None and request.kind.endswith("s")
    floor = max(_THRESHOLD, (_TIE_OF_SEVERAL if several else _TIE) * best)
    near = [(score, figure) for score, figure in scored if score >= floor]
    near.sort(key=lambda pair: -pair[0])
    return tuple(figure for _, figure in near)


def _topic(
    request: FigureRequest, question_terms: Sequence[QueryTerm], language: str
) -> dict[str, float]:
    """Weights of the words that say what the asked figure is about."""
    weights = term_weights(question_terms, language)
    wanted = {stem(part, language) for word in request.topic for part in re.split(r"[-']", word)}
    named = {s: w for s, w in weights.items() if s in wanted or _part_of(s, wanted)}
    fallback = {s: 1.0 for s in wanted if s not in STOPWORDS}
    return {s: w for s, w in (named or fallback).items() if s not in _FIGURE_TALK}


def _part_of(term: str, wanted: set[str]) -> bool:
    return any(part in wanted for part in re.split(r"[-–]", term))


def _spelled(request: FigureRequest, stems: frozenset[str], language: str) -> frozenset[str]:
    """Stems of asked words that the figure abbreviates (“foreign direct investment”: FDI)."""
    return frozenset(stem(word, language) for word in spelled_by_initials(request.topic, stems))


def _score(
    document: Document, figure: Figure, request: FigureRequest, topic: dict[str, float]
) -> float:
    """Weighted share of the topic that the figure's own words and its mentions hold.

    What only the discussing paragraphs say counts for less than the title, for they say
    much else; an untitled figure has nothing but them.
    """
    language = document.language
    title = content_stems(" ".join(filter(None, (figure.label, figure.title))), language)
    own = title | content_stems(" ".join((figure.source or "", *figure.notes)), language)
    mentions = content_stems(_mentions(document, figure), language)
    title |= _spelled(request, title, language)
    own |= _spelled(request, own, language)
    if request.certain:
        title |= related_stems(topic, with_long_forms(document, figure.title or "", title))
        own |= title | related_stems(topic, own)
        mentions |= related_stems(topic, mentions)
    in_title = coverage(topic, title)
    in_own = coverage(topic, own)
    with_mentions = coverage(topic, own | mentions)
    weight = _MENTION_WEIGHT if figure.title else _UNTITLED_WEIGHT
    return (
        _TITLE_WEIGHT * in_title
        + _SOURCE_WEIGHT * (in_own - in_title)
        + weight * (with_mentions - in_own)
    )


def _mentions(document: Document, figure: Figure) -> str:
    wanted = set(figure.mentions)
    if not wanted and figure.paragraph is not None:
        wanted = {figure.paragraph}
    return " ".join(
        document.slice(paragraph.span)
        for paragraph in document.paragraphs
        if paragraph.number in wanted
    )


def _referred(document: Document, extract_spans: Sequence[Span]) -> tuple[Figure, ...]:
    """Figures that the extracts name by label (“Figure 3”), in the paper's order."""
    named = {
        (_kind(match.group(1)), match.group(2).casefold())
        for span in extract_spans
        for match in _REFERENCE.finditer(document.slice(span))
    }
    return tuple(
        figure
        for figure in document.figures
        if figure.label and (_kind(figure.label), _label_number(figure.label)) in named
    )
