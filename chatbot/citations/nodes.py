"""Elements of Pandoc's document model, made from plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from chatbot.citations.pandoc import Node

Attributes = list[Any]
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def attributes(identifier: str = "", classes: Sequence[str] = (), **values: str) -> Attributes:
    """An attribute triple; underscores in names become hyphens."""
    pairs = [[name.replace("_", "-"), value] for name, value in values.items()]
    return [identifier, list(classes), pairs]


def words(text: str) -> list[Node]:
    """The words of a text with one space between each two, whatever blanks stood there.

    Characters that no document format can hold (controls, halves of pairs) are left out.
    """
    nodes: list[Node] = []
    for word in _CONTROL.sub("", text).split():
        nodes += [{"t": "Space"}] if nodes else []
        # Pandoc's Markdown writer loses a sign that follows a backslash in the same string.
        nodes += [{"t": "Str", "c": part} for part in re.split(r"(?<=\\)", word) if part]
    return nodes


def para(*inlines: Node) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": list(inlines)}


def header(level: int, text: str, identifier: str = "") -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, attributes(identifier), words(text)]}


def emphasis(*inlines: Node) -> Node:
    """Words in italics."""
    return {"t": "Emph", "c": list(inlines)}


def strong(*inlines: Node) -> Node:
    """Words in bold."""
    return {"t": "Strong", "c": list(inlines)}


def note(*blocks: Node) -> Node:
    """A footnote."""
    return {"t": "Note", "c": list(blocks)}


def quotation(*blocks: Node) -> Node:
    """A block quotation."""
    return {"t": "BlockQuote", "c": list(blocks)}


def bullets(items: Sequence[Sequence[Node]]) -> Node:
    """A list of items, each a run of inline elements."""
    return {"t": "BulletList", "c": [[{"t": "Plain", "c": list(item)}] for item in items]}


def div(identifier: str, *blocks: Node, classes: Sequence[str] = (), **values: str) -> Node:
    """A division with an id."""
    return {"t": "Div", "c": [attributes(identifier, classes, **values), list(blocks)]}


def link(text: str, target: str) -> Node:
    """A hyperlink."""
    return {"t": "Link", "c": [attributes(), words(text), [target, ""]]}


SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}


_TEXTS = {"Str", "Code", "Math", "CodeBlock"}
_BLANKS = {"Space", "SoftBreak", "LineBreak"}
_HIDDEN = {"Note", "RawInline", "RawBlock", "Image"}
_CONTENTS = {"Span": 1, "Link": 1, "Div": 1, "Cite": 1, "Header": 2, "Quoted": 1}
"""Where the contents of an element stand that has attributes or targets besides."""


def plain(node: object) -> str:
    """The words of any element as plain text, without footnotes."""
    if isinstance(node, list):
        return "".join(plain(each) for each in node)
    if not isinstance(node, dict):
        return ""
    kind, content = str(node.get("t")), node.get("c")
    if kind in _BLANKS:
        return " "
    if kind in _TEXTS:
        return str(content[-1] if isinstance(content, list) else content)
    words_in = plain([] if kind in _HIDDEN else contents(node))
    if kind == "Quoted" and isinstance(content, list):
        single = content[0]["t"] == "SingleQuote"
        return f"‘{words_in}’" if single else f"“{words_in}”"
    return words_in


def contents(node: Node) -> list[Any]:
    """What an element holds, without its attributes and targets."""
    content = node.get("c")
    place = _CONTENTS.get(str(node.get("t")))
    inner = content[place] if place is not None and isinstance(content, list) else content
    return inner if isinstance(inner, list) else []
