"""Replies about the extracts last shown: where they stand, their paragraph, their citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from chatbot.answering.extracts import make_extract
from chatbot.answering.place_words import place_in_words
from chatbot.citations import Form, cite
from chatbot.citations.styles import STYLES, style_file
from chatbot.datatypes import Answer, Document, Extract, Paragraph, RequestKind, Span
from chatbot.languages.phrases import phrase

Documents = Mapping[str, Document]
ShownReply = Callable[[Answer, str, Answer, Documents], Answer]

WHOLE = 1_000_000
"""A paragraph is shown whole, however long its only sentence is."""
LAST = "last"

_NAMES: Mapping[str, str] = {
    "": "author-date",
    "chicago": "author-date",
    "chicago author-date": "author-date",
    "chicago note": "note",
    "chicago notes": "note",
    "notes": "note",
    "footnote": "note",
    "чикаго": "author-date",
    "автор-дата": "author-date",
    "сноска": "note",
    "примечание": "note",
    "저자-연도": "author-date",
    "시카고": "author-date",
    "각주": "note",
    "노트": "note",
    "апа": "apa",
    "мла": "mla",
    "гост": "gost",
    "гарвард": "harvard",
    "하버드": "harvard",
    **{name: name for name in (*get_args(Form), *STYLES)},
}
"""Forms of the panel and bundled styles, by the names that people give them."""
_PARTICLES = re.compile(r"(?<=[가-힣a-z])(?:로|으로|식으로|스타일로|형식으로)$")
_LEADING = frozenset({"in", "as", "по", "в", "стиле"})
_NUMBER = re.compile(r"\[?(\d{1,3})\]?")


def where(bare: Answer, argument: str, shown: Answer, documents: Documents) -> Answer:
    """The place in words of each extract shown, or of one."""
    return _each(
        bare,
        argument,
        shown,
        lambda piece: place_in_words(piece, documents[piece.document], bare.language),
        documents,
    )


def cited(bare: Answer, argument: str, shown: Answer, documents: Documents) -> Answer:
    """The citation of each extract shown, or of one, in a style."""
    parts = argument.casefold().split()
    numbers = [part for part in parts if _NUMBER.fullmatch(part) or part == LAST]
    said = (part for part in parts if part not in numbers and part not in _LEADING)
    style = " ".join(_PARTICLES.sub("", part) for part in said)
    name = _NAMES.get(style) or next((f for n, f in _NAMES.items() if _inflected(n, style)), None)
    if name is None:
        known = ", ".join((*get_args(Form), *STYLES))
        message = phrase("replies.no_style", bare.language, style=style, known=known)
        return replace(bare, message=message)

    def citation(piece: Extract) -> str:
        document = documents[piece.document]
        item = {"id": document.id, **document.metadata}
        if name in STYLES:
            return cite(item, piece.locator, style=style_file(name))
        return cite(item, piece.locator, "note" if name == "note" else "author-date")

    return _each(bare, " ".join(numbers[:1]), shown, citation, documents)


def _inflected(name: str, style: str) -> bool:
    """Whether a style is one of the Russian names in another case."""
    stem = name[:-1]
    whole = len(name) > 2 and style.startswith(name)
    return not name.isascii() and (whole or (len(stem) > 4 and style.startswith(stem)))


def context(bare: Answer, argument: str, shown: Answer, documents: Documents) -> Answer:
    """The whole paragraph in which an extract stands."""
    return _beside(bare, argument, shown, documents, "context", 0)


def before(bare: Answer, argument: str, shown: Answer, documents: Documents) -> Answer:
    """The paragraph before the one in which an extract stands."""
    return _beside(bare, argument, shown, documents, "before", -1)


def after(bare: Answer, argument: str, shown: Answer, documents: Documents) -> Answer:
    """The paragraph after the one in which an extract stands."""
    return _beside(bare, argument, shown, documents, "after", 1)


SHOWN_REPLIES: Mapping[RequestKind, ShownReply] = {
    "where": where,
    "cite": cited,
    "context": context,
    "before": before,
    "after": after,
}


def _beside(
    bare: Answer, argument: str, shown: Answer, documents: Documents, key: str, step: int
) -> Answer:
    """The paragraph that stands so many before or after that of an extract."""
    piece = _piece(argument or "1", shown)
    if piece is None:
        return _no_such(bare, argument, shown)
    document = documents[piece.document]
    paragraph = _paragraph(document, piece, step)
    if paragraph is None:
        message = phrase(f"replies.no_{key}", bare.language, number=piece.citation)
        return replace(bare, message=message)
    own = Span(piece.start, piece.end)
    highlights = (own,) if step == 0 and own != paragraph.span else ()
    extract = make_extract(
        document, paragraph.span, 1, highlights=highlights, max_sentence_words=WHOLE
    )
    message = phrase(f"replies.{key}", bare.language, number=piece.citation)
    return replace(bare, message=message, extracts=(extract,))


def _paragraph(document: Document, piece: Extract, step: int) -> Paragraph | None:
    """The paragraph of an extract, or beside it; of what stands in none, the next to it."""
    held = [p for p in document.paragraphs if p.span.start <= piece.start < p.span.end]
    role = held[0].role if held else "body"
    alike = [p for p in document.paragraphs if p.role == role]
    if held:
        place = alike.index(held[0]) + step
    else:
        above = sum(p.span.start < piece.start for p in alike)
        place = above - 1 if step < 0 else above
    return alike[place] if 0 <= place < len(alike) else None


def _each(
    bare: Answer,
    argument: str,
    shown: Answer,
    told: Callable[[Extract], str],
    documents: Documents,
) -> Answer:
    """A line for each extract shown, or for the one with that number."""
    pieces = _pieces(shown)
    if argument:
        piece = _piece(argument, shown)
        if piece is None:
            return _no_such(bare, argument, shown)
        pieces = (piece,)
    several = len({piece.document for piece in pieces}) > 1
    lines = [
        f"[{piece.citation}] "
        + (f"{documents[piece.document].title}: " if several else "")
        + told(piece)
        for piece in pieces
    ]
    return replace(bare, message="\n".join(lines))


def _pieces(shown: Answer) -> Sequence[Extract]:
    return shown.extracts or shown.nearest


def _piece(argument: str, shown: Answer) -> Extract | None:
    """The extract with a number (“2”, “[2]”, “last”), None where there is none."""
    pieces = _pieces(shown)
    match = _NUMBER.fullmatch(argument)
    if argument == LAST:
        return pieces[-1]
    place = int(match[1]) - 1 if match else -1
    return pieces[place] if 0 <= place < len(pieces) else None


def _no_such(bare: Answer, argument: str, shown: Answer) -> Answer:
    most = len(_pieces(shown))
    key = "no_such_extract" if most > 1 else "only_one_extract"
    message = phrase(f"replies.{key}", bare.language, wanted=argument.strip("[]"), most=most)
    return replace(bare, message=message)
