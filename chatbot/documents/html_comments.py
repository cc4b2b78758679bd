"""What is no element of an HTML file is taken out before it is parsed.

Comments, declarations and marked sections: the standard library's parser looks for the end of
each anew, which takes hours where a damaged file opens thousands and closes none. The bodies
of scripts and styles have no comments; a title that is never closed ends at the next tag.
"""

from __future__ import annotations

import re

_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,100000}\]\s*)?>", re.IGNORECASE)
_MARKED = re.compile(r"<!\[[^\]<>]{0,200}\]>|<!\[CDATA\[|\]\]>|<!\[", re.IGNORECASE)
_OPEN, _CLOSE = "<!--", "-->"
_START = re.compile(r"<!--|<(script|style)(?=[\s/>])", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
_TITLE = re.compile(r"<title(?:\s[^<>]{0,1000})?>[^<]{0,10000}", re.IGNORECASE)
_TITLE_END = re.compile(r"</title", re.IGNORECASE)


def without_comments(text: str) -> tuple[str, str]:
    """The text without them, cut behind its last tag: what may hold tags, and the rest.

    A comment that is never closed loses its sign only, so that no words are lost.
    """
    bare = _closed_title(_MARKED.sub("", _DOCTYPE.sub("", _uncommented(text), count=1)))
    end = bare.rfind(">") + 1
    return bare[:end], bare[end:]


def _uncommented(text: str) -> str:
    parts: list[str] = []
    position = kept = 0
    unclosed: set[str] = set()
    while (start := _START.search(text, position)) is not None:
        name = (start[1] or "").lower()
        if name:
            end = None if name in unclosed else _ENDS[name].search(text, start.end())
            if end is None:
                unclosed.add(name)
            position = start.end() if end is None else end.end()
            continue
        parts.append(text[kept : start.start()])
        close = text.find(_CLOSE, start.end())
        if close < 0:
            return "".join([*parts, text[start.start() :].replace(_OPEN, "")])
        position = kept = close + len(_CLOSE)
    return "".join([*parts, text[kept:]])


def _closed_title(text: str) -> str:
    """The text with an end to its title: without one, all of the page would be its title."""
    title = _TITLE.search(text)
    if title is None or _TITLE_END.search(text, title.end()):
        return text
    return f"{text[: title.end()]}</title>{text[title.end() :]}"
