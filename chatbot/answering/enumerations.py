"""Which of a document's lists is asked for, and the extracts that show it.

A list answers when its introduction names what the question asks for (“reasons”, “goals”)
and is about the question's topic. A question of why asks for a list of reasons only when
that list explains the very thing asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.answering.aliases import place_stem, with_abbreviations, with_places
from chatbot.answering.enumeration_extracts import EnumerationMatch, ListExtract, extracts_for
from chatbot.answering.enumeration_fit import asks_of_failure, topic_fit
from chatbot.answering.enumeration_items import (
    ANY_ITEM,
    ITEM_TALK,
    LIST_TALK,
    asked_items,
    bears_label,
    only_numbered,
)
from chatbot.answering.enumeration_texts import (
    ListNames,
    list_names,
    list_topic,
    same_phrases,
)
from chatbot.answering.figure_topics import synonyms
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_lists import same_head
from chatbot.answering.question_words import FAILURE, noun_group, singular
from chatbot.answering.wording import stem, term_weights, words
from chatbot.datatypes import Document, Enumeration, QueryTerm, Span

__all__ = ["EnumerationMatch", "ListExtract", "extracts_for", "match_enumeration"]

_BLOCK_THRESHOLD = 0.5
_INLINE_THRESHOLD = 0.7
_AGREED_THRESHOLD = 0.4
_LABELLED_THRESHOLD = 0.2
"""What is enough of the topic where an item is asked for by the very noun of its label."""
_PRECISION = 0.3
_LOOSELY = 0.1
_PHRASE = 0.2
_SAME_COUNT = 0.5
_AS_PLAINLY = 0.15
_CONTEXT_SHARE = {"block": 0.8, "inline": 0.3}
_PRINTED_LABEL = 1.5
_HEAD_IN_LABEL = 1.0
_HEAD_IN_LEAD = 0.9
_HEAD_IN_HEADING = 0.6
_HEAD_LOOSELY = 0.5
_HEAD_NUMBERED = 0.65
_SCORE_WEIGHT = 0.3
_NUMERAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|[ivx]{1,4}")
_OBSTACLES = frozenset(noun_group("issue"))


def match_enumeration(
    document: Document,
    analysis: QuestionAnalysis,
    question_terms: Sequence[QueryTerm],
    scores: Mapping[Span, float] | None = None,
) -> EnumerationMatch | None:
    """The list that the question asks for, or None.

    Args:
        document: searched for a list.
        analysis: of the question.
        question_terms: the question's content words with their rarity.
        scores: evidence scores in [0, 1] by sentence span; they break near ties.
    """
    if not analysis.list_request and analysis.item is None:
        return None
    topic = _topic_weights(analysis, question_terms)
    leading = max(scores, key=lambda span: (scores[span], -span.start)) if scores else None
    fitting: list[tuple[EnumerationMatch, float]] = []
    for enumeration in document.lists:
        if not _may_be_asked(document, enumeration, analysis):
            continue
        agreed = leading is not None and enumeration.items[0].span.overlap(leading) > 0
        found = _score(document, enumeration, analysis, topic, best_sentence=agreed)
        if found is None:
            continue
        head, score = found
        score += _SCORE_WEIGHT * _evidence(enumeration, scores or {})
        items = asked_items(enumeration, analysis.item)
        fitting.append((EnumerationMatch(document, enumeration, items, score), head))
    return _best(fitting, analysis) or _only_named(document, analysis, topic)


def _only_named(
    document: Document, analysis: QuestionAnalysis, topic: dict[str, float]
) -> EnumerationMatch | None:
    """The one list of items so called that has the asked one, though little else fits."""
    if analysis.item is None:
        return None
    found: list[EnumerationMatch] = []
    for enumeration in document.lists:
        items = asked_items(enumeration, analysis.item)
        if enumeration.kind != "block" or not items:
            continue
        scored = _score(document, enumeration, analysis, topic, loosely=True)
        least = _HEAD_LOOSELY if analysis.item.head in ANY_ITEM else _HEAD_IN_LEAD
        if scored is not None and scored[0] >= least:
            found.append(EnumerationMatch(document, enumeration, items, scored[1], doubtful=True))
    return max(found, key=lambda match: match.score, default=None)


def _best(
    fitting: Sequence[tuple[EnumerationMatch, float]], analysis: QuestionAnalysis
) -> EnumerationMatch | None:
    """The best list; for an item, of those named as plainly as any the best that has it."""
    labelled = [pair for pair in fitting if pair[1] >= _PRINTED_LABEL and pair[0].items]
    if labelled:
        fitting = labelled
    elif analysis.item is not None and fitting:
        plain = max(head for _, head in fitting) - _AS_PLAINLY
        named = [pair for pair in fitting if pair[1] >= plain]
        fitting = [pair for pair in named if pair[0].items] or [
            (replace(match, lacking=True), head) for match, head in named
        ]
    matches = [match for match, _ in fitting]
    return max(matches, key=lambda match: match.score, default=None)


def _may_be_asked(document: Document, enumeration: Enumeration, analysis: QuestionAnalysis) -> bool:
    """Whether a list can be what is meant at all.

    A count is asked of a formal list; a series of numbers (“52 in 2007, 21 in 2014”) and a
    list inside a sentence asked for by nothing but its noun are no lists to a reader. Neither is
    what a sentence joins that announces another list (“to show, change, or undo rights:”).
    """
    if len(enumeration.items) < 2:
        return False
    if enumeration.kind == "block":
        return True
    if document.slice(enumeration.items[-1].span).rstrip().endswith(":"):
        return False
    numeric = sum(any(c.isdigit() for c in document.slice(i.span)) for i in enumeration.items)
    return not analysis.counts and 2 * numeric <= len(enumeration.items)


def _topic_weights(
    analysis: QuestionAnalysis, question_terms: Sequence[QueryTerm]
) -> dict[str, float]:
    """Weights of the question's words, without those that only ask for the list."""
    asked = {word.stem for word in words(analysis.folded, analysis.language)}
    weights = term_weights(question_terms, analysis.language)
    weights = {s: w for s, w in weights.items() if s in asked} or weights
    asking = set(analysis.list_heads) | ({analysis.item.head} if analysis.item else set())
    heads = {stem(noun) for head in asking for noun in (*noun_group(head), head)}
    if analysis.item is not None:
        heads |= ITEM_TALK
    return {
        s: w
        for s, w in weights.items()
        if s not in heads and s not in LIST_TALK and not _NUMERAL.fullmatch(s)
    }


def _score(
    document: Document,
    enumeration: Enumeration,
    analysis: QuestionAnalysis,
    topic: dict[str, float],
    *,
    best_sentence: bool = False,
    loosely: bool = False,
) -> tuple[float, float] | None:
    """How plainly a list is named, and how well it fits.

    That is by its name, its topic, and how much of its lead is asked for.

    A list inside the very sentence that ranks first (``best_sentence``) needs to fit less,
    and ``loosely`` asks for a little only.
    """
    names = list_names(document, enumeration)
    printed = bears_label(enumeration, analysis.item)
    head = (
        _PRINTED_LABEL
        if printed
        else _head_score(enumeration, names, analysis, topical=bool(topic))
    )
    if head is None:
        return None
    if enumeration.kind == "inline" and not topic and analysis.item is None:
        return None
    about = list_topic(document, enumeration)
    lead = with_abbreviations(document, about.lead, analysis.acronyms)
    if analysis.item is not None:
        lead |= synonyms(topic, lead)
    own = lead - LIST_TALK
    about = replace(about, lead=with_places(lead), context=with_places(about.context))
    topic = {place_stem(s): weight for s, weight in topic.items()}
    fit = topic_fit(names, about, analysis, topic, _CONTEXT_SHARE[enumeration.kind])
    least = _LOOSELY if loosely else _least_fit(enumeration, names, analysis, head, best_sentence)
    if fit < least and not printed:
        return None
    fit += _PHRASE * same_phrases(document, enumeration, analysis)
    if analysis.item and analysis.item.among == len(enumeration.items):
        fit += _SAME_COUNT
    asked = sum(place_stem(s) in topic for s in own) / len(own) if own else 0.0
    return head, head + fit + _PRECISION * asked


def _least_fit(
    enumeration: Enumeration,
    names: ListNames,
    analysis: QuestionAnalysis,
    head: float,
    best_sentence: bool,
) -> float:
    """How much of the topic a list has to hold, by how plainly it is named."""
    if analysis.item and head > _HEAD_IN_LABEL:
        return _LABELLED_THRESHOLD
    if enumeration.kind == "block":
        return _BLOCK_THRESHOLD
    agreed = best_sentence or _announced(names, analysis)
    return _AGREED_THRESHOLD if agreed else _INLINE_THRESHOLD


def _announced(names: ListNames, analysis: QuestionAnalysis) -> bool:
    """Whether the asked noun itself stands right before the items: “these stages: …”."""
    near = {singular(word.strip(":;–—-")) for word in names.near}
    item = {analysis.item.head} if analysis.item else set()
    return bool(near & ({*analysis.list_heads} | item))


def _head_score(
    enumeration: Enumeration, names: ListNames, analysis: QuestionAnalysis, *, topical: bool
) -> float | None:
    """How plainly the list says that its items are what is asked; None where it does not."""
    heads = [analysis.item.head] if analysis.item else list(analysis.list_heads)
    failed = asks_of_failure(analysis) or (topical and FAILURE.search(names.opening))
    if _OBSTACLES.intersection(heads) and failed:
        heads.append("reason")
    best: float | None = None
    for head in heads:
        for place, nouns in (
            (_HEAD_IN_LABEL, names.labels),
            (_HEAD_IN_LEAD, names.lead),
            (_HEAD_IN_HEADING, names.heading if enumeration.kind == "block" else ()),
        ):
            exact = any(head == noun for noun in nouns)
            if exact or any(same_head(head, noun) for noun in nouns):
                score = place + (0.1 if exact else 0.0)
                best = score if best is None else max(best, score)
                break
    loose = enumeration.kind == "block" and analysis.item and analysis.item.head in ANY_ITEM
    near = enumeration.kind == "inline" and names.near.intersection(heads)
    if best is None and loose and only_numbered(enumeration):
        return _HEAD_NUMBERED
    return _HEAD_LOOSELY if best is None and (loose or near) else best


def _evidence(enumeration: Enumeration, scores: Mapping[Span, float]) -> float:
    """The best evidence score of a sentence in the list or its lead."""
    parts = [item.span for item in enumeration.items]
    parts += [enumeration.lead] if enumeration.lead else []
    return max(
        (score for span, score in scores.items() if any(part.overlap(span) for part in parts)),
        default=0.0,
    )
