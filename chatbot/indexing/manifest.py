"""What an index was made from and how: the record that decides whether it still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import chatbot

FORMAT = 5
"""Raised whenever the files of an index, or what its vectors mean, change."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was read; ``path`` is relative to the corpus, with forward slashes."""

    path: str
    size: int
    time_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A file of the corpus: the document it became, or why it could not be read.

    ``tried`` stands for the limits and the password under which reading failed: under
    others it is tried again.
    """

    document: str
    file: FileState
    sidecar: FileState | None
    failure: str | None = None
    tried: str = ""


@dataclass(frozen=True, slots=True)
class EncoderRecord:
    """An encoder that the vectors were made with; ``tokens``: whether it gave any."""

    name: str
    fingerprint: str
    dimension: int
    tokens: bool


@dataclass(frozen=True, slots=True)
class PassageForm:
    """How documents are chunked, and whether a passage is encoded under its heading."""

    target_words: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """The record of one generation of an index.

    ``program`` identifies the code that read and chunked the documents, ``corpus`` is
    the absolute path of the folder they came from, ``built_ns`` the time when its files
    were looked at, ``segmenter`` names what took Korean words apart, where a document is
    Korean, ``skipped`` says which files were passed over and why, ``files`` maps
    every other file of the generation to its sha256.
    """

    format: int
    program: str
    corpus: str
    built_ns: int
    form: PassageForm
    encoders: tuple[EncoderRecord, ...]
    sources: tuple[SourceRecord, ...]
    segmenter: str = "not recorded"
    skipped: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def failures(self) -> tuple[SourceRecord, ...]:
        """The files that could not be read."""
        return tuple(source for source in self.sources if source.failure is not None)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: document ids, and the files that it left out with the reasons."""

    read: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]


@cache
def program_fingerprint() -> str:
    """The sha256 of the code that decides what a document and its passages are."""
    root = Path(chatbot.__file__).parent
    files = [root / "datatypes.py", root / "indexing" / "passages.py"]
    files += [root / "languages" / name for name in ("detection.py", "words.json")]
    files += sorted(file for file in (root / "documents").rglob("*.*") if file.suffix != ".pyc")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
