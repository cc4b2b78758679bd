"""CSL styles, read once and prepared for the processor (citeproc-py).

What the processor leaves undone is prepared in the style's tree: ``initialize="false"`` on
names is honoured, labels of missing variables and disambiguation (a citation stands alone
here) are dropped, and closing quotation marks are marked so that punctuation can be moved
inside them. An unknown date is left out instead of called “no date”, which would be a
claim about the document.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol, cast
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chatbot.citations.marks import CLOSING_QUOTE, formatter
from chatbot.errors import MissingInput, UsageError

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"


class Node(Protocol):
    """What is used of an element of the processor's tree."""

    text: str | None

    def get(self, name: str) -> str | None:
        """An attribute's value."""

    def iter(self, tag: str) -> Iterator[Node]:
        """The descendants with that tag."""

    def __iter__(self) -> Iterator[Node]: ...

    def remove(self, child: Node) -> None:
        """Take a child out."""


class StyleRoot(Protocol):
    """What is used of the root of a loaded style."""

    locales: Sequence[Node]
    formatter: SimpleNamespace

    def get_locale_option(self, name: str) -> str | None:
        """An option of the first locale that sets it."""


class Style(Protocol):
    """A style as the processor loads it."""

    root: StyleRoot


@lru_cache(maxsize=16)
def load_style(path: Path) -> Style:
    """The style in ``path``, ready to render.

    Raises:
        MissingInput: ``path`` names no file.
        UsageError: the file is not an independent CSL style.
    """
    from citeproc import CitationStylesStyle

    style = cast(Style, CitationStylesStyle(io.BytesIO(_prepared_xml(path)), validate=False))
    for locale in style.root.locales:
        for terms in locale.iter(f"{_NAMESPACE}terms"):
            _prepare_terms(terms)
    style.root.formatter = formatter()
    return style


def moves_punctuation(style: Style) -> bool:
    """Whether the style's locale puts commas and stops inside quotation marks."""
    return str(style.root.get_locale_option("punctuation-in-quote")).lower() == "true"


def check_style(path: Path) -> Element:
    """The outermost element of an independent CSL style.

    Raises what ``load_style`` raises.
    """
    if not path.is_file():
        raise MissingInput(f"citation style not found: {path}")
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, UnicodeError, OSError) as error:
        raise UsageError(f"{path} is not a CSL style: {error}") from error
    if root.tag != f"{_NAMESPACE}style":
        raise UsageError(f"{path} is not a CSL style: its outermost element is <{root.tag}>")
    if root.find(f"{_NAMESPACE}citation/{_NAMESPACE}layout") is None:
        raise UsageError(
            f"{path} is a dependent CSL style without rules of its own: "
            "use the style that its “independent-parent” link names"
        )
    return root


def _prepared_xml(path: Path) -> bytes:
    root = check_style(path)
    _give_initials_only_where_asked(root)
    _label_only_what_is_there(root)
    _drop_disambiguation(root)
    prepared: bytes = ElementTree.tostring(root, encoding="utf-8")
    return prepared


def _give_initials_only_where_asked(root: Element) -> None:
    """Move an inherited ``initialize-with`` down to the names that do initialize."""
    inner = (root.find(f"{_NAMESPACE}citation"), root.find(f"{_NAMESPACE}bibliography"))
    for holder in (*inner, root):
        mark = holder.attrib.pop("initialize-with", None) if holder is not None else None
        if holder is None or mark is None:
            continue
        for name in holder.iter(f"{_NAMESPACE}name"):
            name.attrib.setdefault("initialize-with", mark)
    for name in root.iter(f"{_NAMESPACE}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)


def _label_only_what_is_there(root: Element) -> None:
    """Wrap each label of a variable in a test that the item has the variable."""
    label_tag = f"{_NAMESPACE}label"
    for parent in list(root.iter()):
        for place, child in enumerate(parent):
            variable = child.get("variable")
            if child.tag != label_tag or variable in (None, "locator"):
                continue
            choose = Element(f"{_NAMESPACE}choose")
            test = ElementTree.SubElement(choose, f"{_NAMESPACE}if", {"variable": str(variable)})
            parent[place] = choose
            test.append(child)


def _drop_disambiguation(root: Element) -> None:
    """Make ``disambiguate="true"`` a condition that no item meets."""
    for test in root.iter():
        if test.attrib.pop("disambiguate", None) == "true":
            test.set("type", "never")


def _prepare_terms(terms: Node) -> None:
    for term in list(terms):
        if term.get("name") in ("no date", "no-date"):
            terms.remove(term)
        elif term.get("name") == "close-quote" and term.text:
            term.text = f"{term.text}{CLOSING_QUOTE}"
