"""The ids of documents that a search is limited to, each of which is indexed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence

from chatbot.errors import UnknownDocument

_SUGGESTED = 3
_LISTED = 10


def indexed(wanted: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The wanted document ids, each of which is known.

    Raises:
        UnknownDocument: one is not; the message lists the ids nearest to it.
    """
    for document in wanted:
        if document in known:
            continue
        near = difflib.get_close_matches(document, known, n=_SUGGESTED, cutoff=0.4)
        if near:
            hint = f"nearest are {', '.join(near)}"
        else:
            more = ", …" if len(known) > _LISTED else ""
            hint = f"known are {', '.join(sorted(known)[:_LISTED])}{more}"
        raise UnknownDocument(f"no document {document!r} is indexed: {hint}")
    return tuple(wanted)
