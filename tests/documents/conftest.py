"""Documents made from small texts, and the ledger's own rules."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from chatbot.datatypes import Document, SourceFile
from chatbot.documents import read_document
from chatbot.documents.text_reader import parse

PAPER = Path(__file__).parents[2] / "corpus" / "valdai-paper-76.txt"


def document_of(text: str) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return parse(SourceFile("sample.txt", sha256, "text/plain", "utf-8", text), "sample")


def check_ledger(document: Document) -> None:
    source = document.source.text
    position = 0
    for piece in document.ledger:
        assert piece.start == position
        position = piece.end
        if piece.kind == "copied":
            copied = source[piece.source_start : piece.source_end]
            assert document.text[piece.start : piece.end] == copied
    assert position == len(document.text)
    position = 0
    for piece in sorted(document.ledger, key=lambda p: (p.source_start, p.source_end)):
        assert piece.source_start == position
        position = piece.source_end
    assert position == len(source)


@pytest.fixture(scope="session")
def paper() -> Document:
    return read_document(PAPER)


@pytest.fixture
def make():
    return document_of


@pytest.fixture
def check():
    return check_ledger
