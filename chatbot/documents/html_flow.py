"""The events of an HTML file → blocks: paragraphs, headings, items, tables, notes.

What a browser does not show as part of the paper is left out: scripts, styles, navigation,
controls of forms, hidden elements, comments. Where the page marks its main part, only this is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from chatbot.documents.flow import FlowBlock
from chatbot.documents.html_blocks import Build, Link
from chatbot.documents.html_hidden import SELF_CLOSING, Hidden, is_hidden, is_note
from chatbot.documents.html_notes import resolve

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BREAKING = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset
    figure footer header hgroup hr html main p section summary table tbody tfoot thead tr
    td th caption figcaption pre""".split()
)
_MAIN = frozenset({"main", "article"})
_CAPTIONS = frozenset({"caption", "figcaption"})
_MAIN_SHARE = 0.5
"""Of the page's words, the least that a main part holds; else it is but a teaser."""


class HtmlFlow(HTMLParser):
    """Collects the blocks of one page, with its title and ``meta`` tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = {}
        self.title = ""
        self._build = Build()
        self._hidden = Hidden()
        self._in_title = False
        self._main = 0
        self._pre = 0
        self._links: list[Link | None] = []
        self._notes: list[str] = []

    def blocks(self) -> list[FlowBlock]:
        """The blocks of the page's main part, else of the whole page."""
        blocks = self._build.finish()
        inside = [block for block in blocks if block.main]
        if sum(b.length for b in inside) >= _MAIN_SHARE * sum(b.length for b in blocks):
            blocks = inside or blocks
        return resolve(blocks)

    # --- events ------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start tag: it may hide what follows, break a paragraph, or name a place."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._read_meta(values)
        if tag == "title" and not self._hidden:
            self._in_title = not self.title
            return
        if self._hidden.enter(tag, is_hidden(tag, values, inside=bool(self._main))):
            return
        self._break(tag)  # first: the words before are not of the main part
        if tag in _MAIN:
            self._main += 1
            self._build.main = True
        for name in (values.get("id"), values.get("name") if tag == "a" else None):
            if name:
                self._build.name(name)
        if is_note(values):
            self._notes.append(tag)
            self._build.noted += 1
        self._open(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag like ``<br/>``; HTML gives the slash no meaning in others."""
        self.handle_starttag(tag, attrs)
        if tag in SELF_CLOSING:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An end tag."""
        if tag == "title" and self._in_title:
            self._in_title = False
            return
        if self._hidden.leave(tag):
            return
        self._close(tag)
        if self._notes and self._notes[-1] == tag:
            self._notes.pop()
            self._build.noted -= 1
        self._break(tag)
        if tag in _HEADINGS or tag in _CAPTIONS or tag == "li":
            self._build.begin("text")  # an empty one leaves nothing behind
        if tag in _MAIN and self._main:
            self._main -= 1
            self._build.main = bool(self._main)

    def handle_data(self, data: str) -> None:
        """Characters, entities undone."""
        if self._in_title:
            self.title += data
        elif not self._hidden:
            if self._pre:
                first, *rest = data.split("\n")
                self._build.add(first)
                for line in rest:
                    self._build.end_line()
                    self._build.add(line)
            else:
                self._build.add(data)

    # --- parts -------------------------------------------------------------

    def _read_meta(self, values: dict[str, str]) -> None:
        name = (values.get("name") or values.get("property") or "").strip().lower()
        content = values.get("content", "").strip()
        if name and content:
            self.meta.setdefault(name, []).append(content)

    def _break(self, tag: str) -> None:
        if tag in _BREAKING or tag in _HEADINGS or tag in _LISTS or tag == "li":
            self._build.end_block()

    def _open(self, tag: str, values: dict[str, str]) -> None:
        build = self._build
        if tag in _HEADINGS:
            build.begin("heading", _HEADINGS[tag])
        elif tag in _CAPTIONS:
            build.begin("caption")
        elif tag == "li":
            build.begin_item(_whole(values.get("value")))
        elif tag in _LISTS:
            build.begin_list(_number_style(tag, values), _whole(values.get("start")) or 1)
        elif tag == "br":
            build.end_line()
        elif tag == "pre":
            self._pre += 1
        elif tag in ("sup", "a"):
            self._open_inline(tag, values)
        elif tag in ("table", "tr", "td", "th"):
            build.open_table(tag)

    def _open_inline(self, tag: str, values: dict[str, str]) -> None:
        if tag == "sup":
            self._build.raising += 1
            return
        self._end_link()
        address = values.get("href", "")
        self._links.append(self._build.open_link(address[1:]) if address[:1] == "#" else None)

    def _close(self, tag: str) -> None:
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag == "sup":
            self._build.raising = max(0, self._build.raising - 1)
        elif tag == "a":
            self._end_link()
        elif tag == "li":
            self._build.end_item()
        elif tag in _LISTS:
            self._build.end_block()
            self._build.end_list()
        elif tag == "table":
            self._build.close_table()

    def _end_link(self) -> None:
        if self._links:
            self._links.pop()
            self._build.close_link()


def _number_style(tag: str, values: Mapping[str, str]) -> str:
    """Pandoc's name for how the items of a list are numbered; empty: they are not."""
    if tag != "ol" or "none" in values.get("style", "").lower():
        return ""
    return _STYLES.get(values.get("type", ""), "Decimal")


_STYLES = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
