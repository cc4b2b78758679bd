"""Which papers a question names: “RoBERTa” names “RoBERTa: A Robustly Optimized …”."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chatbot.datatypes import Document

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_COLON = re.compile(r"\s*[:–—]\s+|\s+[–—-]\s+")
_MOST_WORDS = 3


def named_papers(question: str, documents: Mapping[str, Document]) -> frozenset[str]:
    """The ids of the papers that a question calls by name; none where it names all of them.

    A name is what stands before the colon of a title, one to three words, of which one is
    written as names and abbreviations are: with a capital inside, or a digit (“BERT”,
    “Megatron-LM”). Ordinary words that begin a title are no name.
    """
    if len(documents) < 2:
        return frozenset()
    asked = f" {' '.join(_folded(question))} "
    named = frozenset(
        document.id
        for document in documents.values()
        if (name := paper_name(document)) and f" {name} " in asked
    )
    return named if len(named) < len(documents) else frozenset()


def paper_name(document: Document) -> str:
    """The folded name of a paper, empty where its title has none."""
    parts = _COLON.split(document.title, maxsplit=1)
    words = _WORDS.findall(parts[0])
    if len(parts) < 2 or not 0 < len(words) <= _MOST_WORDS:
        return ""
    marked = any(sign.isupper() or sign.isdigit() for word in words for sign in word[1:])
    return " ".join(_folded(parts[0])) if marked else ""


def _folded(text: str) -> list[str]:
    bare = re.sub(r"['’]s\b", "", text)
    return [word.casefold() for word in _WORDS.findall(bare)]
