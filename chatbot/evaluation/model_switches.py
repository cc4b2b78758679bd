"""Switches of the optional models: the names of their settings, so that a gain can be measured.

``models.reranker`` and ``models.reader`` take a name or a path, or ``none``; the others a
number. What is not changed is as configured.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from chatbot.errors import UsageError
from chatbot.settings import ModelSettings

if TYPE_CHECKING:
    from chatbot.indexing.optional import OptionalModels
    from chatbot.pipeline import Chatbot

PREFIX = "models."
MODEL_SWITCHES = tuple(f"{PREFIX}{name}" for name in ModelSettings.model_fields)
NONE = "none"
_MODELS = ("reranker", "reader")


def with_models(
    chatbot: Chatbot,
    changes: Mapping[str, str],
    known: Sequence[Chatbot] = (),
    *,
    new_models: bool = True,
) -> Chatbot:
    """The chatbot with some settings of its optional models changed.

    A model that one of ``known`` has is not loaded again; without ``new_models`` no model
    other than the chatbot's own may be named.

    Raises:
        UsageError: a value does not fit its switch, or the model may not be named.
        ModelError: a model cannot be loaded.
    """
    from chatbot.loading import load_models

    present = settings_of(chatbot.models)
    chosen = _changed(present, changes)
    for name in () if new_models else _MODELS:
        if getattr(chosen, name) not in (None, getattr(present, name)):
            raise UsageError(
                f"switch {PREFIX}{name}: a model is chosen in chatbot.toml or on the command "
                f"line; here it can only be left out with {PREFIX}{name}={NONE}"
            )
    models = load_models(chosen, [chatbot.models, *(other.models for other in known)])
    return dataclasses.replace(chatbot, models=models)


def settings_of(models: OptionalModels) -> ModelSettings:
    """The settings that give these models."""
    return ModelSettings(
        reranker=models.reranker.name if models.reranker else None,
        reranked=models.reranked,
        rerank_weight=models.rerank_weight,
        reader=models.reader.name if models.reader else None,
        read=models.read,
        no_answer_margin=models.no_answer_margin,
    )


def _changed(present: ModelSettings, changes: Mapping[str, str]) -> ModelSettings:
    values = {
        switch.removeprefix(PREFIX): None if text.casefold() == NONE else text
        for switch, text in changes.items()
    }
    try:
        return ModelSettings.model_validate(present.model_dump() | values)
    except ValidationError as error:
        first = error.errors()[0]
        switch = f"{PREFIX}{first['loc'][0]}"
        raise UsageError(f"switch {switch}: {first['msg'].lower()}") from error
