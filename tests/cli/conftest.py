"""A chatbot of canned answers in the place of the real one, and a way to call the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from chatbot import pipeline
from chatbot.cli import main
from chatbot.datatypes import (
    Answer,
    Conversation,
    Document,
    EnumerationShown,
    Extract,
    ExtractFootnote,
    ItemLabel,
    Locator,
    Passage,
    ScoredPassage,
    ShortAnswer,
    ShownFigure,
    Span,
    Turn,
)
from chatbot.errors import BlankQuestion
from chatbot.locations import indexed
from tests.fakes import make_document

TEXT = "# I. Trade\n\nTrade grew by 58.9% in 2017. It fell before.\n\nOther words stand here."
QUOTE = "Trade grew by 58.9% in 2017."
START = TEXT.index(QUOTE)
METADATA = {
    "id": "trade-paper",
    "type": "report",
    "title": "Trade",
    "author": [{"family": "Lee", "given": "Jae-Young"}],
    "issued": {"date-parts": [[2017]]},
}


def extract(**changes: object) -> Extract:
    """An extract of the document, with its number in bold and a footnote."""
    number = TEXT.index("58.9%")
    values: dict[str, object] = {
        "citation": 1,
        "quote": QUOTE,
        "document": "trade-paper",
        "locator": Locator(("I. Trade",), 1, None),
        "start": START,
        "end": START + len(QUOTE),
        "as_printed": QUOTE,
        "source_start": START,
        "source_end": START + len(QUOTE),
        "highlights": ((number, number + 5),),
        "footnotes": (ExtractFootnote("3", "Customs service.", 0, 0),),
        "list_item": None,
        "score": 0.9,
    }
    return Extract(**(values | changes))  # type: ignore[arg-type]


def answer(question: str, **changes: object) -> Answer:
    """An answer that the extract gives."""
    values: dict[str, object] = {
        "question": question,
        "interpreted_question": question,
        "status": "answered",
        "confidence": 0.9,
        "short_answer": ShortAnswer("58.9%", 1),
        "extracts": (extract(),),
    }
    return Answer(**(values | changes))  # type: ignore[arg-type]


ANSWERS: dict[str, dict[str, object]] = {
    "list": {
        "short_answer": None,
        "extracts": (extract(list_item=ItemLabel("list-1", 1, "First")),),
        "enumeration": EnumerationShown(1, 6),
    },
    "figure": {
        "short_answer": None,
        "extracts": (),
        "figures": (
            ShownFigure(
                "fig-1", None, "FDI", "KEXIM", ("A note.",), "trade-paper", None, None, (1,)
            ),
        ),
    },
    "missing": {
        "status": "not_found",
        "short_answer": None,
        "extracts": (),
        "nearest": (extract(),),
        "reason": "nothing fits",
    },
    "perhaps": {"status": "uncertain", "short_answer": None, "missing": ("population",)},
    "/help": {
        "status": "command",
        "confidence": None,
        "short_answer": None,
        "extracts": (),
        "message": "Ask away.\n/more – what else there is",
        "request": "help",
    },
    "follow-up": {"interpreted_question": "follow-up trade"},
}


def fake_index(**changes: object) -> SimpleNamespace:
    """An index with what the command line reads of one."""
    values = {"failures": (), "skipped": ()} | changes
    return SimpleNamespace(
        manifest=SimpleNamespace(**values), documents={"trade-paper": None}, passages=(1, 2)
    )


@dataclass
class FakeChatbot:
    """Answers from ``ANSWERS`` and takes note of how it was asked."""

    documents: Mapping[str, Document]
    index: SimpleNamespace = field(default_factory=fake_index)
    asked: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    as_typed: list[str] = field(default_factory=list)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        documents: Sequence[str] = (),
        *,
        context: bool = True,
    ) -> Answer:
        self.as_typed += [question] if not context else []
        self.asked.append((question, tuple(history), indexed(documents, self.documents)))
        if question == "crash":
            raise ZeroDivisionError("division\nby zero")
        if not question.strip():
            raise BlankQuestion("the question is empty: type a question about the paper")
        return answer(question, **ANSWERS.get(question, {}))

    def replay(self, history: Sequence[str], documents: Sequence[str] = ()) -> Conversation:
        turns = (Turn(question, self.ask(question, (), documents)) for question in history)
        return Conversation(tuple(turns))

    def reply(
        self,
        question: str,
        conversation: Conversation,
        documents: Sequence[str] = (),
        *,
        context: bool = True,
    ) -> tuple[Answer, Conversation]:
        found = self.ask(question, (), documents, context=context)
        return found, conversation.after(Turn(question, found))

    def search(
        self,
        question: str,
        k: int = 10,
        history: Sequence[str] = (),
        documents: Sequence[str] = (),
    ) -> tuple[ScoredPassage, ...]:
        self.asked.append((question, tuple(history), indexed(documents, self.documents)))
        span = Span(START, START + len(QUOTE))
        passage = Passage("trade-paper:0", "trade-paper", span, ("I. Trade",), 1, (span,))
        return (ScoredPassage(passage, 0.75),)[:k]


def trade_document(text: str = TEXT) -> Document:
    """The one document that is indexed."""
    return replace(make_document(text, "trade-paper"), metadata=METADATA)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The fake chatbot and the arguments that the pipeline was opened with."""
    record = SimpleNamespace(
        chatbot=FakeChatbot({"trade-paper": trade_document()}), calls=[], raises=None
    )

    def open_index(
        corpus: object = None, index: object = None, *, settings: object, progress: object
    ) -> FakeChatbot:
        if record.raises is not None:
            raise record.raises
        record.calls.append((corpus, index, settings))
        return record.chatbot

    def papers(*folders: object, settings: object, progress: object) -> SimpleNamespace:
        chatbot = open_index(*folders, settings=settings, progress=progress)
        return SimpleNamespace(documents=chatbot.documents, manifest=chatbot.index.manifest)

    monkeypatch.setattr(pipeline, "open_index", open_index, raising=False)
    monkeypatch.setattr(pipeline, "open_papers", papers, raising=False)
    return record


@dataclass(frozen=True)
class Called:
    """How a call ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], opened: SimpleNamespace) -> Callable[..., Called]:
    """Call the program as the shell would, with the fake chatbot behind it."""

    def run(*arguments: str) -> Called:
        status = main(arguments)
        out, err = capsys.readouterr()
        return Called(status, out, err)

    return run
