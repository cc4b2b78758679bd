"""Ask a paper a question and get its own words back, cited and verbatim.

>>> import chatbot
>>> papers = chatbot.open_index("corpus", "index")
>>> answer = papers.ask("By how much did trade grow in early 2017?")
>>> answer.extracts[0].quote
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.datatypes import Answer, Document, Extract, ScoredPassage
from chatbot.errors import ChatbotError

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot, build, open_index

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Chatbot",
    "ChatbotError",
    "Document",
    "Extract",
    "ScoredPassage",
    "build",
    "open_index",
]

_LAZY = frozenset({"Chatbot", "build", "open_index"})


def __getattr__(name: str) -> object:
    """Import the pipeline only when it is asked for: nouns alone stay quick."""
    if name in _LAZY:
        from chatbot import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'chatbot' has no attribute {name!r}")
