"""Quotations that are verbatim but shorter than the excerpt that was inserted.

Only block quotations are held against the records of a file: whoever takes a few words of
an excerpt into a sentence of their own quotes anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chatbot.datatypes import Document
from chatbot.languages.phrases import phrase
from chatbot.memo.folding import fold
from chatbot.memo.matching import word_diff
from chatbot.memo.quotations import Quotation
from chatbot.memo.records import Record
from chatbot.memo.verdicts import Verdict

Checked = tuple[Quotation, Verdict]


def with_records(
    checked: Sequence[Checked],
    records: Iterable[Record],
    documents: Mapping[str, Document],
    language: str,
) -> list[Verdict]:
    """The verdicts, those that lost words at an edge as changed.

    A record whose words stand whole in the document, or whose paper is another by now,
    says nothing.
    """
    held = [(record.document, record.words_in(documents)) for record in records]
    left = [(name, words, fold(words).text) for name, words in held if words]
    texts = [fold(verdict.text).text for _, verdict in checked]
    inserted = {text for _, _, text in left}
    for text in texts:
        whole = next((each for each in left if each[2] == text), None)
        if whole is not None:
            left.remove(whole)
    verdicts = []
    for (quotation, verdict), text in zip(checked, texts, strict=True):
        whole = None
        if quotation.kind == "block" and _is_right(verdict) and text not in inserted:
            whole = next((e for e in left if e[0] == verdict.document and text in e[2]), None)
        if whole is None:
            verdicts.append(verdict)
            continue
        left.remove(whole)
        said = phrase("verify.cut", language)
        diff = word_diff(verdict.text, whole[1])
        verdicts.append(
            replace(verdict, status="changed", source=whole[1], diff=diff, message=said)
        )
    return verdicts


def _is_right(verdict: Verdict) -> bool:
    return verdict.status in ("exact", "wrong_locator")
