"""Text of documents and questions made harmless for a terminal.

A document must not be able to move the cursor, recolour or rewrite what a person sees, so
control characters (ECMA-48 C0 and C1, DEL) and bidirectional overrides (UAX #9) are
replaced one for one: offsets into the text stay true.
"""

from __future__ import annotations

import json
import re

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_VISIBLE: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20)},
    **dict.fromkeys(map(ord, "\t\n\r\v\f\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"), " "),
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
}
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def visible(text: str) -> str:
    """``text`` on one line with every control character shown; the length is unchanged."""
    return text.translate(_VISIBLE)


def json_text(value: object, *, indent: int | None = None) -> str:
    """``value`` as readable JSON that holds no control character, not even C1."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
