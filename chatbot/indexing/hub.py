"""Where sentence-transformers models are found, how they are identified and loaded."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.errors import EncoderError
from chatbot.indexing.durable import sha256_of
from chatbot.indexing.threads import calm_blas, usual_torch_threads

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


def find_model(name: str) -> Path:
    """The folder of a model.

    Raises:
        EncoderError: it is neither a folder nor in the local model cache.
    """
    try:
        return local_folder(name)
    except LookupError as error:
        raise EncoderError(
            f"no embedding model {name!r}: it is not a folder and not in the local model "
            "cache; name a folder with a sentence-transformers model, or set "
            "HF_HUB_OFFLINE=0 once to download it"
        ) from error


def local_folder(name: str, patterns: Sequence[str] | None = None) -> Path:
    """The folder of a model, downloaded first only where the environment allows it.

    ``patterns`` are the files to download; without any, all are.

    Raises:
        LookupError: it is neither a folder nor in the local model cache.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    stay_offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError

    offline = os.environ["HF_HUB_OFFLINE"].upper() in {"1", "ON", "YES", "TRUE"}
    wanted = None if patterns is None else list(patterns)
    try:
        return Path(snapshot_download(name, local_files_only=offline, allow_patterns=wanted))
    except (OSError, HFValidationError, ValueError) as error:
        raise LookupError(name) from error


def weights_hash(folder: Path) -> str:
    """The sha256 of a model's weights file, or of the hashes of several.

    Raises:
        EncoderError: there are none, or they cannot be read.
    """
    for suffix in ("safetensors", "bin"):
        files = sorted([*folder.glob(f"*.{suffix}"), *folder.glob(f"*_*/*.{suffix}")])
        if files:
            break
    else:
        raise EncoderError(f"{folder} holds no model weights (*.safetensors or *.bin)")
    try:
        hashes = [file_hash(file) for file in files]
    except OSError as error:
        raise EncoderError(f"cannot read {error.filename}: {error.strerror}") from error
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def file_hash(file: Path) -> str:
    """The sha256 of a file, remembered for as long as its time and size stay.

    Raises:
        OSError: it cannot be read.
    """
    state = file.stat()
    return _hash(file, state.st_mtime_ns, state.st_size)


@cache
def _hash(file: Path, _time: int, _size: int) -> str:
    return sha256_of(file)


def load_model(folder: str) -> SentenceTransformer:
    """Load a model from its folder, silently and without asking any server.

    Raises:
        EncoderError: it is damaged, or no sentence-transformers model.
    """
    faults = prepare_loading()
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(folder, device="cpu", local_files_only=True)
    except faults as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise EncoderError(
            f"cannot load the embedding model in {folder}: {reason[:200]}; "
            "name a folder with a whole sentence-transformers model"
        ) from error


def prepare_loading() -> tuple[type[Exception], ...]:
    """Make loading silent and local; what loading a damaged or foreign model may raise.

    Raises:
        EncoderError: a library is not installed.
    """
    stay_offline()
    try:
        import sentence_transformers  # noqa: F401 (that it is there is told here)
        from safetensors import SafetensorError
        from transformers.utils import logging
    except ImportError as error:
        raise EncoderError(
            f"cannot import {error.name}; remedy: pip install -r requirements.txt"
        ) from error
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    calm_blas()
    usual_torch_threads()
    return (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RuntimeError,
        ImportError,
        SafetensorError,
    )


def stay_offline() -> None:
    """No look-ups, unless the environment says otherwise."""
    offline = os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", offline)
