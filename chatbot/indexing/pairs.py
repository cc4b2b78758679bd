"""Models that read a question and a text together: found, checked, loaded, run.

Their weights are safetensors, never a pickle, and no code of theirs is run. A model whose
last layer is missing would be completed with random numbers by the library without an
error: it is refused.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chatbot.errors import ModelError
from chatbot.indexing.hub import local_folder, prepare_loading
from chatbot.indexing.threads import torch_threads, usual_torch_threads

BATCH = 8
"""Few, of like length: on a processor padding costs more than small batches do."""
LONGEST_INPUT = 512
"""Tokens of a question with its text; what models of this kind were trained on."""

_FILES = ("*.json", "*.txt", "*.model", "*.safetensors")


@dataclass(frozen=True, slots=True)
class PairKind:
    """A kind of model: the setting that names it, how its class ends, what it is called."""

    setting: str
    head: str
    loader: str
    noun: str


@dataclass(frozen=True)
class PairModel:
    """A loaded model with its tokenizer; ``max_tokens`` is the longest input."""

    name: str
    model: Any
    tokenizer: Any
    max_tokens: int
    _tokenizing: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def run(self, question: str, texts: Sequence[str]) -> Iterator[tuple[list[int], Any, Any]]:
        """Places in ``texts``, tokens and output of each batch.

        A text that does not fit beside the question is cut at its end, a question at half
        of the input. Tokens come with offsets and as NumPy arrays.
        """
        import torch

        by_length = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for at in range(0, len(texts), BATCH):
            places = by_length[at : at + BATCH]
            tokens = self._tokens(question, [texts[place] for place in places])
            inputs = {
                name: torch.from_numpy(tokens[name])
                for name in self.tokenizer.model_input_names
                if name in tokens
            }
            with torch_threads(usual_torch_threads()), torch.inference_mode():
                out = self.model(**inputs)
            yield places, tokens, out

    def _tokens(self, question: str, texts: Sequence[str]) -> Any:  # noqa: ANN401
        # A fast tokenizer keeps its settings in itself: one thread at a time.
        with self._tokenizing:
            asked = self.tokenizer(
                question,
                add_special_tokens=False,
                truncation=True,
                max_length=self.max_tokens // 2,
                return_offsets_mapping=True,
            )["offset_mapping"]
            cut = question[: asked[-1][1]] if asked else ""
            return self.tokenizer(
                [cut] * len(texts),
                list(texts),
                truncation="only_second",
                max_length=self.max_tokens,
                padding=True,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
                return_tensors="np",
            )


def load_pair_model(name: str, kind: PairKind) -> PairModel:
    """A model of this kind by folder, or by the name it was downloaded under.

    Nothing is downloaded unless ``HF_HUB_OFFLINE=0`` is set.

    Raises:
        ModelError: there is no such model, it is of another kind, or it is damaged.
    """
    folder = _folder(name, kind)
    _check(folder, name, kind)
    faults = prepare_loading()
    import transformers

    safe = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder), **safe)
        model, loaded = getattr(transformers, kind.loader).from_pretrained(
            str(folder), use_safetensors=True, output_loading_info=True, **safe
        )
    except faults as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise _refusal(name, kind, f"it cannot be loaded: {reason[:200]}") from error
    if loaded["missing_keys"] or loaded["mismatched_keys"]:
        raise _refusal(name, kind, "its weights are incomplete")
    if not tokenizer.is_fast:
        raise _refusal(name, kind, "its tokenizer gives no places of tokens")
    return PairModel(name, model.float().eval(), tokenizer, _longest(model, tokenizer))


def _folder(name: str, kind: PairKind) -> Path:
    try:
        return local_folder(name, _FILES)
    except LookupError as error:
        raise ModelError(
            f"models.{kind.setting}: no model {name!r}: it is not a folder and not in the local "
            f"model cache; name a folder with {kind.noun}, set HF_HUB_OFFLINE=0 once to "
            "download it, or leave the setting out"
        ) from error


def _check(folder: Path, name: str, kind: PairKind) -> None:
    """Refuse what is no such model before anything heavy is imported."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        classes = [str(part) for part in config.get("architectures") or ()]
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise _refusal(name, kind, "it has no readable config.json") from error
    if not any(part.endswith(kind.head) for part in classes):
        raise _refusal(name, kind, f"it is {' and '.join(classes) or 'of no known kind'}")
    if not any(folder.glob("*.safetensors")):
        raise _refusal(name, kind, "it has no weights in *.safetensors, the only form loaded")


def _refusal(name: str, kind: PairKind, reason: str) -> ModelError:
    return ModelError(
        f"models.{kind.setting}: {name!r} cannot be used: {reason}; "
        f"name {kind.noun}, or leave the setting out"
    )


def _longest(model: Any, tokenizer: Any) -> int:  # noqa: ANN401
    positions = getattr(model.config, "max_position_embeddings", None) or LONGEST_INPUT
    return int(min(LONGEST_INPUT, positions, tokenizer.model_max_length))
