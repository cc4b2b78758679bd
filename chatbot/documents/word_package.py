"""The zip package of a Word or OpenDocument file: checked, and freed of what is no text.

Pandoc is given a copy that holds only the parts with text and structure; pictures, fonts,
macros, embedded files and settings never reach it.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from chatbot.documents.decoding import read_bytes
from chatbot.documents.odt_parts import without_hidden
from chatbot.documents.word_parts import as_shown, hidden_styles
from chatbot.errors import DocumentError

MAX_BYTES = 200 * 2**20
_MAX_XML = 80 * 2**20
_MAX_PARTS = 5_000
_MAX_DEPTH = 400
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = {".docx": re.compile(r"word/document\d*\.xml"), ".odt": re.compile(r"content\.xml")}
"""Programs other than Word number the main part; Pandoc finds it by ``_rels/.rels``."""
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|word/(?:_rels/)?(?:document|styles|numbering|footnotes|endnotes)\d*\.xml(?:\.rels)?"
    r"|mimetype|content\.xml|styles\.xml|meta\.xml|META-INF/manifest\.xml|Object \d+/content\.xml"
)
_STYLES = re.compile(r"word/styles\d*\.xml")
_BODIES = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError,
           NotImplementedError, RuntimeError, OverflowError, KeyError)  # fmt: skip
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)[A-Za-z][^<>]*?(/?)>")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file that hold text, as a new zip, and its stated properties."""

    data: bytes
    sha256: str
    properties: dict[str, list[str]]


def open_package(path: Path) -> Package:
    """Check a file and take out what is to be read.

    Raises:
        MissingInput: there is no such file.
        DocumentError: it is empty, too big, protected, no such file, or a bomb.
    """
    suffix = path.suffix.lower()
    data = read_bytes(path, MAX_BYTES)
    _check_kind(path, data, suffix)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _parts(path, package, suffix)
    except _FAULTS as error:
        raise DocumentError(
            f"{path.name} is damaged ({type(error).__name__}); open it in a word processor and "
            "save it again"
        ) from error
    properties = _properties(parts.get("docProps/core.xml") or parts.get("meta.xml"))
    return Package(_packed(parts), hashlib.sha256(data).hexdigest(), properties)


def _check_kind(path: Path, data: bytes, suffix: str) -> None:
    if not data.strip(b"\x00"):
        raise DocumentError(f"{path.name} is empty: there is no text to read; remove or replace it")
    if data.startswith(_OLE):
        protected = b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data
        raise DocumentError(
            f"{path.name} is protected by a password; save it without one"
            if protected
            else f"{path.name} is an old Word file (.doc); save it as .docx"
        )
    if not data.startswith(b"PK"):
        raise DocumentError(
            f"{path.name} is not a {suffix} file, whatever its name says; save it as {suffix}"
        )


def _parts(path: Path, package: zipfile.ZipFile, suffix: str) -> dict[str, bytes]:
    """The parts with text, by name, no more than can be text."""
    entries = package.infolist()
    if len(entries) > _MAX_PARTS:
        raise DocumentError(f"{path.name} has {len(entries):,} parts; no text document has so many")
    kept = [entry for entry in entries if _KEPT.fullmatch(entry.filename)]
    parts: dict[str, bytes] = {}
    room = _MAX_XML
    for entry in kept:
        if entry.flag_bits & 1:
            raise DocumentError(f"{path.name} is protected by a password; save it without one")
        with package.open(entry) as stream:
            part = stream.read(room + 1)
        room -= len(part)
        if room < 0:
            raise DocumentError(
                f"{path.name} unpacks to more than {_MAX_XML // 2**20} MB of text; split it"
            )
        _check_part(path, entry.filename, part)
        parts[entry.filename] = part
    if not any(_MAIN[suffix].fullmatch(name) for name in parts):
        raise DocumentError(
            f"{path.name} is a zip file but not a {suffix} document; save it as {suffix}"
        )
    return _shown(parts)


def _shown(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without what the file hides.

    Raises:
        ValueError: one of them is no XML.
    """
    styles = [part for name, part in parts.items() if _STYLES.fullmatch(name)]
    words = frozenset[str]().union(*map(hidden_styles, styles))
    written = [parts[name] for name in ("styles.xml", "content.xml") if name in parts]
    return {
        name: as_shown(part, words)
        if _BODIES.fullmatch(name)
        else without_hidden(part, written)
        if name == "content.xml"
        else part
        for name, part in parts.items()
    }


def _check_part(path: Path, name: str, part: bytes) -> None:
    """Refuse declarations of entities, and nesting that no document has."""
    if not name.endswith((".xml", ".rels")):
        return
    if _DOCTYPE.search(part):
        raise DocumentError(f"{path.name} declares entities in {name}, which is not safe to read")
    depth = deepest = 0
    for tag in _TAG.finditer(part):
        if tag[1]:
            depth -= 1
        elif not tag[2]:
            depth += 1
            deepest = max(deepest, depth)
    if deepest > _MAX_DEPTH:
        raise DocumentError(f"{path.name} is nested {deepest:,} levels deep; it cannot be read")


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return target.getvalue()


def _properties(part: bytes | None) -> dict[str, list[str]]:
    """The stated properties by their local names: title, creator, created …"""
    found: dict[str, list[str]] = {}
    if part is None:
        return found
    try:
        for node in ElementTree.fromstring(part).iter():
            if node.text and node.text.strip():
                found.setdefault(node.tag.rpartition("}")[2], []).append(node.text.strip())
    except ElementTree.ParseError:
        return {}
    return found
