"""Why an answer holds back, in the reader's language.

``Answer.reason`` is one fixed phrase in English, whatever the language of the question, so
that programs can rely on it; this leads from that phrase to the same one in another.
"""

from __future__ import annotations

import re
from functools import cache

from chatbot.languages.phrases import DEFAULT, phrase, phrases

NOTHING_CLOSE = "nothing in the paper is close enough to the question"
NOT_EXACTLY = "the closest passages may not answer this exactly"

_NAME = "reasons."
_PLACE = re.compile(r"\{(\w+)\}")


def translated_reason(reason: str, language: str) -> str:
    """``reason`` in a language; as it stands where it is none of the fixed phrases."""
    for key, pattern in _patterns():
        found = pattern.fullmatch(reason)
        if found:
            return phrase(key, language, **found.groupdict())
    return reason


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = {key: text for key, text in phrases(DEFAULT).items() if key.startswith(_NAME)}
    return tuple((key, re.compile(_pattern(text))) for key, text in known.items())


def _pattern(text: str) -> str:
    """The English phrase as a pattern in which each value stands for any word."""
    parts = _PLACE.split(text)
    return "".join(
        rf"(?P<{part}>\S+)" if index % 2 else re.escape(part) for index, part in enumerate(parts)
    )
