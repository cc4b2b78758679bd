"""Which words of an extract echo the question, and which of the question none echoes."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.answering.question_words import FIGURE_WORDS
from chatbot.datatypes import Document, QueryTerm, Span
from chatbot.indexing.analysis import analyse

_ASKING = frozenset(
    "show display list name describe explain mention tell give find say says said".split()
)


def _only_asks(word: str) -> bool:
    folded = word.casefold()
    return folded in _ASKING or folded.removesuffix("s") in FIGURE_WORDS


def matched_words(document: Document, span: Span, terms: Sequence[QueryTerm]) -> tuple[Span, ...]:
    """The places in a span where the question's content words stand, in order.

    Words with nothing but blanks or a hyphen between them become one place.
    """
    text = document.slice(span)
    wanted = {term.stem for term in terms}
    places: list[Span] = []
    for token in analyse(text, document.language):
        if token.variant or token.stem not in wanted:
            continue
        if places and not text[places[-1].end : token.start].strip(" -–"):
            places[-1] = Span(places[-1].start, token.end)
        else:
            places.append(Span(token.start, token.end))
    return tuple(Span(span.start + place.start, span.start + place.end) for place in places)


def missing_words(
    terms: Sequence[QueryTerm], shown: Sequence[tuple[Document, Span]]
) -> tuple[str, ...]:
    """The question's words, as asked, whose stems stand in nothing that is shown.

    Words that only ask to be shown something (“show”, “figure”) need not be accounted for.
    """
    held = {
        token.stem
        for document, span in shown
        for token in analyse(document.slice(span), document.language)
    }
    return tuple(term.word for term in terms if term.stem not in held and not _only_asks(term.word))
