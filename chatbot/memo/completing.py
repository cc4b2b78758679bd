"""What a person adds to the metadata of a source, so that it can be cited whole."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace

from chatbot.datatypes import Memo
from chatbot.errors import UsageError
from chatbot.memo.arranging import missing_fields
from chatbot.memo.sources import documents_of

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def lacking(memo: Memo) -> dict[str, tuple[str, ...]]:
    """For each quoted document the fields that its citation lacks; whole ones are left out."""
    found = {name: missing_fields(memo.references.get(name, {})) for name in documents_of(memo)}
    return {name: fields for name, fields in found.items() if fields}


def completed(memo: Memo, document: str, fields: Mapping[str, str]) -> Memo:
    """The memo with ``title``, ``author`` or ``date`` of a document; blank ones change nothing.

    Authors are separated by “;”, each “Family, Given” or a name as it stands; the date is a
    year, a month or a day (2019, 2019-05, 2019-05-31).

    Raises:
        UsageError: the date is none of these, or the memo does not quote the document.
    """
    if document not in documents_of(memo):
        raise UsageError(f"the memo does not quote {document}")
    item = dict(memo.references.get(document, {}))
    if title := fields.get("title", "").strip():
        item["title"] = title
    if author := fields.get("author", "").strip():
        item["author"] = [_name(part) for part in author.split(";") if part.strip()]
    if date := fields.get("date", "").strip():
        item["issued"] = {"date-parts": [_date(date)]}
    return replace(memo, references={**memo.references, document: item})


def known_reference(
    memo: Memo, document: str, reference: Mapping[str, object]
) -> dict[str, object]:
    """A document's metadata with what the person has added to it in this memo."""
    added = memo.references.get(document, {})
    wanted = {"title": "title", "author": "author", "date": "issued"}
    keys = [wanted[field] for field in missing_fields(reference)]
    return {**reference, **{key: added[key] for key in keys if added.get(key)}}


def _name(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": text.strip()}


def _date(text: str) -> list[int]:
    found = _DATE.fullmatch(text)
    parts = [int(part) for part in found.groups() if part] if found else [0]
    try:
        datetime.date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        said = f"the date {text!r} is not one: write 2019, 2019-05 or 2019-05-31"
        raise UsageError(said) from None
    return parts
