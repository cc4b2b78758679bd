"""A reader that is an extractive question-answering model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.optional import DIGITS, Reading
from chatbot.indexing.pairs import PairKind, PairModel, load_pair_model
from chatbot.indexing.spans import best_span, whole_words

LONGEST_ANSWER = 30
"""Tokens; a short answer that is longer is none."""

KIND = PairKind(
    setting="reader",
    head="ForQuestionAnswering",
    loader="AutoModelForQuestionAnswering",
    noun="an extractive question-answering model, such as deepset/minilm-uncased-squad2",
)


@dataclass(frozen=True)
class TransformerReader:
    """Points at the span with the highest sum of start and end logits."""

    pairs: PairModel

    @property
    def name(self) -> str:
        """The name it was configured by."""
        return self.pairs.name

    def read(self, question: str, texts: Sequence[str]) -> tuple[Reading | None, ...]:
        """The best span of each text; see ``SpanReader.read``."""
        readings: list[Reading | None] = [None] * len(texts)
        for places, tokens, out in self.pairs.run(question, texts):
            starts, ends = out.start_logits.numpy(), out.end_logits.numpy()
            for row, place in enumerate(places):
                text = texts[place]
                readings[place] = self._reading(text, tokens, row, starts[row], ends[row])
        return tuple(readings)

    def _reading(
        self,
        text: str,
        tokens: Any,  # noqa: ANN401 (a BatchEncoding)
        row: int,
        starts: NDArray[np.float32],
        ends: NDArray[np.float32],
    ) -> Reading | None:
        in_text = np.array([part == 1 for part in tokens.sequence_ids(row)])
        found = best_span(starts, ends, in_text, LONGEST_ANSWER)
        if found is None:
            return None
        first, last, score = found
        offsets = tokens["offset_mapping"][row]
        words = whole_words(text, int(offsets[first][0]), int(offsets[last][1]))
        if words is None:
            return None
        opening = self._opening(tokens["input_ids"][row])
        no_answer = float(starts[opening]) + float(ends[opening])
        return Reading(*words, round(score, DIGITS), round(no_answer, DIGITS))

    def _opening(self, ids: NDArray[np.int64]) -> int:
        """Where the special token stands at which the model says that there is no answer."""
        places = np.flatnonzero(ids == self.pairs.tokenizer.cls_token_id)
        return int(places[0]) if len(places) else 0


def load_reader(name: str) -> TransformerReader:
    """The question-answering model called ``name``.

    Raises:
        ModelError: it is missing, of another kind or cannot be loaded.
    """
    return TransformerReader(load_pair_model(name, KIND))
