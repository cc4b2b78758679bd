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
    related,
)
from chatbot.conversation.cleaning import MAX_QUESTION, clean, quoted_phrases, searchable
from chatbot.conversation.items import figure_question, item_question
from chatbot.conversation.needs import Leaning, leaning
from chatbot.conversation.persons import with_person
from chatbot.conversation.substitution import substituted
from chatbot.conversation.tables import table_of
from chatbot.conversation.years import dated, years_known
from chatbot.datatypes import Conversation, Query, Span
from chatbot.languages.detection import DEFAULT, crosses, question_language

__all__ = ["MAX_QUESTION", "clean", "quoted_phrases", "resolve", "searchable", "usual_language"]

FIRST_SHOWN = 1
"""How many extracts of the latest answer a question is taken to go on from."""


def resolve(
    question: str,
    conversation: Conversation,
    documents: tuple[str, ...] = (),
    papers: str = DEFAULT,
    *,
    context: bool = True,
    frequency: Frequency = lambda _: 2,
) -> Query:
    """The query for a question asked after the turns of a conversation.

    Args:
        question: as typed.
        conversation: the turns before it.
        documents: ids that the search is limited to; empty for all.
        papers: the language of the documents, for a question that does not tell its own.
        context: without it the question is searched exactly as typed.
        frequency: how many sentences of these documents hold a stem.

    Raises what ``searchable`` raises.
    """
    text = searchable(question)
    language = question_language(text, usual_language(conversation, papers))
    query = Query(
        text=question,
        interpreted=text,
        phrases=tuple(
            phrase
            for phrase in quoted_phrases(text)
            if not crosses(phrase, language, {papers})  # «Валдай» stands in no English paper
        ),
        documents=documents,
        language=language,
    )
    if not context or not conversation.turns:
        return query
    main, carried = interpret(text, conversation, frequency)
    near = places_shown(conversation) if main != text or carried else ()
    return replace(query, interpreted=shown(main, carried), carried=carried, near=near)


def usual_language(conversation: Conversation, papers: str) -> str:
    """The language of the conversation, else of the papers."""
    return conversation.turns[-1].answer.language if conversation.turns else papers


def interpret(
    text: str, conversation: Conversation, frequency: Frequency
) -> tuple[str, tuple[CarriedWord, ...]]:
    """The question in its own right, and the words carried to it."""
    latest = conversation.turns[-1].answer
    item = item_question(text, conversation)
    if item is not None:
        return item, ()
    leans: Leaning = leaning(text)
    if leans == "none" or (leans == "lightly" and not related(text, latest)):
        return text, ()
    figure = figure_question(text, latest)
    if figure is not None:
        return figure, ()
    previous = main_part(latest.interpreted_question)
    named = with_person(text, previous, latest)
    if named is not None:
        return named, carried_words(named, conversation, frequency, "lightly")
    text = dated(text, years_known(conversation))
    english = table_of(text).language == "en"
    put = substituted(text, previous) if leans == "fully" and english else None
    if put is not None:
        return put, carried_words(put, conversation, frequency, leaning(previous), skip=1)
    return text, carried_words(text, conversation, frequency, leans)


def shown(main: str, carried: tuple[CarriedWord, ...]) -> str:
    """A question with its carried words as it is searched and shown to the person."""
    return SEPARATOR.join([main, " ".join(word for word, _ in carried)]) if carried else main


def places_shown(conversation: Conversation) -> tuple[tuple[str, Span], ...]:
    """The places of the extracts that the latest answer began with."""
    extracts = conversation.turns[-1].answer.extracts[:FIRST_SHOWN]
    return tuple((extract.document, Span(extract.start, extract.end)) for extract in extracts)
