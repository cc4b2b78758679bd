"""The words of a figure or a note that a question for its source, title or note asks for."""

from __future__ import annotations

import re

from chatbot.answering.candidates import find_candidates
from chatbot.answering.question import QuestionAnalysis
from chatbot.datatypes import Document, Figure, Footnote, Span

_ASKS_TITLE = re.compile(r"\b(?:titles?|captions?|called|named|heading)\b")
_ASKS_NOTE = re.compile(
    r"\b(?:notes?|asterisks?|star|footnote)\b|"
    r"^(?:what|which) (?:[\w-]+ ){0,3}countries\b"
)
_ASKS_SOURCE = re.compile(
    r"\b(?:sources?|who|whom|whose|organi[sz]ation|institution|agency|bank|body|where|based on|"
    r"provided|supplied|compiled|collected|come from|comes from|taken from)\b"
)
_ASKS_YEARS = re.compile(r"\b(?:years|periods?|time ?span|time ?frame|time range|decades?)\b")
_ASKS_WHO = re.compile(r"\b(?:who|whom|whose|authors?|organi[sz]ation|institution|bank|agency)\b")
_ASKS_WORK = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:article|publication|work|title|book|study|report|paper)s?\b|"
    r"\b(?:titled?|entitled|headlined?|headlines?)\b"
)
_ASKS_PAGES = re.compile(r"\bpages?\b")
_PAGES = re.compile(r"\b(?:pp?\.|pages?)\s?(\d+(?:[-–]\d+)?)")
_ASKS_EDITION = re.compile(
    r"\b(?:edit(?:ed|or|ors)|publish\w*|newspapers?|journals?|outlets?|web ?sites?|address|urls?|"
    r"links?|when|dates?|accessed|translat\w*|issue)\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?(.+?)(?=\sdata\b|[,;]|\.(?:\s|$))")
_AUTHOR = re.compile(r"([A-Z][\w’'-]+(?:,?\s[A-Z][\w.’'-]*){0,4})(?=,?\s\(?(?:1[89]|20)\d\d\b)")
_QUOTED = re.compile(r"(?:^|(?<=[\s,]))['‘“\"](.{8,200}?)['’”\"](?=[,.;\s]|$)")


def of_figure(document: Document, figure: Figure, analysis: QuestionAnalysis) -> Span | None:
    """The title, note, source or years of a figure, whichever is asked for."""
    folded = analysis.folded
    if _ASKS_TITLE.search(folded):
        return _inside(document, figure.anchor, figure.title)
    if _ASKS_NOTE.search(folded) and figure.notes:
        return _inside(document, figure.anchor, figure.notes[0].lstrip("*† "))
    dated = {"period", "date"}.intersection(analysis.primary) or _ASKS_YEARS.search(folded)
    if dated and figure.title:
        title = _inside(document, figure.anchor, figure.title)
        years = find_candidates(figure.title, "period") or find_candidates(figure.title, "date")
        if title is None or not years:
            return None
        return Span(title.start + years[0].start, title.start + years[0].end)
    if _ASKS_SOURCE.search(folded):
        return _inside(document, figure.anchor, figure.source)
    return None


def of_note(document: Document, note: Footnote, analysis: QuestionAnalysis) -> Span | None:
    """Who a note cites or the work it names, whichever is asked for."""
    text = document.slice(note.span)
    according = _ACCORDING.search(text)
    if _ASKS_PAGES.search(analysis.folded):
        match = _PAGES.search(text)
    elif _ASKS_EDITION.search(analysis.folded):
        match = None
    elif _ASKS_WORK.search(analysis.folded):
        match = _QUOTED.search(text)
    elif _ASKS_WHO.search(analysis.folded):
        match = according or _AUTHOR.search(text)
    else:
        match = according if _ASKS_SOURCE.search(analysis.folded) else None
    if match is None:
        return None
    return Span(note.span.start + match.start(1), note.span.start + match.end(1))


def _inside(document: Document, around: Span, words: str | None) -> Span | None:
    place = document.text.find(words, around.start, around.end) if words else -1
    return Span(place, place + len(words)) if words and place >= 0 else None
