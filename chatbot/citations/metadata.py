"""CSL-JSON as it comes, reduced to what the citation processor can take.

Nothing is added: an item without a title is named by its id, and a field of the wrong
kind is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.citations.marks import without_marks

_NAME_KEYS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")


def processor_item(metadata: Mapping[str, object]) -> dict[str, object]:
    """One CSL-JSON item with only the variables, names and dates that are well formed."""
    from citeproc import DATES, NAMES, VARIABLES

    names, dates, variables = _keys(NAMES), _keys(DATES), _keys(VARIABLES)
    item: dict[str, object] = {"id": _text(metadata.get("id")) or "document"}
    item["type"] = _text(metadata.get("type")) or "document"
    for key, value in metadata.items():
        clean: object = None
        if key in names:
            clean = _names(value)
        elif key in dates:
            clean = _date(value)
        elif key in variables or key == "language":
            clean = _text(value)
        if clean:
            item[key] = clean
    if "title" not in item:
        item["title"] = f'<span class="nocase">{item["id"]}</span>'
    return item


def _keys(names: Sequence[str]) -> frozenset[str]:
    """The processor's attribute names as CSL writes them."""
    return frozenset(name.replace("_", "-") for name in names)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(without_marks(str(value)).split())


def _names(value: object) -> list[dict[str, str]]:
    """Persons by their parts, bodies by their literal name; empty ones dropped."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    names = []
    for name in value:
        if not isinstance(name, Mapping):
            continue
        literal = _text(name.get("literal"))
        parts = {key: text for key in _NAME_KEYS if (text := _text(name.get(key)))}
        if literal:
            names.append({"literal": literal})
        elif "family" in parts:
            names.append(parts)
        elif "given" in parts:
            names.append({"literal": parts["given"]})
    return names


def _date(value: object) -> dict[str, object]:
    """A date with ``date-parts``, else with the words given for it, else nothing."""
    if not isinstance(value, Mapping):
        return {}
    parts = value.get("date-parts")
    if isinstance(parts, Sequence) and not isinstance(parts, str):
        clean = [single for part in parts if (single := _date_parts(part))]
        if clean:
            return {"date-parts": clean[:2], **({"circa": True} if value.get("circa") else {})}
    literal = _text(value.get("literal")) or _text(value.get("raw"))
    return {"literal": literal} if literal else {}


def _date_parts(part: object) -> list[int]:
    """Year, month and day as integers, up to the first that is not one."""
    if not isinstance(part, Sequence) or isinstance(part, str):
        return []
    numbers = []
    for value in part[:3]:
        if not _text(value).lstrip("-").isdecimal():
            break
        numbers.append(int(_text(value)))
    return numbers
