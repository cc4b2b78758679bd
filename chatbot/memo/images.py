"""Pictures of figures as they go into a memo: their kind and size, read from their bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from chatbot.errors import UsageError

_PIXELS_AN_INCH = 144  # pages are drawn at twice the size of a screen
_WIDEST = 6.0  # inches
_KINDS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"RIFF": ".webp"}


def suffix_of(data: bytes) -> str:
    """The ending of a picture's file by its first bytes.

    Raises:
        UsageError: it is no PNG, JPEG or WebP picture.
    """
    found = next((kind for sign, kind in _KINDS.items() if data.startswith(sign)), None)
    if found is None or (found == ".webp" and data[8:12] != b"WEBP"):
        raise UsageError("a figure’s picture is neither PNG nor JPEG nor WebP: leave it out")
    return found


def as_png(data: bytes) -> bytes:
    """A picture that this program drew, in the form that every office program shows."""
    if not data.startswith(b"RIFF"):
        return data
    from PIL import Image

    written = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as picture:
        picture.save(written, "PNG")
    return written.getvalue()


def shown_width(data: bytes) -> float:
    """How wide a picture is set, in inches: at twice a screen's density, within the margins."""
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        pixels = int.from_bytes(data[16:20])
        return round(max(0.5, min(pixels / _PIXELS_AN_INCH, _WIDEST)), 2)
    return _WIDEST


def write_images(images: Mapping[str, bytes], folder: Path, stem: str) -> dict[str, Path]:
    """The pictures as files STEM-figure-1.png … of a folder, by their keys."""
    written: dict[str, Path] = {}
    for number, (key, data) in enumerate(images.items(), start=1):
        path = folder / f"{stem}-figure-{number}{suffix_of(data)}"
        path.write_bytes(data)
        written[key] = path
    return written
