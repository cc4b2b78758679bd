"""A survey as JSON values: one object a question and paper, with the whole answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.answering.serialization import Json, answer_to_json
from chatbot.datatypes import Document
from chatbot.survey.asking import Cell


def as_json(cells: Sequence[Cell], documents: Mapping[str, Document]) -> list[Json]:
    """The rows in order; ``answer`` is null where asking failed, for the reason ``error``.

    ``documents`` are the papers that extracts may be of, by their ids.
    """
    return [
        {
            "query_id": cell.query.query_id,
            "question": cell.query.query,
            "document": cell.document.id,
            "title": cell.document.title,
            "status": cell.status,
            "citation": cell.citation or None,
            "error": cell.error or None,
            "answer": None
            if cell.answer is None
            else answer_to_json(cell.answer, documents=documents),
        }
        for cell in cells
    ]
