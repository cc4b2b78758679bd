"""Bytes of a text file → its characters, with the encoding that was found.

Raises ``DocumentError`` for what is not text: too big, binary, empty, undecodable.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import DocumentError, MissingInput

MAX_BYTES = 20 * 1024 * 1024

_MARKS = (
    # The 32-bit marks first: the little-endian one begins with the 16-bit one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HARMLESS_CONTROLS = frozenset("\t\n\r\f\v\x85\x1a\x1b")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a text file (byte-order mark dropped, line ends kept)."""

    text: str
    encoding: str
    sha256: str


def read_text(path: Path, *, max_bytes: int = MAX_BYTES) -> DecodedText:
    """Read and decode a text file.

    Raises:
        MissingInput: there is no such file.
        DocumentError: it cannot be read, is too big, empty, or not text.
    """
    data = read_bytes(path, max_bytes)
    if data.startswith(b"%PDF-"):
        raise DocumentError(pdf_by_another_name(path.name))
    text, encoding = _decode(data, path)
    if not text.strip("\x00\ufeff \t\r\n\f\v\x1a"):
        raise DocumentError(f"{path.name} is empty: there is no text to read; remove or replace it")
    if _looks_binary(text):
        raise _not_text(path)
    return DecodedText(text, encoding, hashlib.sha256(data).hexdigest())


def pdf_by_another_name(name: str) -> str:
    """The line for a PDF that is not named as one."""
    return f"{name} is a PDF although its name does not say so; rename it to .pdf"


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file of at most this size.

    Raises:
        MissingInput: there is no such file.
        DocumentError: it cannot be read or is too big.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise DocumentError(f"{path} is not a file; give the path of a text file")
        if size > max_bytes:
            raise DocumentError(
                f"{path.name} is too big ({size / 2**20:.1f} MB; at most "
                f"{max_bytes / 2**20:.0f} MB); split it into smaller files"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingInput(f"file not found: {path}") from error
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise DocumentError(
            f"{path.name} cannot be read ({reason}); check the file and its permissions"
        ) from error


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"{path.name} is marked as {encoding} but is not valid {encoding}; "
                    "save it again as UTF-8"
                ) from error
    wide = _wide_encoding(data)
    for encoding in (wide, "utf-8") if wide else ("utf-8",):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return _detect(data, path)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: zeros stand at regular places in Western text."""
    sample = data[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    columns = [sample[offset::4] for offset in range(4)]
    zeros = [column.count(0) > 0.6 * len(column) for column in columns]
    layouts = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return layouts.get((zeros[0], zeros[1], zeros[2], zeros[3]))


def _detect(data: bytes, path: Path) -> tuple[str, str]:
    """Guess a legacy encoding from the bytes' statistics."""
    from charset_normalizer import from_bytes

    if data.count(0) > 0:
        raise _not_text(path)
    best = from_bytes(data).best()
    if best is None:
        raise _not_text(path)
    return data.decode(best.encoding), best.encoding


def _looks_binary(text: str) -> bool:
    """Whether control characters make up more than a stray part of the text."""
    sample = text[:65536]
    odd = sum(
        1
        for character in sample
        if (character < " " or "\x7f" <= character < "\xa0" or character == "\ufffd")
        and character not in _HARMLESS_CONTROLS
    )
    return odd > max(4, 0.02 * len(sample))


def _not_text(path: Path) -> DocumentError:
    return DocumentError(
        f"{path.name} is not a text file (binary content); save its text as UTF-8 .txt or .md"
    )
