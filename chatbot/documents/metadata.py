"""Citation metadata: the sidecar ``NAME.csl.json``, else what the text itself states.

Without a sidecar only what stands in the file is used (a title line, “Authors:”,
“Date:”, “DOI:” fields, an address); nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.datatypes import Paragraph
from chatbot.documents.words import is_address, words_of
from chatbot.errors import DocumentError

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

SIDECAR_SUFFIX = ".csl.json"
_SCHEMA_FILE = "csl-item.schema.json"
_NOTHING = frozenset({"", "nan", "none", "n/a", "null", "unknown", "-"})
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z ]{1,24}?)[ \t]*:[ \t]*(?P<value>.+)", re.DOTALL)
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)

Metadata = dict[str, object]


def sidecar_of(path: Path) -> Path:
    """The sidecar's path of a paper: ``paper.txt`` → ``paper.csl.json``."""
    return path.with_name(path.stem + SIDECAR_SUFFIX)


def metadata_of(
    path: Path | None,
    document_id: str,
    text: str,
    paragraphs: Sequence[Paragraph],
    language: str,
) -> Metadata:
    """One CSL-JSON item: the sidecar's where there is one, else the text's own.

    Raises:
        DocumentError: the sidecar is not valid; the line names the file and the field.
    """
    if path is not None and sidecar_of(path).exists():
        return {"id": document_id, **read_sidecar(sidecar_of(path))}
    front = [text[p.span.start : p.span.end] for p in paragraphs if p.role == "front"]
    return {"id": document_id, "type": "document", "language": language, **_stated(front)}


def read_sidecar(path: Path) -> Metadata:
    """Read and check a CSL-JSON sidecar (an item, or a list of one).

    Raises:
        DocumentError: not JSON, not one item, or a field of the wrong form.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise DocumentError(f"{path.name} cannot be read as JSON ({error}); correct it") from error
    if isinstance(data, list):
        if len(data) != 1:
            raise DocumentError(f"{path.name} holds {len(data)} items; it must describe one paper")
        data = data[0]
    problem = _first_problem(data)
    if problem:
        raise DocumentError(f"{path.name}: {problem}")
    item: Metadata = dict(data)
    return item


def _first_problem(data: object) -> str | None:
    """The first violation of the schema, as “field author/0: …”."""
    errors = sorted(_validator().iter_errors(data), key=lambda error: [str(p) for p in error.path])
    if not errors:
        return None
    error = errors[0]
    where = "/".join(str(part) for part in error.absolute_path)
    message = error.message if len(error.message) < 160 else error.message[:157] + "…"
    return f"field {where}: {message}" if where else message


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = resources.files("chatbot.documents").joinpath(_SCHEMA_FILE).read_text("utf-8")
    return Draft202012Validator(json.loads(schema))


# --- what the text states ----------------------------------------------------


def _stated(front: Sequence[str]) -> Metadata:
    fields, lines = _fields(front)
    found: Metadata = {}
    title = fields.get("title") or _title(lines)
    if title:
        found["title"] = title
    names = _names(fields.get("authors") or fields.get("author") or "")
    if names:
        found["author"] = names
    issued = _date(fields.get("date") or fields.get("published") or "")
    if issued:
        found["issued"] = issued
    doi = _DOI.fullmatch(fields.get("doi", ""))
    if doi:
        found["DOI"] = doi.group(1)
    address = next((line for line in lines if line.startswith(("http://", "https://"))), None)
    if address and " " not in address:
        found["URL"] = address
    for name, field in (("journal", "container-title"), ("publisher", "publisher")):
        if name in fields:
            found[field] = fields[name]
    return found


def _fields(front: Sequence[str]) -> tuple[Mapping[str, str], list[str]]:
    """“Name: value” lines by lower-case name, and the other lines."""
    fields: dict[str, str] = {}
    lines: list[str] = []
    for line in front:
        match = _FIELD.fullmatch(line)
        if match is None or line.startswith("http"):
            lines.append(line)
        elif match.group("value").strip().lower() not in _NOTHING:
            fields.setdefault(match.group("name").lower(), match.group("value").strip())
    return fields, lines


def _title(lines: Sequence[str]) -> str | None:
    """The first line of the title page that can be a title."""
    for line in lines:
        words = words_of(line)
        if not is_address(line) and (len(words) > 2 or (words and len(lines) == 1)):
            return line if len(line) <= 400 else None
    return None


def _names(authors: str) -> list[dict[str, str]]:
    """“Family, Given; …” → CSL names; a name written otherwise stays as it is."""
    names = []
    for part in authors.split(";"):
        family, comma, given = (piece.strip() for piece in part.partition(","))
        if not family:
            continue
        single = ";" in authors or authors.count(",") == 1
        if comma and given and single:
            names.append({"family": family, "given": given})
        else:
            names.append({"literal": part.strip()})
    return names


def _date(value: str) -> dict[str, object] | None:
    match = _ISO_DATE.fullmatch(value.strip())
    if match is None:
        return None
    return {"date-parts": [[int(part) for part in match.groups() if part]]}
