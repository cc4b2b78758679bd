"""Citation metadata as a person edits it: a few fields, written to the sidecar of a paper.

Fields that the form does not have stay as they are; one that is emptied goes. Nothing is
added that was not typed or was not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot.documents.metadata import read_sidecar, sidecar_of
from chatbot.errors import DocumentError, RunError, UsageError
from chatbot.shelf.entries import year_of

TYPES = (
    "document",
    "article",
    "article-journal",
    "paper-conference",
    "report",
    "book",
    "chapter",
    "thesis",
    "webpage",
)
"""The types that the form offers; another one that a paper has already stays."""

_LONGEST = 1_000
_PLAIN = (
    ("title", "title"),
    ("container", "container-title"),
    ("publisher", "publisher"),
    ("doi", "DOI"),
)


@dataclass(frozen=True, slots=True)
class CitationForm:
    """What a person may change. ``authors`` are “Family, Given”, with “;” between them."""

    type: str = "document"
    title: str = ""
    authors: str = ""
    year: str = ""
    container: str = ""
    publisher: str = ""
    doi: str = ""


FIELDS = ("type", "title", "authors", "year", "container", "publisher", "doi")


def form_of(metadata: Mapping[str, object]) -> CitationForm:
    """The form as it stands for a paper."""
    plain = {name: _text(metadata.get(key)) for name, key in _PLAIN}
    kind = _text(metadata.get("type")) or "document"
    authors = metadata.get("author")
    names = [_name(each) for each in authors] if isinstance(authors, list) else []
    joined = "; ".join(filter(None, names))
    return CitationForm(type=kind, authors=joined, year=year_of(metadata), **plain)


def item_of(form: CitationForm, metadata: Mapping[str, object]) -> dict[str, object]:
    """The CSL-JSON item of a paper with what the form says.

    Raises:
        UsageError: a field is too long, the title is missing, or the year is no year.
    """
    before = form_of(metadata)
    item = {key: value for key, value in metadata.items() if key not in ("id", "custom")}
    custom = metadata.get("custom")
    if isinstance(custom, Mapping):
        kept = {key: value for key, value in custom.items() if key != "unchecked"}
        item |= {"custom": kept} if kept else {}
    if any(len(getattr(form, name)) > _LONGEST for name in FIELDS):
        raise UsageError(f"a field is longer than {_LONGEST:,} characters: shorten it")
    if not form.title.strip():
        raise UsageError("the title is missing: type it as the paper has it")
    item["type"] = form.type
    for name, key in _PLAIN:
        _set(item, key, " ".join(getattr(form, name).split()))
    if form.authors != before.authors:
        _set(item, "author", _names(form.authors, metadata.get("author")))
    if form.year.strip() != before.year:
        _set(item, "issued", _date(form.year.strip()))
    return item


def write_sidecar(paper: Path, item: Mapping[str, object]) -> None:
    """Write the sidecar of a paper, checked as it will be when it is read.

    Raises:
        UsageError: a field does not have the form that it must have.
        RunError: it cannot be written.
    """
    sidecar = sidecar_of(paper)
    fresh = sidecar.with_name(f".{sidecar.name}")
    try:
        fresh.write_text(json.dumps(item, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        read_sidecar(fresh)
        fresh.replace(sidecar)
    except DocumentError as error:
        raise UsageError(str(error).lstrip(".")) from error
    except OSError as error:
        raise RunError(
            f"{sidecar.name} cannot be written ({(error.strerror or '').lower()}); check the "
            "rights of its folder"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)


def _set(item: dict[str, object], key: str, value: object) -> None:
    if value:
        item[key] = value
    else:
        item.pop(key, None)


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _name(author: object) -> str:
    if not isinstance(author, Mapping):
        return ""
    literal = _text(author.get("literal"))
    if literal:
        return literal
    particle = _text(author.get("non-dropping-particle"))
    family = " ".join(filter(None, (particle, _text(author.get("family")))))
    return ", ".join(filter(None, (family, _text(author.get("given")))))


def _names(authors: str, before: object) -> list[object]:
    """The names as typed; who was an author before, in these words, stays as in ``before``."""
    earlier = [(_parts(_name(each)), each) for each in before] if isinstance(before, list) else []
    left, parts = [known for known in earlier if known[0]], _parts(authors)
    names: list[object] = []
    while parts:
        known = next((known for known in left if parts[: len(known[0])] == known[0]), None)
        if known is not None:
            left.remove(known)
            names.append(known[1])
            parts = parts[len(known[0]) :]
        else:
            names.append(_typed(parts.pop(0)))
    return names


def _parts(authors: str) -> list[str]:
    """What stands between the semicolons; one name has several parts if it has one itself."""
    parts = (" ".join(part.split()) for part in authors.replace("\n", ";").split(";"))
    return [part for part in parts if part.strip(" ,")]


def _typed(part: str) -> dict[str, str]:
    family, _, given = (piece.strip() for piece in part.partition(","))
    if family and given:
        return {"family": family, "given": given}
    return {"literal": family or given}


def _date(year: str) -> dict[str, object] | None:
    if not year:
        return None
    if not (year.isascii() and year.isdigit() and 3 <= len(year) <= 4):
        raise UsageError(f"{year[:20]!r} is no year: type four digits, or leave it empty")
    return {"date-parts": [[int(year)]]}
