"""Which words of an extract echo the question, and which of the question none echoes."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.answering.question_words import FIGURE_WORDS
from chatbot.datatypes import Document, QueryTerm, Span
from chatbot.indexing.analysis import Token, analyse

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
    places: list[Span] = []
    for start, end in _echoes(analyse(text, document.language), terms):
        if places and start <= places[-1].end:
            places[-1] = Span(places[-1].start, max(end, places[-1].end))
        elif places and not text[places[-1].end : start].strip(" -–"):
            places[-1] = Span(places[-1].start, end)
        else:
            places.append(Span(start, end))
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
    return tuple(
        term.word for term in terms if not term.held_by(held) and not _only_asks(term.word)
    )


def _echoes(tokens: Sequence[Token], terms: Sequence[QueryTerm]) -> list[tuple[int, int]]:
    """Where terms or, word after word, their alternatives stand among tokens, in order."""
    forms: set[tuple[str, ...]] = {(term.stem,) for term in terms}
    forms.update(stems for term in terms for stems in term.alternatives)
    plain = [token for token in tokens if not token.variant]
    found = [(t.start, t.end) for t in tokens if t.variant and (t.stem,) in forms]
    for length in sorted({len(form) for form in forms}):
        for first in range(len(plain) - length + 1):
            run = plain[first : first + length]
            if tuple(token.stem for token in run) in forms:
                found.append((run[0].start, run[-1].end))
    return sorted(found)
