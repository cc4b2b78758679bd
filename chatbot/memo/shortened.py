"""Quotations that are verbatim but shorter than the excerpt that was inserted.

Only block quotations are held against the records of a file: whoever takes a few words of
an excerpt into a sentence of their own quotes anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.datatypes import Document
from chatbot.languages.phrases import phrase
from chatbot.memo.folding import fold
from chatbot.memo.matching import word_diff
from chatbot.memo.quotations import Quotation
from chatbot.memo.records import Record
from chatbot.memo.verdicts import Verdict

Checked = tuple[Quotation, Verdict]

_SAME, _SHORTER, _LIKE = 50, 30, 29  # two that fit somewhat outweigh one that fits
_MOST = 2_000_000  # comparisons


def with_records(
    checked: Sequence[Checked],
    records: Sequence[Record],
    documents: Mapping[str, Document],
    language: str,
) -> tuple[list[Verdict], str]:
    """The verdicts, those that lost words at an edge as changed, and what else is to be said.

    ``records`` are in the order in which the excerpts were written; those whose paper is
    another by now say nothing. Quotations and records are put side by side in order, as two
    versions of a text are, so that an excerpt inside another is not taken for a part of it.
    """
    inserted = _inserted(records, documents)
    blocks = [n for n, (quotation, _) in enumerate(checked) if quotation.kind == "block"]
    quoted = [_Quoted(checked[n][1], fold(checked[n][1].text).text) for n in blocks]
    verdicts = [verdict for _, verdict in checked]
    if len(quoted) * len(inserted) > _MOST:
        return verdicts, phrase("verify.edges_unchecked", language)
    pairs = _side_by_side(quoted, inserted)
    taken = set(pairs.values())
    apart = {each.folded for n, each in enumerate(inserted) if n not in taken}
    for at, number in pairs.items():
        held, record = quoted[at], inserted[number]
        if _score(held, record) == _SHORTER and held.folded not in apart:
            verdicts[blocks[at]] = replace(
                held.verdict,
                status="changed",
                source=record.words,
                diff=word_diff(held.verdict.text, record.words),
                message=phrase("verify.cut", language),
            )
    return verdicts, ""


@dataclass(frozen=True, slots=True)
class _Inserted:
    """The words that a record stands for, and where they begin and end."""

    document: str
    words: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Quoted:
    verdict: Verdict
    folded: str


def _inserted(records: Iterable[Record], documents: Mapping[str, Document]) -> list[_Inserted]:
    held = ((r, r.document_in(documents), r.words_in(documents)) for r in records)
    return [
        _Inserted(document.id, text, fold(text).text, r.spans[0].start, r.spans[-1].end)
        for r, document, text in held
        if document is not None and text
    ]


def _score(quoted: _Quoted, record: _Inserted) -> int:
    """How well a quotation goes with a record: the same words, a part of them, the same place."""
    if quoted.folded == record.folded:
        return _SAME
    verdict = quoted.verdict
    if verdict.document != record.document or verdict.start is None or verdict.end is None:
        return 0
    if verdict.status in ("exact", "wrong_locator"):
        return _SHORTER if quoted.folded in record.folded else 0
    return _LIKE if verdict.start < record.end and record.start < verdict.end else 0


def _side_by_side(quoted: Sequence[_Quoted], inserted: Sequence[_Inserted]) -> dict[int, int]:
    """The record of each quotation that has one, both in order, the sum of scores greatest."""
    best = [[0] * (len(inserted) + 1) for _ in range(len(quoted) + 1)]
    for i in reversed(range(len(quoted))):
        for j in reversed(range(len(inserted))):
            score = _score(quoted[i], inserted[j])
            paired = score + best[i + 1][j + 1] if score else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(quoted) and j < len(inserted):
        score = _score(quoted[i], inserted[j])
        if score and best[i][j] == score + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
