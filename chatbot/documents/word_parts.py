"""The body of a Word file as Word shows it: hidden text gone, text boxes among the paragraphs.

Pandoc reads neither of the two as Word does: it shows hidden runs and leaves out text boxes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _RUN, _BOX = f"{_W}p", f"{_W}r", f"{_W}txbxContent"
_OFF = frozenset({"0", "false", "off"})
_TOLD = re.compile(rb"<\w+:(?:vanish|txbxContent)\b")


def as_shown(part: bytes) -> bytes:
    """The part, with what a reader of the printed paper sees.

    Raises:
        ValueError: it is no XML.
    """
    if not _TOLD.search(part):
        return part
    try:
        for _, (prefix, address) in ElementTree.iterparse(io.BytesIO(part), ["start-ns"]):
            if prefix and not re.fullmatch(r"ns\d+", prefix):
                ElementTree.register_namespace(prefix, address)
        root = ElementTree.fromstring(part)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    _without(root, _is_hidden)
    _without(root, lambda node: node.tag == _FALLBACK)
    _boxes_out(root)
    shown: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return shown


def _is_hidden(node: Element) -> bool:
    if node.tag != _RUN:
        return False
    sign = node.find(f"{_W}rPr/{_W}vanish")
    return sign is not None and sign.get(f"{_W}val", "1").lower() not in _OFF


def _without(root: Element, unwanted: Callable[[Element], bool]) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if unwanted(child)]:
            parent.remove(child)


def _boxes_out(root: Element) -> None:
    """Put the paragraphs of text boxes behind the paragraph that holds the box."""
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == _PARAGRAPH]:
            place = list(parent).index(child) + 1
            for box in child.iter(_BOX):
                inside = [node for node in box if node.tag == _PARAGRAPH]
                for node in inside:
                    box.remove(node)
                    parent.insert(place, node)
                    place += 1
