"""What is no element of an HTML file is taken out before it is parsed.

Comments, declarations and marked sections: the standard library's parser looks for the end of
each anew, which takes hours where a damaged file opens thousands and closes none.
"""

from __future__ import annotations

import re

_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,100000}\]\s*)?>", re.IGNORECASE)
_MARKED = re.compile(r"<!\[[^\]<>]{0,200}\]>|<!\[CDATA\[|\]\]>|<!\[", re.IGNORECASE)
_OPEN, _CLOSE = "<!--", "-->"


def without_comments(text: str) -> tuple[str, str]:
    """The text without them, cut behind its last tag: what may hold tags, and the rest.

    A comment that is never closed loses its sign only, so that no words are lost.
    """
    bare = _MARKED.sub("", _DOCTYPE.sub("", _uncommented(text), count=1))
    end = bare.rfind(">") + 1
    return bare[:end], bare[end:]


def _uncommented(text: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := text.find(_OPEN, position)) >= 0:
        parts.append(text[position:start])
        end = text.find(_CLOSE, start + len(_OPEN))
        if end < 0:
            return "".join([*parts, text[start:].replace(_OPEN, "")])
        position = end + len(_CLOSE)
    return "".join([*parts, text[position:]])
