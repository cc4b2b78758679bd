"""Which elements of an HTML page are not part of what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

SELF_CLOSING = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Elements without contents."""
_NEVER = frozenset(
    """script style template noscript svg canvas object iframe audio video map nav button label
    select textarea datalist applet noframes rp rt""".split()
)
"""Of forms only the controls and their labels: many sites put the whole page into a form."""
_ROLES = frozenset(
    "navigation banner search menu menubar toolbar dialog alert doc-toc contentinfo".split()
)
_NAMES = frozenset(
    """toc table-of-contents sr-only visually-hidden screen-reader-text hidden noprint
    breadcrumb breadcrumbs cookie-banner skip-link anchorjs-link header-anchor mw-editsection
    mw-jump-link footnote-back footnote-backref""".split()
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_LISTS, _TABLES = frozenset({"ul", "ol", "menu", "dir"}), frozenset({"table"})
_BLOCKS = frozenset(
    """address article aside blockquote center details dialog div dl fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table
    ul""".split()
)
_ENDING: Mapping[str, frozenset[str]] = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
}
"""Elements that need no end tag, with the start tags that end them (HTML standard, 13.1.2.4)."""
_HOLDING: Mapping[str, frozenset[str]] = {
    "p": frozenset(), "li": _LISTS, "dt": frozenset({"dl"}), "dd": frozenset({"dl"}),
    "tr": _TABLES, "td": _TABLES, "th": _TABLES,
}  # fmt: skip
"""What holds such an element: within one of these, such start tags are another's."""
_AROUND = (
    _BLOCKS | _LISTS | {"body", "html", "tbody", "thead", "tfoot", "tr", "td", "th", "li", "dd"}
)
"""Elements whose end is that of what they hold, too."""
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "footnotes"})


def is_hidden(tag: str, values: Mapping[str, str], *, inside: bool) -> bool:
    """Whether an element is not shown or not the paper's; ``inside``: of its main part."""
    if tag in _NEVER or (tag == "footer" and not inside):
        return True
    if tag in ("body", "html", "main", "article"):
        return False
    names = {values.get("id", "").lower(), *values.get("class", "").lower().split()}
    return (
        "hidden" in values
        or values.get("aria-hidden", "").lower() == "true"
        or values.get("role", "").lower() in _ROLES
        or values.get("role") == "doc-backlink"
        or bool(names & _NAMES)
        or bool(_NOT_SHOWN.search(values.get("style", "")))
        or tag in ("annotation", "annotation-xml")
        or (tag == "div" and values.get("title", "").lower() in ("header", "footer"))
    )


def is_note(values: Mapping[str, str]) -> bool:
    """Whether an element is told to hold footnotes."""
    told = {values.get("role", "").lower(), values.get("epub:type", "").lower()}
    return bool((told | set(values.get("class", "").lower().split())) & _NOTE_ROLES)


class Hidden:
    """Whether the parser stands inside an element that is left out."""

    def __init__(self) -> None:
        self._tag = ""
        self._depth = 0
        self._inside: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return self._depth > 0

    def enter(self, tag: str, hides: bool) -> bool:
        """Take note of a start tag; whether it, and what follows, is left out."""
        if self._depth and self._ends_at(tag):
            self._depth = 0
        if not self._depth:
            if hides and tag not in SELF_CLOSING:
                self._tag, self._depth = tag, 1
                self._inside.clear()
            return hides
        self._depth += tag == self._tag
        self._inside[tag] += 1
        return True

    def leave(self, tag: str) -> bool:
        """Take note of an end tag; whether it is left out."""
        if not self._depth:
            return False
        if tag == self._tag:
            self._depth -= 1
            return True
        if self._inside[tag]:
            self._inside[tag] -= 1
            if tag in _HOLDING.get(self._tag, ()) and not self._inside[tag]:
                self._depth = 1  # whatever was open in it
        elif tag in _AROUND and self._tag in _ENDING:
            self._depth = 0
            return False
        if tag in ("body", "html"):
            self._depth = 0
        return True

    def _ends_at(self, tag: str) -> bool:
        """Whether a start tag ends the element that is left out, whose end tag may be omitted."""
        within = any(self._inside[holder] for holder in _HOLDING.get(self._tag, ()))
        return tag in _ENDING.get(self._tag, ()) and not within
