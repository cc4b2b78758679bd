"""A survey as JSON values: one object a question and paper, with the whole answer."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.answering.serialization import Json, answer_to_json
from chatbot.survey.asking import Cell


def as_json(cells: Sequence[Cell]) -> list[Json]:
    """The rows in order; ``answer`` is null where asking failed, for the reason ``error``."""
    return [
        {
            "query_id": cell.query.query_id,
            "question": cell.query.query,
            "document": cell.document.id,
            "title": cell.document.title,
            "status": cell.status,
            "citation": cell.citation or None,
            "error": cell.error or None,
            "answer": None if cell.answer is None else answer_to_json(cell.answer),
        }
        for cell in cells
    ]
