"""The most central sentences of a section or a paper, in the paper's order."""

from __future__ import annotations

from chatbot.answering.lexrank import central
from chatbot.answering.places import announces
from chatbot.answering.selection import leans_back
from chatbot.answering.wording import STOPWORDS, words
from chatbot.datatypes import Document, Span

SENTENCES = 5
"""How many sentences a summary has."""
MOST_WORDS = 60
LEAST_WORDS = 8
"""Sentences of more words are hard to read alone; those of fewer say little."""
MOST_COMPARED = 600
"""Only so many sentences are compared with each other, those of the beginning."""


def summary(document: Document, span: Span | None = None) -> tuple[Span, ...]:
    """The most central sentences of the body text in a span, of the whole body without one.

    A sentence that leans on the one before it (“This …”) is not chosen where others will do.
    """
    sentences = _body_sentences(document, span or Span(0, len(document.text)))
    alone = [s for s in sentences if _stands_alone(document.slice(s))]
    among = alone if len(alone) >= SENTENCES else sentences
    stems = [_content(document.slice(sentence), document.language) for sentence in among]
    return tuple(among[place] for place in central(stems, SENTENCES))


def _body_sentences(document: Document, span: Span) -> list[Span]:
    """The sentences of body paragraphs in a span; figures' own words are none,
    nor is what only announces others."""
    found = [
        sentence
        for paragraph in document.paragraphs
        if paragraph.role == "body" and span.contains(paragraph.span)
        for sentence in paragraph.sentences
        if not announces(document, sentence)
        and not any(figure.anchor.overlap(sentence) for figure in document.figures)
    ]
    return found[:MOST_COMPARED]


def _stands_alone(sentence: str) -> bool:
    return LEAST_WORDS <= len(sentence.split()) <= MOST_WORDS and not leans_back(sentence)


def _content(sentence: str, language: str) -> list[str]:
    return [
        word.stem for word in words(sentence, language) if word.text.casefold() not in STOPWORDS
    ]
