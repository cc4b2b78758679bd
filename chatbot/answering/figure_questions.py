"""Which figure a question asks for: its number, its place, its topic, or all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answering import request_patterns as requests
from chatbot.answering.figure_mentions import asks_for_figure, mentions_figure
from chatbot.answering.figure_talk import FIGURE_TALK
from chatbot.answering.question_words import CARDINALS, FIGURE_WORDS, ORDINALS
from chatbot.answering.wording import STOPWORDS, stem
from chatbot.documents.figure_labels import named_figures


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """An asked figure: its number where one is named (-1: the last), or all of them.

    ``kind`` is the word used (“chart”), ``topic`` the other content words. ``certain`` is
    False where a figure is only named in passing (“the year that the chart begins with”).
    ``untitled`` asks for figures without a title; ``beside`` is how many places the asked
    figure stands after the one of the topic (-1: right before it). ``alike`` limits all of them to
    those of the kind. ``topics`` are those of several figures asked for at once (“the charts on
    trade and on growth”), ``numbers`` those of figures named by labels (“Tables I and II”).
    """

    kind: str | None
    number: str | None
    position: int | None
    everything: bool
    topic: tuple[str, ...]
    certain: bool = True
    untitled: bool = False
    beside: int = 0
    alike: bool = False
    topics: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The numbers that the asked figures have, as their labels' keys give them."""
        return self.numbers or ((self.number,) if self.number is not None else ())


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
    numbers = tuple(dict.fromkeys(number for _, number in named_figures(folded, folded=True)))
    asked = asks_for_figure(folded) or any(pattern.search(folded) for pattern in patterns)
    asked = asked or bool(numbers)
    if not everything and not asked:
        return _figure_in_passing(folded)
    kind = next((w for w in re.findall(r"\w+", folded) if w.rstrip("s") in FIGURE_WORDS), None)
    if everything:
        tables = kind == "tables" and not re.search(requests.PICTURED, folded)
        return FigureRequest(kind, None, None, True, (), alike=tables)
    beside = requests.FIGURE_BESIDE.search(folded)
    if beside:
        places = -1 if beside.group(1) in requests.BEFORE else 1
        return FigureRequest(
            kind, None, None, False, _figure_topic(folded[beside.end() :]), beside=places
        )
    number, position = (numbers[0], None) if numbers else _number_in_words(folded)
    return FigureRequest(
        kind,
        number,
        position,
        False,
        _named_topic(folded) or _figure_topic(folded),
        untitled=requests.FIGURE_UNTITLED.search(folded) is not None,
        topics=_several_topics(folded),
        numbers=numbers,
    )


def _number_in_words(folded: str) -> tuple[str | None, int | None]:
    """The number (“figure two”) or the position (“the second figure”) of an asked figure."""
    named = requests.FIGURE_NUMBER.search(folded)
    if named is None:
        return None, None
    if named.group(2):
        written = CARDINALS.get(named.group(2))
        return (str(written) if written else named.group(2)), None
    return None, ORDINALS.get(named.group(3)) or CARDINALS.get(named.group(3))


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
    return FigureRequest(None, None, None, False, topic, certain=False, topics=topics)


def _is_figure_talk(word: str) -> bool:
    return stem(word) in FIGURE_TALK
