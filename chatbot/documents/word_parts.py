"""The body of a Word file as Word shows it: hidden text gone, text boxes among the paragraphs.

Pandoc reads neither of the two as Word does: it shows hidden runs and leaves out text boxes.
A run is hidden by itself, by the style of its signs or by that of its paragraph.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _RUN, _BOX = f"{_W}p", f"{_W}r", f"{_W}txbxContent"
_OFF = frozenset({"0", "false", "off"})
_MOST_BASES = 20  # styles that are based on each other
_TOLD = re.compile(rb"<\w+:(?:vanish|txbxContent)\b")


def hidden_styles(part: bytes) -> frozenset[str]:
    """The ids of the styles whose text is hidden; ``part`` is the file's styles.

    Raises:
        ValueError: it is no XML.
    """
    if b"vanish" not in part:
        return frozenset()
    hides: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for style in _parsed(part).iter(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        hides[name] = _vanish(style)
        base = style.find(f"{_W}basedOn")
        based[name] = "" if base is None else base.get(f"{_W}val", "")
    return frozenset(name for name in hides if _inherited(name, hides, based))


def _inherited(
    name: str, hides: Mapping[str, bool | None], based: Mapping[str, str]
) -> bool | None:
    for _ in range(_MOST_BASES):
        if hides.get(name) is not None or name not in based:
            break
        name = based[name]
    return hides.get(name)


def as_shown(part: bytes, hidden: frozenset[str] = frozenset()) -> bytes:
    """The part, with what a reader of the printed paper sees; ``hidden`` are ids of styles.

    Raises:
        ValueError: it is no XML.
    """
    if not hidden and not _TOLD.search(part):
        return part
    root = _parsed(part)
    _without(root, lambda node: node.tag == _FALLBACK)
    unseen = _hidden_runs(root, hidden)
    _without(root, lambda node: id(node) in unseen)
    _boxes_out(root)
    shown: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return shown


def _parsed(part: bytes) -> Element:
    try:
        for _, (prefix, address) in ElementTree.iterparse(io.BytesIO(part), ["start-ns"]):
            if prefix and not re.fullmatch(r"ns\d+", prefix):
                ElementTree.register_namespace(prefix, address)
        return ElementTree.fromstring(part)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error


def _hidden_runs(root: Element, hidden: frozenset[str]) -> set[int]:
    """The runs that are not shown, by ``id``."""
    paragraphs: dict[int, bool] = {}  # whether the innermost paragraph of a run hides
    for paragraph in root.iter(_PARAGRAPH):
        hides = _style_of(paragraph, "p") in hidden
        paragraphs |= {id(run): hides for run in paragraph.iter(_RUN)}
    found: set[int] = set()
    for run in root.iter(_RUN):
        own = _vanish(run)
        if own is None:  # two styles that hide undo each other (ISO/IEC 29500-1, 17.7.3)
            own = (_style_of(run, "r") in hidden) != paragraphs.get(id(run), False)
        if own:
            found.add(id(run))
    return found


def _style_of(node: Element, kind: str) -> str:
    style = node.find(f"{_W}{kind}Pr/{_W}{kind}Style")
    return "" if style is None else style.get(f"{_W}val", "")


def _vanish(node: Element) -> bool | None:
    """Whether a run or style hides; None where it says nothing of it."""
    sign = node.find(f"{_W}rPr/{_W}vanish")
    return None if sign is None else sign.get(f"{_W}val", "1").lower() not in _OFF


def _without(root: Element, unwanted: Callable[[Element], bool]) -> None:
    for parent in list(root.iter()):
        for child in [child for child in parent if unwanted(child)]:
            parent.remove(child)


def _boxes_out(root: Element) -> None:
    """Put what text boxes hold behind the paragraph that holds the box."""
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == _PARAGRAPH]:
            boxes = list(child.iter(_BOX))
            place = list(parent).index(child) + 1 if boxes else 0
            for box in boxes:
                for node in list(box):
                    box.remove(node)
                    parent.insert(place, node)
                    place += 1
