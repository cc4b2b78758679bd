"""How an excerpt stands to the papers that are there now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from chatbot.datatypes import Document, Excerpt, Span

Standing = Literal["exact", "changed", "source_changed", "gone"]


def standing(excerpt: Excerpt, documents: Mapping[str, Document]) -> Standing:
    """Whether the words stand where the excerpt says, in the file that was quoted.

    ``gone``: no paper of this id is there; ``source_changed``: its file is another one now;
    ``changed``: the file is the same, the words are not its.
    """
    document = documents.get(excerpt.document)
    if document is None:
        return "gone"
    if document.source.sha256 != excerpt.source_sha256:
        return "source_changed"
    verbatim = all(
        0 <= piece.start < piece.end <= len(document.text)
        and document.slice(Span(piece.start, piece.end)) == piece.quote
        for piece in excerpt.pieces
    )
    return "exact" if verbatim else "changed"
