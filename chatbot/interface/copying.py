"""A quotation with its citation, ready for the clipboard: as plain and as rich text.

Short quotations stand in quotation marks of the paper's language, long ones in a block of
their own, as style guides ask; the words are the paper's, whatever marks they hold.
"""

from __future__ import annotations

import html
import logging
from dataclasses import dataclass

from chatbot.answering.extracts import locator_of
from chatbot.citations.citing import makes_notes
from chatbot.citations.formatting import cite, cite_html
from chatbot.citations.styles import STYLES, style_file
from chatbot.datatypes import Document, Span
from chatbot.errors import ChatbotError
from chatbot.interface.escaping import escape
from chatbot.interface.loading import Loading
from chatbot.interface.places import place_at
from chatbot.languages.phrases import DEFAULT, phrase

_log = logging.getLogger(__name__)
DEFAULT_COPY_STYLE = "chicago-author-date"
_BLOCK = 40
"""Words from which on a quotation is set as a block (APA 7, 8.27)."""

_MARKS = {"ru": ("«", "»"), "uk": ("«", "»"), "fr": ("« ", " »"), "de": ("„", "“")}
_OTHERWISE = ("“", "”")


@dataclass(frozen=True, slots=True)
class Copied:
    """The same words in two forms; ``html`` holds no script, style or link."""

    plain: str
    html: str


def copied(document: Document, span: Span, style: str = DEFAULT_COPY_STYLE) -> Copied:
    """A span of a document in quotation marks with its citation in a bundled style.

    A style of notes has the citation on a line of its own, to become a note. Where no
    citation can be made the quotation goes alone.
    """
    words = document.slice(span).strip()
    file = style_file(style if style in STYLES else DEFAULT_COPY_STYLE)
    locator = locator_of(document, span)
    try:
        said = cite(document.metadata, locator, style=file)
        rich = cite_html(document.metadata, locator, style=file)
    except ChatbotError:
        said = rich = ""
    opening, closing = _MARKS.get(document.language[:2], _OTHERWISE)
    own = f' lang="{html.escape(document.language)}"'
    apart = makes_notes(file)
    plain = f"{opening}{words}{closing}"
    paragraphs = [html.escape(part.strip(), quote=False) for part in words.split("\n\n")]
    if len(words.split()) >= _BLOCK:
        last = "" if apart or not rich else f' <span lang="en">{rich}</span>'
        inner = "</p><p>".join(paragraphs)
        body = f"<blockquote{own}><p>{inner}{last}</p></blockquote>"
    else:
        quoted = " ".join(paragraphs)
        last = "" if apart or not rich else f" {rich}"
        body = f"<p><span{own}>{opening}{quoted}{closing}</span>{last}</p>"
    if apart and rich:
        return Copied(f"{plain}\n\n{said}", f"{body}<p>{rich}</p>")
    return Copied(f"{plain} {said}".rstrip(), body)


def copied_place(
    address: object,
    style: object,
    asked: object,
    loading: Loading,
    language: str = DEFAULT,
) -> str:
    """What the page's script puts on the clipboard for a place from a browser.

    ``asked`` numbers what the browser asked for, and is given back; alone where there is
    nothing to copy.
    """
    number = asked if isinstance(asked, int) else 0
    named = style if isinstance(style, str) else ""
    try:
        documents = loading.wait().documents
        place = place_at(address, documents, language)
        made = copied(documents[place.document], place.span, named)
    except ChatbotError:
        return f'<i data-asked="{number}"></i>'
    except Exception as error:  # the page's boundary: the page's script is told, as of the rest
        # The error's own text may hold the paper's, so only at debug.
        _log.error("copying a quotation failed with %s", type(error).__name__)
        _log.debug("copying a quotation failed", exc_info=error)
        return f'<i data-asked="{number}"></i>'
    return (
        f'<i data-asked="{number}" data-plain="{escape(made.plain)}" '
        f'data-html="{escape(made.html)}"></i>'
    )


def copy_link(address: str, language: str) -> str:
    """A link of an answer that copies a quotation with its citation.

    The word is drawn by the style sheet, so that it is no part of a copied message.
    """
    title = escape(phrase("copying.quote", language))
    return f'<a class="copy" href="#copy={escape(address)}" title="{title}"></a>'


def style_names(language: str) -> tuple[tuple[str, str], ...]:
    """The bundled styles of citations with their names, in their order."""
    return tuple((name, phrase(f"copying.{name}", language)) for name in STYLES)


def style_choice(language: str) -> str:
    """The choice of the style in which citations are copied; the browser remembers it."""
    options = "".join(
        f'<option value="{name}">{escape(words)}</option>' for name, words in style_names(language)
    )
    label = escape(phrase("copying.style", language))
    return f'<label class="copy-style">{label} <select data-copy-style>{options}</select></label>'
