"""Document → passages → vectors and postings → an index that is saved and kept current."""

from __future__ import annotations

from chatbot.indexing.analysis import Token, analyse
from chatbot.indexing.build import build_index, open_or_build
from chatbot.indexing.encoders import Encoder, load_encoder
from chatbot.indexing.index import Index, IndexedSentence
from chatbot.indexing.manifest import BuildReport
from chatbot.indexing.passages import chunk
from chatbot.indexing.progress import Progress
from chatbot.indexing.store import load_index, load_manifest

__all__ = [
    "BuildReport",
    "Encoder",
    "Index",
    "IndexedSentence",
    "Progress",
    "Token",
    "analyse",
    "build_index",
    "chunk",
    "load_encoder",
    "load_index",
    "load_manifest",
    "open_or_build",
]
