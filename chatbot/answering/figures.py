"""Which figures a question asks for, and which an extract refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.answering.figure_questions import FigureRequest
from chatbot.answering.figure_sources import named_source
from chatbot.answering.figure_talk import FIGURE_TALK, QUANTITY_TALK
from chatbot.answering.figure_topics import (
    echoed_words,
    figure_score,
    held_by_figures,
    nearest_figures,
    own_stems,
    source_score,
)
from chatbot.answering.labelled_figures import key_of, kinds_of, labelled, sort_of
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_words import FIGURE_WORDS
from chatbot.answering.wording import STOPWORDS, content_stems, stem, term_weights
from chatbot.answering.wording import words as words_of_question
from chatbot.datatypes import Document, Figure, QueryTerm, Span
from chatbot.documents.figure_labels import named_figures

_THRESHOLD = 0.5
_SURE = 0.7
_ASKS_DATA = re.compile(
    r"\b(?:data|figures|numbers|statistics|source|averages|shares|rates|percentages|values)\b"
)
_MOST_OF_ONE = 2
"""How many figures one of several named topics may mean."""
_LEAST_TITLE = 3
_AS_TITLED = 0.75
_QUESTION = re.compile(
    r"(?:what|which|who|whom|whose|how|why|where|when|is|are|was|were|do|does|did|has|have|can|"
    r"could|should|will|would|may|might|list|name|explain|define|compare|describe)\b"
)
_DATA_FROM = re.compile(
    r"^(?:is|are|was|were|does|do|did|has|have|which|what) .*\b(?:data|figures|numbers|"
    r"statistics)\b"
    r".* (?:from|by|of|does|do|did)\b|^(?:[\w'-]+ ){1,5}(?:data|numbers|statistics)\s*[?.!]*$"
)
_SEVERAL = 2
_TIE = 0.97
_TIE_OF_SEVERAL = 0.92
_ASKS_NOTE = re.compile(r"\b(?:notes?|asterisks?|star|footnotes?)\b")


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
        return titled_figures(document, analysis) or _referred(document, extract_spans)
    noted = [figure for figure in document.figures if figure.notes]
    if len(noted) == 1 and "asterisk" in analysis.folded:
        return tuple(noted)
    placed = _by_place(document, request)
    if placed is not None:
        return placed
    parts = [replace(request, topic=topic) for topic in request.topics]
    each = [_by_topic(document, part, question_terms) for part in parts]
    if each and all(0 < len(figures) <= _MOST_OF_ONE for figures in each):
        return tuple(dict.fromkeys(figure for figures in each for figure in figures))
    found = _by_topic(document, request, question_terms)
    if request.beside:
        return _beside(document.figures, found, request.beside)
    with_notes = tuple(f for f in found if f.notes) if _ASKS_NOTE.search(analysis.folded) else ()
    return with_notes or found


def titled_figures(document: Document, analysis: QuestionAnalysis) -> tuple[Figure, ...]:
    """The figures whose title is typed as it stands, alone or behind “show me”."""
    if _QUESTION.match(analysis.folded):
        return ()
    language = document.language
    asked = _named_in(analysis.folded, language)
    titles = [(_named_in(f.title or "", language), f) for f in document.figures]
    return tuple(
        figure
        for title, figure in titles
        if len(title) >= _LEAST_TITLE
        and all(str(year) in (figure.title or "") for year in analysis.years)
        and len(asked & title) >= _AS_TITLED * max(len(title), len(asked))
    )


def _named_in(text: str, language: str) -> frozenset[str]:
    """The stems that say what a figure shows, without years and talk of figures."""
    stems = content_stems(text, language) - FIGURE_TALK - QUANTITY_TALK
    return frozenset(s for s in stems if not s.isdigit())


def _by_place(document: Document, request: FigureRequest) -> tuple[Figure, ...] | None:
    """The figures of an asked number, place or kind; None where only a topic tells them."""
    if request.everything:
        return _of_kind(document.figures, request.kind) if request.alike else document.figures
    if request.number is not None:
        return _by_number(document, request)
    if request.position is not None:
        return _by_position(_of_kind(document.figures, request.kind), request.position)
    if request.untitled:
        return tuple(figure for figure in document.figures if figure.title is None)
    return None


def _of_kind(figures: Sequence[Figure], kind: str | None) -> tuple[Figure, ...]:
    """The tables, or the others, as their labels tell; all where none is of the kind."""
    same = [f for f in figures if _kind(f.label or "") == _kind(kind or "")]
    return tuple(same or figures)


def near_figures(
    document: Document, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> tuple[Figure, ...]:
    """The figures closest to what a question for a figure names, where none fits."""
    request = analysis.figure
    if request is None or not request.certain or not request.topic or request.number:
        return ()
    return nearest_figures(document, _topic(request, question_terms, document.language))


def sentences_naming(document: Document, analysis: QuestionAnalysis) -> tuple[Span, ...]:
    """The sentences that name the figure of an asked number, where the text lacks it itself."""
    request = analysis.figure
    if request is None or request.number is None:
        return ()
    wanted = {(sort_of(kind), number) for kind, number in request.keys}
    return tuple(
        sentence
        for paragraph in document.paragraphs
        for sentence in paragraph.sentences
        if any(
            (sort_of(kind), number) in wanted
            for kind, number in named_figures(document.slice(sentence))
        )
    )


def source_figure(
    document: Document, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> tuple[Figure, float] | None:
    """The figure whose data a question for a source is about, with its score in [0, 1]."""
    named = named_source(document, analysis)
    if named is not None and not analysis.note:
        return named, 1.0
    asked = _ASKS_DATA.search(analysis.folded)
    from_source = _DATA_FROM.search(analysis.folded) is not None
    if not asked or analysis.note or not (from_source or "footnote" in analysis.expects):
        return None
    words = tuple(
        word.text.casefold()
        for word in words_of_question(analysis.text)
        if word.text.casefold() not in STOPWORDS and word.stem not in FIGURE_TALK
    )
    request = FigureRequest(None, (), None, False, words, certain=False)
    topic = _topic(request, question_terms, document.language)
    by_source = "footnote" not in analysis.expects
    scored = [
        (
            source_score(document, f, topic)
            if by_source
            else figure_score(document, f, topic, words, wide=False),
            f,
        )
        for f in document.figures
        if f.source
    ]
    best, figure = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return (figure, best) if figure is not None and topic and best >= _SURE else None


def _by_number(document: Document, request: FigureRequest) -> tuple[Figure, ...]:
    """The figures with the asked labels; by order where no figure has a label.

    Where the paper labels none of the kind (“Figure 2”, but it only has tables), the number tells.
    """
    found = labelled(document, request.keys)
    if found:
        return found
    sorts = {sort_of(kind) for kind in kinds_of(document)}
    lacking = [(kind, n) for kind, n in request.keys if kind in FIGURE_WORDS]
    lacking = [(kind, n) for kind, n in lacking if sort_of(kind) not in sorts]
    numbers = {number for _, number in lacking}
    numbered = tuple(f for f in document.figures if (key := key_of(f)) and key[1] in numbers)
    if numbered or not lacking or (sorts and all(kind == "table" for kind, _ in lacking)):
        return numbered
    same = _of_kind(document.figures, request.kind)
    return tuple(f for _, n in lacking if n.isdigit() for f in _by_position(same, int(n)))


def _kind(word: str) -> str:
    """“table” for tables, “figure” for every kind of picture."""
    return "table" if word.casefold().startswith("tab") else "figure"


def _by_position(figures: Sequence[Figure], position: int) -> tuple[Figure, ...]:
    index = position - 1 if position > 0 else len(figures) + position
    return (figures[index],) if 0 <= index < len(figures) else ()


def _beside(figures: Sequence[Figure], found: Sequence[Figure], places: int) -> tuple[Figure, ...]:
    """The figure that many places after the found one."""
    asked = [figures.index(figure) + places for figure in found[:1]]
    return tuple(figures[index] for index in asked if 0 <= index < len(figures))


def _by_topic(
    document: Document, request: FigureRequest, question_terms: Sequence[QueryTerm]
) -> tuple[Figure, ...]:
    topic = _telling(document, _topic(request, question_terms, document.language))
    if not topic:
        return document.figures
    scored = [
        (figure_score(document, f, topic, request.topic, wide=request.certain), f)
        for f in _worded_alike(document, topic) or document.figures
    ]
    same = [(score, f) for score, f in scored if _same_kind(f, request.kind)]
    scored = same if any(score >= _THRESHOLD for score, _ in same) else scored
    best = max((score for score, _ in scored), default=0.0)
    if best < _THRESHOLD:
        return ()
    several = request.kind is not None and request.kind.endswith("s")
    floor = max(_THRESHOLD, (_TIE_OF_SEVERAL if several else _TIE) * best)
    alone = next(iter(topic)) if len(topic) == 1 else None
    near = [
        (score, figure)
        for score, figure in scored
        if score >= floor or (alone is not None and alone in own_stems(figure, document.language))
    ]
    echoed = {id(f): echoed_words(f, request.words, document.language) for _, f in near}
    near.sort(key=lambda pair: (-round(pair[0] / best >= _TIE), -echoed[id(pair[1])], -pair[0]))
    return tuple(figure for _, figure in near)


def _same_kind(figure: Figure, kind: str | None) -> bool:
    """Whether a figure is a table where one is asked for, and none where a picture is."""
    return kind is None or _kind(figure.label or "") == _kind(kind)


def _worded_alike(document: Document, topic: Mapping[str, float]) -> tuple[Figure, ...]:
    """The figures whose own words hold the whole topic, of several words; then no other does."""
    if len(topic) < _SEVERAL:
        return ()
    return tuple(f for f in document.figures if topic.keys() <= own_stems(f, document.language))


def _topic(
    request: FigureRequest, question_terms: Sequence[QueryTerm], language: str
) -> dict[str, float]:
    """Weights of the words that say what the asked figure is about."""
    weights = term_weights(question_terms, language)
    wanted = {stem(part, language) for word in request.topic for part in re.split(r"[-']", word)}
    named = {s: w for s, w in weights.items() if s in wanted or _part_of(s, wanted)}
    fallback = {s: 1.0 for s in wanted if s not in STOPWORDS}
    return {s: w for s, w in (named or fallback).items() if s not in FIGURE_TALK}


def _telling(document: Document, topic: dict[str, float]) -> dict[str, float]:
    """The topic without words that fit any quantity, where no figure has them.

    Beside other words they must stand in a figure's own ones, not only where it is discussed.
    """
    if QUANTITY_TALK.isdisjoint(topic):
        return topic
    if QUANTITY_TALK.issuperset(topic):
        held = held_by_figures(document)
    else:
        held = frozenset().union(*(own_stems(f, document.language) for f in document.figures))
    telling = {s: w for s, w in topic.items() if s in held or s not in QUANTITY_TALK}
    return telling or topic


def _part_of(term: str, wanted: set[str]) -> bool:
    return any(part in wanted for part in re.split(r"[-–]", term))


def _referred(document: Document, extract_spans: Sequence[Span]) -> tuple[Figure, ...]:
    """Figures that the extracts name by label (“Figure 3”), in the paper's order."""
    named = [key for span in extract_spans for key in named_figures(document.slice(span))]
    return labelled(document, named)
