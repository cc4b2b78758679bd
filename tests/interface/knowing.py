"""A stand-in for the program that knows a few answers about the small paper."""

from dataclasses import dataclass, field

from chatbot.datatypes import (
    Conversation,
    Hits,
    Passage,
    ScoredPassage,
    Turn,
)
from chatbot.errors import RunError
from chatbot.indexing.optional import OptionalModels

from .answers import answer_to
from .papers import make_paper


@dataclass(frozen=True)
class Passages:
    """An index as far as an evaluation looks at it: each numbered paragraph is a passage."""

    passages: tuple = ()
    boxes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Fixed:
    """A component without any switch."""


@dataclass
class KnowingChatbot:
    """Answers from a table; ``breaks`` makes it fail as a program does, ``asked`` records.

    An evaluation waits for ``gate``, if there is one, before each of its questions.
    """

    documents: dict = field(default_factory=lambda: {"harbours": make_paper()})
    asked: list = field(default_factory=list)
    gate: object = None
    speller: Fixed = Fixed()
    retriever: Fixed = Fixed()
    closer: Fixed = Fixed()
    answerer: Fixed = Fixed()
    models: OptionalModels = field(default_factory=OptionalModels)
    boxes: dict = field(default_factory=dict)

    @property
    def index(self):
        return Passages(
            tuple(
                Passage(f"{paper.id}#{p.number}", paper.id, p.span, (), p.number, p.sentences)
                for paper in self.documents.values()
                for p in paper.paragraphs
                if p.number
            ),
            self.boxes,
        )

    def trace(self, question, history=(), documents=()):
        if self.gate is not None:
            self.gate.acquire(timeout=20)
        answer = answer_to(question, next(iter(self.documents.values())), history)
        found = tuple(
            ScoredPassage(passage, 1.0 / rank)
            for rank, passage in enumerate(self.index.passages, start=1)
        )
        return answer, Hits(found, (), ())

    def reply(self, question, conversation: Conversation, documents=(), *, context=True):
        earlier = conversation if context else Conversation()
        history = tuple(turn.question for turn in earlier.turns)
        self.asked.append((question, history))
        if "break down" in question:
            raise RunError("the index is gone")
        if "crash" in question:
            raise ZeroDivisionError(question)
        answer = answer_to(question, next(iter(self.documents.values())), history)
        return answer, conversation.after(Turn(question, answer))
