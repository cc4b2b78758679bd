"""Items of a list and figures that were just shown: “the last reason”, “its source?”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.conversation.carrying import main_part
from chatbot.conversation.tables import plain, table_of
from chatbot.datatypes import Answer, Conversation, ItemLabel
from chatbot.documents.words import words_of

LOOKED_BACK = 4
"""How many turns may lie between a list and a question for one of its items."""

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1
    )
}
_FROM_END = {"last": -1, "final": -1, "penultimate": -2}
_CARDINALS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten".split(), start=1
    )
}
_RUSSIAN = {"перв": 1, "втор": 2, "трет": 3, "четверт": 4, "четвёрт": 4, "пят": 5, "последн": -1}
_KOREAN = {
    "첫": 1,
    "두 번째": 2,
    "두번째": 2,
    "세 번째": 3,
    "세번째": 3,
    "네 번째": 4,
    "마지막": -1,
}
_ASKED = re.compile(
    rf"\b(?:the|and|on|its|no\.?|number) (?P<ordinal>{'|'.join([*_ORDINALS, *_FROM_END])}|"
    rf"\d{{1,2}}(?:st|nd|rd|th))\b(?P<noun>(?: [a-z]+){{0,2}})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"\b(?:number|no\.?|item|point|#) ?(?P<count>\d{{1,2}}|{'|'.join(_CARDINALS)})\b", re.I
)
_STEP = re.compile(r"\bthe (?P<next>next|following)|\bthe (?P<before>previous|preceding) one", re.I)
_SMALL = frozenset("one ones in please again too then of is was on about mean means".split())
LIST_NOUNS = frozenset(
    "reason factor goal area point cause item task stage step aim problem issue measure project "
    "stumbling block obstacle benefit condition detail direction".split()
)
FEW = 4
"""Words up to which a Russian or Korean question with an ordinal asks for an item."""
_PLURAL = re.compile(
    r"\b(?P<are>(?:are|were) )?(?P<lead>the|these|those|its|their|which|what|all|list|name|give|of)"
    r"(?P<between>(?: [\w-]+){0,2}?) (?P<noun>[a-z]{3,}s)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"(?:why|for what reasons?|what made|how come)\b", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Z]\w+ \w+")
_SOURCE = re.compile(
    r"\b(?:its|the|that|this|whose) (?:source|data|numbers?|figures?)\b|\bwhose data\b|"
    r"\bwhere (?:is|are|does|do) (?:it|that|they|this|the (?:data|numbers))\b.*\bfrom\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:which|what) (?:years?|period|unit|countries)\b", re.IGNORECASE)
_ABOUT_FIGURE = re.compile(
    r"\b(?:it|its|that|this|the (?:figure|chart|table|graph|diagram)|that one|this one)\b|^source",
    re.IGNORECASE,
)
_OTHER_FIGURE = re.compile(
    r"\bthe (?:one|chart|figure|table|graph) (?:on|about|for|of) (.+?)[?.!\s]*$", re.I
)


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list shown lately: the question it answered, its labels by number, its length.

    ``current`` is the number of the single item that the latest turn showed.
    """

    question: str
    labels: Mapping[int, str]
    count: int
    current: int | None


def item_question(text: str, conversation: Conversation) -> str | None:
    """The question for the item of a list shown lately that a question asks for."""
    shown = _shown_list(conversation)
    if shown is None:
        return None
    number = _number(text, shown)
    if number is None:
        return None
    label = shown.labels.get(number, "")
    if _LABELLED.fullmatch(label):
        return f"What is {label}?"
    ordinal = next((word for word, value in _ORDINALS.items() if value == number), f"{number}th")
    return _placed(ordinal, shown)


def _placed(ordinal: str, shown: ShownList) -> str | None:
    """The question for the item at a place, worded after the question for the list."""
    if _WHY.match(shown.question):
        return f"The {ordinal} of the reasons: {_lowered(shown.question)}"
    match = _PLURAL.search(shown.question)
    if match is None:
        return None
    noun, rest = match.group("noun"), shown.question[match.end() :]
    if match.group("lead").casefold() in ("which", "what"):
        return f"The {ordinal} of the {noun}: {_lowered(shown.question)}"
    between = match.group("between")
    return f"What is the {ordinal}{between} {singular(noun)}{rest}"


def figure_question(text: str, answer: Answer) -> str | None:
    """The question about the figure just shown, or one like it: “what is its source?”."""
    if not answer.figures:
        return None
    other = _OTHER_FIGURE.search(text)
    if other is not None:
        return f"Show me the figure on {other.group(1)}."
    figure = answer.figures[0]
    name = figure.title or figure.label
    if not name or not _ABOUT_FIGURE.search(text):
        return None
    if _SOURCE.search(text):
        return f"What is the source of the figure on {name}?"
    return f"Show me the figure on {name}." if _YEARS.search(text) else None


def _shown_list(conversation: Conversation) -> ShownList | None:
    """The list that the latest turn with items shows, with what is known of it."""
    recent = conversation.turns[-1 : -LOOKED_BACK - 1 : -1]
    latest = next((turn for turn in recent if _items(turn.answer)), None)
    if latest is None:
        return None
    document, label = _items(latest.answer)[0]
    labels: dict[int, str] = {}
    count, question = 0, latest.answer.interpreted_question
    for turn in recent:
        same = [
            item
            for home, item in _items(turn.answer)
            if (home, item.list) == (document, label.list)
        ]
        labels |= {item.number: item.label for item in same}
        if len(same) > 1:
            question = main_part(turn.answer.interpreted_question)
        if same and turn.answer.enumeration:
            count = max(count, turn.answer.enumeration.of)
    alone = len(_items(latest.answer)) == 1
    return ShownList(
        question=main_part(question),
        labels=labels,
        count=max(count, *labels),
        current=label.number if alone else None,
    )


def _number(text: str, shown: ShownList) -> int | None:
    """The number of the item that a question asks for, None where it asks for none."""
    asked = _asked_number(text, shown)
    if asked is None:
        return None
    number = asked if asked > 0 else shown.count + 1 + asked
    return number if 1 <= number <= shown.count else None


def _asked_number(text: str, shown: ShownList) -> int | None:
    if (table := table_of(text)).language != "en":
        return _asked_in_few(text, table.content(text))
    step = _STEP.search(text)
    if step is not None and shown.current is not None:
        return shown.current + (1 if step["next"] else -1)
    match = _ASKED.search(text)
    if match is None:
        count = _NUMBER.search(text)
        return _value(count["count"]) if count and len(table.content(text)) <= 2 else None
    nouns = [word for word in words_of(match["noun"]) if word.casefold() not in _SMALL]
    known = {
        plain(word) for word in words_of(f"{shown.question} {' '.join(shown.labels.values())}")
    }
    known |= {singular(word) for word in known} | LIST_NOUNS
    if any(noun.casefold() not in known for noun in nouns):
        return None
    said = known | _SMALL | {match["ordinal"].casefold()}
    others = [word for word in table.content(text) if plain(word) not in said]
    return _value(match["ordinal"]) if not others else None


def _asked_in_few(text: str, content: list[str]) -> int | None:
    """The same of a short Korean or Russian question: an ordinal with one more word at most."""
    folded = text.casefold()
    foreign = (*_RUSSIAN.items(), *_KOREAN.items())
    stem, number = next((each for each in foreign if each[0] in folded), ("", None))
    others = [w for w in content if not any(part in w.casefold() for part in stem.split())]
    return number if len(words_of(text)) <= FEW and len(others) <= 1 else None


def _value(word: str) -> int:
    folded = word.casefold()
    if folded[0].isdigit():
        return int(re.sub(r"\D", "", folded))
    return (_ORDINALS | _CARDINALS | _FROM_END)[folded]


def singular(noun: str) -> str:
    """The singular of an English plural, by its ending."""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _lowered(question: str) -> str:
    return question[:1].lower() + question[1:]


def _items(answer: Answer) -> tuple[tuple[str, ItemLabel], ...]:
    """The items that an answer shows, each with its document."""
    return tuple((e.document, e.list_item) for e in answer.extracts if e.list_item is not None)
