"""Passwords of encrypted papers that a person gave on the page.

They lie beside the index, in a file that only its owner may read: without them a paper whose
text is indexed could neither be read anew nor show its pages after a restart. Passwords named
in the settings are never written anywhere.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import mkstemp

FILE = "passwords.json"

_log = logging.getLogger(__name__)


def kept_passwords(index: Path) -> dict[str, str]:
    """The passwords kept beside an index, by document id; none where the file is no such file."""
    try:
        found = json.loads((index / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        _log.warning("%s cannot be read: give the passwords again", index / FILE)
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: word for name, word in found.items() if isinstance(word, str)}


class KnownPasswords(Mapping[str, str]):
    """The passwords kept beside an index, and those named in the settings, which go before.

    What a person gives later is known at once: the file is read at every look.
    """

    def __init__(self, index: Path, named: Mapping[str, str]) -> None:
        self._index = index
        self._named = dict(named)

    def __getitem__(self, document: str) -> str:
        return {**kept_passwords(self._index), **self._named}[document]

    def __iter__(self) -> Iterator[str]:
        return iter({**kept_passwords(self._index), **self._named})

    def __len__(self) -> int:
        return len({**kept_passwords(self._index), **self._named})


def keep_password(index: Path, document: str, password: str) -> None:
    """Keep the password of one document.

    Raises:
        OSError: it cannot be written.
    """
    _write(index, {**kept_passwords(index), document: password})


def forget_password(index: Path, document: str) -> None:
    """Keep the password of one document no longer.

    Raises:
        OSError: the file cannot be written.
    """
    known = kept_passwords(index)
    if known.pop(document, None) is not None:
        _write(index, known)


def _write(index: Path, passwords: Mapping[str, str]) -> None:
    file = index / FILE
    if not passwords:
        file.unlink(missing_ok=True)
        return
    index.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{FILE}", dir=index)  # the owner's only
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(passwords, stream, ensure_ascii=False)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)
