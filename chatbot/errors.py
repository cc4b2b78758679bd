"""The error tree.

ChatbotError
├── UsageError          a wrong call: exit status 2
│   ├── UnknownDocument
│   ├── BlankQuestion
│   ├── MissingInput
│   └── SettingsError
└── RunError            a failure while running: exit status 1
    ├── DocumentError   one file could not be read
    ├── CorpusError     the corpus as a whole could not be used
    │   └── EmptyCorpus
    ├── IndexFault      the index on disk could not be used
    │   └── NoIndex     there is none yet
    ├── EncoderError    an embedding model could not be loaded
    └── ModelError      an optional model could not be loaded

Every message is one line that names the value, what was wrong and the remedy.
"""

from __future__ import annotations


class ChatbotError(Exception):
    """Base of every error that this program raises on purpose."""

    exit_status = 1


class UsageError(ChatbotError):
    """The call itself was wrong: bad arguments, blank question, missing input."""

    exit_status = 2


class UnknownDocument(UsageError):
    """A document id that the index does not hold."""


class BlankQuestion(UsageError):
    """A question without any letter or digit."""


class MissingInput(UsageError):
    """An input file or folder that does not exist."""


class SettingsError(UsageError):
    """A setting with an unknown name or a value of the wrong kind."""


class RunError(ChatbotError):
    """Something failed while running a correct call."""


class DocumentError(RunError):
    """One file could not be read as a document."""


class CorpusError(RunError):
    """The corpus holds nothing that can be read."""


class EmptyCorpus(CorpusError):
    """A corpus folder without any file of a supported kind."""


class IndexFault(RunError):
    """The index on disk is damaged, foreign, locked or cannot be written."""


class NoIndex(IndexFault):
    """A folder in which no index was ever built."""


class EncoderError(RunError):
    """An embedding model is missing, altered or cannot be loaded."""


class ModelError(RunError):
    """A reranker, reader or segmenter is missing, of another kind or cannot be loaded."""
