"""Indented, wrapped text with highlights, without trailing blanks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from chatbot.terminal.safe import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

INDENT = 4
_NARROWEST = 16


def print_block(
    console: Console,
    text: Text | str,
    *,
    indent: int = INDENT,
    first: str = "",
    style: str = "",
) -> None:
    """Print ``text`` wrapped to the console's width behind an indent.

    ``first`` (“[1]”) stands in the indent of the first line. A plain string is made
    harmless; a ``Text`` must have been.
    """
    from rich.text import Text

    body = Text(visible(text), style=style) if isinstance(text, str) else text
    lines = body.wrap(console, max(console.width - indent, _NARROWEST))
    for number, line in enumerate(lines):
        line.rstrip()
        lead = first.ljust(indent) if number == 0 else " " * indent
        console.print(Text(lead) + line, soft_wrap=True)


def quoted(quote: str, start: int, highlights: Iterable[tuple[int, int]]) -> Text:
    """A quote in quotation marks, its highlights bold.

    ``start`` and ``highlights`` are offsets in the document's text.
    """
    from rich.text import Text

    text = Text(f"“{visible(quote)}”")
    for begin, end in highlights:
        text.stylize("bold", begin - start + 1, end - start + 1)
    return text
