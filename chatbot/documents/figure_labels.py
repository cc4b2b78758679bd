"""Labels of figures, and the places that name them: “Fig. 3”, “Tables I and II”, “Figs. 2–4”.

A label's key is its kind and its number, so that what is written differently is the same:
“TABLE IV” and “Table 4”, “Figure 2.1” and “Fig. 2-1”.
"""

from __future__ import annotations

import re
from itertools import pairwise

Key = tuple[str, str]
"""“figure”, “table”, “box” …, and the number: “3”, “3a”, “2-1”, “s2”."""

_KINDS = (
    r"figures?|figs?\.?|tables?|tabs?\.|charts?|graphs?|diagrams?|maps?|exhibits?|schemes?|"
    r"plates?|boxe?s?|algorithms?|listings?|codes?"
)
_ARABIC = r"[A-Z]{0,2}\d{1,3}(?:[.-]\d{1,3})?(?![\d%])[a-z]?\b(?:\s?\([a-z]\))?"
_ROMAN = r"(?-i:[IVX]{1,5})\b"
_TYPED = r"(?:[ivx]{2,5}|[vx]|i(?=\s*(?:[?.!,]|$|shows?\b|says?\b|(?:and|or|to) [ivx]+\b)))\b"
_JOINT = r"\s*(?:,\s*(?:and|or)?|and|or|&|to|through|–|—)\s*"
_PLURAL = re.compile(
    r"(?:figures|figs\.?|tables|tabs\.|charts|graphs|diagrams|maps|exhibits|schemes|plates|boxes|"
    r"algorithms|listings|codes)",
    re.IGNORECASE,
)
_HYPHENED = re.compile(r"(?<![\w-])(\d{1,3})-(\d{1,3})(?![\w-])")


def _patterns(roman: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A kind with its numbers, and one of the numbers with what joins it to the one before."""
    number = rf"(?:{_ARABIC}|{roman})"
    numbers = rf"{number}(?:{_JOINT}{number})*"
    return (
        re.compile(rf"\b({_KINDS})\s*(?:no\.?\s*|number\s+)?({numbers})", re.IGNORECASE),
        re.compile(rf"({_JOINT})?({number})", re.IGNORECASE),
    )


_PRINTED_FORMS, _TYPED_FORMS = _patterns(_ROMAN), _patterns(_TYPED)
_VALUES = {"i": 1, "v": 5, "x": 10}
_MOST = 30  # numbers of one range


def label_key(label: str) -> Key | None:
    """The key of a figure's label; None where it has no number."""
    found = _keys(label)
    return found[0] if found else None


def named_figures(text: str, *, folded: bool = False) -> tuple[Key, ...]:
    """The keys of all figures that a text names, in its order, each once.

    A part of a figure (“Figure 3a”) names the whole as well. In a ``folded`` question
    Roman numbers are in small letters.
    """
    return tuple(dict.fromkeys(_keys(text, folded=folded)))


def _keys(text: str, *, folded: bool = False) -> list[Key]:
    found: list[Key] = []
    whole_form, part_form = _TYPED_FORMS if folded else _PRINTED_FORMS
    for match in whole_form.finditer(text):
        kind = _kind(match.group(1))
        last: str | None = None
        numbers = match.group(2)
        if _PLURAL.fullmatch(match.group(1)):
            numbers = _with_ranges(numbers)
        for joint, written in part_form.findall(numbers):
            number = _plain(written)
            if last is not None and joint.strip() in ("to", "through", "–", "—"):
                found += [(kind, n) for n in _between(last, number)]
            found.append((kind, number))
            whole = re.sub(r"(?<=\d)[a-z]$", "", number)
            if whole != number:
                found.append((kind, whole))
            last = whole
    return found


def _with_ranges(numbers: str) -> str:
    """“3-5” and “2-4, 6-8” with the dash of a range, since they rise all through.

    “2-1 and 2-2” and “2-3 to 2-5” are labels of chapter 2 and stay.
    """
    ends = [int(end) for pair in _HYPHENED.findall(numbers) for end in pair]
    rising = all(one < other for one, other in pairwise(ends))
    return _HYPHENED.sub(r"\1–\2", numbers) if rising else numbers


def _kind(word: str) -> str:
    bare = word.casefold().rstrip(".")
    if bare.startswith("fig"):
        return "figure"
    if bare.startswith("tab"):
        return "table"
    return "box" if bare.startswith("box") else bare.removesuffix("s")


def _plain(written: str) -> str:
    number = re.sub(r"\s?\(([a-z])\)", r"\1", written.casefold()).replace(".", "-")
    return str(_roman(number)) if re.fullmatch(r"[ivx]+", number) else number


def _roman(number: str) -> int:
    values = [_VALUES[sign] for sign in number]
    return sum(
        -value if value < max(values[index + 1 :], default=0) else value
        for index, value in enumerate(values)
    )


def _between(first: str, last: str) -> list[str]:
    """The whole numbers between two, without these."""
    if not (first.isdecimal() and last.isdecimal()) or int(last) - int(first) > _MOST:
        return []
    return [str(number) for number in range(int(first) + 1, int(last))]
