"""A question in the language of some of the papers, and not of others.

Its English rendering leads to the papers in English, but says less than its own words do to
the papers in its own language: these are asked in its own words too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chatbot.datatypes import Answer, Document, Query


def in_own_language(query: Query, documents: Mapping[str, Document]) -> Query | None:
    """The query as typed, to the papers in its language alone.

    None where it has no gloss, or no paper that is asked is in its language.
    """
    asked = query.documents or tuple(sorted(documents))
    own = tuple(name for name in asked if documents[name].language == query.language)
    return replace(query, gloss="", documents=own) if query.gloss and own else None


def surer(own: Answer, best: Answer) -> bool:
    """Whether the papers in the question's language answer it as surely as all papers do."""
    return own.status == "answered" and (own.confidence or 0.0) >= (best.confidence or 0.0)
