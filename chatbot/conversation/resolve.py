"""A question as typed, after earlier ones → the query that is searched.

A question that cannot stand alone is put in the place it takes in the question before, where
that can be told from the wording (``items``, ``substitution``), and carries words of the
conversation, weighted below its own (``carrying``). A question that stands alone stays as typed.
"""

from __future__ import annotations

from dataclasses import replace

from chatbot.conversation.carrying import (
    SEPARATOR,
    CarriedWord,
    Frequency,
    carried_words,
    main_part,
)
from chatbot.conversation.cleaning import MAX_QUESTION, clean, quoted_phrases, searchable
from chatbot.conversation.items import figure_question, item_question
from chatbot.conversation.needs import Leaning, leaning
from chatbot.conversation.persons import with_person
from chatbot.conversation.substitution import substituted
from chatbot.conversation.years import years_of
from chatbot.datatypes import Conversation, Query

__all__ = ["MAX_QUESTION", "clean", "quoted_phrases", "resolve", "searchable"]


def resolve(
    question: str,
    conversation: Conversation,
    documents: tuple[str, ...] = (),
    *,
    context: bool = True,
    frequency: Frequency = lambda _: 2,
) -> Query:
    """The query for a question asked after the turns of a conversation.

    Args:
        question: as typed.
        conversation: the turns before it.
        documents: ids that the search is limited to; empty for all.
        context: without it the question is searched exactly as typed.
        frequency: how many sentences of these documents hold a stem.

    Raises what ``searchable`` raises.
    """
    text = searchable(question)
    query = Query(
        text=question, interpreted=text, phrases=quoted_phrases(text), documents=documents
    )
    if not context or not conversation.turns:
        return query
    main, carried = interpret(text, conversation, frequency)
    return replace(query, interpreted=shown(main, carried), carried=carried)


def interpret(
    text: str, conversation: Conversation, frequency: Frequency
) -> tuple[str, tuple[CarriedWord, ...]]:
    """The question in its own right, and the words carried to it."""
    latest = conversation.turns[-1].answer
    item = item_question(text, conversation)
    if item is not None:
        return item, ()
    leans: Leaning = leaning(text)
    if leans == "none":
        return text, ()
    figure = figure_question(text, latest)
    if figure is not None:
        return figure, ()
    previous = main_part(latest.interpreted_question)
    named = with_person(text, previous, latest)
    if named is not None:
        return named, carried_words(named, conversation, frequency, "lightly")
    put = substituted(text, previous, years_of(latest)) if leans == "fully" else None
    if put is not None:
        return put, carried_words(put, conversation, frequency, leaning(previous), skip=1)
    return text, carried_words(text, conversation, frequency, leans)


def shown(main: str, carried: tuple[CarriedWord, ...]) -> str:
    """A question with its carried words as it is searched and shown to the person."""
    return SEPARATOR.join([main, " ".join(word for word, _ in carried)]) if carried else main
