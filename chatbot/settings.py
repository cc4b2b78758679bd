"""Strict settings: every choice with its default, read once by the entry points.

A TOML file (``--settings FILE``, else ``CHATBOT_SETTINGS``, else ``chatbot.toml`` in the
current folder where there is one) may change any of them. Unknown names and values of
the wrong kind are refused. Components never see this object: they receive plain values.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chatbot.errors import MissingInput, SettingsError


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class PassageSettings(_Group):
    """How documents are chunked. Words, not tokens; the encoder's limit holds besides."""

    target_words: int = Field(default=110, ge=20, le=400)
    heading: bool = False


class EncoderSettings(_Group):
    """Which embedding models work together, first one first.

    ``minilm`` is the bundled all-MiniLM-L6-v2, ``e5`` the bundled multilingual-e5-small;
    anything else is a sentence-transformers model name or path. Without names it is those
    of the two that are installed: ``e5`` is not available for every platform.
    """

    names: tuple[str, ...] | None = Field(default=None, min_length=1)


class RetrievalSettings(_Group):
    """How passages are ranked, and how many of them answering looks at.

    ``dense_weight`` is the dense share of the first, fused ranking; ``late_weight`` the
    share of late interaction in the final one.
    """

    dense_weight: float = Field(default=0.5, ge=0.0, le=1.0)
    late_weight: float = Field(default=0.5, ge=0.0, le=1.0)
    candidates: int = Field(default=30, ge=1, le=1000)


class AnswerSettings(_Group):
    """What an answer may show, in words, and the two thresholds on ``confidence``."""

    extract_words: int = Field(default=120, ge=20)
    total_words: int = Field(default=250, ge=20)
    list_words: int = Field(default=900, ge=100)
    answered_from: float = Field(default=0.69, ge=0.0, le=1.0)
    uncertain_from: float = Field(default=0.2, ge=0.0, le=1.0)


class ModelSettings(_Group):
    """Optional models, none by default: a Hugging Face name or a path each.

    ``reranker`` is a cross-encoder that scores the ``reranked`` best passages or sentences
    again; ``rerank_weight`` is the share of its score. ``reader`` is an extractive
    question-answering model that reads the first ``read`` extracts;
    ``no_answer_margin`` is how much likelier than the best answer none must be before the
    answer is shown with a warning.
    """

    reranker: str | None = Field(default=None, min_length=1)
    reranked: int = Field(default=20, ge=2, le=1000)
    rerank_weight: float = Field(default=0.5, ge=0.0, le=1.0)
    reader: str | None = Field(default=None, min_length=1)
    read: int = Field(default=5, ge=1, le=20)
    no_answer_margin: float = Field(default=0.0, allow_inf_nan=False)


class ServerSettings(_Group):
    """The web server's address and limits.

    ``max_upload_mb`` is of one file, ``max_uploads`` how many files are added at once,
    ``max_papers`` how many papers there may be when more are added. ``read_only`` offers
    neither adding nor removing papers.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    queue_size: int = Field(default=64, ge=1)
    concurrency: int = Field(default=4, ge=1)
    max_upload_mb: float = Field(default=100.0, gt=0)
    max_uploads: int = Field(default=50, ge=1)
    max_papers: int = Field(default=1000, ge=1)
    read_only: bool = False


class PdfSettings(_Group):
    """What reading one PDF, Word or HTML file may cost, and the passwords of encrypted PDFs.

    ``max_pages`` is for PDFs alone. ``passwords`` are by document id: the file's name without
    “.pdf”.
    """

    seconds: float = Field(default=60.0, gt=0)
    memory_mb: int = Field(default=1500, ge=300)
    max_pages: int = Field(default=2000, ge=1)
    passwords: dict[str, str] = Field(default_factory=dict, repr=False)


class FeedbackSettings(_Group):
    """Whether marks made in the web chat are kept, and in which file.

    Without ``file`` they are kept in ``feedback/feedback.sqlite3`` beside the index of the
    checkout, else in the current folder. They never leave the machine.
    """

    enabled: bool = True
    file: Path | None = None


class Settings(_Group):
    """All settings, by the room that they are for."""

    passages: PassageSettings = PassageSettings()
    pdf: PdfSettings = PdfSettings()
    encoders: EncoderSettings = EncoderSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answers: AnswerSettings = AnswerSettings()
    models: ModelSettings = ModelSettings()
    server: ServerSettings = ServerSettings()
    feedback: FeedbackSettings = FeedbackSettings()


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings file that applies, or the defaults where there is none.

    Raises:
        MissingInput: ``path`` (or ``CHATBOT_SETTINGS``) names no file, or it cannot be read.
        SettingsError: the file is not TOML, or names an unknown or wrong setting.
    """
    named = path or (
        Path(os.environ["CHATBOT_SETTINGS"]) if "CHATBOT_SETTINGS" in os.environ else None
    )
    if named is not None and not named.is_file():
        raise MissingInput(f"settings file not found: {named}")
    file = named or Path("chatbot.toml")
    if not file.is_file():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise MissingInput(f"settings file {file} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not a TOML file: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{file}: setting {name}: {first['msg'].lower()}") from error
