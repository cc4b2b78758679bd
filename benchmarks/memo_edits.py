"""Seeded edits of quotations in finished memos: how many does ``verify`` catch?

Every excerpt of the bundled paper (pages put in) is quoted twice, as it stands and with one
edit: a digit, a negation, a word, a dropped word, a sign, a sentence inside or at an edge, the
page. Run ``python -m benchmarks.memo_edits`` from the checkout; it needs no index.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

from benchmarks.markdown import line
from chatbot.datatypes import Document, Excerpt, Memo, Page, Span
from chatbot.documents import read_document
from chatbot.memo.arranging import add, metadata_of
from chatbot.memo.excerpts import excerpt_of
from chatbot.memo.exporting import ExportOptions, export_memo
from chatbot.memo.records import records_of
from chatbot.memo.verifying import verify_file
from tests.memo import edits

FORMATS = (".docx", ".odt", ".pdf", ".md", ".html", ".tex", ".txt")
STYLES = ("chicago-notes", "harvard", "apa", "gost")
_PAPER = Path(__file__).parent.parent / "corpus" / "valdai-paper-76.txt"
_PAGES = 14


@dataclass(frozen=True)
class Edited:
    """An excerpt with one edit of a kind."""

    kind: str
    excerpt: Excerpt


@dataclass
class Caught:
    """How a format fared in a style; ``missed`` are kinds and the edited words."""

    caught: int = 0
    edits: int = 0
    false_alarms: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)


def paged(document: Document) -> Document:
    """The paper with pages put in, labelled from 3."""
    size = len(document.text) // _PAGES + 1
    pages = [
        Page(str(n + 3), n + 1, 1.0, 1.0, Span(n * size, min((n + 1) * size, len(document.text))))
        for n in range(_PAGES)
    ]
    return replace(document, pages=tuple(pages))


def excerpts(document: Document) -> list[Excerpt]:
    """One to four sentences from every place of the paper."""
    made: list[Excerpt] = []
    for paragraph in document.paragraphs:
        sentences = paragraph.sentences if paragraph.number else ()
        for number in range(len(sentences)):
            last = min(number + len(made) % 4, len(sentences) - 1)
            each = excerpt_of(document, [Span(sentences[number].start, sentences[last].end)])
            if len(each.quote.split()) > 5:
                made.append(each)
    return made


def edited(document: Document, excerpt: Excerpt, seed: int) -> Edited:
    """The excerpt after one edit: of its page, of its sentences, or inside one."""
    piece, place = excerpt.pieces[0], excerpt.locator
    inside = [
        document.slice(sentence)
        for paragraph in document.paragraphs
        for sentence in paragraph.sentences
        if paragraph.number and piece.start <= sentence.start < piece.end
    ]
    if seed % 7 == 0:
        label = str(int(place.page or 0) + 1 + (len(place.pages) > 1))
        moved = replace(place, page=label, pages=(label,))
        return Edited("page", replace(excerpt, locator=moved))
    if len(inside) >= 2 and seed % 7 == 1:
        kind, text = "sentence at an edge", " ".join(inside[:-1] if seed % 2 else inside[1:])
    elif len(inside) >= 3 and seed % 7 in (2, 3):
        kind = "sentence inside"
        text = edits.dropped_sentence(random.Random(seed), inside)
    else:
        kind, text = edits.edited(piece.quote, seed)
    return Edited(kind, replace(excerpt, pieces=(replace(piece, quote=text),)))


def measured(document: Document, suffix: str, style: str, made: Sequence[Edited],
             held: Sequence[Excerpt], folder: Path) -> Caught:  # fmt: skip
    """How many edits are caught in one format and style, and how many alarms are false.

    Records are those of the excerpts as they were, as a person's edit would leave them.
    """
    memo = Memo(title="Edited")
    for each in held:
        memo = add(memo, each, metadata_of(document)).memo
    clean, changed = folder / f"clean{suffix}", folder / f"changed{suffix}"
    export_memo(memo, clean, ExportOptions(style=style))
    found = Caught(edits=len(made))
    verdicts = verify_file(clean, {document.id: document}).verdicts
    found.false_alarms = sum(v.status != "exact" for v in verdicts)
    after = replace(memo, excerpts=tuple(each.excerpt for each in made))
    with _records_of(memo):
        export_memo(after, changed, ExportOptions(style=style))
    told = [v for v in verify_file(changed, {document.id: document}).verdicts if v.cited]
    by_words = {_letters(verdict.text): verdict for verdict in told}
    for one in made:
        words = one.excerpt.pieces[0].quote
        verdict = by_words.get(_letters(words))
        wanted = "wrong_locator" if one.kind == "page" else "changed"
        if verdict is not None and verdict.status == wanted:
            found.caught += 1
        else:
            status = verdict.status if verdict else "not read back"
            found.missed.append((f"{one.kind} ({status})", words))
    return found


def _letters(text: str) -> str:
    """Only what tells quotations apart however lines were broken."""
    return "".join(text.replace("-", "").split())


def _records_of(memo: Memo) -> AbstractContextManager[object]:
    """Exports keep the records of this memo while it lasts."""
    kept = records_of(memo)
    return patch("chatbot.memo.exporting.records_of", lambda *_: kept)


def main() -> None:
    """Print a table of what was caught by format and style, and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--format", action="append", choices=FORMATS)
    parser.add_argument("--style", action="append", choices=STYLES)
    options = parser.parse_args()
    document = paged(read_document(_PAPER))
    held = excerpts(document)
    made = [edited(document, each, seed) for seed, each in enumerate(held)]
    kinds = Counter(each.kind for each in made)
    print(", ".join(f"{count} {kind}" for kind, count in kinds.most_common()), flush=True)
    rows, missed = [], []
    with tempfile.TemporaryDirectory() as folder:
        for suffix in options.format or FORMATS:
            for style in options.style or STYLES:
                began = time.perf_counter()
                found = measured(document, suffix, style, made, held, Path(folder))
                took = f"{time.perf_counter() - began:.1f}"
                caught = f"{found.caught} of {found.edits}"
                rows.append([suffix, style, caught, str(found.false_alarms), took])
                missed += [(suffix, style, kind, text) for kind, text in found.missed]
    for row in (["format", "style", "caught", "false alarms", "s"], ["---"] * 5, *rows):
        print(line(row))
    for suffix, style, kind, text in missed:
        if not (suffix == ".txt" and kind.startswith("sentence at an edge")):
            print(f"missed in {suffix}, {style}: {kind}: {text}")


if __name__ == "__main__":
    main()
