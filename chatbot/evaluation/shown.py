"""What of an answer counts as shown: the first words of its extracts, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.datatypes import Answer, Extract, JudgedQuery, ShownFigure, Span
from chatbot.evaluation.folding import folded
from chatbot.evaluation.gold import Gold

ORDINARY_WORDS = 250
"""Words shown that count for an ordinary question."""

LIST_WORDS = 900
"""Words shown that count for enumerations and questions that need several pieces."""

WIDE_KINDS = frozenset({"list", "multi_evidence"})

_WORD = re.compile(r"\S+")
_SOURCE_PREFIX = re.compile(r"^(?:source|note)s?\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """The places whose text counts as shown.

    ``words`` are the spans of the words that count, each with its document; ``ranges``
    hold the same text as unbroken spans.
    """

    ranges: tuple[tuple[str, Span], ...] = ()
    words: tuple[tuple[str, Span], ...] = ()
    figures: tuple[ShownFigure, ...] = ()

    def overlap(self, document: str, span: Span) -> int:
        """How many characters of ``span`` are shown, each counted once."""
        parts = sorted(
            (max(shown.start, span.start), min(shown.end, span.end))
            for name, shown in self.ranges
            if name == document and shown.overlap(span)
        )
        covered, reached = 0, span.start
        for start, end in parts:
            covered += max(0, end - max(start, reached))
            reached = max(reached, end)
        return covered

    def holds(self, gold: Gold) -> bool:
        """Whether at least half of a gold quote is shown, at any of its places."""
        document = gold.evidence.document
        if gold.whole:
            return any(name == document for name, _ in self.ranges)
        return any(
            2 * self.overlap(document, span) >= len(span) for span in gold.spans
        ) or self._in_figure(gold)

    def _in_figure(self, gold: Gold) -> bool:
        """Whether a shown figure prints at least half of the quote: title, source or note."""
        quote = _line(gold.evidence.quote or "")
        return any(
            _prints(line, quote)
            for figure in self.figures
            if figure.document == gold.evidence.document
            for line in (figure.title, figure.source, *figure.notes)
            if line
        )


def word_limit(answer: Answer, query: JudgedQuery) -> int:
    """How many of the words shown count for this query."""
    wide = answer.enumeration is not None or query.labels.get("kind") in WIDE_KINDS
    return LIST_WORDS if wide else ORDINARY_WORDS


def shown_within(answer: Answer, limit: int | None = None) -> Shown:
    """What the first ``limit`` words of an answer's extracts show (None: all of them).

    The footnotes of an extract are shown after it and their words count as well.
    """
    ranges: list[tuple[str, Span]] = []
    words: list[tuple[str, Span]] = []
    for document, start, text in _texts(answer.extracts):
        room = None if limit is None else limit - len(words)
        spans = [Span(start + found.start(), start + found.end()) for found in _WORD.finditer(text)]
        kept = spans[:room]
        if kept:
            ranges.append((document, Span(start, kept[-1].end)))
            words.extend((document, span) for span in kept)
        if room is not None and len(kept) == room:
            break
    return Shown(tuple(ranges), tuple(words), answer.figures)


def _texts(extracts: Sequence[Extract]) -> list[tuple[str, int, str]]:
    """(document, offset, text) of the extracts and their footnotes, in reading order."""
    texts = []
    for extract in extracts:
        texts.append((extract.document, extract.start, extract.quote))
        texts.extend((extract.document, note.start, note.text) for note in extract.footnotes)
    return texts


def _line(text: str) -> str:
    """A figure's line without “Source:”, emphasis, case and final stop."""
    line = folded(text, loose=True).strip()
    return _SOURCE_PREFIX.sub("", line).rstrip(".").casefold()


def _prints(printed: str, quote: str) -> bool:
    line = _line(printed)
    return bool(quote and line) and (
        quote in line or (line in quote and 2 * len(line) >= len(quote))
    )
