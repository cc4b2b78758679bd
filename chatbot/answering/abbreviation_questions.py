"""Questions for what an abbreviation is short for, read from the wording alone."""

from __future__ import annotations

import re

_A = (
    r"(?<![\w-])(?P<short>[A-Z](?:[A-Za-z0-9]{0,9}[A-Z][A-Za-z0-9]{0,4}|"
    r"[A-Z0-9&/-]{0,9}[A-Z0-9])s?)"
)
_Q = r"['\"]?"
_CALLED = r"(?:abbreviations?|acronyms?|initials|initialism|letters?|short form|capitals)"
_LONG = (
    r"(?:(?:full|long|longer|complete|expanded|unabbreviated|unshortened|spelled[- ]out) "
    r"(?:form|name|title|version|wording)|expansion)"
)
_MEANS = r"(?:stands? for|means?|meant|meaning|abbreviates?|represents?|denotes?|signif(?:y|ies))"
_END = r"['\"]?\s*(?:[?.!]|$)"

_QUESTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\bin ){_Q}{_A}{_Q}(?i: is| are)?(?i: (?:stands? for|short for|abbreviates?)\b)",
        rf"(?i:\bwhat (?:do|does|did|would|might|is|are)) (?i:the )?(?i:{_CALLED} )?{_Q}{_A}"
        rf"{_Q}(?i: {_MEANS}){_END}",
        rf"(?i:\b{_LONG} (?:of|for|behind)) (?i:the )?(?i:{_CALLED} )?{_Q}{_A}{_END}",
        rf"^\W*(?i:the )?(?i:{_CALLED} )?{_Q}{_A}{_Q}(?:'s)?\s?[:,;–—-]?\s?"
        rf"(?i:(?:[\w']+ ){{0,5}}?(?:{_LONG}|in full|{_CALLED} (?:mean|stand for)|stands? for|"
        r"short for|spel(?:led|t) out|written out|unabbreviated|abbreviation|acronym|initials|"
        r"abbreviat\w+ (?:of|for))(?: (?:what|for|of|it|this|that|here|in (?:the|this) \w+))?)"
        rf"{_END}",
        rf"(?i:(?:^|\b(?:please|you|to|kindly) )(?:expand|spell|spell out|write out|"
        rf"unpack|decipher|decode|unabbreviate)) (?i:the )?(?i:{_CALLED} )?{_Q}{_A}{_Q}"
        rf"(?i: (?:out|in full|for me))?{_END}",
        rf"(?i:\bhow (?:do|does|would|is|are|should)\b.{{0,20}}\b(?:spell out|expand|write out|"
        rf"unabbreviate)) (?i:the )?(?i:{_CALLED} )?{_Q}{_A}{_END}",
        rf"(?i:\bhow (?:is|are)) (?i:the )?(?i:{_CALLED} )?{_Q}{_A}{_Q} (?i:spel(?:led|t) out|"
        r"written out|expanded|written in full|read in full|unabbreviated)",
        rf"(?i:\b(?:{_MEANS}|behind|expand|explain|spell out|in full|words?|full form)\b.*"
        rf"\b{_CALLED}) {_Q}{_A}{_Q}(?i: stands? for)?{_END}",
        rf"(?i:^(?:the )?{_CALLED}) {_Q}{_A}{_Q}(?i:.{{0,20}}\b(?:{_MEANS}|full|short for|long)\b)",
        rf"(?i:\b(?:what|whatever|which)\b.*){_A} (?i:{_CALLED})(?i:(?:'s)? {_MEANS}){_END}",
        rf"(?i:\b{_MEANS}|\bexpand|\bbehind) (?i:of )?(?i:the )?{_Q}{_A}{_Q} (?i:{_CALLED}){_END}",
        r"(?i:\bwhat (?:words?|name|phrase|term|expression)\b.{0,30}\b(?:behind|"
        r"(?:shortened|abbreviated) (?:as|to|by))) (?i:the )?"
        rf"(?i:{_CALLED} )?{_Q}{_A}{_END}",
        rf"(?i:\bwhat (?:is|are|was)) (?i:the )?{_Q}{_A}{_Q} (?i:(?:an? |the )?(?:{_CALLED}|short) "
        r"(?:of|for))\b",
    )
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def asked_abbreviation(text: str) -> str | None:
    """The abbreviation whose long form a question (as typed) asks for, if it does."""
    plain = " ".join(text.translate(_QUOTES).split())
    for pattern in _QUESTIONS:
        match = pattern.search(plain)
        if match:
            return match["short"]
    return None
