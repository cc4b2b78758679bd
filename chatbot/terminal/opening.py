"""The chatbot that the options of a call name."""

from __future__ import annotations

from argparse import Namespace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.streams import say

if TYPE_CHECKING:
    from chatbot.indexing.index import Index
    from chatbot.pipeline import Chatbot


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


def open_papers(options: Namespace, progress: TerminalProgress) -> Index:
    """The same index without the model, for what only reads documents."""
    from chatbot import pipeline
    from chatbot.settings import load_settings

    index = pipeline.open_papers(
        options.corpus,
        options.index,
        settings=load_settings(options.settings),
        progress=progress,
    )
    warn_of_gaps(index)
    return index


def warn_of_gaps(index: Index) -> None:
    """Say which files of the corpus are not in the index, and why."""
    for source in index.manifest.failures:
        say(f"warning: {_located(source.file.path, source.failure or '')}")
    for reason in index.manifest.skipped:
        say(f"warning: {reason}")


def _located(path: str, reason: str) -> str:
    """The reason under the file's path, which most reasons begin with the end of."""
    name = PurePosixPath(path).name
    return path.removesuffix(name) + reason if reason.startswith(name) else f"{path}: {reason}"
