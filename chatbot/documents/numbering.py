"""Labels that open the items of an enumeration, with their kind and number."""

from __future__ import annotations

import re
from dataclasses import dataclass

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

LAST = -1
"""The number of “Finally,”: whatever comes after the items before it."""

_ORDINAL = re.compile(rf"({'|'.join(ORDINALS)})(?:ly)?(?: of all)?(?=[,:])", re.IGNORECASE)
_CLOSING = re.compile(r"(?:(Finally|Lastly|Last|Наконец)(?=,)|마지막으로|끝으로)")
_OTHER_ORDINALS = (
    re.compile(r"(첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)째(?=[,는은로 ])"),
    re.compile(
        r"(Во-первых|Во-вторых|В-третьих|В-четв[её]ртых|В-пятых|В-шестых|В-седьмых|В-восьмых"
        r"|В-девятых|В-десятых)(?=,)"
    ),
)
_OTHER_FORMS = (
    "첫 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열".split(),
    "во-первых во-вторых в-третьих в-четвертых в-пятых в-шестых в-седьмых в-восьмых "
    "в-девятых в-десятых".split(),
)
"""First, second, third … in Korean and Russian."""
_WORDED = re.compile(
    rf"([A-Z][a-z]+) ({'|'.join(CARDINALS)}|\d{{1,2}}|[IVX]{{1,5}})(?=[.:])", re.IGNORECASE
)
_SIGNED = re.compile(r"(\(?)(\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})([.)])(?=\s+[\w\"'“‘(*$]|\s*$)")
# “Figure 1.” or “Table 2:” name a thing, they do not count an item.
_NAMES = frozenset({"figure", "fig", "table", "box", "chart", "equation", "section", "chapter",
                    "appendix", "page", "volume", "note", "covid", "type", "version"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, its number, and the kind of series it can belong to."""

    text: str
    number: int
    family: str


def labels_of(opening: str) -> list[Label]:
    """The readings of a label at the start of a text; none where there is no label.

    “i.” can be the first of i, ii, iii or the ninth of a, b, c: both are given.
    """
    ordinal = _ORDINAL.match(opening)
    if ordinal:
        number = ORDINALS.index(ordinal.group(1).lower()) + 1
        return [Label(ordinal.group(), number, "ordinal")]
    other = _other_ordinal(opening)
    if other:
        return [other]
    closing = _CLOSING.match(opening)
    if closing:
        return [Label(closing.group(), LAST, "ordinal")]
    worded = _WORDED.match(opening)
    if worded and worded.group(1).lower() not in _NAMES:
        counted = _count(worded.group(2))
        return [Label(worded.group(), counted, worded.group(1).lower())] if counted else []
    signed = _SIGNED.match(opening)
    return _signed_labels(signed) if signed else []


def _other_ordinal(opening: str) -> Label | None:
    """A Korean or Russian “first,”, “second,” … at the start of a text."""
    for pattern, forms in zip(_OTHER_ORDINALS, _OTHER_FORMS, strict=True):
        found = pattern.match(opening)
        if found:
            number = forms.index(found.group(1).lower().replace("ё", "е")) + 1
            return Label(found.group(), number, "ordinal")
    return None


def _count(word: str) -> int | None:
    lower = word.lower()
    if lower in CARDINALS:
        return CARDINALS.index(lower) + 1
    if lower.isdigit():
        return int(lower)
    return ROMANS.index(lower) + 1 if lower in ROMANS else None


def _signed_labels(match: re.Match[str]) -> list[Label]:
    opener, sign, closer = match.groups()
    if opener and closer == ".":
        return []
    style, text = opener + closer, match.group().strip("().")
    if sign.isdigit():
        return [Label(text, int(sign), f"digit{style}")]
    case = "upper" if sign.isupper() else "lower"
    readings = []
    if sign.lower() in ROMANS:
        readings.append(Label(text, ROMANS.index(sign.lower()) + 1, f"roman-{case}{style}"))
    if len(sign) == 1:
        readings.append(Label(text, ord(sign.lower()) - ord("a") + 1, f"letter-{case}{style}"))
    return readings
