"""Which figure a question asks for: its number, its place, its topic, or all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answering import request_patterns as requests
from chatbot.answering.figure_mentions import (
    asks_for_figure,
    asks_for_numbers,
    mentions_figure,
)
from chatbot.answering.figure_talk import FIGURE_TALK
from chatbot.answering.question_words import CARDINALS, FIGURE_WORDS, ORDINALS
from chatbot.answering.wording import STOPWORDS, stem
from chatbot.documents.figure_labels import Key, label_key, named_figures


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """An asked figure: its label's key where it is named so, its place (-1: the last), or all.

    ``kind`` is the word used (“chart”), ``keys`` are those of all figures named (“Figure 2 and
    Tables I and II”), ``topic`` the other content words. ``certain`` is
    False where a figure is only named in passing (“the year that the chart begins with”).
    ``untitled`` asks for figures without a title; ``beside`` is how many places the asked
    figure stands after the one of the topic (-1: right before it). ``alike`` limits all of them to
    those of the kind. ``topics`` are those of several figures asked for at once (“the charts on
    trade and on growth”). ``as_labelled``: only a paper with labels of that very kind can be
    meant (“Algorithm 1”), since the word has other senses (“code 3”, “plate 2”). ``words`` are
    all those of the question.
    """

    kind: str | None
    keys: tuple[Key, ...]
    position: int | None
    everything: bool
    topic: tuple[str, ...]
    certain: bool = True
    untitled: bool = False
    beside: int = 0
    alike: bool = False
    topics: tuple[tuple[str, ...], ...] = ()
    as_labelled: bool = False
    words: tuple[str, ...] = ()

    @property
    def number(self) -> str | None:
        """The number of the first figure named by its label."""
        return self.keys[0][1] if self.keys else None


_NEXT_TOPIC = re.compile(
    r"(?:\s*,\s*(?:and\s+)?|\s+(?:and|as well as|plus|along with|together with|&|next to|"
    r"beside|alongside|"
    r"versus|vs\.?|against|(?:compared )?(?:to|with))\s+)"
    r"(?:(?:also|then|the one|the ones|that|those)\s+)*(?:(?:about|for|of|on|showing|with)\s+)?"
)


_OF_THE_PAPER = re.compile(
    r"\b(?:(?:the|this) )?(?:paper|author|article|report|study|document|text)'s "
)


def figure_request(folded: str) -> FigureRequest | None:
    """The figure that a folded question asks for or names; None where there is none."""
    folded = _OF_THE_PAPER.sub("the ", folded)
    everything = requests.FIGURE_ALL.match(folded) or requests.FIGURE_ALL_DETAILS.search(folded)
    patterns = (*requests.FIGURE_REQUEST, requests.FIGURE_UNTITLED)
    named = named_figures(folded, folded=True)
    plainly = any(kind in FIGURE_WORDS for kind, _ in named)
    if not plainly and asks_for_numbers(folded):
        return None
    beside = requests.FIGURE_BESIDE.search(folded)
    asked = plainly or asks_for_figure(folded) or any(p.search(folded) for p in patterns)
    asked = asked or beside is not None
    if not everything and not asked:
        return _figure_in_passing(folded) or _as_labelled(folded, named)
    kind = next((w for w in re.findall(r"\w+", folded) if w.rstrip("s") in FIGURE_WORDS), None)
    if everything:
        tables = kind == "tables" and not re.search(requests.PICTURED, folded)
        return FigureRequest(kind, (), None, True, (), alike=tables)
    if beside:
        places = -1 if (beside.group(1) or beside.group(2)) in requests.BEFORE else 1
        return FigureRequest(
            kind, (), None, False, _figure_topic(folded[beside.end() :]), beside=places
        )
    keys, position = (named, None) if plainly else _number_in_words(folded)
    return FigureRequest(
        kind,
        keys,
        position,
        False,
        _named_topic(folded) or _figure_topic(folded),
        untitled=requests.FIGURE_UNTITLED.search(folded) is not None,
        topics=_several_topics(folded),
        words=tuple(re.findall(r"\w+", folded)),
    )


def _as_labelled(folded: str, named: tuple[Key, ...]) -> FigureRequest | None:
    """What is named by a word that means a figure only in papers that label some with it."""
    if not named:
        return None
    return FigureRequest(None, named, None, False, _figure_topic(folded), as_labelled=True)


def _number_in_words(folded: str) -> tuple[tuple[Key, ...], int | None]:
    """The key (“figure two”) or the position (“the second figure”) of an asked figure."""
    named = requests.FIGURE_NUMBER.search(folded)
    if named is None:
        return (), None
    if named.group(2):
        number = str(CARDINALS.get(named.group(2), named.group(2)))
        return (label_key(f"{named.group(1)} {number}") or ("figure", number),), None
    return (), ORDINALS.get(named.group(3)) or CARDINALS.get(named.group(3))


def _several_topics(folded: str) -> tuple[tuple[str, ...], ...]:
    """The topics of figures that are named one after the other; () where only one is."""
    named = [w for w in re.findall(r"\w+", folded) if w.rstrip("s") in FIGURE_WORDS]
    if len(named) < 2 and not any(word.endswith("s") for word in named):
        return ()
    parts = [_figure_topic(part) for part in _NEXT_TOPIC.split(folded)]
    return tuple(parts) if len(parts) > 1 and all(parts) else ()


def _named_topic(folded: str) -> tuple[str, ...]:
    """The content words of the phrase that names the figure (“the *GDP* graph”)."""
    match = requests.FIGURE_NAMED.search(folded)
    named = " ".join(group for group in match.groups() if group) if match else ""
    return _figure_topic(named)


def _figure_topic(text: str) -> tuple[str, ...]:
    return tuple(
        word
        for word in re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", text)
        if word not in STOPWORDS and not _is_figure_talk(word)
    )


def _figure_in_passing(folded: str) -> FigureRequest | None:
    """A figure that a question names by what it shows, without asking to see it."""
    topic = _named_topic(folded)
    if not topic and mentions_figure(folded):
        topic = _figure_topic(folded)
    if not topic:
        return None
    topics = _several_topics(folded)
    return FigureRequest(None, (), None, False, topic, certain=False, topics=topics)


def _is_figure_talk(word: str) -> bool:
    return stem(word) in FIGURE_TALK
