"""A small paper whose sentences state series."""

from chatbot.datatypes import Span

TRADE = """\
Trade on the Strait

The number of ships fell from 52 in 2007 and 62 in 2008 to 21 in 2014 and about 18 in 2015. \
In 2005–2016, the share of Alba shrank from 52% to 42.5%, while that of Bruma surged from 16.2% \
to 29.8%.

The clerk counted <b>nothing</b> for years, as the chart shows.

Deaths at sea fell from 1.8 million in 1900 to 900,000 in 1950. The share of fish was Alba 52%, \
Bruma 30% and Corvo 18%.
"""


def sentence_of(document, words):
    """The sentence that begins with some words."""
    return next(
        sentence
        for paragraph in document.paragraphs
        for sentence in paragraph.sentences
        if document.slice(sentence).startswith(words)
    )


def whole(document):
    """All of a document's text."""
    return Span(0, len(document.text))
