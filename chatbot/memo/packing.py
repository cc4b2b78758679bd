"""A memo's history as bytes, and back.

Steps share most of their excerpts, so each is written once and the steps name it by number.
Thirty steps of a memo of 300 excerpts take little more room than the memo itself.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chatbot.datatypes import Excerpt, Memo
from chatbot.errors import UsageError
from chatbot.memo.history import MOST_EXCERPTS, MOST_HELD, MOST_STEPS, History
from chatbot.memo.saving import memo_from_json, memo_to_json

_FORMAT, _VERSION = "chatbot-memo-steps", 1
_LARGEST = 64 * 1024 * 1024
_UNREADABLE = (
    zlib.error,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,  # an infinite number where a whole one belongs
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A history as read; ``lost`` excerpts could not be, ``altered`` are not as written."""

    history: History
    lost: int = 0
    altered: int = 0


def packed(history: History) -> bytes:
    """The history as compressed JSON; the same for the same."""
    excerpts: dict[int, tuple[int, Excerpt]] = {}
    references: dict[int, tuple[int, Mapping[str, Mapping[str, object]]]] = {}
    steps = []
    for memo in history.steps:
        values = memo_to_json(replace(memo, excerpts=(), references={}))
        values["excerpts"] = [
            excerpts.setdefault(id(each), (len(excerpts), each))[0] for each in memo.excerpts
        ]
        known = memo.references
        values["references"] = references.setdefault(id(known), (len(references), known))[0]
        steps.append(values)
    pool = Memo(excerpts=tuple(each for _, each in excerpts.values()))
    values = {
        "format": _FORMAT,
        "version": _VERSION,
        "changes": history.version,
        "at": history.at,
        "steps": steps,
        "references": [_plain(known) for _, known in references.values()],
        "excerpts": memo_to_json(pool)["excerpts"],
    }
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 9)


def unpacked(data: bytes) -> Unpacked:
    """The history that ``packed`` wrote; of what was damaged, what can be read.

    Raises:
        UsageError: it is nothing that ``packed`` wrote, or nothing of it can be read.
    """
    try:
        text = zlib.decompressobj().decompress(data, _LARGEST).decode("utf-8", "surrogatepass")
        values = json.loads(text)
        if values["format"] != _FORMAT or values["version"] != _VERSION:
            raise UsageError("the memo was kept by another version of the program")
        return _read(values)
    except _UNREADABLE as error:
        raise UsageError("the memo that was kept cannot be read") from error


def _read(values: Mapping[str, Any]) -> Unpacked:
    if len(values["excerpts"]) > 2 * MOST_HELD or len(values["steps"]) > MOST_STEPS + 1:
        raise ValueError("more than this program writes")
    opened = [memo_from_json({"excerpts": [record]}) for record in values["excerpts"]]
    places = [_places(step["excerpts"]) for step in values["steps"]]
    pool = [each.memo.excerpts[0] if each.memo.excerpts else None for each in opened]
    references = [_references(each) for each in values["references"]]
    steps = tuple(
        replace(
            memo_from_json({**step, "excerpts": [], "references": {}}).memo,
            excerpts=tuple(each for place in held if (each := pool[place])),
            references=references[int(step["references"])],
        )
        for step, held in zip(values["steps"], places, strict=True)
    )
    history = History(steps, int(values["at"]), int(values["changes"]))
    if not 0 <= history.at < len(steps):
        raise ValueError(history.at)
    shown = places[history.at]
    lost = sum(pool[place] is None for place in shown)
    altered = sum(bool(opened[place].altered) for place in shown)
    return Unpacked(history, lost, altered)


def _places(numbers: Sequence[object]) -> list[int]:
    """The excerpts of a step by their numbers in the list of all, none of them twice.

    A few bytes could otherwise name one excerpt millions of times.
    """
    if len(numbers) > MOST_EXCERPTS:
        raise ValueError("more excerpts than a memo takes")
    places = [number for number in numbers if isinstance(number, int) and number >= 0]
    if len(set(places)) < len(numbers):
        raise ValueError("excerpts that repeat, or numbers of none")
    return places


def _plain(references: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, object]]:
    return {key: dict(item) for key, item in references.items()}


def _references(values: object) -> Mapping[str, Mapping[str, object]]:
    return memo_from_json({"references": values}).memo.references
