"""Questions for one item of a list, read from the wording alone.

The number may stand at the noun (“the third area”, “Goal Two”) or away from it (“of the
goals, which comes third?”, “the reasons: what is number four?”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from chatbot.answering.question_words import (
    CARDINALS,
    LIST_NOUNS,
    ORDINALS,
    ROMANS,
    is_list_noun,
    is_plural,
    noun_group,
    singular,
)

_ORDINAL = "|".join([*ORDINALS, r"\d{1,2}(?:st|nd|rd|th)"])
ORDINAL_WORDS = "|".join(ORDINALS)
_COUNT = "|".join([*CARDINALS, r"\d{1,2}", *ROMANS])
_LISTED = "|".join(sorted({noun for nouns in LIST_NOUNS.values() for noun in nouns}))
_BEFORE_LAST = re.compile(
    r"\bsecond[ -](?:(?:to|from)[ -])?(?:the )?(?:last|end)\b|\bnext[ -]to[ -]last\b|"
    r"\blast but one\b"
)
_TWO_BEFORE_LAST = re.compile(r"\bthird[ -](?:(?:to|from)[ -])?(?:the )?last\b|\blast but two\b")
_SEVERAL = re.compile(
    rf"\b(first|last|final) ({'|'.join([*CARDINALS, r'[2-9]'])}) ((?:[a-z-]+ ){{0,3}}?)([a-z]+s)\b"
)
_ORDINAL_WORD = re.compile(rf"\b({_ORDINAL})\s+(?=((?:[a-z-]+[ ?.!]*){{1,4}}))")
_ORDINALS_OF = re.compile(
    rf"\b((?:{_ORDINAL})(?:(?:, | and |, and | or |/)(?:the )?(?:{_ORDINAL}))+) "
    r"((?:[a-z-]+ ){0,3}?)([a-z]+)\b"
)
_NUMBERED = re.compile(
    rf"(?:\bnumber|\bno\.?|#) ?({_COUNT}) (?=(?:[a-z-]+ ){{0,2}}?(?:{_LISTED})\b)"
)
_ONE_OF_SEVERAL = re.compile(
    rf"\b({_ORDINAL}) (?:one |item )?(?:of|among|amongst) "
    rf"((?:(?:the|these|those|all|its|their|{'|'.join(CARDINALS)}|\d{{1,2}}) )*)"
    rf"((?:[a-z-]+ ){{0,3}}?)([a-z]+s)\b"
)
_VERY = re.compile(rf"\bvery (?=(?:{_ORDINAL})\b)")
_OPENING = re.compile(rf"\bopening (?=(?:{_LISTED})\b)")
_FORTH = re.compile(rf"\bforth(?= (?:[a-z-]+ )?(?:{_LISTED})\b)")
_CLOSING = re.compile(rf"\b(?:closing|concluding) (?=(?:{_LISTED})\b)")
_AMONG = re.compile(
    rf"\b(?=({'|'.join(CARDINALS)}|[2-9]|1[0-2]) ((?:[a-z'-]+ ){{0,3}}?)([a-z]+s)\b)"
)
"""How many items the list has: “of the seven areas”, “the three key issues”."""
_MIDDLE = re.compile(
    rf"\b(?P<count>{'|'.join(CARDINALS)}) [a-z -]{{1,40}}\bmiddle\b"
    rf"|\bmiddle (?:one )?[a-z -]{{1,20}}?\b(?P<of>{'|'.join(CARDINALS)})\b"
)
_OF_ANY_LIST = re.compile(
    rf"(?:(?:what|which)(?: one| item)? (?:is|was|comes?|stands?|appears?)(?: listed| named| given|"
    rf"put| placed)? ?)?(?:(?:as|at|in|on) )?(?:the )?"
    rf"(?:(?:number|no\.?|#) ?(?P<count>{_COUNT})|(?P<ordinal>{_ORDINAL}))"
    rf"(?: one| place| position| item| point)?(?: (?:on|in|of) the list)?\s*[?.!]*"
)
"""A number with nothing to say of what: “what is listed as number seven?”."""
_NO_ADJECTIVE = frozenset(
    """of in on for and to was is the a an that by at with from or as did does do has had are were
    have where which who whose why when how what behind under among between given listed named
    mentioned he she it they we you i according about concerning regarding out than if so please
    should can could would will might may must""".split()
)
_NOUN_COUNT = re.compile(
    rf"\b([a-z]+)\s+(?:no\.?\s*|number\s+|#\s*)?"
    rf"(?:\((?=(?:{_COUNT})\))|['\"])?({_COUNT})(?=[\s?.!,;:)'\"]|$)"
)
_NOUN_COUNTS = re.compile(
    rf"\b([a-z]+s)\s+((?:{_COUNT})(?:(?:, | and |, and | or )(?:{_COUNT})\b)+)(?=[\s?.!,;:)'\"]|$)"
)
_WHICH_COMES = re.compile(
    rf"\b(?:what|which|the) (?:(?!of\b)[a-z-]+ ){{0,3}}?({_LISTED}) (?:(?:for|of|in|that|which) "
    rf"[a-z' -]{{0,60}}?)?(?:comes?|came|is|was|stands?|ranks?|appears?)(?: listed| named| given)?"
    rf"(?: in| as| at)?(?: the)? ({'|'.join(ORDINALS)})(?! (?:of|to)\b)\b"
)

_STANDS = (
    r"(?:comes?|came|ranks?|ranked|stands?|appears?|follows?|goes|is|was|listed|given|named|"
    r"placed|put|mentioned|cited|presented|set out|numbered|counted|called)"
)
_ENDS = r"(?=\s*(?:[?.!,;:]|$)|\s(?:of|among|amongst|on|in|out of|from|for)\b)"
_APART = re.compile(
    rf"\b(?:{_STANDS}|in|as) (?:the )?(?P<stands>{_ORDINAL})(?: one| place| position| item)?{_ENDS}"
    rf"|\b(?:listed|named|given|found|mentioned|stands?|comes?|is) (?:under|at|"
    rf"as) (?P<under>{_COUNT})"
    rf"{_ENDS}|(?:\bnumber(?:ed)?|\bno\.?|#) ?(?P<number>{_COUNT}){_ENDS}"
    rf"|(?:[,:;–—-] ?(?:and )?|\b(?:give|show|tell|name|quote|pick|choose|take|cite|is|"
    rf"what about) (?:me |us )?)"
    rf"(?:just |only )?(?:the )?(?P<bare>{_ORDINAL})(?: one| item)?\s*[?.!]*$"
)
"""An ordinal with no noun of its own: “comes third”, “number four”, “: the last?”."""
_GROUP = re.compile(
    r"(?:\b(?:of|among|amongst|from|in|on) (?:all )?(?:of )?(?:the|these|those|its|their|his|her|"
    r"[a-z]+'s)|^(?!(?:what|which|who|whose|when|where|why|how|is|was|are|were|do|does|did)\b)"
    r"(?:the|these|those|its|their)?"
    rf"|\b(?:{'|'.join(CARDINALS)})) ?"
    r"(?=((?:[\w'-]+ ?){1,4}))"
)
"""What the items are of: “of the key issues …”, “The issues to be settled: …”."""
_WHICH_ONE = re.compile(r"\b(?:what|which) ((?:[a-z-]+ ?){1,4})")
_RANKED = frozenset(
    noun for group in ("country", "industry", "company", "person") for noun in noun_group(group)
)
"""Nouns of what is rather ranked than listed: “which of the cities came third?”."""


_NEXT_TO = re.compile(
    rf"\b(?:(?:comes?|came|stands?|is|appears?|listed|named|given|goes|{_LISTED}) "
    rf"(?:right |directly |immediately |just |next )?(?P<side>after|before)|(?P<verb>follow|preced)"
    rf"(?:s|es|ing)?) (?:the )?(?=(?:{_ORDINAL})\b|(?:{_LISTED}) (?:number |no\.? ?|"
    rf"#)?(?:{_COUNT})\b)"
)
"""“What comes after the second reason?”, “which area precedes Area Three?”."""


@dataclass(frozen=True, slots=True)
class ItemAsked:
    """One item of a list: its number from 1 (negative: from the end) and its noun.

    ``labelled`` says that it is asked for as a label is printed (“Area Two”); ``further``
    are the numbers of other items of the same noun (“compare Area One and Area Two”).
    ``among`` is how many items the list is said to have (“of the seven areas”).
    """

    number: int
    head: str
    labelled: bool = False
    further: tuple[int, ...] = ()
    among: int | None = None


def asked_item(folded: str) -> ItemAsked | None:
    """The single item asked for (“the third area”, “goal two”), if any.

    Only nouns that commonly name list items count, so “the Second World War” is none.
    """
    text = ordinals_from_end(folded)
    text = _MIDDLE.sub(_middle, _NUMBERED.sub(_ranked, text))
    found = (
        _together(text) or _several(text) or _by_ordinal(text) or _by_count(text) or _apart(text)
    )
    if found is None:
        return _of_any_list(text)
    found = replace(found, among=_among(text, found))
    beside = _NEXT_TO.search(text)
    if beside is None or found.further or found.number < 1:
        return found
    before = beside["side"] == "before" or beside["verb"] == "preced"
    return replace(found, number=found.number + (-1 if before else 1), labelled=False)


def item_number(words: str) -> int:
    """The number that “two”, “II”, “2nd” or “2” names; 0 for none."""
    word = words.casefold().strip(" .:)(")
    if word in ORDINALS:
        return ORDINALS[word]
    digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)?", word)
    return int(digits.group(1)) if digits else CARDINALS.get(word) or ROMANS.get(word, 0)


def ordinals_from_end(folded: str) -> str:
    """“Next to last” and the like made the one word for it."""
    folded = _FORTH.sub("fourth", folded)
    folded = _CLOSING.sub("last ", _OPENING.sub("first ", _VERY.sub("", folded)))
    return _TWO_BEFORE_LAST.sub("antepenultimate", _BEFORE_LAST.sub("penultimate", folded))


def _ranked(match: re.Match[str]) -> str:
    """“The number one reason” is the first."""
    number = item_number(match.group(1))
    return next((f"{o} " for o, n in ORDINALS.items() if n == number), match.group())


def _middle(match: re.Match[str]) -> str:
    """“The middle one of the three goals” is the second."""
    count = item_number(match["of"] or match["count"])
    place = next((o for o, n in ORDINALS.items() if 2 * n == count + 1), None)
    return match.group().replace("middle", place or "middle")


def _among(text: str, item: ItemAsked) -> int | None:
    """How many items the text says that the list has."""
    for match in _AMONG.finditer(text):
        plain = not _NO_ADJECTIVE.intersection(match.group(2).split())
        if plain and names_items(match.group(3)) and not item.further:
            return item_number(match.group(1))
    return None


def _of_any_list(text: str) -> ItemAsked | None:
    match = _OF_ANY_LIST.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    return ItemAsked(item_number(match["count"] or match["ordinal"]), "item")


def _together(text: str) -> ItemAsked | None:
    """“The second and third goals”; “the third and last goal” is one."""
    for match in _ORDINALS_OF.finditer(text):
        named, between, noun = match.groups()
        numbers = [item_number(word) for word in re.findall(rf"\b(?:{_ORDINAL})\b", named)]
        if not is_plural(noun) and -1 in numbers:
            numbers = [max(numbers)]
        if not _NO_ADJECTIVE.intersection(between.split()) and names_items(noun):
            return ItemAsked(numbers[0], singular(noun), further=tuple(numbers[1:]))
    return None


def _several(text: str) -> ItemAsked | None:
    """“The first two goals”, “the last three reasons”."""
    for match in _SEVERAL.finditer(text):
        end, count, between, noun = match.groups()
        count = item_number(count)
        plain = not _NO_ADJECTIVE.intersection(between.split())
        if count >= 2 and plain and is_plural(noun) and names_items(noun):
            numbers = range(1, count + 1) if end == "first" else range(-count, 0)
            return ItemAsked(numbers[0], singular(noun), further=tuple(numbers[1:]))
    return None


def _by_ordinal(text: str) -> ItemAsked | None:
    for match in _WHICH_COMES.finditer(text):
        if is_list_noun(match.group(1)) and not is_plural(match.group(1)):
            return ItemAsked(ORDINALS[match.group(2)], match.group(1))
    for match in _ORDINAL_WORD.finditer(text):
        noun = _noun_after_adjectives(re.findall(r"[a-z-]+", match.group(2)))
        if noun:
            return ItemAsked(item_number(match.group(1)), noun)
    for match in _ONE_OF_SEVERAL.finditer(text):
        if is_list_noun(match.group(4)):
            return ItemAsked(item_number(match.group(1)), singular(match.group(4)))
    return None


def _by_count(text: str) -> ItemAsked | None:
    """“Goal two”, “goals one and three”, “Goal 1 and Goal 2”."""
    found: list[tuple[str, int]] = []
    for match in _NOUN_COUNT.finditer(text):
        noun = match.group(1)
        if is_list_noun(noun) and not is_plural(noun):
            found.append((singular(noun), item_number(match.group(2))))
    for match in _NOUN_COUNTS.finditer(text):
        if is_list_noun(match.group(1)) and is_plural(match.group(1)):
            numbers = re.findall(rf"\b(?:{_COUNT})\b", match.group(2))
            found += [(singular(match.group(1)), item_number(number)) for number in numbers]
    if not found:
        return None
    head, number = found[0]
    further = dict.fromkeys(n for noun, n in found if noun == head and n != number)
    return ItemAsked(number, head, labelled=True, further=tuple(further))


def _apart(text: str) -> ItemAsked | None:
    """An ordinal away from the plural noun that says what it counts."""
    place = _APART.search(text)
    if place is None:
        return None
    number = item_number(next(group for group in place.groups() if group))
    for match in _GROUP.finditer(text):
        for word in re.findall(r"[a-z]+", match.group(1)):
            if is_plural(word) and names_items(word):
                return ItemAsked(number, singular(word))
    which = _WHICH_ONE.search(text)
    noun = _noun_after_adjectives(re.findall("[a-z-]+", which.group(1))) if which else None
    return ItemAsked(number, noun) if noun and names_items(noun) else None


def names_items(noun: str) -> bool:
    """Whether a noun names what is listed rather than ranked."""
    return is_list_noun(noun) and singular(noun) not in _RANKED


def _noun_after_adjectives(following: list[str]) -> str | None:
    """The last singular list noun right after an ordinal, past adjectives only."""
    noun = None
    for word in following:
        if word in _NO_ADJECTIVE:
            break
        if is_plural(word):
            break
        noun = word if is_list_noun(word) else noun
    return noun
