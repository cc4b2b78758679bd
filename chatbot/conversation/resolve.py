"""A question as typed, after earlier ones → the query that is searched.

A question that cannot stand alone (a pronoun or an ellipsis where its subject should
be, or hardly any content of its own) takes over the content words of the question before
it, as resolved. This is the plain form of term-based query resolution (Voskarides et al.
2020, "Query Resolution for Conversational Search with Limited Supervision").
"""

from __future__ import annotations

import re
import unicodedata

from chatbot.datatypes import Conversation, Query
from chatbot.documents.words import words_of
from chatbot.errors import BlankQuestion, UsageError
from chatbot.languages.detection import DEFAULT, crosses, question_language

MAX_QUESTION = 2000
"""Longest question in characters that is searched."""

_QUOTED = re.compile(r'"([^"]{2,})"|“([^”]{2,})”|«([^»]{2,})»')
_COLOURING = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
"""Terminal control sequences (ECMA-48), as pasted with coloured output."""
_OPENERS = re.compile(
    r"(?:and|but|so|or|then|what about|how about|why|why not|how come|how so|since when|"
    r"when|where|who else|what else|which ones?|same for|the same for|like what|such as|"
    r"more|else|no,? i meant)\b",
    re.IGNORECASE,
)
_POINTERS = frozenset(
    "it its they them their he him his she her this that these those one ones there then "
    "such former latter same else other others another".split()
)
_EMPTY = frozenset(
    "a an the of in on at to for from by with about into as is are was were be been being do "
    "does did has have had can could would should will may might must what which who whom "
    "whose when where why how and or but so not no yes please tell me give say more i we you "
    "my our your many much some any all also earlier later before after year years".split()
)


def resolve(
    question: str,
    conversation: Conversation,
    documents: tuple[str, ...] = (),
    papers: str = DEFAULT,
) -> Query:
    """The query for a question asked after the turns of a conversation.

    ``papers`` is the language of the documents, for a question that does not tell its own.

    Raises what ``searchable`` raises.
    """
    text = searchable(question)
    language = question_language(text, usual_language(conversation, papers))
    return Query(
        text=question,
        interpreted=interpret(text, conversation),
        phrases=tuple(
            phrase
            for phrase in quoted_phrases(text)
            if not crosses(phrase, language, {papers})  # «Валдай» stands in no English paper
        ),
        documents=documents,
        language=language,
    )


def usual_language(conversation: Conversation, papers: str) -> str:
    """The language of the conversation, else of the papers."""
    return conversation.turns[-1].answer.language if conversation.turns else papers


def searchable(question: str) -> str:
    """The question as it is searched, once it is sure that it can be.

    Raises:
        BlankQuestion: the question holds no letter and no digit.
        UsageError: the question is longer than ``MAX_QUESTION`` characters.
    """
    text = clean(question)
    if not any(character.isalnum() for character in text):
        fault = "holds no letter and no digit" if text else "is empty"
        raise BlankQuestion(f"the question {fault}: type a question about the paper")
    if len(text) > MAX_QUESTION:
        raise UsageError(
            f"the question has {len(text):,} characters: shorten it to at most {MAX_QUESTION:,}"
        )
    return text


def clean(question: str) -> str:
    """The question with control and direction characters gone and blanks single."""
    question = _COLOURING.sub("", question)
    kept = "".join(
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in question
        if unicodedata.category(character) not in ("Cf", "Cs", "Co")
    )
    return " ".join(kept.split())


def quoted_phrases(text: str) -> tuple[str, ...]:
    """Parts in double quotes, which are to be found word for word."""
    found = (next(group for group in match.groups() if group) for match in _QUOTED.finditer(text))
    return tuple(phrase.strip() for phrase in found if phrase.strip())


def interpret(text: str, conversation: Conversation) -> str:
    """The question with the words that it leaves to the conversation put in front."""
    if not conversation.turns or not needs_context(text):
        return text
    earlier = conversation.turns[-1].answer.interpreted_question
    own = {word.casefold() for word in words_of(text)}
    carried = [word for word in _content(earlier) if word.casefold() not in own]
    return f"{' '.join(carried)} {text}" if carried else text


def needs_context(text: str) -> bool:
    """Whether a question leans on the one before it."""
    words = [word.casefold() for word in words_of(text)]
    content = [word for word in words if word not in _EMPTY and word not in _POINTERS]
    if len(content) <= 1 and (len(words) <= 6):
        return True
    points = any(word in _POINTERS for word in words)
    opens = _OPENERS.match(text) is not None
    return (points and len(content) <= 4) or (opens and len(content) <= 1)


def _content(text: str) -> list[str]:
    kept: list[str] = []
    for word in words_of(text):
        folded = word.casefold()
        if folded not in _EMPTY and folded not in _POINTERS and word not in kept:
            kept.append(word)
    return kept
