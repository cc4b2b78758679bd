"""The optional models that settings name, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from chatbot.indexing.optional import OptionalModels, Reranker, SpanReader
from chatbot.settings import ModelSettings

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
