"""A reranker that is a cross-encoder: a classifier of pairs with one score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatbot.errors import ModelError
from chatbot.indexing.pairs import PairKind, PairModel, load_pair_model
from chatbot.indexing.vectors import Floats

KIND = PairKind(
    setting="reranker",
    head="ForSequenceClassification",
    loader="AutoModelForSequenceClassification",
    noun="a cross-encoder with one score, such as cross-encoder/ms-marco-MiniLM-L6-v2",
)


@dataclass(frozen=True)
class CrossEncoderReranker:
    """Scores each text in one forward pass together with the question.

    The score is the raw logit, which is what ``CrossEncoder.predict`` of
    sentence-transformers gives without an activation.
    """

    pairs: PairModel

    @property
    def name(self) -> str:
        """The name it was configured by."""
        return self.pairs.name

    def score(self, question: str, texts: Sequence[str]) -> Floats:
        """Scores (n,) of the texts; see ``Reranker.score``."""
        scores = np.zeros(len(texts), np.float32)
        for places, _, out in self.pairs.run(question, texts):
            scores[places] = out.logits[:, 0].numpy()
        return scores


def load_reranker(name: str) -> CrossEncoderReranker:
    """The cross-encoder called ``name``.

    Raises:
        ModelError: it is missing, of another kind or cannot be loaded.
    """
    pairs = load_pair_model(name, KIND)
    labels = int(pairs.model.config.num_labels)
    if labels != 1:
        raise ModelError(
            f"models.reranker: {name!r} cannot be used: it tells {labels} classes apart; "
            f"name {KIND.noun}, or leave the setting out"
        )
    return CrossEncoderReranker(pairs)
