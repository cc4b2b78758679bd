"""What settings name, made ready: the index, its encoders, the optional models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from chatbot.indexing.optional import OptionalModels, Reranker, SpanReader
from chatbot.locations import Folders
from chatbot.settings import ModelSettings, Settings

if TYPE_CHECKING:
    from chatbot.documents import ReadingLimits
    from chatbot.indexing.encoders import Resolver
    from chatbot.indexing.index import Index
    from chatbot.indexing.progress import Progress

_Model = TypeVar("_Model", Reranker, SpanReader)


def load_models(chosen: ModelSettings, present: Sequence[OptionalModels] = ()) -> OptionalModels:
    """The optional models that settings name; one that is present is not loaded again.

    Raises:
        ModelError: one is missing, of another kind or cannot be loaded.
    """
    from chatbot.indexing.cross_encoder import load_reranker
    from chatbot.indexing.span_reader import load_reader

    rerankers = [models.reranker for models in present]
    readers = [models.reader for models in present]
    return OptionalModels(
        reranker=_named(chosen.reranker, rerankers, load_reranker),
        reader=_named(chosen.reader, readers, load_reader),
        reranked=chosen.reranked,
        rerank_weight=chosen.rerank_weight,
        read=chosen.read,
        no_answer_margin=chosen.no_answer_margin,
    )


def _named(
    name: str | None, present: Sequence[_Model | None], load: Callable[[str], _Model]
) -> _Model | None:
    if name is None:
        return None
    same = (model for model in present if model is not None and model.name == name)
    return next(same, None) or load(name)


def prepared_index(
    prepare: Callable[..., Index],
    folders: Folders,
    settings: Settings,
    models: Resolver,
    progress: Progress | None,
) -> Index:
    """The index that ``build_index`` or ``open_or_build`` gives for these settings."""
    from chatbot.indexing.progress import silent

    return prepare(
        folders.corpus,
        folders.index,
        encoder_names=encoder_names(settings),
        target_words=settings.passages.target_words,
        heading=settings.passages.heading,
        limits=reading_limits(settings, folders.index),
        progress=progress or silent,
        resolve=models,
    )


def reading_limits(settings: Settings, index: Path) -> ReadingLimits:
    """What reading or drawing one PDF may cost, and the passwords as they are at any time."""
    from chatbot.documents import ReadingLimits
    from chatbot.documents.passwords import KnownPasswords

    pdf = settings.pdf
    passwords = KnownPasswords(index, pdf.passwords)
    return ReadingLimits(pdf.seconds, pdf.memory_mb, pdf.max_pages, passwords)


def encoder_names(settings: Settings) -> tuple[str, ...]:
    """The embedding models that settings name, else the bundled ones that are installed."""
    from chatbot.indexing.encoders import installed

    return settings.encoders.names or installed()
