"""A place in a document as a link carries it, and back.

A chip's address holds all that is needed to show its place, so that it works as long as
the page is open, whatever became of the conversation. What comes back from a browser is
never trusted: every part is checked against the documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from chatbot.datatypes import Document, Extract, Span
from chatbot.errors import UsageError
from chatbot.languages.phrases import DEFAULT, phrase

_LONGEST = 4000
_NAME = 80
_PRINTED = "printed"
_PAGE = "page-"
_PLOT = "plot"


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document to be shown, with the words in it that matter.

    ``quoted`` says whether the span was quoted (and is marked), or merely opened; ``page``
    is the physical page to be looked at where that is another than the span's own;
    ``plotted`` says that the numbers in it are to be shown as a chart.
    """

    document: str
    span: Span
    highlights: tuple[tuple[int, int], ...] = ()
    printed: bool = False
    quoted: bool = True
    page: int | None = None
    plotted: bool = False


def place_of(extract: Extract) -> Place:
    """The place of an extract."""
    return Place(extract.document, Span(extract.start, extract.end), extract.highlights)


def address(place: Place) -> str:
    """The place in characters that are safe in the fragment of a link."""
    ranges = ",".join(f"{start}-{end}" for start, end in place.highlights)
    manner = _PLOT if place.plotted else "quote" if place.quoted else "open"
    parts = (quote(place.document, safe=""), f"{place.span.start}-{place.span.end}", manner, ranges)
    manners = (_PRINTED,) if place.printed else ()
    turned = () if place.page is None else (f"{_PAGE}{place.page}",)
    return "/".join((*parts, *manners, *turned))


def place_at(text: object, documents: Mapping[str, Document], language: str = DEFAULT) -> Place:
    """The place that an address from a browser names.

    Raises:
        UsageError: it is not an address, or names nothing in ``documents``; said in
            ``language``.
    """
    unknown = phrase("source.unknown_place", language)
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise UsageError(unknown)
    parts = text.split("/")
    try:
        name, bounds, manner, ranges = parts[:4]
        span = _span(bounds)
        highlights = tuple(_pair(part) for part in ranges.split(",")) if ranges else ()
    except ValueError as error:
        raise UsageError(unknown) from error
    document = documents.get(unquote(name))
    if document is None:
        raise UsageError(phrase("source.paper_gone", language, name=unquote(name)[:_NAME]))
    if span.end > len(document.text):
        raise UsageError(unknown)
    inside = tuple(pair for pair in highlights if span.contains(Span(*pair)))
    quoted, plotted = manner in ("quote", _PLOT), manner == _PLOT
    page, printed = _page(parts[4:], document), _PRINTED in parts[4:]
    return Place(document.id, span, inside, printed, quoted, page, plotted)


def _page(parts: list[str], document: Document) -> int | None:
    """The page that an address names, None where it names none of the document's."""
    named = next((part.removeprefix(_PAGE) for part in parts if part.startswith(_PAGE)), "")
    if not (named.isascii() and named.isdigit()) or len(named) > 6:
        return None
    return int(named) if 1 <= int(named) <= len(document.pages) else None


def _span(text: str) -> Span:
    span = Span(*_pair(text))
    if not 0 <= span.start < span.end:
        raise ValueError(text)
    return span


def _pair(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    if not (start.isascii() and end.isascii() and start.isdigit() and end.isdigit()):
        raise ValueError(text)
    return int(start), int(end)
