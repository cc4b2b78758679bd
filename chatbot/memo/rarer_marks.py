"""Quotations in single quotation marks and in the corner brackets of East Asia.

These marks also hold titles, terms and, as apostrophes, nothing at all: only some words between
them are looked at, and without a citation they are not missed where no paper has nearly the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_CORNERS = re.compile(r"『[^『』]+』|「[^「」]+」|《[^《》]+》")
_OPENING = re.compile(r"(?<![\w’])‘(?=\S)")
_CLOSING = re.compile(r"’(?!\w)")
_GENITIVE = re.compile(r"s’ [a-z]")
_FEWEST = 4
"""Fewer words are a term or a title."""


def rarer_pairs(text: str, others: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The (opening, closing) offsets of such quotations, but for those inside ``others``."""
    found = [*_singles(text), *((m.start(), m.end() - 1) for m in _CORNERS.finditer(text))]
    return [
        (start, end)
        for start, end in sorted(found)
        if len(re.findall(r"\w+", text[start:end])) >= _FEWEST
        and not any(opened < start < closed for opened, closed in others)
    ]


def _singles(text: str) -> Iterator[tuple[int, int]]:
    """Single marks: a closing one is no apostrophe in a word, nor after a plural if others follow.

    Of “‘the workers’ rights’” the second closes.
    """
    at = 0
    while (opened := _OPENING.search(text, at)) is not None:
        start = opened.start()
        until = _OPENING.search(text, start + 1)
        last = until.start() if until else len(text)
        closers = [m.start() for m in _CLOSING.finditer(text, start, last)]
        likely = (end for end in closers if not _GENITIVE.match(text, end - 1))
        end = next(likely, closers[-1] if closers else None)
        if end is not None:
            yield start, end
        at = (start if end is None else end) + 1
