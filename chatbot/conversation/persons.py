"""“He” and “his” as the person that the question before was about."""

from __future__ import annotations

import re

from chatbot.datatypes import Answer

_AUTHOR = re.compile(
    r"\bauthors?\b|\bwh(?:o|om|ose)\b.*\b(?:wrote|written|writes|writer|written by)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE)
_OF_HIS = re.compile(r"\bof (?:his|hers)\b(?! \w+ (?:is|are|was|were)\b)", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:his|her)(?= \w)", re.IGNORECASE)
_NAME = re.compile(r"[A-ZА-ЯЁ][\w’'-]*(?: (?:[A-ZА-ЯЁ][\w’'.-]*|de|von|van|of)){0,3}")


def with_person(text: str, previous: str, answer: Answer) -> str | None:
    """A question with its “he” or “she” named; None where nobody is known for it.

    The person is the author where the question before was about the author, else a name that
    answered it.
    """
    if not (_SUBJECT.search(text) or _OWNED.search(text) or _OF_HIS.search(text)):
        return None
    person = "the author" if _AUTHOR.search(previous) else _answered(answer)
    if person is None:
        return None
    text = _OF_HIS.sub(f"of {person}", text)
    text = _SUBJECT.sub(person, text, count=1)
    return _OWNED.sub(f"{person}'s", text, count=1)


def _answered(answer: Answer) -> str | None:
    short = answer.short_answer
    return short.text if short is not None and _NAME.fullmatch(short.text) else None
