"""Items of a list asked for by what they say: “which of the reasons deals with sanctions?”.

So is a neighbour of such an item (“what area comes after the energy one?”).
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.answering.aliases import related_stems
from chatbot.answering.enumeration_extracts import EnumerationMatch
from chatbot.answering.enumeration_items import ANY_ITEM, ITEM_TALK
from chatbot.answering.enumeration_texts import list_names
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_lists import same_head
from chatbot.answering.topical_items import TopicalItem, topical_item
from chatbot.answering.wording import content_stems, coverage, stem, term_weights, words
from chatbot.datatypes import Document, Enumeration, ListItem, QueryTerm

_ENOUGH = 0.6
_CLEARLY = 0.1
_LEAD_SHARE = 0.2
_SAME_COUNT = 0.3


def match_by_topic(
    document: Document, analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> EnumerationMatch | None:
    """The list with the item asked for by its topic; None unless one item fits clearly best."""
    asked = topical_item(analysis.folded) if analysis.item is None else None
    if asked is None:
        return None
    weights = term_weights(question_terms, analysis.language)
    heads = {stem(asked.head), stem("one")}
    about = _stems(asked.about) - heads
    topic = {s: weights.get(s, 1.0) for s in about - ITEM_TALK or about}
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
    whole = [_covered(topic, document.slice(item.span), language) for item in items]
    head = [_covered(topic, document.slice(item.head), language) for item in items]
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
    score = scores[best] + (_SAME_COUNT if asked.among == len(items) else 0.0)
    score += _LEAD_SHARE * coverage(within, content_stems(lead, language))
    chosen: tuple[ListItem, ...] = (items[shown],)
    return EnumerationMatch(document, enumeration, chosen, score)


def _covered(topic: dict[str, float], text: str, language: str) -> float:
    stems = content_stems(text, language)
    return coverage(topic, stems | related_stems(topic, stems))


def _names(document: Document, enumeration: Enumeration, head: str) -> bool:
    if head in ANY_ITEM:
        return True
    names = list_names(document, enumeration)
    return any(same_head(head, noun) for noun in names.labels | names.lead)


def _stems(text: str) -> frozenset[str]:
    return content_stems(text) - {w.stem for w in words(text) if w.text.isdigit()}
