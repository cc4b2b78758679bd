"""Pages of a PDF and regions of them as pictures.

Only what a page itself paints is drawn: annotations and forms are never loaded, nothing is
run or followed. To be called in the limited process of ``reading_process``.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.documents.boxes import Box
from chatbot.errors import DocumentError

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

MAX_PIXELS, MAX_SIDE = 12_000_000, 8_000
"""Of one picture; a larger one is drawn at a smaller scale."""

MARGIN = 4.0
"""Points kept around a region, so that no line at its edge is cut."""

_GREYS = 16
_COLOURED = 12
"""How far the three colours of a pixel may differ that still counts as grey."""
_SHADED = 0.15
"""Share of pixels between black and white from which a page is a photograph or a scan."""


@dataclass(frozen=True, slots=True)
class View:
    """What to draw: a page by its physical number from 1, or a region of it.

    ``scale`` is pixels a point; ``region`` left, top, right, bottom in points from the top
    left corner of the page as it is shown.
    """

    number: int
    scale: float
    region: Box | None = None


def render(path: Path, password: str | None, view: View, *, max_pages: int) -> bytes:
    """The picture of a view, as PNG or WebP.

    Raises:
        MissingInput: there is no such file.
        DocumentError: the file cannot be opened, has no such page, or that cannot be drawn.
    """
    import pypdfium2

    from chatbot.documents.pdf_open import opened_pdf

    with opened_pdf(path, password, max_pages=max_pages) as file:
        if not 1 <= view.number <= len(file):
            raise DocumentError(
                f"{path.name} has no page {view.number}; its pages are 1 to {len(file)}"
            )
        try:
            return encoded(_drawn(file[view.number - 1], view, path.name))
        except pypdfium2.PdfiumError as error:
            raise DocumentError(
                f"page {view.number} of {path.name} is damaged and cannot be drawn; read its text"
            ) from error


def _drawn(page: pypdfium2.PdfPage, view: View, name: str) -> Image:
    width, height = page.get_size()
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise DocumentError(f"page {view.number} of {name} has no size and cannot be drawn")
    left, top, right, bottom = clipped(view.region, width, height)
    bitmap = page.render(
        scale=bounded(view.scale, right - left, bottom - top),
        crop=(left, height - bottom, width - right, top),
        may_draw_forms=False,
        draw_annots=False,
        rev_byteorder=True,
        limit_image_cache=True,
    )
    drawn: Image = bitmap.to_pil()
    return drawn


def clipped(region: Box | None, width: float, height: float) -> Box:
    """A region with its margin, as far as it lies on the page; at least a point wide and high."""
    if region is None:
        return 0.0, 0.0, width, height
    left, right = _within(region[0] - MARGIN, region[2] + MARGIN, width)
    top, bottom = _within(region[1] - MARGIN, region[3] + MARGIN, height)
    return left, top, right, bottom


def _within(start: float, end: float, length: float) -> tuple[float, float]:
    start = min(max(0.0, start), max(0.0, length - 1.0))
    return start, max(min(end, length), min(start + 1.0, length))


def bounded(scale: float, width: float, height: float) -> float:
    """The scale, or the largest at which so many points keep to the limits of a picture."""
    most = min(math.sqrt(MAX_PIXELS / (width * height)), MAX_SIDE / max(width, height))
    return min(scale, most)


def encoded(picture: Image) -> bytes:
    """The picture in the smaller of two forms, by what is on it.

    What is printed in black, as most pages are, loses nothing to the eye in 16 greys; PNG
    keeps its letters sharp. Colours and photographs are WebP.
    """
    if _printed_in_black(picture):
        return _greys(picture.convert("L"))
    stream = io.BytesIO()
    picture.convert("RGB").save(stream, "WEBP", quality=80, method=2)
    return stream.getvalue()


def _printed_in_black(picture: Image) -> bool:
    from PIL import ImageChops

    if picture.mode == "RGB":
        red, green, blue = picture.split()
        pairs = ((red, green), (green, blue), (red, blue))
        differing = (ImageChops.difference(*pair).histogram() for pair in pairs)
        if any(sum(counts[_COLOURED + 1 :]) for counts in differing):
            return False
    greys: list[int] = picture.convert("L").histogram()
    return sum(greys[40:216]) < _SHADED * sum(greys)


def _greys(picture: Image) -> bytes:
    from PIL import Image as Images

    step = 255 // (_GREYS - 1)
    places = picture.point([round(value / step) for value in range(256)])
    palette = Images.frombytes("P", places.size, places.tobytes())
    palette.putpalette([step * place for place in range(_GREYS) for _ in range(3)])
    stream = io.BytesIO()
    palette.save(stream, "PNG", bits=4, compress_level=6)
    return stream.getvalue()
