"""What pypdf does for PDFs: their stated metadata, and decryption that PDFium lacks."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

FAULTS = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
          OverflowError, OSError, AssertionError, NotImplementedError, EOFError, ImportError,
          struct.error, zlib.error)  # fmt: skip
"""What pypdf raises on damaged or unusual files."""


def open_quietly(path: Path, password: str | None = None) -> PdfReader:
    """The file in pypdf, which is told not to comment on every flaw.

    Raises one of ``FAULTS``.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return PdfReader(path, strict=False, password=password)


def decrypted_copy(path: Path, password: str) -> bytes | None:
    """The file without its encryption, None where the password is wrong."""
    try:
        writer = PdfWriter(clone_from=open_quietly(path, password))
        copy = io.BytesIO()
        writer.write(copy)
    except FAULTS:
        return None
    return copy.getvalue()
