"""The references alone as CSL-JSON and RIS, for Zotero, EndNote and Mendeley."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Item = Mapping[str, object]

_RIS_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CONF",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "dataset": "DATA",
    "manuscript": "UNPB",
}
_RIS_TAGS = {
    "title": "TI",
    "container-title": "T2",
    "collection-title": "T3",
    "title-short": "ST",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "issue": "IS",
    "number": "M1",
    "edition": "ET",
    "DOI": "DO",
    "URL": "UR",
    "ISBN": "SN",
    "ISSN": "SN",
    "abstract": "AB",
    "language": "LA",
    "genre": "M3",
}
_RIS_NAMES = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}


def to_csl_json(items: Sequence[Item]) -> bytes:
    """The items as a CSL-JSON array, as they are."""
    return (json.dumps(list(items), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def to_ris(items: Sequence[Item]) -> bytes:
    """The items in RIS (Research Information Systems, 2012), CR LF at line ends.

    What has no tag of its own goes into a note, so that nothing is lost.
    """
    return "\r\n".join(line for item in items for line in _ris_lines(item)).encode("utf-8")


def _ris_lines(item: Item) -> list[str]:
    kind = str(item.get("type") or "document")
    lines = [_line("TY", _RIS_TYPES.get(kind, "GEN")), _line("ID", item.get("id", ""))]
    for key, value in item.items():
        if key in ("id", "type"):
            continue
        if key in _RIS_NAMES:
            lines += [_line(_RIS_NAMES[key], name) for name in _names(value)]
        elif key in _RIS_TAGS:
            lines.append(_line(_RIS_TAGS[key], value))
        elif key in ("issued", "accessed"):
            lines += _dates(key, value)
        elif key == "page":
            first, _, last = str(value).partition("-")
            lines += [_line("SP", first)] + ([_line("EP", last)] if last else [])
        elif key == "keyword":
            lines += [_line("KW", word) for word in str(value).split(",")]
        else:
            lines.append(_line("N1", f"{key}: {_text(value)}"))
    return [*lines, "ER  - ", ""]


def _dates(key: str, value: object) -> list[str]:
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]):
        return [_line("N1", f"{key}: {_text(value)}")]
    year, *rest = (str(part) for part in parts[0])
    padded = [part.zfill(2) for part in rest]
    if key == "accessed":
        return [_line("Y2", "/".join((year, *padded)))]
    lines = [_line("PY", year)]
    return lines + ([_line("DA", "/".join((year, *padded)))] if padded else [])


def _names(value: object) -> list[str]:
    names = value if isinstance(value, list) else []
    made = []
    for name in names:
        if not isinstance(name, Mapping):
            continue
        family = " ".join(
            str(name[key]) for key in ("non-dropping-particle", "family") if name.get(key)
        )
        parts = (family, str(name.get("given") or ""), str(name.get("suffix") or ""))
        literal = str(name.get("literal") or "")
        made.append(literal or ", ".join(part for part in parts if part))
    return made


def _line(tag: str, value: object) -> str:
    return f"{tag}  - {_text(value)}"


def _text(value: object) -> str:
    """A value on one line; what is no text as JSON."""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(said.split())
