"""The body of an OpenDocument file without what it hides.

Pandoc shows hidden sections and text that a style hides. Conditions are not worked out anew:
what the program that saved the file found of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _STYLE = _NS % "text", _NS % "style"
_DISPLAY, _IS_HIDDEN = f"{_TEXT}display", f"{_TEXT}is-hidden"
_STYLED = frozenset({f"{_TEXT}span", f"{_TEXT}p", f"{_TEXT}h"})
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_TOLD = re.compile(rb"\bdisplay\s*=|is-hidden\s*=")
_MOST_PARENTS = 20  # styles that inherit from each other


def without_hidden(part: bytes, styles: Sequence[bytes]) -> bytes:
    """The body; ``styles`` are the parts that hold styles, the body among them.

    Raises:
        ValueError: one of them is no XML.
    """
    if not any(_TOLD.search(one) for one in styles):
        return part
    try:
        roots = [ElementTree.fromstring(one) for one in styles]
        body = ElementTree.fromstring(part)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    hidden = _hidden_styles(roots)
    for parent in list(body.iter()):
        for child in [child for child in parent if _is_hidden(child, hidden)]:
            _remove(parent, child)
    shown: bytes = ElementTree.tostring(body, encoding="utf-8", xml_declaration=True)
    return shown


def _hidden_styles(roots: Sequence[Element]) -> frozenset[str]:
    """The names of the styles whose text is not shown, by themselves or as they inherit."""
    display: dict[str, str | None] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            properties = style.find(f"{_STYLE}text-properties")
            display[name] = None if properties is None else properties.get(_DISPLAY)
            parents[name] = style.get(f"{_STYLE}parent-style-name", "")
    hidden: set[str] = set()
    for name in display:
        found = name
        for _ in range(_MOST_PARENTS):
            if display.get(found) is not None or found not in parents:
                break
            found = parents[found]
        if display.get(found) == "none":
            hidden.add(name)
    return frozenset(hidden)


def _is_hidden(node: Element, hidden: frozenset[str]) -> bool:
    if node.tag in _STYLED and node.get(f"{_TEXT}style-name", "") in hidden:
        return True
    if node.tag == f"{_TEXT}section":
        display = node.get(_DISPLAY)
        return display == "none" or (display == "condition" and node.get(_IS_HIDDEN) == "true")
    signs = node.findall(f".//{_TEXT}hidden-paragraph") if node.tag in _PARAGRAPHS else []
    return any(sign.get(_IS_HIDDEN) == "true" for sign in signs)


def _remove(parent: Element, child: Element) -> None:
    """Take an element out; the words behind it stay."""
    place = list(parent).index(child)
    if child.tail and place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)
