"""Questions for an item of a list by what it says, read from the wording alone.

“Which of the reasons deals with sanctions?”, “the point about cold chains”, “under which goal
does the author speak of missiles?”; and for an item's neighbour (“what comes after …?”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answering.question_items import ORDINAL_WORDS, item_number, names_items
from chatbot.answering.question_words import CARDINALS, LIST_NOUNS, is_plural, singular

_ITEMS = "|".join(
    sorted(
        {
            form
            for nouns in LIST_NOUNS.values()
            for noun in nouns
            if names_items(noun)
            for form in (noun, f"{noun}s", f"{noun}es", re.sub("y$", "ies", noun))
        }
    )
)
_OF_SEVERAL = r"(?:one )?(?:of (?:the|these|those|its|their|all) )?"
_NOUN = rf"{_OF_SEVERAL}((?:[\w'-]+ ){{0,4}}?)({_ITEMS})"
_IN_LIST = (
    r"(?:of|in|on|from|among) (?:the |that |this |its )?"
    r"(?:list|enumeration|seven|six|five|four|three)(?: of)?(?: [\w'-]+){0,5}?"
)
_LISTED = r"(?:comes?|stands?|is (?:listed|given|named|placed|put|mentioned)|appears?)"
_SPEAKS = (
    r"(?:deals? with|(?:is|was|are) (?:about|on|devoted to|concerned with|related to|"
    r"(?:linked|tied|connected|dedicated) (?:to|with))|relates? to|refers? to|"
    r"(?:has|have) to do with|speaks? (?:of|about)|talks? about|touch(?:es)? on|"
    r"(?:calls?|aims?|asks?|stands?) (?:for|at)|"
    r"has|have|"
    r"(?!(?:is|was|does|comes|stands|appears|follows|precedes)\b)"
    r"(?:[a-z]+s|cover|concern|mention|discuss|address|involve|include))"
)
_DEALS_WITH = re.compile(rf"\b(?:what|which) {_NOUN} (?:{_IN_LIST} )?{_SPEAKS} (.+)")
_ASKING = (
    r"^(?:(?:what is|what does|what about|and|show|give|quote|find|read|name|tell|describe|explain|"
    r"summari[sz]e|display|cite|i (?:need|want))\b(?: me| us)?(?: about)? )*"
)
_THE_ONE_ABOUT = re.compile(
    rf"{_ASKING}(?:the )?{_NOUN} (?:{_IN_LIST} )?(?:(?:that|which) {_SPEAKS}|about|on|concerning|"
    r"regarding|dealing with|relating to|related to|devoted to|covering|mentioning|involving) (.+)"
)
_NAMED_BY = re.compile(
    r"^(?:(?:show|give|quote|find|read|tell|display|cite)(?: me| us)?(?: about)? )?"
    rf"the ((?:(?!(?:of|for|in|on|to|and|or|{ORDINAL_WORDS})\b)[\w'-]+ ){{1,3}})({_ITEMS})"
    r"(?: (?:of|for|in) [\w' -]+)?\s*[?.!]*$"
)
"""“The sanctions reason”."""
_AMONG = re.compile(
    r"^(?:of|among|amongst|in|from|out of) (?:all )?(?:of )?(?:the |these |those |its )?"
    rf"((?:[\w'-]+ ){{0,4}}?)({_ITEMS})\b.*? (?:what|which)(?: one| item)? {_SPEAKS} (.+)"
)
_WHERE = re.compile(
    r"^where (?:in|on|among) (?:the |this )?(?:list |enumeration )?(?:of )?(?:the |these )?"
    rf"((?:[\w'-]+ ){{0,4}}?)({_ITEMS}) (?:does|do|is|are|did|was|were) (.+)"
)
"""“Among the reasons for the delay, which one concerns money?”."""
_UNDER = re.compile(
    rf"^(?:in|under|at|within|by|with) (?:what|which) {_NOUN} (?:does|do|did|is|are|was|were|can) "
    r"(?:(?:the |this )?(?:paper|author|text|article|report|he|she|it|they) )?(.+)"
)
_TAIL = re.compile(
    rf"\s+(?:{_IN_LIST}|says?|mentioned|discussed|covered|named|dealt with)\s*[?.!]*$"
)
_BESIDE = re.compile(
    rf"\b(?:what|which) {_NOUN} ((?:[\w'-]+ ){{0,5}}?)"
    rf"(?:{_LISTED} (?:right |directly |immediately |just |next )?(after|before)|"
    r"(?:directly |immediately )?(follows|precedes)) (.+)"
)
_NUMBER_OF = re.compile(
    r"\b(?:what|which) (?:number|position|place) (?:is|does|do|has|have) (.+?)"
    r"(?: (?:have|bear|carry|take|hold))? (?:in|among|on|of) (?:the )?(?:list of )?(?:the )?"
    r"((?:[\w'-]+ ){0,4}?)([a-z]+s)\s*[?.!]*$"
)
_STEPS = {"after": 1, "follows": 1, "before": -1, "precedes": -1}
_COUNT = re.compile(rf"\b(?:{'|'.join(CARDINALS)}|[2-9])\b")


@dataclass(frozen=True, slots=True)
class TopicalItem:
    """An item named by the words ``about`` it, or the one ``step`` places from it.

    ``head`` is the singular noun of the list's items, ``within`` what else names the list,
    ``among`` how many items it is said to have.
    """

    head: str
    about: str
    within: str = ""
    step: int = 0
    among: int | None = None


def topical_item(folded: str) -> TopicalItem | None:
    """The item that a folded question asks for by its topic, if any."""
    folded = folded.replace(",", "")
    beside = _BESIDE.search(folded)
    if beside and _asks_one(beside):
        before, noun, behind, after, verb, about = beside.groups()
        return TopicalItem(singular(noun), about, before + behind, _STEPS[after or verb])
    number = _NUMBER_OF.search(folded)
    if number and names_items(number.group(3)) and is_plural(number.group(3)):
        return TopicalItem(singular(number.group(3)), number.group(1), number.group(2))
    among = _AMONG.search(folded) or _WHERE.search(folded)
    if among and names_items(among.group(2)) and is_plural(among.group(2)):
        within, noun, about = among.groups()
        return _told(folded, singular(noun), about, within)
    for pattern in (_DEALS_WITH, _UNDER, _THE_ONE_ABOUT):
        found = pattern.search(folded)
        if found and _asks_one(found):
            within, noun, about = found.groups()
            return _told(folded, singular(noun), about, within)
    named = _NAMED_BY.search(folded)
    if named and names_items(named.group(2)) and not is_plural(named.group(2)):
        return TopicalItem(singular(named.group(2)), named.group(1))
    return None


def _told(folded: str, head: str, about: str, within: str) -> TopicalItem:
    count = _COUNT.search(folded)
    among = item_number(count.group()) if count else None
    return TopicalItem(head, _TAIL.sub("", about), within, among=among)


def _asks_one(match: re.Match[str]) -> bool:
    """Whether one item is asked for: “which area …”, “which of the areas …”, not “what areas”."""
    noun = match.group(2)
    of_several = re.search(r"^(?:.*? )?(?:what|which|the|that|one) (?:one )?of\b", match.group())
    return names_items(noun) and is_plural(noun) == bool(of_several)
