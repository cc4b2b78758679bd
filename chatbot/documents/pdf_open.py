"""Opening a PDF, and one clear line about each that cannot be opened.

Only characters and drawings are looked at: forms, scripts, attachments and links are
never loaded, run or followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from chatbot.documents.failures import ENCRYPTED, WRONG_PASSWORD
from chatbot.documents.pdf_headings import OutlineEntry
from chatbot.documents.pdf_pypdf import decrypted_copy
from chatbot.errors import DocumentError, MissingInput

MAX_BYTES = 500 * 2**20
_HEADER = 1024  # bytes at the start within which “%PDF-” must stand
_MAX_OUTLINE, _MAX_DEPTH = 5_000, 12


@contextmanager
def opened_pdf(
    path: Path, password: str | None = None, *, max_pages: int
) -> Iterator[pypdfium2.PdfDocument]:
    """The open document, closed in the end.

    Raises:
        MissingInput: there is no such file.
        DocumentError: it is empty, no PDF, damaged, encrypted, too big or without pages.
    """
    check_file(path)
    document = _open(path, password)
    try:
        count = len(document)
        if count < 1:
            raise DocumentError(f"{path.name} has no pages; the file is damaged, get it anew")
        if count > max_pages:
            raise DocumentError(
                f"{path.name} has {count:,} pages, at most {max_pages:,} are read (setting "
                "pdf.max_pages); split it or raise the setting"
            )
        yield document
    finally:
        document.close()


def _open(path: Path, password: str | None) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        fault = error
    if password is not None and getattr(fault, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        decrypted = decrypted_copy(path, password)
        if decrypted is not None:
            return pypdfium2.PdfDocument(decrypted)
    raise DocumentError(_unopened(path, password, fault)) from fault


def is_encrypted(document: pypdfium2.PdfDocument) -> bool:
    """Whether an open document is protected, be it without a password."""
    return int(pdfium.FPDF_GetSecurityHandlerRevision(document.raw)) >= 0


def check_file(path: Path) -> None:
    """Raise what is wrong with a file before any library sees it."""
    try:
        if not path.is_file():
            raise MissingInput(f"file not found: {path}")
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEADER)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise DocumentError(
            f"{path.name} cannot be read ({reason}); check the file and its permissions"
        ) from error
    if not size:
        raise DocumentError(f"{path.name} is empty (0 bytes); remove or replace it")
    if size > MAX_BYTES:
        raise DocumentError(
            f"{path.name} is too big ({size / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} MB); "
            "split it into smaller files"
        )
    if b"%PDF-" not in head:
        raise DocumentError(
            f"{path.name} is no PDF although its name says so ({_looks_like(head)}); "
            "rename it or get it anew"
        )


def _looks_like(head: bytes) -> str:
    signs = (
        (b"PK\x03\x04", "it looks like a zip or office file"),
        (b"\xd0\xcf\x11\xe0", "it looks like an office file"),
        (b"\x89PNG", "it looks like a picture"),
        (b"\xff\xd8\xff", "it looks like a picture"),
        (b"%!PS", "it looks like PostScript"),
    )
    for sign, name in signs:
        if head.startswith(sign):
            return name
    if head.lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        return "it looks like a web page"
    return "it does not begin with %PDF-"


def _unopened(path: Path, password: str | None, error: pypdfium2.PdfiumError) -> str:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        if password is not None:
            return (
                f"{path.name} {WRONG_PASSWORD}; correct it in the settings file under "
                "[pdf.passwords]"
            )
        return (
            f"{path.name} {ENCRYPTED} in the settings file: under "
            f'[pdf.passwords] the line "{path.stem}" = "…"'
        )
    if code == pdfium.FPDF_ERR_SECURITY:
        return (
            f"{path.name} is encrypted in a way that cannot be opened here; save it without "
            "encryption"
        )
    return f"{path.name} is damaged or cut off and cannot be opened as a PDF; get it anew"


def outline_of(document: pypdfium2.PdfDocument) -> tuple[OutlineEntry, ...]:
    """The bookmarks of an open document; none where they are damaged."""
    entries: list[OutlineEntry] = []
    try:
        for bookmark in document.get_toc(max_depth=_MAX_DEPTH):
            destination = bookmark.get_dest()
            page = destination.get_index() if destination is not None else None
            title = " ".join(bookmark.get_title().split())
            entries.append(OutlineEntry(title, bookmark.level + 1, page))
            if len(entries) >= _MAX_OUTLINE:
                break
    except (pypdfium2.PdfiumError, UnicodeError, ValueError):
        return tuple(entries)
    return tuple(entries)


def labels_of(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """The /PageLabels of an open document, empty strings where it has none."""
    try:
        return tuple(document.get_page_label(number) for number in range(len(document)))
    except (pypdfium2.PdfiumError, UnicodeError):
        return ()
