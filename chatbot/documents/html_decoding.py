"""Bytes of an HTML file → its characters, by what the file declares and what is true."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from chatbot.documents.decoding import MAX_BYTES, DecodedText, read_bytes, read_text

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.-]+)""",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which an encoding is declared
_USUAL = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
"""What browsers read for a declared encoding: the larger set that is usual for it."""
_TEXTUAL = re.compile(r"(?:utf|cp|iso|koi8|euc|gb|big5|mac|shift|johab|hz|ptcp)", re.IGNORECASE)


def read_html(path: Path) -> DecodedText:
    """Read and decode an HTML file.

    A byte-order mark comes first, then UTF-8 where the bytes are such (whatever the file
    declares), then what it declares, then a guess.

    Raises:
        MissingInput: there is no such file.
        DocumentError: it cannot be read, is too big, empty, or not text.
    """
    data = read_bytes(path, MAX_BYTES)
    declared = _declared(data[:_HEAD])
    if declared is None or b"\x00" in data or _is_utf8(data):
        return read_text(path)
    try:
        text = data.decode(declared)
    except UnicodeDecodeError:
        return read_text(path)
    return DecodedText(text, declared, hashlib.sha256(data).hexdigest())


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(head: bytes) -> str | None:
    """The name of the declared encoding, as Python calls it."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii", "replace").lower()
    name = _USUAL.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if _TEXTUAL.match(found) else None
