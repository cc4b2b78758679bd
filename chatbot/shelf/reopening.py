"""The chatbot over a changed corpus, on the models that are loaded already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chatbot.indexing.build import build_index
from chatbot.indexing.encoders import EncoderSource
from chatbot.loading import prepared_index
from chatbot.pipeline import Chatbot, assemble

if TYPE_CHECKING:
    from chatbot.indexing.encoders import Encoder
    from chatbot.indexing.progress import Progress
    from chatbot.locations import Folders
    from chatbot.settings import Settings


def reopened(chatbot: Chatbot, folders: Folders, settings: Settings, progress: Progress) -> Chatbot:
    """A new chatbot over the corpus as it is now; the given one is left as it was.

    Raises what ``pipeline.build`` raises.
    """
    encoders = tuple(chatbot.retriever.encoders)
    loaded = {encoder.name: _source(encoder) for encoder in encoders}
    index = prepared_index(build_index, folders, settings, loaded.__getitem__, progress)
    return assemble(index, encoders, settings, chatbot.models)


def _source(encoder: Encoder) -> EncoderSource:
    return EncoderSource(encoder.name, encoder.fingerprint, lambda: encoder)
