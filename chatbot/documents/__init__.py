"""From a file to a ``Document``: text, structure, figures, metadata, and the way back."""

from chatbot.documents.corpus import (
    SUPPORTED_SUFFIXES,
    CorpusFile,
    CorpusListing,
    SkippedFile,
    discover,
    read_document,
)
from chatbot.documents.ledger import as_printed, source_span, text_offset, text_span

__all__ = [
    "SUPPORTED_SUFFIXES",
    "CorpusFile",
    "CorpusListing",
    "SkippedFile",
    "as_printed",
    "discover",
    "read_document",
    "source_span",
    "text_offset",
    "text_span",
]
