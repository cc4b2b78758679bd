"""Generations of an index on disk, and the one small file that says which one counts.

``current`` names a generation and the checksum of its manifest, which holds the
checksums of all its other files. A new generation is written beside the old one and
takes its place by the replacement of ``current``; whatever happens before leaves the
old one whole. Readers take no lock: files that they have open or mapped stay readable
after their removal.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from chatbot.errors import IndexFault, NoIndex
from chatbot.indexing.durable import replace_file, sync_folder, write_file
from chatbot.indexing.files import read_parts, write_parts
from chatbot.indexing.index import Index
from chatbot.indexing.manifest import FORMAT, Manifest
from chatbot.indexing.progress import Progress

POINTER = "current"
GENERATIONS = "generations"
MANIFEST = "manifest.json"
LOCK = "lock"
PATIENCE_S = 600.0
REMEDY = "; remedy: python -m chatbot build"
"""What the faults of an index that building it anew would mend end with."""

_MANIFEST = TypeAdapter(Manifest)
_NAME = re.compile(r"[0-9a-f]{16}")
_ATTEMPTS = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``current`` holds: a generation's name and the sha256 of its manifest."""

    generation: str
    manifest: str


def load_index(folder: Path) -> Index:
    """Open the index in ``folder``, every file checked.

    Raises:
        IndexFault: there is none, or it is damaged, foreign or of another format.
    """
    pointer = read_pointer(folder)
    for _ in range(_ATTEMPTS):
        generation = folder / GENERATIONS / pointer.generation
        try:
            return read_parts(generation, _read_manifest(generation, pointer))
        except FileNotFoundError as error:
            # A build may have put a newer generation in its place meanwhile.
            latest = read_pointer(folder)
            if latest == pointer:
                raise IndexFault(_remedy(f"{error.filename} is missing")) from error
            pointer = latest
        except OSError as error:
            raise IndexFault(f"cannot read {error.filename}: {error.strerror}") from error
        except IndexFault as error:
            raise IndexFault(_remedy(str(error))) from error
    raise IndexFault(_remedy(f"the index in {folder} changes while it is being read"))


def load_manifest(folder: Path) -> Manifest:
    """The manifest of the index in ``folder``, without its other files.

    Raises:
        IndexFault: there is no index, or its manifest is damaged or of another format.
    """
    pointer = read_pointer(folder)
    try:
        return _read_manifest(folder / GENERATIONS / pointer.generation, pointer)
    except OSError as error:
        raise IndexFault(_remedy(f"cannot read {error.filename}: {error.strerror}")) from error


def read_pointer(folder: Path) -> Pointer:
    """Which generation counts.

    Raises:
        NoIndex: there is none.
        IndexFault: ``current`` is damaged.
    """
    file = folder / POINTER
    try:
        fields = json.loads(file.read_bytes())
        pointer = Pointer(fields["generation"], fields["manifest"])
        if not _NAME.fullmatch(pointer.generation):
            raise ValueError(pointer.generation)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoIndex(_remedy(f"there is no index in {folder}")) from error
    except OSError as error:
        raise IndexFault(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, LookupError, TypeError) as error:
        raise IndexFault(_remedy(f"{file} does not name a generation of an index")) from error
    return pointer


def save_index(folder: Path, index: Index) -> None:
    """Write a new generation, make it the current one and remove all others.

    To be called under ``locked``.

    Raises:
        IndexFault: it cannot be written; the index that was there stays.
    """
    name = secrets.token_hex(8)
    generation = folder / GENERATIONS / name
    with writable(folder):
        try:
            generation.mkdir(parents=True)
            manifest = replace(index.manifest, files=write_parts(generation, index))
            data = _MANIFEST.dump_json(manifest, indent=1)
            checksum = write_file(generation / MANIFEST, lambda stream: stream.write(data))
            sync_folder(generation)
            sync_folder(generation.parent)
            pointer = {"generation": name, "manifest": checksum}
            replace_file(folder / POINTER, json.dumps(pointer).encode() + b"\n")
        except OSError:
            shutil.rmtree(generation, ignore_errors=True)
            raise
    remove_leftovers(folder, name)


def remove_leftovers(folder: Path, current: str | None) -> None:
    """Remove every generation but the current one, as far as the system lets go of them.

    Whatever does not bear the name of a generation is someone else's and stays.
    """
    generations = folder / GENERATIONS
    for entry in generations.iterdir() if generations.is_dir() else ():
        if entry.name != current and _NAME.fullmatch(entry.name):
            shutil.rmtree(entry, ignore_errors=True)
    for temporary in folder.glob(f"{POINTER}.*.tmp"):
        temporary.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path, progress: Progress, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Keep other builds out; where one is at work, say so and wait for it.

    The system frees the lock of a process that dies.

    Raises:
        IndexFault: the folder may not be written, or the other build takes too long.
    """
    with writable(folder):
        if folder.is_file():
            raise IndexFault(f"{folder} is a file, an index needs a folder: use --index DIR")
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            _log.warning("another process is building the index in %s: waiting for it", folder)
            progress("waiting for another process to build the index", 0, 0)
            _wait(lock, folder, patience_s)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turn what the system says of a failed write into one clear line.

    Raises:
        IndexFault: the block raised an OSError.
    """
    try:
        yield
    except OSError as error:
        raise IndexFault(
            f"cannot write the index in {folder}: {error.strerror or error}; an index that "
            "was there is unchanged; make room or rights there, or use --index DIR"
        ) from error


def _wait(lock: FileLock, folder: Path, patience_s: float) -> None:
    try:
        lock.acquire(timeout=patience_s)
    except Timeout as error:
        raise IndexFault(
            f"another process has been building the index in {folder} for over "
            f"{patience_s:.0f} seconds; wait for it, or use --index DIR"
        ) from error


def _read_manifest(generation: Path, pointer: Pointer) -> Manifest:
    file = generation / MANIFEST
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != pointer.manifest:
        raise IndexFault(f"{file} is altered or truncated (checksum differs)")
    try:
        version = json.loads(data)["format"]
        if version != FORMAT:
            raise IndexFault(f"{file} is of format {version}, this program's is {FORMAT}")
        return _MANIFEST.validate_json(data)
    except (ValueError, LookupError, TypeError) as error:
        raise IndexFault(f"{file} is not the manifest of an index") from error


def _remedy(fault: str) -> str:
    return f"{fault}{REMEDY}"
