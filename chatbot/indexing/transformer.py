"""Encoders that are sentence-transformers models, on the processor, offline by default."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chatbot.indexing.batching import encode_windows
from chatbot.indexing.encoders import Encoder, EncoderSource, SentenceSpans
from chatbot.indexing.gather import EncodedText
from chatbot.indexing.hub import find_model, load_model, weights_hash
from chatbot.indexing.model_languages import ENGLISH, languages_of
from chatbot.indexing.plain import PlainEncoder
from chatbot.indexing.threads import torch_threads
from chatbot.indexing.vectors import EncodedPassages, EncodedQuery, unit
from chatbot.indexing.windows import windows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


@dataclass(frozen=True)
class TransformerEncoder:
    """A transformer whose one forward pass gives passage, sentence and token vectors.

    A sentence's vector is the mean of its tokens' last hidden states, seen in the
    context of its passage (“late chunking”, Günther et al. 2024). A passage's vector is
    what ``SentenceTransformer.encode`` gives; a text longer than the model's input is
    encoded in windows, its vector the mean of theirs weighted by their tokens.
    """

    name: str
    fingerprint: str
    model: SentenceTransformer
    query_prompt: str = ""
    passage_prompt: str = ""
    languages: frozenset[str] | None = ENGLISH
    _tokenizing: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def dimension(self) -> int:
        """The length of its vectors."""
        return int(self.model.get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        """How many tokens it sees at once, special ones included."""
        return int(self.model.max_seq_length)

    def count_tokens(self, text: str) -> int:
        """How many tokens ``text`` takes as a passage, special ones included."""
        with self._tokenizing:
            return len(self.model.tokenizer(self.passage_prompt + text)["input_ids"])

    def encode_passages(
        self,
        texts: Sequence[str],
        sentence_spans: Sequence[SentenceSpans],
        advance: Callable[[int], None],
    ) -> EncodedPassages:
        """Vectors of passages and sentences; see ``Encoder.encode_passages``."""
        return encode_windows(
            texts,
            sentence_spans,
            advance,
            cut=self._windows,
            forward=lambda batch: self._forward(batch, self.passage_prompt),
            dimension=self.dimension,
        )

    def encode_query(self, text: str) -> EncodedQuery:
        """Vectors of one question, cut off at ``max_tokens``; encoded alone."""
        with torch_threads(1):
            form = self._forward([text], self.query_prompt)[0]
        spans = tuple((int(start), int(end)) for start, end in form.spans)
        return EncodedQuery(form.vector, unit(form.hidden), spans)

    def _windows(self, text: str, spans: SentenceSpans) -> list[tuple[int, int]]:
        tokenizer = self.model.tokenizer
        with self._tokenizing:
            tokens = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
            extra = len(tokenizer(self.passage_prompt)["input_ids"])
        starts = {start for start, _ in spans}
        return windows(text, tokens["offset_mapping"], self.max_tokens - extra, starts)

    def _forward(self, texts: Sequence[str], prompt: str) -> list[EncodedText]:
        import torch  # seconds to import

        prompted = [prompt + text for text in texts]
        # A fast tokenizer keeps its padding settings in itself: one thread at a time.
        with self._tokenizing:
            features = self.model.preprocess(list(texts), prompt=prompt or None)
            tokens = self.model.tokenizer(
                prompted,
                truncation=True,
                max_length=self.max_tokens,
                padding=True,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
                return_tensors="np",
            )
        with torch.inference_mode():
            out = self.model(features)
        hidden = out["token_embeddings"].float().numpy()
        vectors = unit(out["sentence_embedding"].float().numpy())
        offsets = tokens["offset_mapping"] - len(prompt)
        content = (tokens["special_tokens_mask"] == 0) & (offsets[..., 0] >= 0)
        content &= offsets[..., 1] > offsets[..., 0]
        return [
            EncodedText(vectors[row], hidden[row][content[row]], offsets[row][content[row]])
            for row in range(len(texts))
        ]


def source(name: str) -> EncoderSource:
    """A sentence-transformers model by folder, or by the name it was downloaded under.

    Nothing is downloaded unless ``HF_HUB_OFFLINE=0`` is set.

    Raises:
        EncoderError: there is no such model, or it has no weights.
    """
    folder = find_model(name)
    fingerprint = weights_hash(folder)
    return EncoderSource(name, fingerprint, partial(_load, name, fingerprint, folder))


def _load(name: str, fingerprint: str, folder: Path) -> Encoder:
    model = load_model(str(folder))
    prompts = _E5_PROMPTS if "e5-" in folder.name.lower() + "-" else {}
    query = model.prompts.get("query") or prompts.get("query", "")
    passage = model.prompts.get("document") or prompts.get("document", "")
    kind = TransformerEncoder if _gives_tokens(model) else PlainEncoder
    return kind(name, fingerprint, model, query, passage, languages_of(model))


def _gives_tokens(model: SentenceTransformer) -> bool:
    """Whether tokens come with offsets and are the ones that the model is fed."""
    tokenizer: Any = getattr(model, "tokenizer", None)
    if not getattr(tokenizer, "is_fast", False) or not model.max_seq_length:
        return False
    probe = "A probe, of 2 clauses."
    features = model.preprocess([probe])
    fed = features.get("input_ids")
    return fed is not None and fed.tolist() == [tokenizer(probe)["input_ids"]]
