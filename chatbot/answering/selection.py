"""Extract selection: from scored sentences to a few whole-sentence extracts.

Sentences are taken best first. One that stands next to an extract of the same paragraph
joins it; one that says nearly the same as an extract is left out; one that leans on the
sentence before it (“This …”, “However, …”) brings that sentence along, and one that the next
takes back (“But …”) brings that one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.answering.evidence import Evidence
from chatbot.answering.places import paragraph_at
from chatbot.datatypes import Document, Span

_LEANING = re.compile(
    r"(?:this|that|these|those|such|it|its|they|their|them|he|his|she|her|both|"
    r"however|therefore|thus|hence|consequently|moreover|furthermore|nevertheless|"
    r"nonetheless|instead|also|yet|but|and|so|then|in other words|as a result|"
    r"in addition|in turn|for example|for instance|on the other hand|to this end|"
    r"the (?:former|latter)|neither|nor|another|otherwise|similarly|likewise)\b",
    re.IGNORECASE,
)
_QUALIFYING = re.compile(
    r"(?:however|but|yet|nevertheless|nonetheless|still,|even so|that said|conversely|"
    r"on the other hand|on the contrary|by contrast|in contrast|unfortunately|admittedly|"
    r"this does not|that does not)\b",
    re.IGNORECASE,
)
_MOST_LEANED_ON = 2
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Budget:
    """How much an ordinary answer may show: words an extract, words in all, extracts.

    ``cutoff`` is the least share of the first sentence's score that a later one needs,
    ``short_cutoff`` that share where a short answer was found; ``duplicate`` the share
    of common words from which two sentences say the same.
    """

    extract_words: int = 120
    total_words: int = 250
    extracts: int = 8
    cutoff: float = 0.5
    short_cutoff: float = 0.65
    duplicate: float = 0.8


@dataclass(frozen=True, slots=True)
class Selected:
    """A run of whole sentences of one paragraph, with the best sentence's score."""

    document: str
    span: Span
    best: Span
    score: float


def count_words(text: str) -> int:
    """Words as a reader counts them: runs between blanks."""
    return len(text.split())


def leans_back(sentence: str) -> bool:
    """Whether a sentence opens with a word that points to the one before it."""
    return _LEANING.match(sentence.lstrip("‘'\"“(")) is not None


def select(
    documents: Mapping[str, Document],
    ranked: Sequence[Evidence],
    budget: Budget,
    skipped: Sequence[Selected] = (),
) -> tuple[Selected, ...]:
    """Choose extracts from sentences ranked best first, within the budget.

    The first sentence is always taken; later ones only while their score is at least
    ``budget.cutoff`` times the first one's. Extracts come back best first. Nothing of what
    is ``skipped`` is shown, nor what says nearly the same.
    """
    chosen: list[Selected] = []
    shown = 0
    for evidence in ranked:
        if chosen and evidence.score < budget.cutoff * chosen[0].score:
            break
        document = documents[evidence.sentence.document]
        if any(_holds(extract, evidence) for extract in (*chosen, *skipped)):
            continue
        if _repeats(document, evidence, (*chosen, *skipped), documents, budget.duplicate):
            continue
        room = budget.total_words - shown
        grown = _grow(document, evidence, chosen, budget.extract_words, room)
        if grown is not None:
            shown += count_words(document.slice(grown[1].span)) - count_words(
                document.slice(chosen[grown[0]].span)
            )
            chosen[grown[0]] = grown[1]
            continue
        if len(chosen) >= budget.extracts:
            continue
        added = _open(document, evidence, budget.extract_words, room, first=not chosen)
        if added is not None and _overlaps(added, skipped):
            added = replace(added, span=evidence.span)
        if added is not None:
            chosen.append(added)
            shown += count_words(document.slice(added.span))
    return tuple(chosen)


def _overlaps(extract: Selected, others: Sequence[Selected]) -> bool:
    return any(o.document == extract.document and o.span.overlap(extract.span) for o in others)


def _holds(extract: Selected, evidence: Evidence) -> bool:
    return extract.document == evidence.sentence.document and extract.span.contains(evidence.span)


def _repeats(
    document: Document,
    evidence: Evidence,
    chosen: Sequence[Selected],
    documents: Mapping[str, Document],
    limit: float,
) -> bool:
    """Whether nearly all words of the sentence already stand in one extract's best one."""
    words = _word_set(document.slice(evidence.span))
    for extract in chosen:
        shown = _word_set(documents[extract.document].slice(extract.best))
        if len(words & shown) >= limit * max(1, len(words | shown)):
            return True
    return False


def _word_set(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _grow(
    document: Document, evidence: Evidence, chosen: Sequence[Selected], words: int, room: int
) -> tuple[int, Selected] | None:
    """The extract that the sentence joins, being next to it in the same paragraph."""
    sentences, place = _surroundings(document, evidence.span)
    neighbours = set(sentences[max(0, place - 1) : place] + sentences[place + 1 : place + 2])
    for position, extract in enumerate(chosen):
        if extract.document != document.id:
            continue
        if not any(extract.span.contains(neighbour) for neighbour in neighbours):
            continue
        joined = Span(
            min(extract.span.start, evidence.span.start), max(extract.span.end, evidence.span.end)
        )
        length = count_words(document.slice(joined))
        gain = length - count_words(document.slice(extract.span))
        if length <= words and gain <= room:
            return position, replace(extract, span=joined)
    return None


def _open(
    document: Document, evidence: Evidence, words: int, room: int, *, first: bool
) -> Selected | None:
    """A new extract of the sentence, with what it leans on and what qualifies it."""
    span = _standing_alone(document, evidence.span, min(words, room))
    if not first and count_words(document.slice(span)) > room:
        return None
    return Selected(document.id, span, evidence.span, evidence.score)


def _standing_alone(document: Document, span: Span, words: int) -> Span:
    """The span with the sentence that it leans on and the one that takes it back.

    Each only where the whole stays within ``words``; a sentence that leans on another
    leaning one brings both.
    """
    sentences, first = _surroundings(document, span)
    for _ in range(_MOST_LEANED_ON):
        if first == 0 or not leans_back(document.slice(sentences[first])):
            break
        wider = Span(sentences[first - 1].start, span.end)
        if count_words(document.slice(wider)) > words:
            break
        span, first = wider, first - 1
    qualifier = qualifier_after(document, span)
    if qualifier is not None:
        wider = Span(span.start, qualifier.end)
        span = wider if count_words(document.slice(wider)) <= words else span
    return span


def qualifier_after(document: Document, span: Span) -> Span | None:
    """The next sentence of the paragraph, where it takes back what the span says."""
    paragraph = paragraph_at(document, span.start)
    following = [s for s in paragraph.sentences if s.start >= span.end] if paragraph else []
    if following and _QUALIFYING.match(document.slice(following[0]).lstrip("‘'\"“(")):
        return following[0]
    return None


def _surroundings(document: Document, sentence: Span) -> tuple[tuple[Span, ...], int]:
    """The sentences of the paragraph that holds a sentence, and its place among them."""
    paragraph = paragraph_at(document, sentence.start)
    if paragraph is None or sentence not in paragraph.sentences:
        return (sentence,), 0
    return paragraph.sentences, paragraph.sentences.index(sentence)
