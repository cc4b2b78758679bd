"""One question of one paper at a time: nothing of another paper can answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from chatbot.citations import cite
from chatbot.datatypes import Answer, Document, Extract, JudgedQuery
from chatbot.errors import ChatbotError

CellStatus = Literal["answered", "uncertain", "not_found", "command", "error"]
Pairs = tuple[tuple[JudgedQuery, str], ...]


class Asking(Protocol):
    """What a survey needs of the pipeline's ``Chatbot``."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The papers by their ids."""
        ...

    def ask(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> Answer:
        """The answer to a question asked of these papers after earlier ones."""
        ...


@dataclass(frozen=True, slots=True)
class Cell:
    """What one paper says to one question.

    ``answer`` is None where asking failed, for the reason ``error``; ``citation`` is that of
    the best extract.
    """

    query: JudgedQuery
    document: Document
    answer: Answer | None
    citation: str = ""
    error: str = ""

    @property
    def status(self) -> CellStatus:
        """The answer's status, or that there is none."""
        return "error" if self.answer is None else self.answer.status

    @property
    def extract(self) -> Extract | None:
        """The best extract; None where the paper does not answer."""
        extracts = self.answer.extracts if self.answer is not None else ()
        return extracts[0] if extracts else None

    @property
    def remark(self) -> str:
        """What is said where no extract is shown: the reason, a reply, a figure, an error."""
        if self.answer is None or self.extract is not None:
            return self.error
        figures = (" ".join(filter(None, (f.label, f.title))) for f in self.answer.figures)
        return self.answer.message or "; ".join(figures) or self.answer.reason or ""


def pairs_of(queries: Sequence[JudgedQuery], documents: Sequence[str]) -> Pairs:
    """Which paper is asked what: a query that names papers is asked of these alone."""
    return tuple(
        (query, document)
        for query in queries
        for document in documents
        if not query.documents or document in query.documents
    )


def survey(chatbot: Asking, pairs: Pairs) -> Iterator[Cell]:
    """The cell of each pair, in order, each asked when it is wanted.

    A pair that cannot be asked says so in its cell, and the others go on.
    """
    for query, document_id in pairs:
        document = chatbot.documents[document_id]
        try:
            answer = chatbot.ask(query.query, query.history, [document_id])
        except ChatbotError as error:
            yield Cell(query, document, None, error=str(error))
            continue
        yield Cell(query, document, answer, _citation(document, answer))


def _citation(document: Document, answer: Answer) -> str:
    if not answer.extracts:
        return ""
    return cite({"id": document.id, **document.metadata}, answer.extracts[0].locator)
