"""What an exported file keeps of each excerpt, out of sight: its place and a checksum.

A sentence cut off at the edge of a quotation leaves words that are verbatim; only a record of
what was inserted tells. Records are custom properties of Word and OpenDocument files (Word and
LibreOffice keep them when they save), keywords of PDFs, comments elsewhere; plain text has none.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from chatbot.datatypes import Document, Excerpt, Memo, Span
from chatbot.memo.arranging import by_heading
from chatbot.memo.folding import fold

_FORM = re.compile(
    r"quoted:(?P<name>[\w.~%-]{1,200}):"
    r"(?P<spans>\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*):(?P<digest>[0-9a-f]{10})"
)
_LONGEST = 250  # Word cuts a property at 255 characters
_LARGEST = 5_000_000
_PARTS = ("docProps/custom.xml", "meta.xml")


@dataclass(frozen=True, slots=True)
class Record:
    """Where the words of an excerpt stood when it was exported, and their checksum.

    ``name`` stands for the paper: a checksum of its id, in older files the id itself.
    """

    name: str
    spans: tuple[Span, ...]
    digest: str

    def document_in(self, documents: Mapping[str, Document]) -> Document | None:
        """The paper that was quoted, if it is among these."""
        found = (documents[each] for each in documents if _short(each) == self.name)
        return next(found, documents.get(self.name))

    def words_in(self, documents: Mapping[str, Document]) -> str | None:
        """The words that were inserted; None where the paper is not the same any more."""
        document = self.document_in(documents)
        if document is None or self.spans[-1].end > len(document.text):
            return None
        text = " […] ".join(document.slice(span) for span in self.spans)
        return text if _digest(text) == self.digest else None


def records_of(memo: Memo, template: str = "memo") -> list[str]:
    """A record for each excerpt shown, in the order in which a template has them.

    In characters that stand anywhere as they are.
    """
    made = [_written(excerpt) for excerpt in _ordered(memo, template)]
    return [text for text in made if len(text) <= _LONGEST]


def records_in(text: str) -> list[Record]:
    """The records that stand in some text; what is none of them is passed over."""
    return [
        Record(unquote(found["name"]), _spans(found["spans"]), found["digest"])
        for found in _FORM.finditer(text)
    ]


def records_of_file(path: Path) -> list[Record]:
    """The records of a file that is no PDF."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return records_in(data[:_LARGEST].decode("utf-8", "replace"))
    return records_in("\n".join(_kept_aside(data)))


def _kept_aside(data: bytes) -> Iterable[str]:
    """The properties of a Word or OpenDocument file, if they are not absurdly long."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in _PARTS:
                if name in archive.namelist() and archive.getinfo(name).file_size <= _LARGEST:
                    yield archive.read(name).decode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return  # the reader of the document itself will tell


def _ordered(memo: Memo, template: str) -> list[Excerpt]:
    if template == "bibliography":
        names = list(dict.fromkeys(excerpt.document for excerpt in memo.shown))
        return sorted(memo.shown, key=lambda excerpt: names.index(excerpt.document))
    if template == "excerpts":
        return list(memo.shown)
    return [excerpt for _, held in by_heading(memo) for excerpt in held]


def _written(excerpt: Excerpt) -> str:
    spans = ",".join(f"{piece.start}-{piece.end}" for piece in excerpt.pieces)
    return f"quoted:{_short(excerpt.document)}:{spans}:{_digest(_inserted(excerpt))}"


@lru_cache(maxsize=4096)
def _short(document: str) -> str:
    """What stands for a paper's id, which in signs of other scripts would be too long."""
    return "~" + hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _inserted(excerpt: Excerpt) -> str:
    return " […] ".join(piece.quote for piece in excerpt.pieces)


def _digest(text: str) -> str:
    return hashlib.sha256(fold(text).text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _spans(text: str) -> tuple[Span, ...]:
    pairs = (pair.split("-") for pair in text.split(","))
    return tuple(Span(int(start), int(end)) for start, end in pairs)
