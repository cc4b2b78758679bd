"""How well a figure fits what a question says that it is about.

Its own words count most, then its notes and source, then the paragraphs that discuss it;
synonyms (“commerce”: trade) count a little less than the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from chatbot.answering.aliases import (
    OF_PAIRS,
    place_stem,
    related_stems,
    spelled_by_initials,
    with_long_forms,
    with_places,
)
from chatbot.answering.names import gazetteer, is_place
from chatbot.answering.wording import STOPWORDS, content_stems, coverage, stem
from chatbot.answering.wording import words as words_of
from chatbot.datatypes import Document, Figure
from chatbot.documents.abbreviations import expansion

_TITLE_WEIGHT = 1.0
_SOURCE_WEIGHT = 0.85
_MENTION_WEIGHT = 0.75
_UNTITLED_WEIGHT = 0.8
_SYNONYM_WEIGHT = 0.9
_SURROUNDING_WEIGHT = 0.4
_LEAST = 0.25
_NEAR_BEST = 0.9
_PREFIX = 5
_TWO = 2
_SYNONYMS = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "trade trading commerce commercial export exports import imports turnover",
        "invest investor investment investments fdi capital money spending funds finance",
        "growth grow growing expansion expand gdp economy economic output rate pace develop "
        "development",
        "region regional area geography geographic geographical continent",
        "structure composition breakdown distribution distributed distribute share split divide "
        "divided proportion",
        "foreign external overseas international abroad",
        "country nation state",
        "country economy",
        "average mean",
        "major main leading largest biggest big key",
        "price prices cost costs",
        "income earnings wage wages salary",
        "people population inhabitants",
        "method approach technique",
        "result outcome performance score accuracy",
        "energy electricity power",
        "use usage consumption consume demand",
        "seoul korea",
        "moscow kremlin russia",
        "beijing china",
        "tokyo japan",
        "washington america",
        "london britain",
        "paris france",
        "berlin germany",
        "delhi india",
        "brussels europe",
    )
)
_PAIR = re.compile(r"\b([A-Z][a-z]+)[-–]([A-Z][a-z]+)\b")


def figure_score(
    document: Document, figure: Figure, topic: dict[str, float], words: Sequence[str], *, wide: bool
) -> float:
    """Weighted share of the topic that the figure's own words and its mentions hold.

    What only the discussing paragraphs say counts for less than the title, for they say
    much else; an untitled figure has nothing but them. ``wide`` lets other forms of the
    words and synonyms count.
    """
    language = document.language
    title = content_stems(" ".join(filter(None, (figure.label, figure.title))), language)
    own = title | own_stems(figure, language)
    text = _mentions(document, figure)
    mentions = content_stems(text, language)
    title |= _spelled(words, title, language)
    own |= _spelled(words, own, language)
    if not wide:
        return _weighted(figure, topic, title, own, mentions)
    title |= related_stems(topic, with_long_forms(document, figure.title or "", title))
    own |= title | related_stems(topic, own | _long_source(document, figure))
    mentions |= related_stems(topic, mentions)
    plain = _weighted(figure, topic, title, own, mentions)
    if figure.title and sum(map(is_place, figure.title.split())) < _TWO:
        mentions -= OF_PAIRS
    elif any(is_place(first) and is_place(second) for first, second in _PAIR.findall(text)):
        mentions |= OF_PAIRS
    title |= synonyms(topic, title)
    own |= title | synonyms(topic, own)
    mentions |= synonyms(topic, mentions)
    broad = _weighted(figure, topic, title, own, mentions)
    return plain + _SYNONYM_WEIGHT * (broad - plain)


def echoed_words(figure: Figure, words: Sequence[str], language: str) -> int:
    """How many of a question's words, talk of figures among them, the title has in order.

    It tells apart what fits the topic equally well (“explanations” among talk: explain).
    """
    title = [stem(word.text, language) for word in words_of(figure.title or "", language)]
    asked = [stem(word, language) for word in words if word not in STOPWORDS]
    pairs = set(pairwise(title)) & set(pairwise(asked))
    return len(set(title) & set(asked)) + len(pairs)


def source_score(document: Document, figure: Figure, topic: dict[str, float]) -> float:
    """Weighted share of the topic that the source line holds, its abbreviations spelled out."""
    said = content_stems(figure.source or "", document.language)
    return coverage(topic, said | _long_source(document, figure))


def nearest_figures(document: Document, topic: Mapping[str, float]) -> tuple[Figure, ...]:
    """The figures that come closest to a topic which none of them fits; all that tie.

    Words of five common first letters count, and the paragraphs around a figure. Names of
    places alone make no figure fit, for most figures of a paper share them.
    """
    places = {place_stem(s) for s in map(stem, gazetteer().places)}
    told = {s: 1.0 for s in topic if place_stem(s) not in places and not s.isdigit()}
    scored = [(_nearness(document, figure, told), figure) for figure in document.figures]
    best = max((score for score, _ in scored), default=0.0)
    if best < _LEAST:
        return ()
    near = [(score, figure) for score, figure in scored if score >= _NEAR_BEST * best]
    return tuple(figure for _, figure in sorted(near, key=lambda pair: -pair[0]))


def own_stems(figure: Figure, language: str) -> frozenset[str]:
    """The stems of a figure's title, source line and notes."""
    return content_stems(
        " ".join((figure.title or "", figure.source or "", *figure.notes)), language
    )


def held_by_figures(document: Document) -> frozenset[str]:
    """The stems of all figures' own words and of the paragraphs that discuss them."""
    held: frozenset[str] = frozenset()
    for figure in document.figures:
        text = _mentions(document, figure)
        held |= own_stems(figure, document.language) | content_stems(text, document.language)
    return held


def synonyms(asked: Mapping[str, float], stems: frozenset[str]) -> frozenset[str]:
    """The asked stems that mean what one of ``stems`` does."""
    held = with_places(stems)
    return frozenset(
        one
        for one in asked
        if any(place_stem(one) in family and family & held for family in _SYNONYMS)
    )


def _nearness(document: Document, figure: Figure, topic: dict[str, float]) -> float:
    language = document.language
    own = own_stems(figure, language)
    mentions = content_stems(_mentions(document, figure), language)
    if not figure.title:
        own |= mentions
    around = mentions | content_stems(_surroundings(document, figure), language)
    own |= _akin(topic, own)
    in_own = coverage(topic, own)
    if not in_own:
        return 0.0
    return in_own + _SURROUNDING_WEIGHT * (coverage(topic, own | around) - in_own)


def _akin(topic: Mapping[str, float], stems: frozenset[str]) -> frozenset[str]:
    """The asked stems with a synonym or the first letters of one of ``stems``."""
    begun = {one for one in topic if any(_begins_alike(one, other) for other in stems)}
    return synonyms(topic, stems) | begun


def _begins_alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _PREFIX and one[:_PREFIX] == other[:_PREFIX]


def _weighted(
    figure: Figure,
    topic: dict[str, float],
    title: frozenset[str],
    own: frozenset[str],
    mentions: frozenset[str],
) -> float:
    in_title = coverage(topic, title)
    in_own = coverage(topic, own)
    with_mentions = coverage(topic, own | mentions)
    weight = _MENTION_WEIGHT if figure.title else _UNTITLED_WEIGHT
    return (
        _TITLE_WEIGHT * in_title
        + _SOURCE_WEIGHT * (in_own - in_title)
        + weight * (with_mentions - in_own)
    )


def _spelled(words: Sequence[str], stems: frozenset[str], language: str) -> frozenset[str]:
    """Stems of asked words that the figure abbreviates (“foreign direct investment”: FDI)."""
    return frozenset(stem(word, language) for word in spelled_by_initials(words, stems))


def _long_source(document: Document, figure: Figure) -> frozenset[str]:
    """The stems of what the abbreviations of a source line stand for in the paper."""
    found: frozenset[str] = frozenset()
    for short in re.findall(r"\b[A-Z]{3,8}\b", figure.source or ""):
        place = expansion(document.text, short)
        if place is not None:
            found |= content_stems(document.text[place[0] : place[1]], document.language)
    return found


def _mentions(document: Document, figure: Figure) -> str:
    wanted = set(figure.mentions)
    if not wanted and figure.paragraph is not None:
        wanted = {figure.paragraph}
    return _paragraphs(document, wanted)


def _surroundings(document: Document, figure: Figure) -> str:
    """The paragraph before a figure and the one after it."""
    if figure.paragraph is None:
        return ""
    return _paragraphs(document, {figure.paragraph, figure.paragraph + 1})


def _paragraphs(document: Document, numbers: set[int]) -> str:
    return " ".join(
        document.slice(paragraph.span)
        for paragraph in document.paragraphs
        if paragraph.number in numbers
    )
