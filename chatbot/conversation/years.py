"""The years that a conversation gave, and “the year after” reckoned from them."""

from __future__ import annotations

import re

from chatbot.datatypes import Answer, Conversation

LOOKED_BACK = 3
"""How many turns back a year is looked for."""

_YEAR = re.compile(r"(?<![\d.,$€£])((?:1[89]|20)\d\d)(?![\d%]|[.,]\d)")
_AWAY = re.compile(
    r"\b(?:in )?(?:(?:the|a|one) year (?:(?P<later>after|later)|before|earlier)"
    r"|the (?:(?P<next>following|next)|previous|preceding) year)\b(?! the\b| \w+ing\b)",
    re.IGNORECASE,
)
_SAME = re.compile(r"\b(?:in )?that (?:same )?year\b", re.IGNORECASE)


def years_known(conversation: Conversation) -> tuple[str, ...]:
    """Years asked for or given lately, the latest one first."""
    found: list[str] = []
    for turn in conversation.turns[-1 : -LOOKED_BACK - 1 : -1]:
        found += reversed(_YEAR.findall(turn.answer.interpreted_question))
        found += years_of(turn.answer)
    return tuple(found)


def dated(text: str, years: tuple[str, ...]) -> str:
    """A question with “the year after” or “that year” as the year, where one is known."""
    if not years:
        return text
    year = int(years[0])
    text = _SAME.sub(f"in {year}", text, count=1)
    away = _AWAY.search(text)
    if away is None:
        return text
    year += 1 if away["later"] or away["next"] else -1
    return f"{text[: away.start()]}in {year}{text[away.end() :]}"


def years_of(answer: Answer) -> tuple[str, ...]:
    """The years of the short answer, else those highlighted in the first extract."""
    if answer.short_answer is not None:
        found = _YEAR.findall(answer.short_answer.text)
        if found:
            return tuple(found)
    if not answer.extracts:
        return ()
    first = answer.extracts[0]
    marked = (first.quote[a - first.start : b - first.start] for a, b in first.highlights)
    return tuple(year for text in marked for year in _YEAR.findall(text))
