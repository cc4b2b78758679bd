"""What verification found, as HTML: counts, a table with differences marked, files to save."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Mapping

from chatbot.datatypes import Document, Span
from chatbot.interface.escaping import escape
from chatbot.interface.labels import full_place, place_outside, shortened
from chatbot.interface.picture_addresses import file_link
from chatbot.interface.places import Place, address
from chatbot.languages.counting import counted, number
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.excerpts import locator_of_parts
from chatbot.memo.matching import Diff
from chatbot.memo.verdicts import Verdict, Verification, gap_before, verification_to_json
from chatbot.spreadsheets import harmless

_SIGNS = {
    "exact": "✓",
    "changed": "≠",
    "wrong_locator": "⚑",
    "not_found": "✗",
    "source_changed": "↻",
}
_COLUMNS = ("number", "status", "quotation", "place", "remark")
_FIELDS = ("text", "status", "document", "start", "end", "source", "cited", "expected", "message")
_TITLE_LENGTH = 60


def verify_intro(language: str = DEFAULT) -> str:
    """What the page is for."""
    return f"<p>{escape(phrase('verify.intro', language))}</p>"


def verification_page(
    verification: Verification, documents: Mapping[str, Document], language: str = DEFAULT
) -> str:
    """The counts, the files to save and a row for each quotation."""
    notes = "".join(f"<p>{escape(note)}</p>" for note in verification.notes)
    if not verification.verdicts:
        return f'<section class="verification">{notes}</section>'
    heads = "".join(
        f'<th scope="col">{escape(phrase(f"verify.{key}", language))}</th>' for key in _COLUMNS
    )
    rows = "".join(
        _row(at, verdict, documents, language)
        for at, verdict in enumerate(verification.verdicts, start=1)
    )
    caption = escape(done_line(verification, language))
    legend = ""
    if any(verdict.diff for verdict in verification.verdicts):
        legend = f'<p class="legend">{escape(phrase("verify.legend", language))}</p>'
    return (
        f'<section class="verification">{_counts(verification, language)}'
        f'<p class="saves">{_saves(verification, language)}</p>{notes}{legend}'
        f'<table><caption class="unseen">{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def done_line(verification: Verification, language: str = DEFAULT) -> str:
    """How many quotations of which file were checked."""
    count = len(verification.verdicts)
    return counted("verify.done", count, language, name=verification.file)


# --- counts and files ------------------------------------------------------------


def _counts(verification: Verification, language: str) -> str:
    parts = "".join(
        f'<li class="{status}">{_sign(status)} <b>{number(count, language)}</b> '
        f"{escape(phrase(f'verify.status_{status}', language))}</li>"
        for status, count in sorted(verification.counts.items(), key=lambda pair: _rank(pair[0]))
    )
    label = escape(phrase("verify.counts", language))
    return f'<ul class="counts" aria-label="{label}">{parts}</ul>'


def _rank(status: str) -> int:
    return list(_SIGNS).index(status)


def _sign(status: str) -> str:
    return f'<span class="sign" aria-hidden="true">{_SIGNS[status]}</span>'


def _saves(verification: Verification, language: str) -> str:
    stem = verification.file.rpartition(".")[0] or verification.file
    values = json.dumps(verification_to_json(verification), ensure_ascii=False, indent=2)
    forms = (("json", "application/json", values), ("csv", "text/csv", csv_of(verification)))
    return " ".join(
        f'<a download="{escape(f"{stem}-verified.{form}")}" href="data:{kind};charset=utf-8;base64,'
        f'{base64.b64encode(text.encode("utf-8")).decode()}">'
        f"{escape(phrase(f'verify.save_{form}', language))}</a>"
        for form, kind, text in forms
    )


def csv_of(verification: Verification) -> str:
    """A row for each quotation, for a spreadsheet (UTF-8 with its mark).

    What a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_FIELDS)
    for verdict in verification.verdicts:
        writer.writerow([_cell(getattr(verdict, field)) for field in _FIELDS])
    return f"\ufeff{out.getvalue()}"


def _cell(value: object) -> str:
    return harmless("" if value is None else str(value))


# --- the table -------------------------------------------------------------------


def _row(at: int, verdict: Verdict, documents: Mapping[str, Document], language: str) -> str:
    status = verdict.status
    document = documents.get(verdict.document or "")
    own = f' lang="{escape(document.language)}"' if document else ""
    words = _difference(verdict.diff, language) if verdict.diff else escape(verdict.text)
    said = f"{_sign(status)} {escape(phrase(f'verify.status_{status}', language))}"
    names = [escape(phrase(f"verify.{key}", language)) for key in _COLUMNS]
    return (
        f'<tr class="{status}"><td class="number">{at}</td>'
        f'<td class="status" data-name="{names[1]}">{said}</td>'
        f'<td class="words" data-name="{names[2]}"{own}>{words}</td>'
        f'<td data-name="{names[3]}">{_where(verdict, document, language)}</td>'
        f'<td data-name="{names[4]}">{_remark(verdict, language)}</td></tr>'
    )


def _difference(diff: Diff, language: str) -> str:
    """The words, those that differ marked for the eye and in words for the ear."""
    parts: list[str] = []
    before = ""
    for change, words in diff:
        parts.append(gap_before(words, before))
        before = words
        if change == "same":
            parts.append(escape(words))
            continue
        tag = "del" if change == "removed" else "ins"
        heard = f'<span class="unseen">[{escape(phrase(f"verify.{change}", language))} </span>'
        parts.append(f'<{tag}>{heard}{escape(words)}<span class="unseen">]</span></{tag}>')
    return "".join(parts)


def _where(verdict: Verdict, document: Document | None, language: str) -> str:
    if document is None or verdict.start is None or verdict.end is None:
        return "—"
    span = Span(verdict.start, verdict.end)
    place = full_place(locator_of_parts(document, [span]), language)
    place = place or place_outside(document, span, language)
    target = escape(f"./#src={address(Place(document.id, span))}")
    hint = escape(phrase("verify.open", language))
    title = escape(shortened(document.title, _TITLE_LENGTH))
    link = f'<a href="{target}" target="_blank" rel="noopener" title="{hint}">{title}</a>'
    lines = (link, escape(place), file_link(document, span, language))
    return "<br>".join(line for line in lines if line)


def _remark(verdict: Verdict, language: str) -> str:
    """What is wrong, in words; nothing where all is right."""
    said = []
    if verdict.message:
        said.append(f"{verdict.message[:1].upper()}{verdict.message[1:]}.")
    if verdict.status != "exact" and verdict.cited:
        said.append(phrase("verify.cited", language, cited=verdict.cited))
    if verdict.status == "wrong_locator" and verdict.expected:
        said.append(phrase("verify.right", language, place=verdict.expected))
    return "<br>".join(escape(line) for line in said)
