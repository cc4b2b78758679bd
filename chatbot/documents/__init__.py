"""From a file to a ``Document``: text, structure, figures, metadata, and the way back."""

from chatbot.documents.corpus import (
    CorpusFile,
    CorpusListing,
    SkippedFile,
    discover,
    document_id_of,
    read_document,
)
from chatbot.documents.ledger import as_printed, source_span, text_offset, text_span
from chatbot.documents.reading import SUPPORTED_SUFFIXES, PaperReader, ReadPaper
from chatbot.documents.reading_process import ReadingLimits

__all__ = [
    "SUPPORTED_SUFFIXES",
    "CorpusFile",
    "CorpusListing",
    "PaperReader",
    "ReadPaper",
    "ReadingLimits",
    "SkippedFile",
    "as_printed",
    "discover",
    "document_id_of",
    "read_document",
    "source_span",
    "text_offset",
    "text_span",
]
