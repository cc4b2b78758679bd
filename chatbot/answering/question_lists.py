"""Questions for a list or for one item of it, read from the wording alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answering.question_words import (
    CARDINALS,
    HINDRANCE,
    ORDINALS,
    ROMANS,
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

_ORDINAL = "|".join([*ORDINALS, r"\d{1,2}(?:st|nd|rd|th)"])
_COUNT = "|".join([*CARDINALS, r"\d{1,2}", *ROMANS])
_ORDINAL_WORD = re.compile(rf"\b({_ORDINAL})\s+((?:[a-z-]+[ ?.!]*){{1,4}})")
_ONE_OF_SEVERAL = re.compile(
    rf"\b({_ORDINAL}) (?:one |item )?(?:of|among|amongst) "
    rf"((?:(?:the|these|those|all|its|their|{'|'.join(CARDINALS)}|\d{{1,2}}) )*)"
    rf"((?:[a-z-]+ ){{0,3}}?)([a-z]+s)\b"
)
_NO_ADJECTIVE = frozenset(
    "of in on for and to was is the a an that by at with from or as did does do has had".split()
)
_NOUN_COUNT = re.compile(rf"\b([a-z]+)\s+(?:no\.?\s*|number\s+|#\s*)?({_COUNT})(?=[\s?.!,;:)]|$)")


@dataclass(frozen=True, slots=True)
class ItemAsked:
    """One item of a list: its number from 1 (negative: from the end) and its noun."""

    number: int
    head: str


_WHICH_COMES = re.compile(
    rf"\b(?:what|which) ([a-z]+) (?:comes?|came|is|was|stands?) ({'|'.join(ORDINALS)})\b"
)
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


def asked_item(folded: str) -> ItemAsked | None:
    """The single item asked for (“the third area”, “goal two”), if any.

    Only nouns that commonly name list items count, so “the Second World War” is none.
    """
    for match in _WHICH_COMES.finditer(folded):
        if is_list_noun(match.group(1)) and not is_plural(match.group(1)):
            return ItemAsked(ORDINALS[match.group(2)], match.group(1))
    for match in _ORDINAL_WORD.finditer(folded):
        noun = _noun_after_adjectives(re.findall(r"[a-z-]+", match.group(2)))
        if noun:
            return ItemAsked(_ordinal(match.group(1)), noun)
    for match in _ONE_OF_SEVERAL.finditer(folded):
        if is_list_noun(match.group(4)):
            return ItemAsked(_ordinal(match.group(1)), singular(match.group(4)))
    for match in _NOUN_COUNT.finditer(folded):
        noun = match.group(1)
        if is_list_noun(noun) and not is_plural(noun):
            return ItemAsked(_count(match.group(2)), singular(noun))
    return None


def same_head(head: str, noun: str) -> bool:
    """Whether two nouns may name the same kind of items (“cause”, “reason”)."""
    return singular(noun) in noun_group(head) or singular(head) in noun_group(noun)


def _noun_after_adjectives(following: list[str]) -> str | None:
    """The last singular list noun right after an ordinal, past adjectives only."""
    noun = None
    for word in following:
        if word in _NO_ADJECTIVE:
            break
        if is_plural(word):
            return None
        noun = word if is_list_noun(word) else noun
    return noun


def _ordinal(word: str) -> int:
    return ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return CARDINALS.get(word) or ROMANS.get(word, 0)
