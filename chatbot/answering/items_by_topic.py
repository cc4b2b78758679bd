"""Items of a list asked for by what they say: “which of the reasons deals with sanctions?”.

So is a neighbour of such an item (“what area comes after the energy one?”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answering.enumeration_extracts import EnumerationMatch
from chatbot.answering.enumeration_texts import list_names
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_items import names_items
from chatbot.answering.question_lists import same_head
from chatbot.answering.question_words import is_plural, singular
from chatbot.answering.wording import content_stems, coverage, stem, term_weights, words
from chatbot.datatypes import Document, Enumeration, ListItem, QueryTerm

_NOUN = r"(?:one )?(?:of (?:the|these|those|its|their|all) )?((?:[\w'-]+ ){0,4}?)([a-z]+)"
_LISTED = r"(?:comes?|stands?|is (?:listed|given|named|placed|put|mentioned)|appears?)"
_SPEAKS = (
    r"(?:deals? with|concerns?|(?:is|was|are) (?:about|on|devoted to|concerned with|related to)|"
    r"covers?|mentions?|relates? to|refers? to|has to do with|have to do with|speaks? (?:of|about)|"
    r"talks? about|discuss(?:es)?|touch(?:es)? on|address(?:es)?)"
)
_DEALS_WITH = re.compile(rf"\b(?:what|which) {_NOUN} {_SPEAKS} (.+)")
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
_ENOUGH = 0.6
_CLEARLY = 0.1
_LEAD_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class TopicalItem:
    """An item named by the words ``about`` it, or the one ``step`` places from it.

    ``head`` is the singular noun of the list's items, ``within`` what else names the list.
    """

    head: str
    about: str
    within: str = ""
    step: int = 0


def topical_item(folded: str) -> TopicalItem | None:
    """The item that a folded question asks for by its topic, if any."""
    beside = _BESIDE.search(folded)
    if beside and _asks_one(beside):
        before, noun, behind, after, verb, about = beside.groups()
        return TopicalItem(singular(noun), about, before + behind, _STEPS[after or verb])
    deals = _DEALS_WITH.search(folded)
    if deals and _asks_one(deals):
        return TopicalItem(singular(deals.group(2)), deals.group(3), deals.group(1))
    number = _NUMBER_OF.search(folded)
    if number and names_items(number.group(3)) and is_plural(number.group(3)):
        return TopicalItem(singular(number.group(3)), number.group(1), number.group(2))
    return None


def _asks_one(match: re.Match[str]) -> bool:
    """Whether one item is asked for: “which area …”, “which of the areas …”, not “what areas”."""
    noun = match.group(2)
    of_several = re.match(r"\w+ (?:one )?of\b", match.group())
    return names_items(noun) and is_plural(noun) == bool(of_several)


def match_by_topic(
    document: Document, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> EnumerationMatch | None:
    """The list with the item asked for by its topic; None unless one item fits clearly best."""
    asked = topical_item(analysis.folded) if analysis.item is None else None
    if asked is None:
        return None
    weights = term_weights(question_terms, analysis.language)
    heads = {stem(asked.head), stem("one")}
    topic = {s: weights.get(s, 1.0) for s in _stems(asked.about) - heads}
    if not topic:
        return None
    found = [
        match
        for enumeration in document.lists
        if enumeration.kind == "block"
        and _names(document, enumeration, asked.head)
        and (match := _fitting(document, enumeration, asked, topic))
    ]
    return max(found, key=lambda match: match.score, default=None)


def _fitting(
    document: Document, enumeration: Enumeration, asked: TopicalItem, topic: dict[str, float]
) -> EnumerationMatch | None:
    language = document.language
    items = enumeration.items
    whole = [coverage(topic, content_stems(document.slice(i.span), language)) for i in items]
    head = [coverage(topic, content_stems(document.slice(i.head), language)) for i in items]
    scores = [(w + h) / 2 for w, h in zip(whole, head, strict=True)]
    best = max(range(len(items)), key=lambda place: (scores[place], -place))
    others = [score for place, score in enumerate(scores) if place != best]
    if whole[best] < _ENOUGH or scores[best] < max(others, default=0.0) + _CLEARLY:
        return None
    shown = best + asked.step
    if not 0 <= shown < len(items):
        return None
    lead = document.slice(enumeration.lead) if enumeration.lead else ""
    within = dict.fromkeys(_stems(asked.within), 1.0)
    score = scores[best] + _LEAD_SHARE * coverage(within, content_stems(lead, language))
    chosen: tuple[ListItem, ...] = (items[shown],)
    return EnumerationMatch(document, enumeration, chosen, score)


def _names(document: Document, enumeration: Enumeration, head: str) -> bool:
    names = list_names(document, enumeration)
    return any(same_head(head, noun) for noun in names.labels | names.lead)


def _stems(text: str) -> frozenset[str]:
    return content_stems(text) - {w.stem for w in words(text) if w.text.isdigit()}
