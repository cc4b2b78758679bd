"""What a Word or HTML file states of itself → CSL-JSON fields. Nothing is made up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chatbot.documents.metadata import Metadata
from chatbot.documents.words import words_of

_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>\]}]+)")
_DATE = re.compile(r"((?:1[89]|20)\d{2})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d])")
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|powerpoint|title|document\d*|doc\d*|\S+\.\w{2,5})\s*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\d|python-docx|microsoft|admin|^user\b|owner|^authors?$|@|unknown|\.com|libreoffice", re.I
)
_LONGEST = 400


def fields(
    *,
    titles: Iterable[str] = (),
    authors: Sequence[str] = (),
    dates: Iterable[str] = (),
    dois: Iterable[str] = (),
    others: Iterable[tuple[str, str]] = (),
) -> Metadata:
    """The fields of a CSL item: the first usable value of each; ``others`` are taken as is."""
    found: Metadata = {}
    title = next((t for t in map(_line, titles) if _is_title(t)), None)
    if title:
        found["title"] = title
    names = [name for author in authors for name in _names(author)]
    if names:
        found["author"] = names
    issued = next((d for d in map(_issued, dates) if d), None)
    if issued:
        found["issued"] = {"date-parts": [issued]}
    doi = next((m.group(1).rstrip(".,;:)") for d in dois if (m := _DOI.search(d))), None)
    if doi:
        found["DOI"] = doi
    for name, value in others:
        words = _line(value)
        if words and len(words) <= _LONGEST:
            found.setdefault(name, words)
    return found


def _line(text: str) -> str:
    return " ".join(text.split())


def _is_title(title: str) -> bool:
    return len(title) <= _LONGEST and bool(words_of(title)) and not _NO_TITLE.fullmatch(title)


def _names(authors: str) -> list[dict[str, str]]:
    """“Lee, Ann”, “Ann Lee; Bo Kim” or “Ann Lee” → CSL names."""
    parts = [_line(part) for part in authors.split(";")]
    return [_name(part) for part in parts if 1 < len(part) < 80 and not _NO_NAME.search(part)]


def _name(author: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in author.partition(","))
    if comma and family and given:
        return {"family": family, "given": given}
    words = author.split()
    if len(words) not in (2, 3, 4) or not author.isascii():
        return {"literal": author}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def _issued(date: str) -> list[int] | None:
    match = _DATE.search(date)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1 <= month <= 12:
        return [year]
    return [year, month, day] if 1 <= day <= 31 else [year, month]
