"""The page labels that readers cite: of the file, else as printed, else counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.datatypes import LabelKind
from chatbot.documents.pdf_running import CHAPTER_NUMBER, lone_number, number_value, roman

_EDGE_NUMBER = re.compile(r"^\W*(\d{1,4})\b(?!\s*[.,]\d)|\b(\d{1,4})\W*$")
_PAGE_OF = re.compile(r"\bpage\s+(\d{1,4})\b", re.IGNORECASE)
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class PageLabels:
    """One label a page, and where they are from."""

    labels: tuple[str, ...]
    kind: LabelKind


def page_labels(written: Sequence[str], running: Sequence[Sequence[str]]) -> PageLabels:
    """The labels of a file's pages.

    ``written`` are those of its /PageLabels (empty: none), ``running`` the texts of the
    running heads and page numbers of each page. Labels that merely count from 1 say
    nothing: printed numbers that go on from elsewhere win over them.
    """
    count = len(running)
    counted = tuple(str(number) for number in range(1, count + 1))
    usable = len(written) == count and all(label.strip() for label in written)
    if usable and tuple(written) != counted:
        return PageLabels(tuple(written), "written")
    inferred = infer_labels(running)
    if inferred is not None and (not usable or inferred != counted):
        return PageLabels(inferred, "inferred")
    return PageLabels(counted, "written" if usable else "counted")


def infer_labels(running: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """Labels from printed numbers, where one constant offset explains most of them.

    Front pages with Roman numerals have an offset of their own. None without evidence.
    """
    arabic = [{v for text in texts for v in _numbers(text)} for texts in running]
    offset = _offset(arabic)
    if offset is None:
        return _page_by_page(running)
    start = next(n for n, values in enumerate(arabic) if n + offset in values)
    romans = [{v for text in texts if (v := _roman(text))} for texts in running[:start]]
    front = _offset(romans, least=1)
    labels = []
    for number in range(len(running)):
        if number < start and front is not None and number + front > 0:
            labels.append(roman(number + front))
        else:
            labels.append(str(number + offset))
    return tuple(labels) if number_value(labels[-1]) and _rise(labels) else None


def _page_by_page(running: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """The number that each page prints, where these rise: a file of sampled pages.

    A page without one is called by its place in brackets. None where too few have one.
    """
    labels: list[str] = []
    last = (0, 0)
    for number, texts in enumerate(running, start=1):
        rising = [
            (rank, label) for text in texts if (entry := _printed(text))
            for rank, label in [entry] if rank > last
        ]  # fmt: skip
        if rising:
            last, label = min(rising)
            labels.append(label)
        else:
            labels.append(f"[{number}]")
    numbered = sum(not label.startswith("[") for label in labels)
    return tuple(labels) if numbered >= _ENOUGH * len(labels) else None


def _printed(text: str) -> tuple[tuple[int, int], str] | None:
    """A lone number as its order among labels (Roman ones first) and as printed."""
    bare = text.strip()
    if CHAPTER_NUMBER.fullmatch(bare):
        return (2, int(re.split("[-–]", bare)[1])), bare
    value = lone_number(bare)
    if value is None or value < 1:
        return None
    arabic = any(sign.isdigit() for sign in bare)
    return (1 if arabic else 0, value), str(value) if arabic else roman(value)


def _numbers(text: str) -> set[int]:
    if CHAPTER_NUMBER.fullmatch(text.strip()):
        return set()
    found = {int(a or b) for a, b in _EDGE_NUMBER.findall(text)}
    found |= {int(value) for value in _PAGE_OF.findall(text)}
    lone = lone_number(text)
    if lone is not None and any(sign.isdigit() for sign in text):
        found.add(lone)
    return found


def _roman(text: str) -> int | None:
    return None if any(sign.isdigit() for sign in text) else lone_number(text)


def _offset(values: Sequence[set[int]], least: int = 2) -> int | None:
    """The difference between printed and counted that most numbered pages share."""
    numbered = [(n, own) for n, own in enumerate(values) if own]
    offsets = Counter(value - n for n, own in numbered for value in own)
    if not offsets:
        return None
    offset, count = max(offsets.items(), key=lambda entry: (entry[1], -abs(entry[0] - 1)))
    least = 1 if len(values) == 1 else least
    return offset if count >= max(least, _ENOUGH * len(numbered)) else None


def _rise(labels: Sequence[str]) -> bool:
    return all(not label.startswith("-") and label != "0" for label in labels)
