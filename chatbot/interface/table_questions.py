"""The questions of a table: lines that were typed or pasted, or an uploaded file."""

from __future__ import annotations

import json
from pathlib import Path

from chatbot.conversation.cleaning import searchable
from chatbot.datatypes import JudgedQuery
from chatbot.errors import ChatbotError, UsageError
from chatbot.evaluation.queries import read_queries
from chatbot.languages.phrases import phrase

LARGEST_FILE = 2_000_000
MOST_QUESTIONS = 200
SUFFIXES = (".jsonl", ".txt")
_LONGEST = 400_000


def questions_of(text: str, language: str) -> tuple[JudgedQuery, ...]:
    """One question a line, blank lines and repetitions left out.

    Raises:
        UsageError: there is none, there are too many, or one has no word.
    """
    lines = dict.fromkeys(" ".join(line.split()) for line in text[:_LONGEST].splitlines())
    found = [line for line in lines if line]
    if not found:
        raise UsageError(phrase("table.no_question", language))
    if len(found) > MOST_QUESTIONS:
        raise UsageError(phrase("table.too_many", language, count=len(found), most=MOST_QUESTIONS))
    for line in found:
        searchable(line)
    return tuple(JudgedQuery(str(number), line) for number, line in enumerate(found, start=1))


def questions_in(path: Path, language: str) -> list[str]:
    """The questions of an uploaded file, to be shown and asked one a line.

    Raises:
        UsageError: it is of another kind, too big, or holds none.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(phrase("table.not_questions", language))
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UsageError(phrase("table.file_too_big", language))
        if suffix == ".jsonl":
            found = [query.query for query in read_queries(path)]
        else:
            found = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except (OSError, json.JSONDecodeError) as error:
        raise UsageError(phrase("table.not_questions", language)) from error
    lines = [" ".join(line.split()) for line in found]
    return [line for line in dict.fromkeys(lines) if line]


def fault_of(error: ChatbotError) -> str:
    """The one line of an error, ended by a stop."""
    return f"{error}".rstrip(".") + "."
