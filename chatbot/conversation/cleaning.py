"""A question as typed → the text that is searched, or one clear line on why it cannot be."""

from __future__ import annotations

import re
import unicodedata

from chatbot.errors import BlankQuestion, UsageError

MAX_QUESTION = 2000
"""Longest question in characters that is searched."""

_QUOTED = re.compile(r'"([^"]{2,})"|“([^”]{2,})”|«([^»]{2,})»')
_COLOURING = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
"""Terminal control sequences (ECMA-48), as pasted with coloured output."""


def searchable(question: str) -> str:
    """The question as it is searched, once it is sure that it can be.

    Raises:
        BlankQuestion: the question holds no letter and no digit.
        UsageError: the question is longer than ``MAX_QUESTION`` characters.
    """
    text = clean(question)
    if not any(character.isalnum() for character in text):
        fault = "holds no letter and no digit" if text else "is empty"
        raise BlankQuestion(f"the question {fault}: type a question about the paper")
    if len(text) > MAX_QUESTION:
        raise UsageError(
            f"the question has {len(text):,} characters: shorten it to at most {MAX_QUESTION:,}, "
            "such as one question about it, or one sentence of it in quotation marks"
        )
    return text


def clean(question: str) -> str:
    """The question with control and direction characters gone and blanks single."""
    question = _COLOURING.sub("", question)
    kept = "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in question
        if unicodedata.category(character) not in ("Cf", "Cs", "Co")
    )
    return " ".join(kept.split())


def quoted_phrases(text: str) -> tuple[str, ...]:
    """Parts in double quotes, which are to be found word for word."""
    found = (next(group for group in match.groups() if group) for match in _QUOTED.finditer(text))
    return tuple(phrase.strip() for phrase in found if phrase.strip())
