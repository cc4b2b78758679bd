"""Names of added files: kept as they are where they can be, and never more than a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from chatbot.documents.reading import SUPPORTED_SUFFIXES, unsupported
from chatbot.errors import UsageError

LONGEST_BYTES = 200
"""Of a name in UTF-8; file systems take 255 and a sidecar's name is longer."""

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)")
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str) -> str:
    """A file's name as it may stand in the folder of added papers.

    Folders before it, control and direction signs, leading dots and trailing blanks go; signs
    that some systems do not allow become “_”. Quotes, blanks and letters of any script stay.

    Raises:
        UsageError: nothing is left, or it is of a kind that is not read.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in _HIDDEN_KINDS)
    path = PurePosixPath(_FORBIDDEN.sub("_", " ".join(shown.split())).lstrip("."))
    suffix, stem = path.suffix, path.stem.strip(" .")
    if suffix.lower() not in SUPPORTED_SUFFIXES:
        raise UsageError(
            f"{shown.strip()[:80] or 'a file without a name'}: {unsupported(Path(path))}"
        )
    if not stem:
        raise UsageError(f"{shown.strip()[:80]}: the file has no name before {suffix}; rename it")
    if _RESERVED.fullmatch(stem) or stem.lower().startswith("readme"):
        stem = f"paper {stem}"
    return _shortened(stem, suffix)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, with a number where its document id is taken: “paper (2).pdf”."""
    path = PurePosixPath(name)
    known = {each.casefold() for each in taken}
    stem, number = path.stem, 2
    while stem.casefold() in known:
        stem = f"{path.stem} ({number})"
        number += 1
    return f"{stem}{path.suffix}"


def _shortened(stem: str, suffix: str) -> str:
    room = LONGEST_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + suffix
