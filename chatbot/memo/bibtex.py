"""References as BibTeX, readable by BibTeX, biblatex, Zotero, EndNote and Mendeley.

Titles stand in double braces, so that no style changes their capitals. What BibTeX has no
field for is kept under its CSL name, which programs ignore.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Item = Mapping[str, object]

_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
_FIELDS = {
    "title": "title",
    "volume": "volume",
    "number": "number",
    "issue": "number",
    "edition": "edition",
    "page": "pages",
    "collection-title": "series",
    "publisher-place": "address",
    "DOI": "doi",
    "URL": "url",
    "ISBN": "isbn",
    "ISSN": "issn",
    "abstract": "abstract",
    "keyword": "keywords",
    "note": "note",
    "language": "language",
    "genre": "type",
    "title-short": "shorttitle",
}
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_VERBATIM = {"doi", "url"}
_BRACED = {"title", "journal", "booktitle", "series"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
    }
)


def to_bibtex(items: Sequence[Item]) -> bytes:
    """The items as a ``.bib`` file in UTF-8, under their own ids."""
    return "\n".join(_entry(item) for item in items).encode("utf-8")


def _entry(item: Item) -> str:
    kind = _TYPES.get(str(item.get("type")), "misc")
    fields: dict[str, str] = {}
    for key, value in item.items():
        if key in ("id", "type") or value in (None, "", [], {}):
            continue
        if key in ("author", "editor", "translator"):
            fields[key] = " and ".join(_names(value))
        elif key == "issued":
            fields |= _issued(value)
        elif key == "accessed":
            fields["urldate"] = "-".join(_date(value)) or _escaped(value)
        else:
            name = _name(kind, key)
            fields[name if name not in fields else key.lower()] = _value(name, value)
    lines = "".join(f",\n  {name} = {_delimited(name, value)}" for name, value in fields.items())
    return f"@{kind}{{{item['id']}{lines}\n}}\n"


def _name(kind: str, key: str) -> str:
    """The BibTeX field for a CSL variable."""
    if key == "container-title":
        return _CONTAINERS.get(kind, "booktitle")
    if key == "publisher":
        return _PUBLISHERS.get(kind, "publisher")
    return _FIELDS.get(key, key.lower())


def _value(name: str, value: object) -> str:
    if name == "pages":
        return _escaped(value).replace("-", "--").replace("–", "--")
    if name in _VERBATIM:
        return str(value)
    text = _escaped(value)
    return f"{{{text}}}" if name in _BRACED else text


def _delimited(name: str, value: str) -> str:
    return value if name == "month" else f"{{{value}}}"


def _names(value: object) -> list[str]:
    made = []
    for name in value if isinstance(value, list) else []:
        if not isinstance(name, Mapping):
            continue
        if name.get("literal") or not name.get("family"):
            made.append(f"{{{_escaped(name.get('literal') or name.get('given') or '')}}}")
            continue
        particles = [name.get("dropping-particle"), name.get("non-dropping-particle")]
        family = " ".join(str(part) for part in (*particles, name["family"]) if part)
        parts = (family, name.get("suffix"), name.get("given"))
        made.append(", ".join(_escaped(part) for part in parts if part))
    return made


def _issued(value: object) -> dict[str, str]:
    parts = _date(value)
    if not parts:
        return {"year": _escaped(value)}
    fields = {"year": parts[0]}
    if len(parts) > 1 and 1 <= int(parts[1]) <= len(_MONTHS):
        fields["month"] = _MONTHS[int(parts[1]) - 1]
    if len(parts) > 2:
        fields["day"] = str(int(parts[2]))
    return fields


def _date(value: object) -> list[str]:
    """Year, month and day of a CSL date, as far as they are known."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list)):
        return []
    digits = [str(part) for part in parts[0]]
    return [part.zfill(2) for part in digits] if all(d.isdecimal() for d in digits) else []


def _escaped(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(text.split()).translate(_ESCAPES)
