"""The characters of a PDF page with their boxes, as PDFium gives them.

Coordinates are those of the page as it is shown: points, origin at its top left corner,
y downwards, its rotation applied. A page whose lines run along its height (a landscape
table, vertical Japanese) also has *flow* coordinates in which they run like any others;
layout works in these, boxes are given in the former.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from chatbot.documents.pdf_accents import compose
from chatbot.documents.pdf_space import Floats, Handle, as_shown, in_flow, page_bounds, rotation_of

Ints = NDArray[np.int64]

MAX_CHARS = 200_000
"""Characters of one page; a page of small print has some 15,000."""

_HYPHEN = 0x02  # PDFium's sign for a hyphen at the end of a line
_BOLD, _SLANTED, _FORCE_BOLD = 600, 64, 1 << 18
_HEAVY = ("bold", "black", "heavy", "medi", "cmbx", "demi")
_NARROW_AND_WIDE = "ilmwe"
_TYPED = (0.45, 0.65)  # widths of a typewriter's signs over their size; other ones are of signs
# that a font lacks


@dataclass(frozen=True, slots=True)
class PageChars:
    """One page's characters in the order of its content stream, blanks left out.

    ``codes`` (n,) are code points; ``boxes`` (n, 4) left, top, right, bottom as shown;
    ``flow`` (n, 4) the same in flow coordinates, ``base`` (n,) their baselines there;
    ``size`` (n,) the size of the type in points; ``bold`` (n,); ``mono`` (n,) whether
    all signs of its type are of one width, as code is set; ``gap`` (n,) whether a
    blank stood before; ``turned`` (n,) quarter turns of the text against the page's flow,
    -1 for text set askew; ``turn`` those of the flow against the page. ``hidden`` counts the
    signs that are not drawn: text recognition lays its words so over the picture of a page.
    """

    number: int
    width: float
    height: float
    turn: int
    codes: Ints
    boxes: Floats
    flow: Floats
    base: Floats
    size: Floats
    bold: NDArray[np.bool_]
    gap: NDArray[np.bool_]
    turned: Ints
    mono: NDArray[np.bool_]
    hidden: int = 0

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def shape(self) -> tuple[int, float, float]:
        """The turn of the flow, and the page's width and height as shown."""
        return self.turn, self.width, self.height

    @property
    def flow_width(self) -> float:
        """The width of the page in flow coordinates."""
        return self.height if self.turn % 2 else self.width

    @property
    def flow_height(self) -> float:
        """Its height there."""
        return self.width if self.turn % 2 else self.height


@dataclass(frozen=True, slots=True)
class _Type:
    """How one text object is set: size in points, weight, direction in quarter turns."""

    size: float
    bold: bool
    turned: int
    hidden: bool = False
    mono: bool = False


class _Page:
    """Reads characters one by one; the handles belong to the caller."""

    def __init__(self, text_page: Handle, page: Handle) -> None:
        self._text = text_page
        self._types: dict[int, _Type] = {}
        self._rotation = rotation_of(page)

    def rows(self) -> tuple[list[tuple[float, ...]], list[_Type]]:
        """For each sign: code, whether a blank came before, loose box, origin; its type."""
        text, box = self._text, pdfium.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        rows: list[tuple[float, ...]] = []
        types: list[_Type] = []
        blank, last, kind = False, 0.0, _Type(1.0, bold=False, turned=0)
        count = min(pdfium.FPDFText_CountChars(text), MAX_CHARS)
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(text, index)
            if code == _HYPHEN:
                code = 0x2D
            if code <= 32 or code == 0xA0:
                blank = True
                continue
            if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
                continue
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            rows.append((code, blank, box.left, box.top, box.right, box.bottom, x.value, y.value))
            # Type changes between words, or shows in the box: the handle is slow to ask for.
            height = box.top - box.bottom
            if blank or not types or abs(height - last) > 0.01:
                kind, last = self._type(index), height
            types.append(kind)
            blank = False
        return rows, types

    def _type(self, index: int) -> _Type:
        handle = pdfium.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        known = self._types.get(key)
        if known is None:
            known = self._types[key] = self._read_type(handle, index)
        return known

    def _read_type(self, handle: Handle, index: int) -> _Type:
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float(1.0)
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        if handle:
            pdfium.FPDFTextObj_GetFontSize(handle, size)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - 90.0 * self._rotation
        turned = round(angle / 90.0) % 4
        if abs((angle + 45.0) % 90.0 - 45.0) > 5.0:
            turned = -1  # askew: a watermark, a slanted label
        font = pdfium.FPDFTextObj_GetFont(handle) if handle else None
        unseen = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        hidden = bool(handle) and pdfium.FPDFTextObj_GetTextRenderMode(handle) == unseen
        bold, mono = _looks(font) if font else (False, False)
        return _Type(abs(size.value * scale) or 1.0, bold, turned, hidden, mono)


def _looks(font: Handle) -> tuple[bool, bool]:
    """Whether a font is bold, and whether its signs are all of one width."""
    flags = pdfium.FPDFFont_GetFlags(font)
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").lower()
    width = ctypes.c_float()
    widths: set[float] = set()
    for letter in _NARROW_AND_WIDE:
        pdfium.FPDFFont_GetGlyphWidth(font, ord(letter), 1.0, width)
        widths.add(round(width.value, 2))
    heavy = pdfium.FPDFFont_GetWeight(font) >= _BOLD or bool(flags & _FORCE_BOLD)
    return (
        heavy or any(part in name for part in _HEAVY),
        len(widths) == 1 and _TYPED[0] < widths.pop() < _TYPED[1],
    )


def page_chars(page: Handle, number: int) -> PageChars:
    """The characters of an open PDFium page.

    Signs outside the page are left out: nobody sees them.
    """
    left, top, right, bottom = page_bounds(page)
    rotation = rotation_of(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        rows: list[tuple[float, ...]] = []
        types: list[_Type] = []
    else:
        try:
            rows, types = _Page(text_page, page).rows()
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    table = np.array(rows, np.float64).reshape(-1, 8)
    corners = as_shown(table[:, 2:6], (left, top, right, bottom), rotation)
    origins = as_shown(table[:, [6, 7, 6, 7]], (left, top, right, bottom), rotation)[:, :2]
    width, height = abs(right - left), abs(top - bottom)
    if rotation % 2:
        width, height = height, width
    turned = np.array([kind.turned for kind in types], np.int64)
    inside = _inside(corners, width, height)
    codes = table[:, 0].astype(np.int64)
    if rotation == 0:  # accents stand over their letters, not beside them
        size_of = np.array([kind.size for kind in types], np.float64)
        composed = compose(codes, corners, origins[:, 1], size_of)
        codes, inside = composed.codes, inside & composed.kept
    size = np.array([kind.size for kind in types], np.float64)
    bold = np.array([kind.bold for kind in types], np.bool_)
    mono = np.array([kind.mono for kind in types], np.bool_)
    hidden = sum(kind.hidden for kind in types)
    found = _in_flow(
        number,
        (width, height),
        codes[inside],
        corners[inside],
        origins[inside],
        size[inside],
        bold[inside],
        table[inside, 1].astype(np.bool_),
        turned[inside],
        mono[inside],
    )
    return replace(found, hidden=hidden) if hidden else found


def blank_page(number: int) -> PageChars:
    """A page without anything, for one that cannot be read."""
    none, boxes = np.zeros(0, np.int64), np.zeros((0, 4))
    no = np.zeros(0, np.bool_)
    return PageChars(
        number, 612.0, 792.0, 0, none, boxes, boxes, boxes[:, 0], boxes[:, 0], no, no, none, no
    )


def _inside(boxes: Floats, width: float, height: float) -> NDArray[np.bool_]:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    finite = np.isfinite(boxes).all(axis=1)
    inside: NDArray[np.bool_] = finite & (x >= 0) & (x <= width) & (y >= 0) & (y <= height)
    return inside


def _in_flow(
    number: int,
    shape: tuple[float, float],
    codes: Ints,
    boxes: Floats,
    origins: Floats,
    size: Floats,
    bold: NDArray[np.bool_],
    gap: NDArray[np.bool_],
    turned: Ints,
    mono: NDArray[np.bool_],
) -> PageChars:
    """Turn the page so that most of its lines run from left to right, top to bottom."""
    width, height = shape
    straight = turned[turned >= 0]
    main = int(np.bincount(straight, minlength=4).argmax()) if len(straight) else 0
    relative = np.where(turned >= 0, (turned - main) % 4, -1)
    points = origins[:, [0, 1, 0, 1]]
    if main == 0 and _runs_down(boxes, size):
        main = 3  # columns of upright signs, read from right to left
        points = (boxes + boxes[:, [2, 3, 0, 1]]) / 2
    return PageChars(
        number,
        width,
        height,
        main,
        codes,
        boxes,
        in_flow(boxes, main, width, height),
        in_flow(points, main, width, height)[:, 1],
        size,
        bold,
        gap,
        relative,
        mono,
    )


def _runs_down(boxes: Floats, size: Floats) -> bool:
    """Whether most signs stand below the one before: vertical writing."""
    if len(boxes) < 8:
        return False
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    below = (np.abs(np.diff(x)) < 0.3 * size[1:]) & (np.diff(y) > 0.4 * size[1:])
    return bool(below.mean() > 0.6)
