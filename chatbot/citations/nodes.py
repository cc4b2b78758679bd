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
        nodes.append({"t": "Str", "c": word})
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


def plain(node: object) -> str:
    """The words of any element as plain text, without footnotes."""
    if isinstance(node, list):
        return "".join(plain(each) for each in node)
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind in ("Str", "Code", "Math"):
        return content if isinstance(content, str) else str(content[-1])
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        left, right = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
        return f"{left}{plain(content[1])}{right}"
    if kind in ("Note", "RawInline", "RawBlock", "Image"):
        return ""
    return plain(_inner(str(kind), content))


def _inner(kind: str, content: Any) -> object:
    """What is shown of an element: its contents without attributes and targets."""
    if kind in ("Span", "Link", "Div", "Cite"):
        return content[1]
    if kind == "Header":
        return content[2]
    return content
