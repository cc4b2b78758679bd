"""One excerpt of a memo as HTML: its words, its place, what to mind, the person's note."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from chatbot.datatypes import Document, Excerpt, QuotedPiece, Span
from chatbot.interface.escaping import escape
from chatbot.interface.labels import figure_name, short_place, shortened
from chatbot.interface.places import Place, address
from chatbot.languages.phrases import phrase
from chatbot.memo.context import UNNAMED
from chatbot.memo.standing import standing

_TITLE_LENGTH = 44
_NAME_LENGTH = 40


def card(
    excerpt: Excerpt,
    number: tuple[int, int],
    documents: Mapping[str, Document],
    title: str,
    language: str,
) -> str:
    """The excerpt, the first of ``number`` among the second; ``title`` is its document's."""
    place, of = number
    name = phrase(
        "memo.excerpt_name",
        language,
        place=place,
        of=of,
        words=shortened(excerpt.quote, _NAME_LENGTH),
    )
    document = documents.get(excerpt.document)
    own = f' lang="{escape(document.language)}"' if document else ""
    return (
        f'<li class="memo-card" data-excerpt="{escape(excerpt.id)}" aria-label="{escape(name)}">'
        f'<div class="memo-line">{_grip(place, language)}'
        f"{_chip(excerpt, documents, title, language)}{_buttons(language)}</div>"
        f"{_question(excerpt)}<blockquote{own}>{_words(excerpt)}</blockquote>"
        f"{_warnings(excerpt, documents, language)}{_note(excerpt, language)}"
        f'<details class="memo-edit" data-fold="edit-{escape(excerpt.id)}">'
        f"<summary>{escape(phrase('memo.edit', language))}</summary></details></li>"
    )


def removed_card(excerpt: Excerpt, language: str) -> str:
    """A removed excerpt: its first words, and a button that puts it back."""
    words = escape(shortened(excerpt.quote, 120))
    button = button_html("restore", phrase("memo.restore", language))
    return f'<li data-excerpt="{escape(excerpt.id)}"><span>{words}</span> {button}</li>'


def button_html(do: str, label: str, sign: str = "", **data: object) -> str:
    """A button of the memo; with a sign, the label is its name and its hint."""
    named = f' aria-label="{escape(label)}" title="{escape(label)}"' if sign else ""
    more = "".join(f' data-{key}="{escape(str(value))}"' for key, value in data.items())
    return f'<button type="button" data-do="{do}"{more}{named}>{escape(sign or label)}</button>'


def _grip(place: int, language: str) -> str:
    hint = escape(phrase("memo.grip", language, place=place))
    return (
        f'<button type="button" class="memo-grip" data-do="grip" draggable="true" '
        f'aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" aria-label="{hint}" title="{hint}">'
        f'<span aria-hidden="true">⠿ {place}</span></button>'
    )


def _buttons(language: str) -> str:
    made = (
        button_html("move", phrase("memo.up", language), "↑", by=-1),
        button_html("move", phrase("memo.down", language), "↓", by=1),
        button_html("remove", phrase("memo.remove", language), "✕"),
    )
    return f'<span class="memo-buttons">{"".join(made)}</span>'


def _chip(excerpt: Excerpt, documents: Mapping[str, Document], title: str, language: str) -> str:
    """The place, which opens in the Source panel where the words still stand there."""
    parts = [short_place(excerpt.locator, language), shortened(title, _TITLE_LENGTH)]
    if excerpt.figure:
        parts.insert(0, figure_name(excerpt.figure, language))
    if excerpt.plotted:
        parts.insert(0, phrase("memo.chart", language))
    label = escape(" · ".join(part for part in parts if part))
    if standing(excerpt, documents) != "exact":
        return f'<span class="memo-place">{label}</span>'
    hull = Span(excerpt.pieces[0].start, excerpt.pieces[-1].end)
    pieces = tuple((piece.start, piece.end) for piece in excerpt.pieces)
    shown = Place(excerpt.document, hull, pieces if len(pieces) > 1 else ())
    hint = escape(phrase("memo.to_source", language))
    link = f'href="#src={escape(address(shown))}" title="{hint}"'
    return f'<a class="chip memo-place" {link}>{label}</a>'


def _question(excerpt: Excerpt) -> str:
    return f'<p class="memo-question">{escape(excerpt.question)}</p>' if excerpt.question else ""


def _words(excerpt: Excerpt) -> str:
    """The pieces, each with its place, so that a part of them can be selected."""
    return ' <span class="memo-elided">[…]</span> '.join(
        _piece(excerpt, piece) for piece in excerpt.pieces
    )


def _piece(excerpt: Excerpt, piece: QuotedPiece) -> str:
    name = quote(excerpt.document, safe="")
    return f'<span data-of="{escape(name)}" data-at="{piece.start}">{escape(piece.quote)}</span>'


def _warnings(excerpt: Excerpt, documents: Mapping[str, Document], language: str) -> str:
    said = []
    stands = standing(excerpt, documents)
    if stands != "exact":
        said.append(phrase(f"memo.{stands}", language))
    if excerpt.quoting == UNNAMED:
        said.append(phrase("memo.quoting_somebody", language))
    elif excerpt.quoting:
        said.append(phrase("memo.quoting", language, name=excerpt.quoting))
    said += [phrase("memo.qualifier", language, words=words) for words in excerpt.qualifiers]
    return "".join(f'<p class="memo-warning">{escape(line)}</p>' for line in said)


def _note(excerpt: Excerpt, language: str) -> str:
    label = escape(phrase("memo.note", language))
    rows = min(12, max(1, len(excerpt.note) // 48 + excerpt.note.count("\n") + 1))
    return (
        f'<textarea data-set="note" rows="{rows}" aria-label="{label}" placeholder="{label}">'
        f"{escape(excerpt.note)}</textarea>"
    )
