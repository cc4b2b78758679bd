"""What a person chose of a paper, as spans of its text: never less than whole words."""

from __future__ import annotations

import re
from bisect import bisect_left

from chatbot.datatypes import Document, Excerpt, Span
from chatbot.documents.ledger import as_printed
from chatbot.errors import UsageError
from chatbot.memo.folding import fold

_JOINERS = "'’‘-\N{NON-BREAKING HYPHEN}"


def snapped(document: Document, start: int, end: int) -> Span:
    """The whole words that ``[start, end)`` touches, without blanks at the edges.

    Raises:
        UsageError: the document has no such place, or it holds no word.
    """
    text = document.text
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{document.id} has no characters {start} to {end}")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        raise UsageError("no word was chosen: select some words of the paper")
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    return Span(start, end)


def place_in_print(document: Document, start: int, printed: int) -> int:
    """The offset in the text of what stands ``printed`` characters on in the printed form.

    ``start`` is where the printed form begins in the text.
    """
    lengths = range(start, len(document.text) + 1)
    return start + bisect_left(
        lengths, printed, key=lambda end: len(as_printed(document, Span(start, end)))
    )


def between_words(document: Document, excerpt: Excerpt, first: str, last: str) -> Span:
    """From the words ``first`` to the words ``last`` of an excerpt, either of which may be “”.

    Case, kinds of quotation marks and blanks do not matter.

    Raises:
        UsageError: the excerpt does not have these words in this order.
    """
    hull = Span(excerpt.pieces[0].start, excerpt.pieces[-1].end)
    words = document.slice(hull)
    start = _find(words, first, 0)[0] if first.strip() else 0
    end = _find(words, last, start)[1] if last.strip() else len(words)
    return snapped(document, hull.start + start, hull.start + end)


def _find(words: str, wanted: str, at: int) -> tuple[int, int]:
    """Where in ``words`` the wanted ones stand first, from ``at`` on."""
    held, pattern = fold(words[at:]), re.escape(fold(wanted).text)
    found = re.search(pattern, held.text, re.IGNORECASE) if pattern else None
    if found is None:
        raise UsageError(f"the excerpt does not hold the words “{wanted.strip()}” there")
    start, end = held.original(found.start(), found.end())
    return at + start, at + end


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after a place belong to one word."""
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if after in _JOINERS:
        return before.isalnum() and at + 1 < len(text) and text[at + 1].isalnum()
    return before in _JOINERS and after.isalnum() and at > 1 and text[at - 2].isalnum()
