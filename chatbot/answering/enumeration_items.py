"""The items of a list that a question names by number or by printed label."""

from __future__ import annotations

from chatbot.answering.question_items import ItemAsked, item_number
from chatbot.answering.question_words import singular
from chatbot.answering.wording import stem
from chatbot.datatypes import Enumeration, ListItem

ANY_ITEM = frozenset({"point", "item", "entry", "element", "number", "part"})
"""Nouns for an item of whatever list: “point 6 of the programme”."""

ITEM_TALK = frozenset(
    stem(word)
    for word in """come came rank stand appear follow go give put place call cite present quote
    read write word label heading title run fall list ordinal order sequence position
    formulate phrase express put right directly immediately after before summarise
    summarize outline paraphrase repeat remind need want wish like know see show tell penultimate
    middle opening closing concluding very next find look contain state hold beneath underneath
    pick choose take recommend concern consist consider offer deal propose suggest advise
    address discuss cover mean describe raise mention talk speak urge demand""".split()
)
"""Stems with which a question speaks of an item's place or label."""

LIST_TALK = frozenset(
    stem(word)
    for word in """list name enumerate outline main key major principal important chief primary
    central basic different various several many number first second third fourth fifth sixth
    seventh eighth ninth tenth last final one two three four five six seven eight nine ten all
    following mention identify describe discuss explain exactly single item items complete
    full whole there among amongst never not yet ever why explain run ran face encounter meet
    behind just only priority focus target section chapter part page paragraph very
    suggested proposed listed named outlined set pursue specific summarise summarize state give
    tell show recap want seek hope intend strive address consider tackle solve resolve""".split()
)
"""Stems with which a question asks for a list or an item, whatever is listed."""


def asked_items(enumeration: Enumeration, asked: ItemAsked | None) -> tuple[ListItem, ...]:
    """The asked items in the question's order, by number from 1 or from the end."""
    numbers = (asked.number, *asked.further) if asked else ()
    found = [_numbered(enumeration, number) for number in numbers]
    return tuple(item for item in found if item is not None)


def bears_label(enumeration: Enumeration, asked: ItemAsked | None) -> bool:
    """Whether the very label that is asked for (“Area Two”) is printed before an item."""
    if asked is None or not asked.labelled:
        return False
    for item in enumeration.items:
        noun, _, number = item.label.strip(" .:)(").rpartition(" ")
        if singular(noun) == asked.head and item_number(number) == asked.number == item.number:
            return True
    return False


def only_numbered(enumeration: Enumeration) -> bool:
    """Whether the items bear bare numbers (“6.”), which “point 6” names."""
    return all(item.label.strip(" .)(").isdigit() for item in enumeration.items)


def _numbered(enumeration: Enumeration, number: int) -> ListItem | None:
    items = enumeration.items
    if number < 0:
        return items[number] if -number <= len(items) else None
    return next((item for item in items if item.number == number), None)
