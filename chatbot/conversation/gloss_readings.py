"""The pieces of a question as what they do: asking words, list nouns, topic words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from chatbot.conversation.gloss_pieces import Piece
from chatbot.conversation.glossary import Role

_TOPIC: frozenset[Role] = frozenset(
    {"word", "name", "number", "unknown", "structure", "cardinal", "ordinal", "about", "and"}
)
_INLINE = re.compile(r"^(?:when|where|who|why|which (?!all)\w+|how many \w+|how long)$")
"""Asking words that a second question within the first begins with."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/-]*[A-Z0-9]s?")


@dataclass(frozen=True)
class Reading:
    """The pieces of a question in order, and the language it was asked in."""

    pieces: tuple[Piece, ...]
    language: str
    ends_in_question: bool = False

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """What is asked, by the English of the asking words, in order."""
        return tuple(piece.english for piece in self.pieces if piece.role == "asking")

    @cached_property
    def acronym(self) -> str | None:
        """The first abbreviation in Latin capitals."""
        found = (p.english for p in self.pieces if _ACRONYM.fullmatch(p.english))
        return next(found, None)

    def of(self, role: Role, english: Collection[str] = ()) -> list[Piece]:
        """The pieces that do something in the question, in order."""
        return [
            piece
            for piece in self.pieces
            if piece.role == role and (not english or piece.english in english)
        ]

    def says(self, role: Role, *english: str) -> bool:
        """Whether a piece does something in the question, by one of some English wordings."""
        return bool(self.of(role, english))

    def next_to(self, piece: Piece, role: Role, *, within: int = 1) -> Piece | None:
        """The piece of a role that follows another, at most ``within`` pieces on."""
        place = self.pieces.index(piece)
        following = self.pieces[place + 1 : place + 1 + within]
        return next((other for other in following if other.role == role), None)

    def topic(self, without: Sequence[Piece] = (), *, from_piece: Piece | None = None) -> str:
        """What the question is about in English, in its order, or rotated to a piece."""
        pieces = list(self.pieces)
        if from_piece is not None:
            place = pieces.index(from_piece) + 1
            pieces = pieces[place:] + pieces[:place]
        left_out = {id(piece) for piece in without}
        words = [
            word for piece in pieces if id(piece) not in left_out for word in _topic_word(piece)
        ]
        return _bare(" ".join(words))

    @property
    def content(self) -> str:
        """The topic without the words that ask about the paper itself."""
        said = ("about", "paper", "asking")
        talk = [p for p in self.pieces if p.role in said or p.english in _TALK]
        return self.topic(talk)


_TALK = frozenset(
    ["Valdai Club", *"year and name number view published section divided Valdai".split()]
)
"""What may be said of the paper itself beside what is asked of it."""


def _topic_word(piece: Piece) -> tuple[str, ...]:
    if piece.role in _TOPIC and piece.english:
        return (piece.english,)
    if piece.role == "asking" and _INLINE.match(piece.english):
        return ("and", piece.english)
    return ()


def _bare(text: str) -> str:
    """Without “and” at the ends or twice in a row."""
    text = re.sub(r"\band(?: and)+\b", "and", text)
    return re.sub(r"^(?:and )+|(?: and)+$|^and$", "", text).strip()
