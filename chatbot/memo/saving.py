"""The memo as a file of its own (a basket): save, open, recover.

JSON with a checksum for each excerpt. What of a damaged file can be read is read, and the
damaged file is kept aside under another name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from chatbot.datatypes import (
    Excerpt,
    ExtractFootnote,
    Locator,
    Memo,
    QuotedPiece,
    ShownFigure,
)
from chatbot.errors import MissingInput, RunError, UsageError
from chatbot.indexing.durable import replace_file

FORMAT, VERSION = "chatbot-memo", 1
_EXCERPT = TypeAdapter(Excerpt)
HEAD = ("title", "recipient", "sender", "date", "subject")


@dataclass(frozen=True, slots=True)
class Opened:
    """A memo as read, with what is wrong with the file.

    ``altered`` are ids of excerpts whose checksum does not fit; ``problems`` are lines for
    the person; ``aside`` is where the damaged file was kept.
    """

    memo: Memo
    altered: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    aside: Path | None = None


def memo_to_json(memo: Memo) -> dict[str, Any]:
    """The memo as JSON values; ``memo_from_json`` reads them back exactly."""
    values: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    values |= {key: getattr(memo, key) for key in HEAD}
    values["findings"] = list(memo.findings)
    values["unanswered"] = list(memo.unanswered)
    values["references"] = {key: dict(item) for key, item in memo.references.items()}
    values["excerpts"] = [_with_checksum(asdict(excerpt)) for excerpt in memo.excerpts]
    return values


def memo_from_json(values: Mapping[str, Any]) -> Opened:
    """The memo that ``memo_to_json`` wrote; excerpts that cannot be read are left out."""
    excerpts, altered, problems = [], [], []
    for number, record in enumerate(_listed(values.get("excerpts")), start=1):
        try:
            excerpt = _excerpt(record)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            problems.append(f"excerpt {number} is damaged and was left out")
            continue
        excerpts.append(excerpt)
        if record.get("checksum") != checksum(asdict(excerpt)):
            altered.append(excerpt.id)
            problems.append(f"excerpt {number} was changed outside the program")
    references = values.get("references")
    known = references if isinstance(references, dict) else {}
    memo = Memo(
        **{key: _text(values.get(key)) for key in HEAD},
        findings=tuple(map(_text, _listed(values.get("findings")))),
        excerpts=tuple(excerpts),
        unanswered=tuple(map(_text, _listed(values.get("unanswered")))),
        references={key: item for key, item in known.items() if isinstance(item, dict)},
    )
    return Opened(memo, tuple(altered), tuple(problems))


def save_memo(memo: Memo, path: Path) -> None:
    """Write a basket file, whole or not at all.

    Raises:
        RunError: the folder cannot be written.
    """
    try:
        replace_file(path, memo_bytes(memo))
    except OSError as error:
        raise RunError(
            f"{path} cannot be written ({error.strerror}): choose a folder that you may write to"
        ) from error


def open_memo(path: Path) -> Opened:
    """Read a basket file; a damaged one is copied aside and read as far as possible.

    Raises:
        MissingInput: there is no such file.
        UsageError: it is a file of another kind, or nothing of it can be read.
    """
    if not path.is_file():
        raise MissingInput(f"memo file not found: {path}")
    data = path.read_bytes()
    opened = read_memo(data, str(path))
    if len(opened.problems) == len(opened.altered):
        return opened
    aside = _keep_aside(path, data)
    kept = () if aside is None else (f"the file as it was is kept as {aside}",)
    return replace(opened, problems=(*opened.problems, *kept), aside=aside)


def read_memo(data: bytes, name: str) -> Opened:
    """The memo in the contents of a basket file called ``name``, as far as it can be read.

    Raises:
        UsageError: it is a file of another kind, or nothing of it can be read.
    """
    text = data.decode("utf-8-sig", errors="replace")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return _recovered(name, text)
    if not is_memo(values):
        raise UsageError(f"{name} is not a memo of this program: it lacks “format”: “{FORMAT}”")
    if values.get("version") != VERSION:
        raise UsageError(
            f"{name} is a memo of version {values.get('version')!r}, this program reads {VERSION}"
        )
    return memo_from_json(values)


def memo_bytes(memo: Memo) -> bytes:
    """The contents of a basket file."""
    return json.dumps(memo_to_json(memo), ensure_ascii=False, indent=1).encode(
        "utf-8", "surrogatepass"
    )


def is_memo(values: object) -> bool:
    """Whether JSON values say of themselves that they are a memo."""
    return isinstance(values, dict) and values.get("format") == FORMAT


def checksum(record: Mapping[str, Any]) -> str:
    """The sha256 of what an excerpt quotes and from where; notes and headings may change."""
    kept = {key: record[key] for key in ("document", "source_sha256", "pieces", "locator")}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _with_checksum(record: dict[str, Any]) -> dict[str, Any]:
    return {**record, "checksum": checksum(record)}


def _recovered(name: str, text: str) -> Opened:
    """Every excerpt and reference of a file that is no longer JSON as a whole."""
    if FORMAT not in text[:200] and '"source_sha256"' not in text:
        raise UsageError(f"{name} is not a memo of this program, nor a damaged one")
    decoder = json.JSONDecoder()
    values: dict[str, Any] = {"excerpts": _objects(decoder, text)}
    for key in (*HEAD, "references", "findings", "unanswered"):
        found = re.search(rf'^\s*"{key}":\s*', text, re.MULTILINE)
        if found is None:
            continue
        try:
            values[key] = decoder.raw_decode(text, found.end())[0]
        except ValueError:
            continue
    opened = memo_from_json(values)
    count = len(opened.memo.excerpts)
    said = f"{name} is damaged: {count} excerpt{'s' * (count != 1)} could be read"
    return replace(opened, problems=(said, *opened.problems))


def _objects(decoder: json.JSONDecoder, text: str) -> list[Any]:
    """The whole JSON objects of a broken text that look like excerpts."""
    found: list[Any] = []
    at = text.find('"excerpts"')
    at = text.find("{", max(at, 0))
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            found += [value] if "pieces" in value else []
        at = text.find("{", end)
    return found


def _keep_aside(path: Path, data: bytes) -> Path | None:
    digest = hashlib.sha256(data).hexdigest()[:8]
    aside = path.with_name(f"{path.stem}.damaged-{digest}{path.suffix}")
    try:
        aside.write_bytes(data)
    except OSError:
        return None
    return aside


def _excerpt(record: Mapping[str, Any]) -> Excerpt:
    place, figure = record["locator"], record.get("figure")
    pieces = tuple(_piece(piece) for piece in record["pieces"])
    if not pieces:
        raise ValueError("an excerpt without words")
    made = Excerpt(
        id=_text(record["id"]),
        document=_text(record["document"]),
        source=_text(record["source"]),
        source_sha256=_text(record["source_sha256"]),
        pieces=pieces,
        locator=Locator(
            tuple(place["section"]), place["paragraph"], place["page"], tuple(place["pages"])
        ),
        footnotes=tuple(ExtractFootnote(**note) for note in record.get("footnotes", ())),
        question=_text(record.get("question")),
        accessed=_text(record.get("accessed")),
        heading=_text(record.get("heading")),
        note=_text(record.get("note")),
        qualifiers=tuple(map(_text, record.get("qualifiers", ()))),
        quoting=_text(record.get("quoting")) or None,
        figure=_figure(figure) if figure else None,
        removed=bool(record.get("removed")),
        plotted=bool(record.get("plotted")),
    )
    return _EXCERPT.validate_python(asdict(made))


def _piece(record: Mapping[str, Any]) -> QuotedPiece:
    start, end, quote = int(record["start"]), int(record["end"]), record["quote"]
    if not isinstance(quote, str):
        raise TypeError("a quotation that is no text")
    return QuotedPiece(start, end, quote, _text(record.get("as_printed")))


def _figure(record: Mapping[str, Any]) -> ShownFigure:
    known = {**record, "notes": tuple(record["notes"]), "mentions": tuple(record["mentions"])}
    return ShownFigure(**known)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
