"""The place that a citation names, and whether a quotation stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chatbot.answering.extracts import locator_of
from chatbot.answering.places import paragraph_at
from chatbot.citations.locators import UNBROKEN, csl_locator
from chatbot.datatypes import Document, Locator, Span
from chatbot.memo.excerpts import locator_of_parts

PlaceKind = Literal["page", "paragraph", "section"]

_RANGE = r"(?P<first>{0})(?:\s*[-–—]\s*(?P<last>{0}))?"
_NUMBER = _RANGE.format(r"\d+")
_LABEL = rf"\d+(?:{UNBROKEN}\d+)?"
_PAGE = _RANGE.format(rf"{_LABEL}|[ivxlc]+\b|[A-Z][-{UNBROKEN}]?\d+")
_LABELLED: tuple[tuple[PlaceKind, re.Pattern[str]], ...] = (
    (
        "paragraph",
        re.compile(
            rf"(?:\b(?:paragraphs?|paras?\.?|pars?\.|абзац\w*|абз\.|параграф\w*|пп?\.)|¶+|문단)"
            rf"\s*{_NUMBER}",
            re.IGNORECASE,
        ),
    ),
    (
        "page",
        re.compile(
            rf"(?:\b(?:pages?|pp?\.|pgs?\.|стр\.|страниц\w+|сс?\.|S\.)|쪽|페이지)\s*{_PAGE}"
        ),
    ),
    (
        "section",
        re.compile(
            r"(?:\b(?:sections?|sect?\.|secs?\.|раздел\w*|разд\.|глава|гл\.)|§+)\s*"
            r"(?P<first>[“\"‘«][^”\"’»]+[”\"’»]|[IVXLCDM]+\b|\d+(?:\.\d+)*|[A-Z]\b)(?P<last>)",
            re.IGNORECASE,
        ),
    ),
)
_ELSEWHERE = re.compile(r"https?://\S+|\bdoi:\S+|\(?accessed:?[^)]*\)?", re.IGNORECASE)
_BARE = re.compile(rf"(?:^|[,:)\w’.”\"] ){_RANGE.format(_LABEL)}(?=[\s)\].,;<>]*$)")
_NUMBERED_WORK = re.compile(r"(?:no|vol|nos|№|т|vols|\(n)\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that a citation names: the first and last page, paragraph or the section.

    ``joined`` is a range as it is written, which may be one label: page “7-45”.
    """

    kind: PlaceKind
    first: str
    last: str
    joined: str = ""


def named_place(citation: str, document: Document) -> NamedPlace | None:
    """The place that a citation names, if it names one.

    A bare number at its end is a page where the document has pages, unless it is the year
    or number of the work.
    """
    said = " ".join(_ELSEWHERE.sub(" ", citation).split())
    for kind, pattern in _LABELLED:
        found = pattern.search(said)
        if found is not None:
            return _named(kind, found)
    found = _BARE.search(said) if document.pages else None
    if found is None or _belongs_to_work(found, document):
        return None
    return _named("page", found)


def _named(kind: PlaceKind, found: re.Match[str]) -> NamedPlace:
    first, last = (part and part.replace(UNBROKEN, "-") for part in found.group("first", "last"))
    return NamedPlace(kind, first, _last(first, last), f"{first}-{last}" if last else first)


def stands_there(document: Document, spans: Sequence[Span], place: NamedPlace) -> bool:
    """Whether quoted spans stand at a named place; a figure also where its picture is."""
    if place.kind == "section":
        return _in_section(document, spans[0], place.first)
    figures = _of_figures(document, spans, place.kind)
    if place.first == place.last and place.first in figures:
        return True
    if place.kind == "paragraph":
        return not figures and _in_paragraphs(document, spans, place)
    labels = [label for span in spans for label in locator_of(document, span).pages]
    if not labels:
        return False
    whole = labels[0] == labels[-1] == place.joined
    return whole or (place.first, place.last) == (labels[0], labels[-1])


def _of_figures(document: Document, spans: Sequence[Span], kind: PlaceKind) -> set[str]:
    """The pages or paragraphs of figures whose captions hold all of the words.

    A figure is cited by the paragraph that it goes with, though its words stand in none.
    """
    held = (f for f in document.figures if all(map(f.anchor.contains, spans)))
    places = (figure.page if kind == "page" else figure.paragraph for figure in held)
    return {str(place) for place in places if place is not None}


def true_place(document: Document, spans: Sequence[Span]) -> str:
    """Where the spans stand, in the words of a citation: “p. 7”, “para. 12”, “sec. III”."""
    found = csl_locator(locator_of_parts(document, spans))
    if found is None:
        return ""
    label, value = found
    short = {"page": "pp." if "-" in value else "p.", "paragraph": "para.", "section": "sec."}
    return f"{short[label]} {value.replace('-', '–') if label == 'page' else value}"


def _last(first: str, last: str | None) -> str:
    """The end of a range, “101–19” being 101 to 119."""
    if not last:
        return first
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last


def _belongs_to_work(found: re.Match[str], document: Document) -> bool:
    """Whether a bare number is the year, issue or volume of the work itself."""
    metadata = document.metadata
    before = found.string[: found.start("first")].rstrip()
    if _NUMBERED_WORK.search(before):
        return True
    own = {str(metadata.get(key)) for key in ("number", "volume", "issue")}
    issued = metadata.get("issued")
    own |= set(re.findall(r"\d{4}", str(issued)))
    labels = {page.label for page in document.pages}
    return found["first"] in own and found["first"] not in labels


def _in_section(document: Document, span: Span, named: str) -> bool:
    wanted = _bare(named)
    for place in range(len(path := locator_of(document, span).section)):
        label = csl_locator(Locator(path[: place + 1], None, None))
        if wanted in {_bare(path[place]), _bare(label[1]) if label else ""}:
            return True
    return False


def _in_paragraphs(document: Document, spans: Sequence[Span], place: NamedPlace) -> bool:
    """Whether the words begin in the first paragraph named and reach the last."""
    ends = [paragraph_at(document, at) for at in (spans[0].start, spans[-1].end - 1)]
    numbers = [p.number for p in ends if p is not None and p.number is not None]
    if not numbers or int(place.first) != numbers[0]:
        return False
    return numbers[0] <= int(place.last) <= numbers[-1]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
