"""What is put into a memo from the chat and from the Source panel."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from chatbot.answering.series import series_in
from chatbot.datatypes import Document, Excerpt, Memo, Span
from chatbot.errors import UsageError
from chatbot.interface.memo_asked import MOST_EXCERPTS, Asked, Change
from chatbot.interface.places import place_at
from chatbot.languages.counting import counted
from chatbot.memo.arranging import add, metadata_of, update
from chatbot.memo.choosing import place_in_print, snapped
from chatbot.memo.completing import known_reference
from chatbot.memo.excerpts import excerpt_of, excerpt_of_figure
from chatbot.memo.grouping import tidied

LONGEST_CHOICE = 20_000
"""Characters of a paper that one excerpt may have."""


def add_place(memo: Memo, asked: Asked) -> Change:
    """An extract of an answer, or the place that the Source panel shows."""
    place = place_at(asked.fields.get("address"), asked.documents, asked.visitor.language)
    document = asked.documents[place.document]
    return _added(memo, asked, document, _excerpt(asked, document, place.span))


def add_series(memo: Memo, asked: Asked) -> Change:
    """Words that state a series, with its chart; words that are there already get theirs."""
    place = place_at(asked.fields.get("address"), asked.documents, asked.visitor.language)
    document = asked.documents[place.document]
    if not series_in(document, place.span):
        raise UsageError(asked.visitor.words("memo.no_series"))
    made = replace(_excerpt(asked, document, place.span), plotted=True)
    same = (e for e in memo.shown if e.document == made.document and e.pieces == made.pieces)
    plain = next((e for e in same if not e.plotted), None)
    if plain is None:
        return _added(memo, asked, document, made)
    line = asked.visitor.words("memo.chart_added")
    return Change(update(memo, replace(plain, plotted=True)), line)


def add_figure(memo: Memo, asked: Asked) -> Change:
    """A figure, by its document and id."""
    name, _, wanted = asked.text("figure").partition("/")
    document = asked.document(unquote(name))
    figure = next((f for f in document.figures if f.id == unquote(wanted)), None)
    if figure is None or not document.slice(figure.anchor).strip():
        raise UsageError(asked.visitor.words("memo.no_figure"))
    question = _question(asked, document, figure.anchor)
    made = excerpt_of_figure(document, figure, question=question, accessed=asked.today)
    return _added(memo, asked, document, made)


def add_words(memo: Memo, asked: Asked) -> Change:
    """Words chosen in the Source panel, made whole words of the text."""
    document, span = chosen(asked)
    return _added(memo, asked, document, _excerpt(asked, document, span))


def chosen(asked: Asked) -> tuple[Document, Span]:
    """The words between two places that a browser sent, as a span of their document.

    A place is the offset of a block with a number of characters from there, of the clean
    text or of the printed form.

    Raises:
        UsageError: they are no places of a document, or hold no word.
    """
    document = asked.document(asked.text("document"))
    ends = []
    for name in ("start", "end"):
        block, within = asked.number(f"{name}_block"), asked.number(name)
        if not (0 <= block <= len(document.text) and 0 <= within <= len(document.text)):
            raise UsageError(asked.visitor.words("memo.not_understood"))
        printed = asked.fields.get("printed") is True
        ends.append(place_in_print(document, block, within) if printed else block + within)
    if not ends[0] < ends[1] <= len(document.text):
        raise UsageError(asked.visitor.words("memo.no_words"))
    if ends[1] - ends[0] > LONGEST_CHOICE:
        raise UsageError(asked.visitor.words("memo.too_long", limit=LONGEST_CHOICE))
    return document, snapped(document, ends[0], ends[1])


def _excerpt(asked: Asked, document: Document, span: Span) -> Excerpt:
    question = _question(asked, document, span)
    return excerpt_of(document, [span], question=question, accessed=asked.today)


def _added(memo: Memo, asked: Asked, document: Document, excerpt: Excerpt) -> Change:
    if len(memo.excerpts) >= MOST_EXCERPTS:
        raise UsageError(asked.visitor.words("memo.full", limit=MOST_EXCERPTS))
    reference = known_reference(memo, document.id, metadata_of(document))
    addition = add(memo, excerpt, reference)
    grown = tidied(addition.memo)
    line = asked.visitor.words(f"memo.{addition.how}")
    count = counted("memo.count", len(grown.shown), asked.visitor.language)
    other = addition.other if addition.how in ("overlap", "duplicate") else None
    places = [place for place, each in enumerate(grown.shown, 1) if each.id == other]
    if places:
        line = asked.visitor.words(f"memo.{addition.how}_of", place=places[0])
    return Change(grown, f"{line} {count}")


def _question(asked: Asked, document: Document, span: Span) -> str:
    """The question whose answer shows these words: the one pressed at, else the last such."""
    at = asked.fields.get("at")
    exchanges = list(asked.exchanges)
    if isinstance(at, int) and 0 <= at < len(exchanges):
        exchanges.append(exchanges[at])
    for question, answer in reversed(exchanges):
        if answer is None:
            continue
        shown = (*answer.extracts, *answer.nearest)
        if any(e.document == document.id and span.overlap(Span(e.start, e.end)) for e in shown):
            return " ".join(question.split())
        anchors = {f.id: f.anchor for f in document.figures}
        figures = [f.id for f in answer.figures if f.document == document.id]
        if any(name in anchors and span.overlap(anchors[name]) for name in figures):
            return " ".join(question.split())
    return ""
