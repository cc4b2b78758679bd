"""What a PDF shows, line by line → what was written: paragraphs, quotations, notes.

A PDF keeps only the looks. Indented paragraphs are quotations, raised numbers are marks of
the notes that stand in smaller type at the foot of the page; a line goes on in the next one
where the next word would not have fitted on it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chatbot.documents.printed import Printed, PrintedLine
from chatbot.memo.flow import Block, BlockKind, Mark, ends_in_citation, one_a_run
from chatbot.memo.line_ends import Known, first_word, gaps_closed, joined

_SMALLER, _LARGER = 0.95, 1.12  # of the usual type: notes, headings
_INDENT, _SAME_EDGE, _AWAY = 10.0, 3.0, 100.0  # points
_STEP = 1.25  # of the usual distance of lines: a paragraph ends
_MOST = 0.6  # of the pages
_WIDEST = 1.2  # of a line's usual letter: as wide as a word's letters may be
_BULLET = re.compile(r"[•◦▪‣·–-]\s")
_CAPTION = re.compile(r"(?:fig(?:ure|\.)|table|chart|рис(?:унок|\.)|таблица|그림|표)\s*\d", re.I)
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_TRAILING = re.compile(r"\s*[(\[][^()\[\]]*[)\]][.\s]*$")
_LABEL = 15  # as many signs as “Figure 12. ” may have
_NOTE_NUMBER = re.compile(r"(\d{1,3})\s*")


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of one page: its running text, and its notes."""

    body: tuple[PrintedLine, ...]
    foot: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class _Note:
    key: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class _Look:
    """What is usual in a document: the size of its type, its left edge, its line distance."""

    size: float
    left: float
    step: float


def blocks_of_print(printed: Printed, known: Known) -> list[Block]:
    """The blocks of a PDF in reading order, its notes at their marks."""
    size = _usual(((line.size, len(line.text)) for line in printed.lines), 11.0)
    running = _running(printed.lines, size)
    kept = [line for line in printed.lines if line not in running]
    pages = [_split(list(held), size) for _, held in itertools.groupby(kept, lambda ln: ln.page)]
    notes = _notes(pages, known)
    body = [page.body for page in pages]
    look = _look(size, body)
    reader = _Reader(look, notes, known)
    blocks = one_a_run(reader.block(lines) for lines in _paragraphs(body, look))
    return [block for block in blocks if block.text.strip() or block.marks]


def _usual(weighted: Iterable[tuple[float, int]], otherwise: float) -> float:
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[round(value * 2) / 2] += weight
    return max(counts, key=lambda value: (counts[value], value)) if counts else otherwise


def _running(lines: Sequence[PrintedLine], size: float) -> set[PrintedLine]:
    """Running heads and page numbers, which stand at one height on most pages.

    Notes that are alike on many pages are none, nor is what also stands inside of pages.
    """
    inside = {_digitless(line.text) for line in lines if not line.running} - {"#"}
    pages = len({line.page for line in lines})
    found = {line for line in lines if line.running and not _is_note(line, size)}
    found = {line for line in found if _digitless(line.text) not in inside}
    heights = Counter(height for height, _ in {(round(ln.top), ln.page) for ln in found})
    most = max(2, _MOST * pages)
    return {ln for ln in found if heights[round(ln.top)] >= most} | _page_numbers(lines)


def _page_numbers(lines: Sequence[PrintedLine]) -> set[PrintedLine]:
    """Bare numbers at the foot, away from the left edge: a single page has nothing like it."""
    edge = min((line.left for line in lines), default=0.0)
    lowest = {line.page: line for line in sorted(lines, key=lambda line: line.bottom)}
    return {ln for ln in lowest.values() if ln.text.strip().isdigit() and ln.left > edge + _AWAY}


def _digitless(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


def _is_note(line: PrintedLine, size: float) -> bool:
    small = line.size < _SMALLER * size
    return _opens_raised_number(line) or (small and line.text[:1].isdigit())


def _opens_raised(line: PrintedLine) -> bool:
    return bool(line.raised) and line.raised[0][0] == 0


# --- notes ---------------------------------------------------------------------


def _split(lines: Sequence[PrintedLine], size: float) -> _Page:
    """The foot of a page begins with the first note: a raised number opens it.

    Where numbers of notes are not raised, their type is smaller.
    """
    small = len(lines)
    while small and lines[small - 1].size < _SMALLER * size:
        small -= 1
    start = next((n for n, line in enumerate(lines) if _opens_raised_number(line)), None)
    if start is None:
        numbered = (n for n in range(small, len(lines)) if _opens_note(lines[n]))
        start = next(numbered, len(lines))
    return _Page(tuple(lines[:start]), tuple(lines[start:]))


def _opens_raised_number(line: PrintedLine) -> bool:
    return _opens_raised(line) and line.text[: line.raised[0][1]].strip().isdigit()


def _opens_note(line: PrintedLine) -> bool:
    plainly = not line.raised or line.raised[0][0] > 0
    return _opens_raised_number(line) or (
        plainly and re.match(r"\d{1,3}\s+\S", line.text) is not None
    )


def _notes(pages: Sequence[_Page], known: Known) -> list[_Note]:
    found: list[_Note] = []
    for page in pages:
        for line in page.foot:
            raised = bool(page.foot) and _opens_raised_number(page.foot[0])
            opens = _opens_raised_number(line) if raised else _opens_note(line)
            number = _NOTE_NUMBER.match(line.text) if opens else None
            text = line.text[number.end() :] if number else line.text
            if number is not None:
                found.append(_Note(number[1], line.page, text))
            elif found:
                last = found[-1]
                found[-1] = _Note(last.key, last.page, joined(last.text, text, known))
    return found


# --- paragraphs ----------------------------------------------------------------


def _look(size: float, pages: Sequence[Sequence[PrintedLine]]) -> _Look:
    lines = [line for page in pages for line in page]
    edges = Counter(round(line.left) for line in lines)
    common = [edge for edge, count in edges.items() if count > 1] or list(edges) or [0]
    steps = (
        (b.bottom - a.bottom, 1)
        for page in pages
        for a, b in itertools.pairwise(page)
        if abs(a.left - b.left) < _SAME_EDGE and a.bottom < b.bottom < a.bottom + 3 * size
    )
    return _Look(size, float(min(common)), _usual(steps, 1.3 * size))


def _paragraphs(pages: Sequence[Sequence[PrintedLine]], look: _Look) -> list[list[PrintedLine]]:
    made: list[list[PrintedLine]] = []
    for page in pages:
        edges = _right_edges(page)
        for line in page:
            if made and _goes_on(made[-1], line, look, edges):
                made[-1].append(line)
            else:
                made.append([line])
    return made


def _right_edges(lines: Sequence[PrintedLine]) -> dict[int, float]:
    """How far lines reach that begin at each left edge of a page."""
    edges: dict[int, float] = {}
    for line in lines:
        for near in range(round(line.left) - 1, round(line.left) + 2):
            edges[near] = max(edges.get(near, 0.0), line.right)
    return edges


def _goes_on(
    paragraph: Sequence[PrintedLine], line: PrintedLine, look: _Look, edges: dict[int, float]
) -> bool:
    last = paragraph[-1]
    if abs(last.size - line.size) > 0.6 or last.bold != line.bold:
        return False
    aligned = abs(last.left - line.left) < _SAME_EDGE
    if last.page != line.page:
        near = aligned
    else:
        step = line.bottom - last.bottom
        # Only the first line of a paragraph may begin elsewhere: indented, or after a bullet.
        near = 0 < step <= _STEP * look.step and (aligned or len(paragraph) == 1)
    return near and not _had_room(last, line, edges)


def _had_room(last: PrintedLine, line: PrintedLine, edges: dict[int, float]) -> bool:
    """Whether the first word of a line would have fitted on the line before."""
    first = first_word(line)
    if not first or not last.text:
        return True
    if first[0].islower() and last.text.rstrip()[-1:].isalpha():
        return False
    width = _WIDEST * len(first) * (line.right - line.left) / max(1, len(line.text))
    edge = max(edges.get(round(last.left), 0.0), edges.get(round(line.left), 0.0), last.right)
    return last.right + 0.3 * last.size + width < edge - 2


class _Reader:
    """Makes blocks of paragraphs, one after the other: notes are numbered through."""

    def __init__(self, look: _Look, notes: Sequence[_Note], known: Known) -> None:
        self._look = look
        self._notes = notes
        self._known = known
        self._last = 0

    def block(self, lines: Sequence[PrintedLine]) -> Block:
        """The block of a paragraph's lines."""
        text, marks = "", list[Mark]()
        for line in lines:
            words, found = self._line(line)
            text = joined(text, words, self._known) if text else words
            start = len(text) - len(words)
            marks += [Mark(start + mark.offset, mark.text) for mark in found]
        kind = self._kind(lines, text, marks)
        sure = kind != "quote" or _is_cited(text, marks)
        return Block(kind, text, tuple(marks), sure=sure)

    def _kind(self, lines: Sequence[PrintedLine], text: str, marks: Sequence[Mark]) -> BlockKind:
        if lines[0].size > _LARGER * self._look.size or (lines[0].bold and not marks):
            return "heading"
        rest = lines[1:] or lines
        indented = min(line.left for line in rest) >= self._look.left + _INDENT
        if not indented or _BULLET.match(text) or self._is_own(text, marks):
            return "text"
        return "quote" if any(sign.isalpha() for sign in text) else "text"

    def _is_own(self, text: str, marks: Sequence[Mark]) -> bool:
        """Whether it is an item or a caption of the writer's, which may quote.

        One of the paper's is cited as a whole, and holds its words before any quoted ones.
        """
        if not (_NUMBERED.match(text) or _CAPTION.match(text)):
            return False
        before, quoted, _ = _TRAILING.sub("", text).partition("“")
        papers = len(before) > _LABEL and self._known(before.strip())
        return not _is_cited(text, marks) or (bool(quoted) and not papers)

    def _line(self, line: PrintedLine) -> tuple[str, list[Mark]]:
        """A line without the marks of its notes, and these."""
        text, marks, at = "", list[Mark](), 0
        for start, end in line.raised:
            notes = self._marked(line.text[start:end], line.page)
            if not notes:
                continue
            text += gaps_closed(line.text[at:start], self._known)
            text = text.rstrip() if not line.text[end:].strip() else text
            marks += [Mark(len(text), note.text) for note in notes]
            self._last, at = int(notes[-1].key), end
        return text + gaps_closed(line.text[at:], self._known), marks

    def _marked(self, raised: str, page: int) -> list[_Note]:
        """The notes that raised signs name: “2,3”, or “23” for 2 and 3."""
        keys = re.findall(r"\d+", raised)
        following, number = "", self._last
        while keys and len(following) < len(keys[0]):
            number += 1
            following += str(number)
        if keys[:1] == [following]:
            keys = [str(each) for each in range(self._last + 1, number + 1)]
        return self._found(keys, page)

    def _found(self, keys: Sequence[str], page: int) -> list[_Note]:
        """The notes of some marks: on the same page, else on the nearest."""
        made = []
        for key in keys:
            held = [note for note in self._notes if note.key == key]
            if not held:
                return []
            made.append(min(held, key=lambda note: (abs(note.page - page), note.page < page)))
        return made


def _is_cited(text: str, marks: Sequence[Mark]) -> bool:
    return bool(marks) or ends_in_citation(text)
