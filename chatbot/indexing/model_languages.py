"""Which languages a sentence-transformers model reads, told by its vocabulary.

A model card seldom says so in a form that a program can trust. But a vocabulary learnt from
many languages holds pieces of their words, where one learnt from English falls back to single
letters or to the sign for an unknown word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ENGLISH = frozenset({"en"})

_PROBES = (
    "Сотрудничество между странами развивается быстрее, чем ожидалось.",
    "두 나라 사이의 협력은 예상보다 빠르게 발전하고 있다.",
)
_MOST = 0.8
"""Tokens a letter from which a text is spelled, not read."""


def languages_of(model: SentenceTransformer) -> frozenset[str] | None:
    """English alone, or None for the very many languages of a multilingual model."""
    tokenizer: Any = getattr(model, "tokenizer", None)
    if tokenizer is None:
        return ENGLISH
    return None if all(_reads(tokenizer, probe) for probe in _PROBES) else ENGLISH


def _reads(tokenizer: Any, probe: str) -> bool:  # noqa: ANN401  # tokenizers of two libraries
    encoded = tokenizer.encode(probe, add_special_tokens=False)
    ids = list(getattr(encoded, "ids", encoded))
    unknown = getattr(tokenizer, "unk_token_id", None)
    letters = sum(character.isalpha() for character in probe)
    return unknown not in ids and len(ids) <= _MOST * letters
