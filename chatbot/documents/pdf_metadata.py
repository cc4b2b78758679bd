"""Citation metadata of a PDF: its sidecar, else what file and title page state.

Without a sidecar every field is a proposal to be checked: ``custom.unchecked`` names them.
Nothing is made up: each value stands in the file's own metadata or on its first page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from chatbot.documents.metadata import Metadata, read_sidecar, sidecar_of
from chatbot.documents.pdf_columns import Line
from chatbot.documents.pdf_pages import ReadPages
from chatbot.documents.pdf_pypdf import FAULTS, open_quietly
from chatbot.documents.pdf_title import authors_below, title_lines
from chatbot.documents.words import words_of

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>\]}]+)")
_ARXIV = re.compile(
    r"arXiv:(\d{4}\.\d{4,5})(?:v\d+)?(?:\s*\[[\w.-]+\])?(?:\s+(\d{1,2})\s+([A-Z][a-z]{2})\w*\s+(\d{4}))?"
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_YEAR = re.compile(
    r"(?:©|\(c\)|copyright|published|proceedings|conference|workshop|\b[A-Z]{3,8}\b)"
    r"[^.\n]{0,80}?\b((?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\S+\.\w{2,5}|.*\.(?:docx?|indd|tex|dvi|qxd|pdf|exe)|[\w.-]+_[\w.-]+", re.I
)
_NO_TITLE = re.compile(r"(?:microsoft word|untitled|slide \d|powerpoint|title|document\d*\b)", re.I)
_NO_NAME = re.compile(r"\d|latex|microsoft|adobe|admin|user|owner|author|@|unknown|\.com", re.I)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file's XMP and document information say of it."""

    title: str = ""
    authors: tuple[str, ...] = ()


def pdf_metadata(
    path: Path, document_id: str, pages: ReadPages, language: str, password: str | None = None
) -> Metadata:
    """One CSL-JSON item: the sidecar's where there is one, else proposals.

    Raises:
        DocumentError: the sidecar is not valid; the line names the file and the field.
    """
    if sidecar_of(path).exists():
        return {"id": document_id, **read_sidecar(sidecar_of(path))}
    found = _proposed(stated_in(path, password), pages)
    kind = "article" if found else "document"
    custom = {"custom": {"unchecked": sorted(found)}} if found else {}
    return {"id": document_id, "type": kind, "language": language, **found, **custom}


def stated_in(path: Path, password: str | None = None) -> Stated:
    """XMP before document information; nothing where both are missing or damaged."""
    try:
        reader = open_quietly(path, password)
        info = reader.metadata
        title, authors = _text(getattr(info, "title", None)), _text(getattr(info, "author", None))
        xmp = _xmp(reader)
        return Stated(xmp.title or title, xmp.authors or _split(authors))
    except FAULTS:
        return Stated()


def _xmp(reader: PdfReader) -> Stated:
    try:
        xmp = reader.xmp_metadata
        titles: Mapping[str, str] = (xmp.dc_title or {}) if xmp else {}
        creators: Sequence[str] = (xmp.dc_creator or []) if xmp else []
        title = titles.get("x-default") or next(iter(titles.values()), "")
        names = [name for creator in creators for name in _split(_text(creator))]
        return Stated(_text(title), tuple(names))
    except FAULTS:
        return Stated()


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _split(names: str) -> tuple[str, ...]:
    """“A. Lee; B. Kim” or “A. Lee, B. Kim and C. Park” → names."""
    separator = ";" if ";" in names else r",|\band\b|&"
    return tuple(name.strip() for name in re.split(separator, names) if name.strip())


def _proposed(stated: Stated, pages: ReadPages) -> Metadata:
    lines = pages.first
    edges = [*_edges(pages.running), next(filter(None, pages.turned), ""), *pages.imprint]
    found: Metadata = {}
    printed = title_lines(lines)
    title = stated.title if _is_title(stated.title, lines) else _joined(printed)
    if title:
        found["title"] = title
    authors = [name for name in stated.authors if _is_name(name)] or authors_below(lines, printed)
    if authors:
        found["author"] = [_name(author) for author in authors]
    found.update(_identified("\n".join(edges)))
    doi = _DOI.search("\n".join(line.run.text for line in lines))
    if doi and "DOI" not in found:
        found["DOI"] = doi.group(1).rstrip(".,;:)")
    return found


def _edges(texts: Sequence[Sequence[str]]) -> Iterable[str]:
    """The running heads or stamps of the first page that has any."""
    return next((own for own in texts if own), ())


def _is_title(title: str, lines: Sequence[Line]) -> bool:
    """Whether the stated title is one: words, no file name, best if the first page has it."""
    if len(title) > 400 or _FILE_NAME.fullmatch(title) or _NO_TITLE.match(title):
        return False
    if _letters(title) and _letters(title) in _letters(" ".join(line.run.text for line in lines)):
        return len(words_of(title)) > 1
    return len(words_of(title)) > 3


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _joined(lines: Sequence[str]) -> str:
    """The lines of a title in one; a word broken at a line's end keeps its hyphen."""
    title = ""
    for line in lines:
        title += line if not title or title.endswith("-") else f" {line}"
    return " ".join(title.split())


def _is_name(name: str) -> bool:
    words = name.split()
    return 1 < len(words) <= 6 and len(name) < 60 and not _NO_NAME.search(name)


def _name(author: str) -> dict[str, str]:
    """“Jacob Devlin” → given and family; “Lee, Jae-Young” too; else as it is."""
    family, comma, given = (part.strip() for part in author.partition(","))
    if comma:
        return {"family": family, "given": given}
    words = author.split()
    if len(words) < 2 or (not author.isascii() and not words[-1][0].isupper()):
        return {"literal": author}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def _identified(text: str) -> Metadata:
    """DOI, arXiv number and date that the edges of the first page print."""
    found: Metadata = {}
    doi = _DOI.search(text)
    if doi:
        found["DOI"] = doi.group(1).rstrip(".,;:)")
    arxiv = _ARXIV.search(text)
    if arxiv:
        number, day, month, year = arxiv.groups()
        found["number"] = f"arXiv:{number}"
        found["URL"] = f"https://arxiv.org/abs/{number}"
        if year and month in _MONTHS:
            found["issued"] = {"date-parts": [[int(year), _MONTHS.index(month) + 1, int(day)]]}
    year_match = _YEAR.search(text)
    if "issued" not in found and year_match:
        found["issued"] = {"date-parts": [[int(year_match.group(1))]]}
    return found
