"""Private marks that carry the processor's formatting through plain text.

The processor is given a formatter that puts one private-use character before and after
formatted words, and one after each closing quotation mark of the style. So the text can be
escaped as a whole, and only the style's own quotation marks are moved past punctuation.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from types import SimpleNamespace

CLOSING_QUOTE = "\ue000"
KEPT_HYPHEN = "\ue001"
_END = "\ue002"
_TAGS = {
    "Italic": ("\ue003", "i"),
    "Bold": ("\ue004", "b"),
    "Underline": ("\ue005", "u"),
    "Superscript": ("\ue006", "sup"),
    "Subscript": ("\ue007", "sub"),
    "SmallCaps": ("\ue008", "small-caps"),
}
_OPENING = {mark: tag for mark, tag in _TAGS.values()}
_ALL = re.compile("[\ue000-\ue008]")
_AFTER_QUOTE = re.compile(f"(?P<quote>.){CLOSING_QUOTE}(?P<ends>{_END}*)(?P<stop>[.,])")


def without_marks(text: str) -> str:
    """``text`` without any character that is used as a mark here."""
    return _ALL.sub("", text)


def formatter() -> SimpleNamespace:
    """A formatter for the processor, in the shape of its own ``formatter`` modules."""
    wrappers: dict[str, Callable[[str], str]] = {
        name: _wrapper(mark) for name, (mark, _) in _TAGS.items()
    }
    wrappers["Oblique"] = wrappers["Italic"]
    return SimpleNamespace(preformat=str, Light=str, **wrappers)


def _wrapper(mark: str) -> Callable[[str], str]:
    return lambda text: f"{mark}{text}{_END}"


def punctuation_in_quotes(text: str) -> str:
    """Move a comma or stop that follows a closing quotation mark of the style inside it.

    CSL 1.0.2, ``punctuation-in-quote``; the processor does not do this itself.
    """

    def move(found: re.Match[str]) -> str:
        stop = found["stop"]
        before = text[: found.start()].rstrip(_END)
        inside = "" if before.endswith(stop) else stop
        return f"{inside}{found['quote']}{found['ends']}"

    return _AFTER_QUOTE.sub(move, text)


def as_plain(text: str) -> str:
    """The words without their formatting."""
    return without_marks(text.replace(KEPT_HYPHEN, "-"))


def as_html(text: str) -> str:
    """The words escaped for HTML, formatting as ``<i>``, ``<b>`` and the like."""
    pieces: list[str] = []
    open_tags: list[str] = []
    for piece in re.split("([\ue000-\ue008])", text):
        if piece in _OPENING:
            open_tags.append(_OPENING[piece])
            pieces.append(_start_tag(open_tags[-1]))
        elif piece == _END:
            pieces.append(_end_tag(open_tags.pop()))
        elif piece == KEPT_HYPHEN:
            pieces.append("-")
        elif piece != CLOSING_QUOTE:
            pieces.append(html.escape(piece, quote=False))
    return "".join(pieces)


def _start_tag(tag: str) -> str:
    return '<span style="font-variant:small-caps">' if tag == "small-caps" else f"<{tag}>"


def _end_tag(tag: str) -> str:
    return "</span>" if tag == "small-caps" else f"</{tag}>"
