"""Checking a memo's own file: each excerpt knows its place, hash and checksum."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chatbot.datatypes import Document, Excerpt, Span
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.excerpts import locator_of_parts
from chatbot.memo.folding import paper_of
from chatbot.memo.matching import exact_matches, nearest, slices, word_diff
from chatbot.memo.places import true_place
from chatbot.memo.saving import open_memo
from chatbot.memo.standing import standing
from chatbot.memo.verdicts import Verdict, Verification, VerifiedStatus


def verify_basket(
    path: Path, documents: Mapping[str, Document], language: str = DEFAULT
) -> Verification:
    """The verdicts on the shown excerpts of a memo file, messages in a language.

    Raises what ``open_memo`` raises.
    """
    opened = open_memo(path)
    verdicts = tuple(
        _verdict(excerpt, documents, language, altered=excerpt.id in opened.altered)
        for excerpt in opened.memo.shown
    )
    nothing = phrase("verify.no_excerpt", language, file=str(path))
    notes = opened.problems or (() if verdicts else (nothing,))
    return Verification(str(path), verdicts, notes)


def _verdict(
    excerpt: Excerpt, documents: Mapping[str, Document], language: str, *, altered: bool
) -> Verdict:
    document, stands = documents.get(excerpt.document), standing(excerpt, documents)
    if document is None:
        return _elsewhere(excerpt, documents, language)
    spans = [Span(piece.start, piece.end) for piece in excerpt.pieces]
    if stands == "source_changed":
        return _after_change(excerpt, document, language)
    there = slices(document, spans)
    if stands == "changed":
        said = phrase("verify.edited", language)
        return _made(excerpt, "changed", document, there, said)
    right, kept = locator_of_parts(document, spans), excerpt.locator
    moved = (kept.page, kept.paragraph) != (right.page, right.paragraph)
    if moved and excerpt.figure is None:
        said = phrase("verify.elsewhere", language, place=true_place(document, spans))
        return _made(excerpt, "wrong_locator", document, there, said)
    if altered:
        said = phrase("verify.altered", language)
        return _made(excerpt, "changed", document, there, said)
    return _made(excerpt, "exact", document, there, "")


def _made(
    excerpt: Excerpt, status: VerifiedStatus, document: Document, source: str, message: str
) -> Verdict:
    spans = [Span(piece.start, piece.end) for piece in excerpt.pieces]
    return Verdict(
        text=excerpt.quote,
        status=status,
        document=document.id,
        start=spans[0].start,
        end=spans[-1].end,
        source=source,
        diff=None if status in ("exact", "wrong_locator") else word_diff(excerpt.quote, source),
        expected=true_place(document, spans) or None,
        message=message,
    )


def _after_change(excerpt: Excerpt, document: Document, language: str) -> Verdict:
    """The paper's file is another one now: the words may be there still, or not."""
    papers = [paper_of(document)]
    name = document.source.name
    matches = exact_matches(papers, excerpt.quote)
    if matches:
        spans = matches[0].spans
        return Verdict(
            text=excerpt.quote,
            status="source_changed",
            document=document.id,
            start=spans[0].start,
            end=spans[-1].end,
            source=slices(document, spans),
            expected=true_place(document, spans) or None,
            message=phrase("verify.source_changed_same", language, name=name),
        )
    found = nearest(papers, excerpt.quote)
    return Verdict(
        text=excerpt.quote,
        status="source_changed",
        document=document.id,
        start=found.span.start if found else None,
        end=found.span.end if found else None,
        source=document.slice(found.span) if found else None,
        diff=found.diff if found else None,
        message=phrase("verify.source_changed", language, name=name),
    )


def _elsewhere(excerpt: Excerpt, documents: Mapping[str, Document], language: str) -> Verdict:
    """The paper is not indexed under its id; its words may stand in another."""
    papers = [paper_of(documents[name]) for name in sorted(documents)]
    matches = exact_matches(papers, excerpt.quote)
    if not matches:
        message = phrase("verify.not_indexed", language, document=excerpt.document)
        return Verdict(excerpt.quote, "not_found", message=message)
    match = matches[0]
    document = documents[match.document]
    return Verdict(
        text=excerpt.quote,
        status="exact",
        document=document.id,
        start=match.spans[0].start,
        end=match.spans[-1].end,
        source=slices(document, match.spans),
        expected=true_place(document, match.spans) or None,
        message=phrase("verify.moved", language, document=excerpt.document, other=document.id),
    )
