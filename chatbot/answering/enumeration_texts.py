"""The words around a list that say what it lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.answering.aliases import with_pairs
from chatbot.answering.names import gazetteer
from chatbot.answering.places import paragraph_at
from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_words import is_plural, singular
from chatbot.answering.wording import STOPWORDS, content_stems
from chatbot.datatypes import Document, Enumeration, Span

_WORD = re.compile(r"[^\W\d_]+")
_VERB_CUE = re.compile(
    r"\b(?:includes?|included|comprises?|are|were|is|was|follows?)\W*$", re.IGNORECASE
)
_LEANS = re.compile(r"(?:this|these|that|those|it|such|they)\b", re.IGNORECASE)
_ADDS_ONE = re.compile(
    r"\b(?:another|a further|an additional)\s(?:\w+\s)?(?:factor|reason|cause|goal|aim|objective|"
    r"area|issue|problem|challenge|obstacle|measure|step|example|option)\b",
    re.IGNORECASE,
)
_NEAR_WORDS = 8


@dataclass(frozen=True, slots=True)
class ListNames:
    """The nouns (singular, lower case) that may name a list's items, by where they stand.

    ``opening`` is the introduction without the items. A list is named by a noun in the
    plural, so only those count in lead and heading; ``near`` are all words that stand
    just before the items.
    """

    opening: str
    lead: frozenset[str]
    labels: frozenset[str]
    heading: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListTopic:
    """Content stems of what a list is about.

    ``lead`` is of its introduction (with the items, where they are in the same sentence);
    ``context`` of the section heading, the paragraph before, and the items' heads.
    """

    lead: frozenset[str]
    context: frozenset[str]


def list_names(document: Document, enumeration: Enumeration) -> ListNames:
    """Gather the nouns that may name the items."""
    opening = document.slice(enumeration.lead) if enumeration.lead else ""
    labels = " ".join(item.label for item in enumeration.items)
    return ListNames(
        opening=opening,
        lead=_naming(opening, enumeration) | _kinds_of_items(document, enumeration),
        labels=frozenset(singular(word) for word in _WORD.findall(labels)),
        heading=_plurals(_heading(document, enumeration)),
        near=frozenset(opening.casefold().replace(",", "").split()[-_NEAR_WORDS // 2 :]),
    )


def naming_phrases(text: str, heads: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The content words beside the nouns ``heads``: before them, and behind “of” or “for”."""
    plain = [singular(word) for word in _WORD.findall(text.casefold())]
    found: set[tuple[str, str]] = set()
    for place, word in enumerate(plain):
        if word not in heads:
            continue
        if place and plain[place - 1] not in STOPWORDS:
            found.add((plain[place - 1], word))
        if plain[place + 1 : place + 2] in (["of"], ["for"]):
            found.update((word, after) for after in plain[place + 2 : place + 3])
    return frozenset(found)


def same_phrases(document: Document, enumeration: Enumeration, analysis: QuestionAnalysis) -> int:
    """How many pairs of words around the asked noun introduce the list too (“main areas”)."""
    heads = [analysis.item.head] if analysis.item else list(analysis.list_heads)
    lead = document.slice(enumeration.lead) if enumeration.lead else ""
    return len(naming_phrases(analysis.folded, heads) & naming_phrases(lead, heads))


def list_topic(document: Document, enumeration: Enumeration) -> ListTopic:
    """Gather the stems of what the list is about."""
    opening = document.slice(lead_of(document, enumeration))
    items = " ".join(document.slice(item.head) for item in enumeration.items)
    context = " ".join((_heading(document, enumeration), _before(document, enumeration), items))
    return ListTopic(
        lead=with_pairs(opening, content_stems(opening, document.language)),
        context=content_stems(context, document.language),
    )


def lead_of(document: Document, enumeration: Enumeration) -> Span:
    """The introducing sentence; for an inline list, the sentence that holds the items."""
    if enumeration.kind == "inline":
        return sentence_around(document, enumeration)
    return enumeration.lead or Span(0, 0)


def sentence_around(document: Document, enumeration: Enumeration) -> Span:
    """The whole sentence, or run of sentences, that holds an inline list and its lead.

    A sentence that begins with “This …” brings the one that it speaks of, and a next one
    that adds “another factor” comes along.
    """
    first, last = enumeration.items[0].span, enumeration.items[-1].span
    whole = Span(first.start, last.end)
    if enumeration.lead is not None:
        whole = Span(min(enumeration.lead.start, whole.start), whole.end)
    paragraph = paragraph_at(document, whole.start)
    held = [s for s in paragraph.sentences if s.overlap(whole)] if paragraph else []
    if paragraph is None or not held:
        return whole
    before = paragraph.sentences[: paragraph.sentences.index(held[0])]
    leans = before and _LEANS.match(document.slice(held[0]))
    after = paragraph.sentences[len(before) + len(held) : len(before) + len(held) + 1]
    adds = after and _ADDS_ONE.search(document.slice(after[0]))
    return Span(
        before[-1].start if leans else held[0].start, after[0].end if adds else held[-1].end
    )


def _plurals(text: str) -> frozenset[str]:
    """The nouns in the plural, in their singular form."""
    return frozenset(singular(word) for word in _WORD.findall(text) if is_plural(word))


def _naming(opening: str, enumeration: Enumeration) -> frozenset[str]:
    """The plural nouns of an introduction that may name the items.

    “A include b and c” names them anywhere before its verb, “a such as b and c” just before.
    """
    if enumeration.kind == "block" or _VERB_CUE.search(opening):
        return _plurals(opening)
    return _plurals(" ".join(opening.split()[-_NEAR_WORDS:]))


def _kinds_of_items(document: Document, enumeration: Enumeration) -> frozenset[str]:
    """What the items plainly are, whatever the lead calls them: so far, countries."""
    places = gazetteer().places
    known = sum(
        document.slice(item.span).casefold().removeprefix("the ") in places
        for item in enumeration.items
    )
    return frozenset({"country"}) if 2 * known > len(enumeration.items) else frozenset()


def _heading(document: Document, enumeration: Enumeration) -> str:
    paragraph = paragraph_at(document, enumeration.items[0].span.start)
    if paragraph is None or paragraph.section is None:
        return ""
    return " ".join(document.sections[paragraph.section].path)


def _before(document: Document, enumeration: Enumeration) -> str:
    """What stands before the lead in its paragraph."""
    if enumeration.lead is None:
        return ""
    paragraph = paragraph_at(document, enumeration.lead.start)
    if paragraph is None:
        return ""
    return document.slice(Span(paragraph.span.start, enumeration.lead.start))
