"""Moving files among the papers so that none is ever lost."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from chatbot.errors import RunError
from chatbot.shelf.names import free_name

ASIDE = ".removed"
"""In the folder of added papers, for what is on its way out or may have to come back; the dot
keeps it out of the corpus."""


def put_in(source: Path, folder: Path, name: str, taken: Collection[str] = ()) -> Path:
    """Move a file into a folder, under a name that is free there and not ``taken``.

    The name is taken first, by an empty file, so that nothing is overwritten whoever else
    writes there.

    Raises:
        OSError: it cannot be moved.
    """
    used = set(taken)
    while True:
        target = folder / free_name(name, used)
        try:
            target.open("xb").close()
        except FileExistsError:
            used.add(target.stem)
            continue
        try:
            return source.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


@contextmanager
def undone_on_failure(path: Path, aside: Path) -> Iterator[None]:
    """Let a file be changed; where that fails or is cancelled, it is again what it was.

    ``aside`` is a folder on the same disk for a copy.

    Raises:
        RunError: there is no room for the copy.
    """
    copy = aside / secrets.token_hex(16)
    there = path.is_file()
    try:
        if there:
            aside.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise RunError(
            f"{path.name} cannot be copied first ({(error.strerror or '').lower()}); check the "
            "rights and the room of the corpus folder"
        ) from error
    try:
        yield
    except BaseException:
        if there:
            copy.replace(path)
        elif path.is_file():
            path.unlink()
        raise
    finally:
        copy.unlink(missing_ok=True)
