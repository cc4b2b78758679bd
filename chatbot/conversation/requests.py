"""Which questions are requests about the answer or the conversation.

A question to the papers that is taken for a request is worse than a request that is searched:
so a request has to be worded as one from its first word to its last.
"""

from __future__ import annotations

import re

from chatbot.conversation.commands import parsed
from chatbot.conversation.needs import leaning
from chatbot.conversation.resolve import clean
from chatbot.conversation.searched import searched_turns
from chatbot.conversation.tables import plain, table_of
from chatbot.conversation.wordings import fold, recognised, wording
from chatbot.datatypes import Conversation, Request
from chatbot.documents.words import words_of

_LETTERS = {
    "en": re.compile("[a-z]", re.IGNORECASE),
    "ko": re.compile("[\u3131-\u314e\uac00-\ud7a3]"),
    "ru": re.compile("[а-яё]", re.IGNORECASE),
}
SPOKEN = tuple(_LETTERS)
"""The languages whose requests are known."""

_NAMED = frozenset("author authors paper mention mentions mentioned".split())
"""Words that no topic is carried from, though they ask for something."""
_FEW = 8
_TITLE = re.compile(r"\btitled?\b|제목|назван|называ|заглав|озаглав", re.IGNORECASE)
_IT = re.compile(
    r"(?:and )?(?:what (?:is|was|'s)|what'?s) it (?:all )?about|what is the point of it"
)


def recognise(question: str, conversation: Conversation, language: str = "en") -> Request | None:
    """The request that a question is, None for a question to the papers.

    ``language`` is the ISO 639-1 code of the question, which is tried first; a command is
    in the language of the conversation, where there is one.
    """
    text = clean(question)
    turns = conversation.turns
    command = parsed(text, turns[-1].answer.language if turns else language)
    if command is not None:
        return command
    for spoken in sorted(SPOKEN, key=lambda code: code != language):
        if not _LETTERS[spoken].search(text):
            continue
        request = recognised(text, wording(spoken))
        if request is not None:
            other = _about_what_was_asked(text, conversation) or _asks_the_title(text, request)
            return None if other else request
    if not searched_turns(conversation) and _says_nothing(text):
        return Request("incomplete", language=language)
    return None


def _says_nothing(text: str) -> bool:
    """Whether a question only points at what was said before: “it?”, “how come?”."""
    words = [plain(word) for word in words_of(text)]
    if len(words) > _FEW or not _NAMED.isdisjoint(words):
        return False
    return not table_of(text).content(text) and leaning(text) == "fully"


def _asks_the_title(text: str, request: Request) -> bool:
    """Whether what looks like asking what the paper is about asks for its title."""
    return request.kind == "about" and _TITLE.search(text) is not None


def _about_what_was_asked(text: str, conversation: Conversation) -> bool:
    """“What is it about?” is about the paper only where nothing else was asked about yet."""
    return _IT.fullmatch(fold(text)) is not None and bool(searched_turns(conversation))
