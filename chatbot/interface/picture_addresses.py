"""The addresses of pages, figures and files of the papers, relative to the chat page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from chatbot.datatypes import Document, Span
from chatbot.interface.escaping import escape
from chatbot.languages.phrases import phrase

PAGE, FIGURE, FILE = "papers/page", "papers/figure", "papers/file"


def page_address(document: str, number: int, scale: float) -> str:
    """The picture of physical page ``number``, from 1, of the document of this id.

    ``scale`` is pixels a point.
    """
    return _address(PAGE, document=document, number=str(number), scale=f"{scale:g}")


def figure_address(document_id: str, figure_id: str) -> str:
    """The picture of a figure."""
    return _address(FIGURE, document=document_id, figure=figure_id)


def file_address(document_id: str, number: int | None = None) -> str:
    """The source file itself; a viewer of PDFs opens it at physical page ``number``."""
    opened = "" if number is None else f"#page={number}"
    return _address(FILE, document=document_id) + opened


def file_link(document: Document, span: Span, language: str) -> str:
    """A link that opens a PDF at the page where ``span`` begins; nothing for other files."""
    page = next((page for page in document.pages if page.span.overlap(span)), None)
    if page is None:
        return ""
    href = escape(file_address(document.id, page.number))
    words = escape(phrase("table.open_page", language, page=page.label))
    return f'<a href="{href}" target="_blank" rel="noopener">{words}</a>'


def _address(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query, quote_via=quote, safe='')}"
