"""What is done to a memo's blocks after the citation processor: marks off, notes below sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.citations.nodes import contents, para, plain, words
from chatbot.citations.pandoc import Node


def unwrapped(blocks: Sequence[Node]) -> list[Node]:
    """Without the processor's own marks, which some formats would write out."""
    return [_bare(block) for block in blocks]


def _bare(node: Node) -> Node:
    """The element with citations and spans in it replaced by what they hold."""
    content = node.get("c")
    return node if not isinstance(content, list) else {**node, "c": _bare_list(content)}


def _bare_list(values: list[object]) -> list[object]:
    made: list[object] = []
    for value in values:
        if isinstance(value, list):
            made.append(_bare_list(value))
        elif isinstance(value, dict) and value.get("t") in ("Cite", "Span"):
            made += _bare_list(contents(value))
        elif isinstance(value, dict) and "t" in value:
            made.append(_bare(value))
        else:
            made.append(value)
    return made


def annotated(blocks: Sequence[Node], references: Sequence[Mapping[str, object]]) -> list[Node]:
    """Divisions opened; what belongs below an entry of the bibliography put there.

    A style may leave out a work of which too little is known: it is listed by its title.
    """
    below = {_identifier(b).removeprefix("below-"): contents(b) for b in blocks}
    made: list[Node] = []
    for block in blocks:
        name = _identifier(block)
        if name == "refs":
            entries = {_identifier(e).removeprefix("ref-"): contents(e) for e in contents(block)}
            for item in references:
                key = str(item["id"])
                if not plain(entries.get(key)).strip():
                    entries[key] = [para(*words(str(item["title"])))]
            for key, entry in entries.items():
                made += [*entry, *below.get(key, [])]
        elif not name.startswith("below-"):
            made.append(block)
    return made


def _identifier(block: Node) -> str:
    return str(block["c"][0][0]) if block.get("t") == "Div" else ""
