"""What a memo says of its sources: keys, metadata and the files that were quoted."""

from __future__ import annotations

import re
import unicodedata

from chatbot.datatypes import Memo
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.arranging import missing_fields

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def documents_of(memo: Memo) -> tuple[str, ...]:
    """The ids of the documents that are quoted, in order of appearance."""
    return tuple(dict.fromkeys(excerpt.document for excerpt in memo.shown))


def keys_of(memo: Memo) -> dict[str, str]:
    """A citation key for each document, of ASCII letters, digits and hyphens, each unique."""
    keys: dict[str, str] = {}
    for document in documents_of(memo):
        plain = unicodedata.normalize("NFKD", document)
        wanted = _UNSAFE.sub("-", plain).strip("-") or "paper"
        key, number = wanted, 2
        while key in keys.values():
            key, number = f"{wanted}-{number}", number + 1
        keys[document] = key
    return keys


def references_of(memo: Memo) -> list[dict[str, object]]:
    """The CSL-JSON items of the documents quoted, under their keys.

    A source on the web has the latest date on which it was quoted as its date of access,
    unless the metadata gives one.
    """
    items = []
    for document, key in keys_of(memo).items():
        item = {**memo.references.get(document, {}), "id": key}
        dates = [e.accessed for e in memo.shown if e.document == document and e.accessed]
        if item.get("URL") and dates and "accessed" not in item:
            parts = [int(part) for part in max(dates)[:10].split("-") if part.isdecimal()]
            item["accessed"] = {"date-parts": [parts]}
        item.setdefault("type", "document")
        item.setdefault("title", document)
        items.append(item)
    return items


def provenance_lines(memo: Memo, language: str = DEFAULT) -> list[str]:
    """For each document its file with its hash, and what its metadata lacks."""
    lines = []
    for document in documents_of(memo):
        files = {(e.source, e.source_sha256) for e in memo.shown if e.document == document}
        lines += [f"{name}, SHA-256 {digest}" for name, digest in sorted(files)]
    return lines + list(missing_lines(memo, language))


def missing_lines(memo: Memo, language: str = DEFAULT) -> tuple[str, ...]:
    """A line for each document whose metadata lacks what a citation needs."""
    lines = []
    for document in documents_of(memo):
        lacking = missing_fields(memo.references.get(document, {}))
        if lacking:
            fields = ", ".join(phrase(f"memo_export.field_{each}", language) for each in lacking)
            said = phrase("memo_export.missing", language, fields=fields, document=document)
            lines.append(said)
    return tuple(lines)
