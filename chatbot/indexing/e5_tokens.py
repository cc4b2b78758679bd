"""The tokenizer of multilingual-e5-small: SentencePiece unigrams with their places.

Kudo 2018, "Subword Regularization"; the segmentation itself is the ``tokenizers``
library's. Characters are normalised one by one, so every token knows its characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from chatbot.indexing.e5_weights import Vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids (t,) with their (start, end) characters (t, 2) in the text."""

    ids: Ints
    spans: Ints


@dataclass(frozen=True, slots=True)
class UnigramTokenizer:
    """Cuts text into the pieces of a vocabulary; safe to use from several threads."""

    vocabulary: Vocabulary
    model: Tokenizer

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text, without special ones."""
        normal, origin = self._normalised(text)
        encoding = self.model.encode(normal, add_special_tokens=False)
        # The blank that a piece may open with is not one of the word's characters.
        bounds = [(a + (normal[a : a + 1] == " " and b > a + 1), b) for a, b in encoding.offsets]
        spans = np.array(bounds, np.int64).reshape(-1, 2)
        starts = origin[spans[:, 0]]
        ends = np.maximum(origin[np.maximum(spans[:, 1] - 1, 0)] + 1, starts)
        return Tokens(np.array(encoding.ids, np.int64), np.stack([starts, ends], axis=1))

    def _normalised(self, text: str) -> tuple[str, Ints]:
        """The normalised text, and for each of its characters the one it comes from."""
        kept: list[str] = []
        origin: list[int] = []
        for at, character in enumerate(text):
            for form in self.vocabulary.normal.get(character, character):
                if form == " " and kept and kept[-1] == " ":
                    continue
                kept.append(form)
                origin.append(at)
        return "".join(kept), np.array([*origin, len(text)], np.int64)


def make_tokenizer(vocabulary: Vocabulary) -> UnigramTokenizer:
    """The tokenizer of a vocabulary; its special pieces never match what a text holds."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    special = vocabulary.unknown + 1
    pieces = [
        (f"\0{piece}" if number < special else piece, score)
        for number, (piece, score) in enumerate(
            zip(vocabulary.pieces, vocabulary.scores, strict=True)
        )
    ]
    model = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown))
    model.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    return UnigramTokenizer(vocabulary, model)
