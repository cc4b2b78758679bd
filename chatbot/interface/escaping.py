"""Text of documents and persons made harmless for HTML and for Markdown alike.

Every character with a meaning in either becomes a numeric character reference, which both
CommonMark and HTML show as the character itself and never as structure. So one function
serves the chat (Markdown, then sanitised) and the panels (HTML).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from chatbot.datatypes import Span

_STRUCTURAL = re.compile(r"[\n\t!-+\--/:-@\[-`{-~]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_HARMFUL = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), _REPLACEMENT),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys(map(ord, "\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"), " "),
    ord("\n"): "\n",
    ord("\t"): "\t",
}


def visible(text: str) -> str:
    """``text`` with control characters and bidirectional overrides replaced one for one."""
    return text.translate(_HARMFUL)


def escape(text: str) -> str:
    """``text`` as it stands, whether the result is read as HTML, Markdown or an attribute."""
    return _STRUCTURAL.sub(lambda found: f"&#{ord(found[0])};", visible(text))


def escape_lines(text: str) -> str:
    """``escape`` with line breaks shown as such."""
    return "<br>".join(escape(line) for line in text.splitlines())


def marked(text: str, offset: int, highlights: Iterable[tuple[int, int]], tag: str = "mark") -> str:
    """``text`` escaped, with the ranges of ``highlights`` in ``<mark>``.

    ``offset`` is where ``text`` begins in the document that the highlights count in; what
    lies outside it is ignored and overlapping ranges are joined.
    """
    parts, at = [], 0
    for span in merged(highlights):
        start = max(span.start - offset, at)
        end = min(span.end - offset, len(text))
        if start >= end:
            continue
        parts += [escape(text[at:start]), f"<{tag}>{escape(text[start:end])}</{tag}>"]
        at = end
    parts.append(escape(text[at:]))
    return "".join(parts)


def merged(ranges: Iterable[tuple[int, int]]) -> list[Span]:
    """Ranges in order, those that touch or overlap joined, empty ones left out."""
    joined: list[Span] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return joined
