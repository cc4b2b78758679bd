"""The normalisation ledger: how ``Document.text`` and the decoded source correspond.

Reading a file changes it: escapes are undone, emphasis signs and footnote marks leave
the text, wrapped lines are joined, notes move behind the paragraph they interrupt. The
ledger is a tuple of pieces that accounts for all of it:

- in order, the pieces tile ``text`` exactly;
- sorted by source position, they tile the source exactly, so every character of it is
  accounted for once (a removed one by a piece whose text range is empty);
- a ``copied`` piece holds the same characters on both sides.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from chatbot.datatypes import Document, Piece, PieceKind, Span

Ledger = tuple[Piece, ...]
Range = tuple[int, int]


class LedgerBuilder:
    """Collects pieces in text order and keeps count of the text's length."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self.length = 0

    def copy(self, start: int, end: int) -> None:
        """Take ``source[start:end]`` over as it is; joins a directly preceding copy."""
        text = self._source[start:end]
        last = self._pieces[-1] if self._pieces else None
        if not text:
            return
        if last is None or last.kind != "copied" or last.source_end != start:
            self._append(start, end, text, "copied")
            return
        whole = Piece(last.start, last.end + len(text), last.source_start, end, "copied")
        self._pieces[-1] = whole
        self._parts.append(text)
        self.length = whole.end

    def replace(self, start: int, end: int, text: str, kind: PieceKind) -> None:
        """Let ``text`` stand for ``source[start:end]``."""
        if start < end or text:
            self._append(start, end, text, kind)

    def drop(self, start: int, end: int, kind: PieceKind) -> None:
        """Leave ``source[start:end]`` out of the text."""
        self.replace(start, end, "", kind)

    def insert(self, text: str, kind: PieceKind) -> None:
        """Add ``text`` that the source does not have at this place."""
        at = self._pieces[-1].source_end if self._pieces else 0
        self.replace(at, at, text, kind)

    def finish(self) -> tuple[str, Ledger]:
        """The text and its ledger."""
        return "".join(self._parts), tuple(self._pieces)

    def _append(self, start: int, end: int, text: str, kind: PieceKind) -> None:
        self._pieces.append(Piece(self.length, self.length + len(text), start, end, kind))
        self._parts.append(text)
        self.length += len(text)


def source_span(document: Document, span: Span) -> tuple[int, int] | None:
    """The source range from the first to the last character that ``span`` stands for.

    None for documents whose source offsets mean nothing to a person (PDFs), and for
    an empty span. The hull may hold notes or figures that interrupt the words.
    """
    if not document.source.located:
        return None
    ranges = _printed_ranges(document, span)
    if not ranges:
        return None
    return min(start for start, _ in ranges), max(end for _, end in ranges)


def as_printed(document: Document, span: Span) -> str:
    """The source's own characters of ``span``: escapes, emphasis, marks, line breaks.

    Notes and figures that stand between two halves of a paragraph are left out; a
    footnote mark directly after the last character belongs to the span.
    """
    source = document.source.text
    return "".join(source[start:end] for start, end in _printed_ranges(document, span))


def text_offset(document: Document, source_offset: int) -> int:
    """The offset in ``document.text`` nearest to an offset of the source."""
    piece = _piece_at(document.ledger, source_offset)
    if piece is None:
        return 0
    return _clamp(piece.start + source_offset - piece.source_start, piece)


def text_span(document: Document, source_start: int, source_end: int) -> Span:
    """The span of ``document.text`` that stands for ``source[source_start:source_end]``."""
    start = text_offset(document, source_start)
    last = _piece_at(document.ledger, max(source_start, source_end - 1))
    if source_end <= source_start or last is None:
        return Span(start, start)
    if last.kind == "copied":
        end = _clamp(last.start + source_end - last.source_start, last)
    else:
        end = last.end
    return Span(min(start, end), max(start, end))


def _clamp(offset: int, piece: Piece) -> int:
    return min(max(offset, piece.start), piece.end)


def _printed_ranges(document: Document, span: Span) -> list[Range]:
    """Source ranges of the pieces in ``span``, in text order, neighbours merged."""
    ledger = document.ledger
    if span.start >= span.end:
        return []
    opened = _opened_signs(document, span)
    first = bisect_left(ledger, span.start, key=lambda piece: piece.end)
    last = bisect_right(ledger, span.end, key=lambda piece: piece.start)
    ranges: list[Range] = []
    for index in range(first, last):
        piece = ledger[index]
        if piece.source_start == piece.source_end or not _belongs(piece, index, span, opened):
            continue
        start, end = _source_part(piece, span)
        if ranges and ranges[-1][1] == start:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


def _belongs(piece: Piece, index: int, span: Span, opened: frozenset[int]) -> bool:
    """Whether a piece that touches ``span`` is printed with it.

    What a page repeats, and the words in its pictures, are not even where they interrupt.
    """
    if piece.start == piece.end and piece.kind in ("running_head", "figure_text"):
        return False
    if piece.start < span.end and piece.end > span.start:
        return True
    if piece.start < piece.end:
        return False
    if piece.kind == "emphasis":
        return index in opened
    return piece.end == span.end and piece.kind == "footnote_mark"


def _source_part(piece: Piece, span: Span) -> Range:
    if piece.kind != "copied":
        return piece.source_start, piece.source_end
    shift = piece.source_start - piece.start
    return max(piece.start, span.start) + shift, min(piece.end, span.end) + shift


def _opened_signs(document: Document, span: Span) -> frozenset[int]:
    """Indices of the emphasis signs at the span's edges whose partner is in the span.

    Emphasis never leaves its block, and only well-nested pairs are dropped, so reading
    from the block's start with a stack tells openers from closers.
    """
    ledger, source = document.ledger, document.source.text
    first = bisect_left(ledger, span.start, key=lambda piece: piece.end)
    while first > 0 and ledger[first - 1].kind != "separator":
        first -= 1
    last = bisect_right(ledger, span.end, key=lambda piece: piece.start)
    stack: list[tuple[str, int]] = []
    paired: set[int] = set()
    for index in range(first, last):
        piece = ledger[index]
        if piece.kind == "separator":
            stack.clear()
        if piece.kind != "emphasis":
            continue
        sign = source[piece.source_start : piece.source_end]
        if stack and stack[-1][0] == sign:
            _, opener = stack.pop()
            if ledger[opener].start >= span.start:
                paired.update((opener, index))
        else:
            stack.append((sign, index))
    return frozenset(paired)


class _ByIdentity:
    """A ledger as a cache key, compared by identity: hashing thousands of pieces is slow."""

    __slots__ = ("ledger",)

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def __hash__(self) -> int:
        return id(self.ledger)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.ledger is self.ledger


@lru_cache(maxsize=64)
def _by_source(key: _ByIdentity) -> Ledger:
    filled = (piece for piece in key.ledger if piece.source_end > piece.source_start)
    return tuple(sorted(filled, key=lambda piece: piece.source_start))


def _piece_at(ledger: Ledger, source_offset: int) -> Piece | None:
    """The piece that accounts for a source character; the nearest one outside the source."""
    pieces = _by_source(_ByIdentity(ledger))
    if not pieces:
        return None
    index = bisect_right(pieces, source_offset, key=lambda piece: piece.source_start)
    return pieces[max(0, index - 1)]
