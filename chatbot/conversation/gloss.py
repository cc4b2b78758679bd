"""An English rendering of what is known of a question in Korean or Russian.

It is no translation: the words that a glossary, the CLDR or the names of the papers know are
put into one of the wordings that the analysis of English questions reads. Words that nobody
knows stand in it as typed, so that they count as missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.conversation.carrying import SEPARATOR
from chatbot.conversation.gloss_korean import korean_pieces
from chatbot.conversation.gloss_pieces import Named, Piece
from chatbot.conversation.gloss_readings import Reading
from chatbot.conversation.gloss_rules import composed
from chatbot.conversation.gloss_words import worded_pieces
from chatbot.conversation.glossary import Glossary, load_glossary
from chatbot.conversation.paper_names import PaperNames
from chatbot.datatypes import Conversation, Document, Query, Turn
from chatbot.languages.detection import detect_language
from chatbot.languages.sounds import is_latin

ENGLISH = "en"
_COUNTS = "0 한 두 세 네 다섯 여섯 일곱 여덟 아홉".split()
_KINDS = re.compile(r"(?<!\d)([1-9]) ?가지")
"""“3가지” counts kinds as “세 가지” does: it is no number of an item."""


@dataclass(frozen=True, slots=True)
class Glosser:
    """Gives queries in another language than English their gloss, for papers in English."""

    documents: Mapping[str, Document]
    names: PaperNames

    def glossed(self, query: Query) -> Query:
        """The query with its gloss, where the papers it searches are in English and it is not.

        Quotation marks around words in another script ask for no words of such papers.
        """
        language = query.language
        if language == ENGLISH:
            language = detect_language(query.interpreted)
        if language == ENGLISH or not self._english(query.documents):
            return query
        phrases = tuple(phrase for phrase in query.phrases if is_latin(phrase))
        wording = gloss(query.interpreted, language, self.names.find)
        return replace(query, gloss=wording, phrases=phrases if wording else query.phrases)

    def told(self, turns: Sequence[Turn]) -> Conversation:
        """The turns with the gloss of what was searched where it was in another language.

        A question leans on these: its words are looked for in papers in English.
        """
        if not self._english(()):
            return Conversation(tuple(turns))
        return Conversation(tuple(self._told(turn) for turn in turns))

    def _told(self, turn: Turn) -> Turn:
        searched = turn.answer.interpreted_question
        main, separator, carried = searched.partition(SEPARATOR)
        language = detect_language(main)
        wording = "" if language == ENGLISH else gloss(main, language, self.names.find)
        if not wording:
            return turn
        said = f"{wording}{separator}{carried}"
        return replace(turn, answer=replace(turn.answer, interpreted_question=said))

    def _english(self, searched: Collection[str]) -> bool:
        """Whether any of the searched documents (none named: of all) is in English."""
        documents = self.documents
        return any(documents[name].language == ENGLISH for name in searched or documents)


def gloss(text: str, language: str, named: Named = lambda _: None) -> str:
    """The English rendering of a question; empty where the language has no glossary.

    Args:
        text: the question.
        language: its ISO 639-1 code.
        named: gives the papers' own name for a word in another script, None for none.
    """
    glossary = load_glossary(language)
    return glossed(text, glossary, named) if glossary else ""


def glossed(text: str, glossary: Glossary, named: Named = lambda _: None) -> str:
    """The English rendering of a question by a glossary."""
    pieces = pieces_of(text, glossary, named)
    reading = Reading(pieces, glossary.language, text.rstrip().endswith("?"))
    return composed(reading)


def pieces_of(text: str, glossary: Glossary, named: Named) -> tuple[Piece, ...]:
    """The pieces of a question that say something."""
    if glossary.language == "ko":
        text = _KINDS.sub(lambda match: f"{_COUNTS[int(match[1])]} 가지", text)
    cut = korean_pieces if glossary.language == "ko" else worded_pieces
    return tuple(piece for piece in cut(text, glossary, named) if piece.role != "silent")
