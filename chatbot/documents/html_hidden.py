"""Which elements of an HTML page are not part of what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping

SELF_CLOSING = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Elements without contents."""
_NEVER = frozenset(
    """script style template noscript svg canvas object iframe audio video map nav form button
    select textarea datalist applet noframes rp rt""".split()
)
_ROLES = frozenset(
    "navigation banner search menu menubar toolbar dialog alert doc-toc contentinfo".split()
)
_NAMES = frozenset(
    """toc table-of-contents sr-only visually-hidden screen-reader-text hidden noprint
    breadcrumb breadcrumbs cookie-banner skip-link anchorjs-link header-anchor mw-editsection
    mw-jump-link footnote-back footnote-backref""".split()
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_REOPENED = frozenset({"p", "li", "td", "th", "tr", "dt", "dd"})
"""Elements that end where the next of their kind begins."""
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

    def __bool__(self) -> bool:
        return self._depth > 0

    def enter(self, tag: str, hides: bool) -> bool:
        """Take note of a start tag; whether it, and what follows, is left out."""
        if self._depth and tag == self._tag and self._tag in _REOPENED:
            self._depth = 0
        if not self._depth:
            if hides and tag not in SELF_CLOSING:
                self._tag, self._depth = tag, 1
            return hides
        self._depth += tag == self._tag
        return True

    def leave(self, tag: str) -> bool:
        """Take note of an end tag; whether it is left out."""
        if not self._depth:
            return False
        self._depth -= tag == self._tag
        if tag in ("body", "html"):
            self._depth = 0
        return True
