"""The chatbot that the options of a call name."""

from __future__ import annotations

import difflib
from argparse import Namespace
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from chatbot.errors import UnknownDocument
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import say

if TYPE_CHECKING:
    from chatbot.indexing.index import Index
    from chatbot.pipeline import Chatbot

_SUGGESTED = 3
_LISTED = 10


def open_chatbot(options: Namespace, progress: TerminalProgress) -> Chatbot:
    """Open the index that ``--corpus``, ``--index`` and ``--settings`` name, up to date."""
    from chatbot import pipeline
    from chatbot.settings import load_settings

    chatbot = pipeline.open_index(
        options.corpus,
        options.index,
        settings=load_settings(options.settings),
        progress=progress,
    )
    warn_of_gaps(chatbot.index)
    return chatbot


def warn_of_gaps(index: Index) -> None:
    """Say which files of the corpus are not in the index, and why."""
    for source in index.manifest.failures:
        say(f"warning: {source.file.path}: {source.failure}")
    for reason in index.manifest.skipped:
        say(f"warning: {reason}")


def require_documents(wanted: Iterable[str], known: Collection[str]) -> None:
    """Check that every id is indexed.

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
