"""Questions for a list, read from the wording alone."""

from __future__ import annotations

import re

from chatbot.answering.question_words import (
    HINDRANCE,
    is_list_noun,
    is_plural,
    noun_group,
    singular,
)

_STOP = (
    r"(?=\s+(?:of|for|in|to|behind|that|which|who|on|by|with|from|at|between|among|are|is|was|"
    r"were|"
    r"did|does|do|has|have|had|can|could|should|would|will|may|might|must|and|why|as|towards?|"
    r"underlying|against|regarding|concerning|about|under|into|within|where|when|set|given|"
    r"mentioned|listed|named|proposed|identified|discussed|described)\b|[?.!,;:]|$)"
)
_WORDS = r"((?:[\w'./&-]+\s+){0,5}?[\w'./&-]+?)"
_DETERMINER = (
    r"(?:(?:all|both|any|some|each|every|of|the|these|those|its|their|his|her|several)\s+)*"
)
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:what|which)\s+(?:are|were)\s+{_DETERMINER}{_WORDS}{_STOP}",
        rf"\b(?:what|which)\s+{_WORDS}{_STOP}",
        r"^(?:please )?(?:list|name|enumerate|outline|summari[sz]e|state|identify|describe|"
        r"mention|"
        rf"give|tell|show)\s+(?:me\s+|us\s+)?{_DETERMINER}{_WORDS}{_STOP}",
        rf"\bhow many\s+{_WORDS}{_STOP}",
        rf"^{_DETERMINER}{_WORDS}(?=\s+(?:of|for|behind|to|in|that|why|between)\b)",
    )
)
_KEYWORD_STYLE = len(_ASKED) - 1
_LIST_COMMAND = re.compile(r"^(?:please )?(?:list|enumerate|name (?:all|the|some|three|two))\b")
_AUXILIARIES = frozenset(
    """do does did is are was were has have had can could will would should may might must makes
    make made other else""".split()
)
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bfor what reasons?\b|\bwhat (?:went wrong|caused|led to|explains|"
    r"explained|accounts for|accounted for|is to blame|was to blame|is behind|was behind|"
    r"contributed to)\b|\breasons? (?:for|of|why|that|behind)\b|\b(?:because|owing) of what\b"
)
_WHAT_HINDERED = re.compile(r"^what(?: has| have| had)?(?: \w+ly)? (?=(\w+))")

_WANTED = re.compile(
    r"^what (?:do|does|did) (?:(?!you\b|i\b|it\b)[\w'-]+ ){1,4}(?:want|seek|hope|aim|strive|wish|"
    r"intend|pursue|expect)\b(?! to (?:know|say)\b)"
)
"""“What does the city want from its harbour?” asks for its goals."""
_KIND_OF = re.compile(
    r"\b(?:kinds?|types?|sorts?|forms?|examples?|"
    r"categories) of (?:the )?((?:[\w-]+ ){0,3}?[\w-]+)"
    rf"{_STOP[:-1]}|\s+(?:needs?|requires?|include|exist|says?)\b)"
)


def list_heads(folded: str) -> tuple[str, ...]:
    """The singular nouns that name an asked list's items, in order; empty for no list."""
    heads: list[str] = []
    for place, pattern in enumerate(_ASKED):
        match = pattern.search(folded)
        if match is None:
            continue
        head = _head(match.group(1).split())
        if head is None:
            continue
        if place == _KEYWORD_STYLE and not is_list_noun(head):
            continue
        heads.append(singular(head))
    kind_of = _KIND_OF.search(folded) if heads else None
    if kind_of:
        heads.append(singular(kind_of.group(1).split()[-1]))
    if _WHY.search(folded) or _asks_for_hindrance(folded):
        heads.append("reason")
    if _WANTED.search(folded):
        heads.append("goal")
    if not heads and _LIST_COMMAND.match(folded):
        heads.append("item")
    return tuple(dict.fromkeys(heads))


def _head(phrase: list[str]) -> str | None:
    """The phrase's list noun in the plural, else its first plural word."""
    if phrase[0] in _AUXILIARIES:
        return None
    plurals = [word for word in phrase if word.isalpha() and is_plural(word)]
    return next((word for word in plurals if is_list_noun(word)), plurals[0] if plurals else None)


def _asks_for_hindrance(folded: str) -> bool:
    match = _WHAT_HINDERED.match(folded)
    if match is None or match.group(1).endswith("ing"):
        return False
    return HINDRANCE.match(folded, match.start(1)) is not None


def same_head(head: str, noun: str) -> bool:
    """Whether two nouns may name the same kind of items (“cause”, “reason”)."""
    return singular(noun) in noun_group(head) or singular(head) in noun_group(noun)
