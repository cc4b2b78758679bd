"""Which encoders read a question and the papers that it is asked of, and how it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.datatypes import Query, Reading
from chatbot.indexing.encoders import Encoder, reads
from chatbot.indexing.index import Index
from chatbot.languages.detection import crosses


@dataclass(frozen=True, slots=True)
class Scope:
    """The positions of the encoders that read a question and its papers, and how it is asked.

    ``language`` is that in which its words are looked up: its own where a paper is in it, else
    the papers'. A question ``crosses`` where no paper is in its language: then none of its
    words but names, numbers and what its gloss knows can stand in them.
    """

    readers: tuple[int, ...]
    language: str
    crosses: bool

    @property
    def reading(self) -> Reading:
        """How the question is read."""
        if not self.readers:
            return "crossing unread" if self.crosses else "unread"
        if self.crosses:
            return "crossing"
        return "usual" if 0 in self.readers else "multilingual"


def scope_of(query: Query, index: Index, encoders: Sequence[Encoder]) -> Scope:
    """The scope of a query; papers in several languages are read by who reads them all."""
    names = sorted(query.documents or index.documents)
    languages = list(dict.fromkeys(index.documents[name].language for name in names)) or ["en"]
    across = crosses(query.interpreted, query.language, languages)
    asked = {*languages, query.language} if across else set(languages)
    readers = tuple(place for place, each in enumerate(encoders) if reads(each, asked))
    own = query.language in languages and not query.gloss
    return Scope(readers, query.language if own else languages[0], across)
