"""The years that an answer gave."""

from __future__ import annotations

import re

from chatbot.datatypes import Answer

_YEAR = re.compile(r"(?<![\d.,$€£])((?:1[89]|20)\d\d)(?![\d%]|[.,]\d)")


def years_of(answer: Answer) -> tuple[str, ...]:
    """The years of the short answer, else those of the highlights of the first extract."""
    if answer.short_answer is not None:
        found = _YEAR.findall(answer.short_answer.text)
        if found:
            return tuple(found)
    if not answer.extracts:
        return ()
    first = answer.extracts[0]
    marked = (first.quote[a - first.start : b - first.start] for a, b in first.highlights)
    return tuple(year for text in marked for year in _YEAR.findall(text))
