"""The words of a sentence that say what a thing is."""

from __future__ import annotations

import re

from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.wording import stem, words
from chatbot.documents.abbreviations import expansion

MAX_WORDS = 25
"""A longer stretch is a statement, not a definition."""

_SUBJECT = re.compile(
    r"^(?:what (?:is|are|was|were|does|do|did)|define|explain|describe)\s+(?:meant by\s+)?"
    r"(?:the (?:term|concept|notion|meaning|definition|abbreviation|acronym|idea)s?(?: of)?\s+)?"
    r"(?:an? |the )?['\"]?(.+?)['\"]?(?:\s+(?:mean|means|stand for|refer to|called))?\s*[?.!]*$"
)
_COPULA = re.compile(
    r"\s*(?:,[^,]{1,60},\s*)?(?:\([^()]{1,80}\)\s*)?(?:is|are|was|were|means|refers? to|denotes?|"
    r"(?:is|are|was|were|can be) (?:defined|described|understood|known|seen) as|stands for|"
    r"consists? of|constitutes?|represents?|became)\s+(?!not\b|no\b)"
)
_PARENTHESIS = re.compile(r"[’'\"”*]?\s\(([^()\d][^()]{5,160})\)")
_APPOSITION = re.compile(
    r"[’'\"”*]?(?:,\s((?:an?|the|which (?:is|are|was|links?)|that is|i\.e\.)\s[^,;:.]{4,160})"
    r"(?=[,;:.])|\s[–—-]\s([^–—;:]{4,160}?)(?=\s[–—-]\s|[;:.]|$))"
)
_CLAUSE_END = re.compile(
    r"[.;:!?]\s|[.;:!?]$|,\s(?:and|but|which|while|whereas|so|because)\b|\s[–—]\s"
)


def asked_subject(analysis: QuestionAnalysis) -> str | None:
    """The term whose definition is asked, in the question's words (folded)."""
    match = _SUBJECT.match(analysis.folded)
    return match.group(1).strip(" '\"") if match else None


def defining_words(sentence: str, analysis: QuestionAnalysis) -> tuple[int, int] | None:
    """The stretch of ``sentence`` that expands or explains the asked term, if it does."""
    for acronym in analysis.acronyms:
        spelled = expansion(sentence, acronym)
        if spelled:
            return spelled
    subject = asked_subject(analysis)
    if "abbreviation" in analysis.expects or not subject:
        return None
    place = _find_term(sentence, subject)
    return _explanation(sentence, *place) if place else None


def _find_term(sentence: str, subject: str) -> tuple[int, int] | None:
    """Where the words of the term stand together in the sentence, by stems."""
    wanted = [stem(word.text) for word in words(subject)]
    there = words(sentence)
    for first in range(len(there) - len(wanted) + 1):
        window = there[first : first + len(wanted)]
        if wanted and [word.stem for word in window] == wanted:
            return window[0].start, window[-1].end
    return None


def _explanation(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    for pattern in (_PARENTHESIS, _APPOSITION):
        match = pattern.match(sentence, end)
        if match:
            group = next(n for n in range(1, len(match.groups()) + 1) if match.group(n))
            return _limited(sentence, match.start(group), match.end(group))
    copula = _COPULA.match(sentence, end)
    if copula:
        stop = _CLAUSE_END.search(sentence, copula.end())
        return _limited(sentence, copula.end(), stop.start() if stop else len(sentence))
    called = re.search(
        r"([^,;:.]{4,160}?),?\s(?:is|are|was|were)?\s?(?:called|known as|termed|referred to as|"
        r"named)"
        r"\s(?:an?\s|the\s)?[‘'\"“]?$",
        sentence[:start],
    )
    if called:
        return _limited(sentence, called.start(1), called.end(1))
    return None


def _limited(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and sentence[start].isspace():
        start += 1
    while end > start and sentence[end - 1] in " .;:,!?\n":
        end -= 1
    return (start, end) if start < end and len(sentence[start:end].split()) <= MAX_WORDS else None
