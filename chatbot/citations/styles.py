"""The citation styles that come along, and any other by its file."""

from __future__ import annotations

from pathlib import Path

from chatbot.citations.processor import check_style
from chatbot.errors import MissingInput, UsageError

_FOLDER = Path(__file__).with_name("styles")

STYLES = {
    "chicago-notes": "chicago-notes-bibliography.csl",
    "chicago-author-date": "chicago-author-date.csl",
    "apa": "apa.csl",
    "mla": "modern-language-association.csl",
    "harvard": "harvard-cite-them-right.csl",
    "oscola": "oscola.csl",
    "gost": "gost-r-7-0-5-2008.csl",
}
"""The names of the bundled styles with their files."""

DEFAULT_STYLE = "chicago-notes"


def style_file(name: str = DEFAULT_STYLE) -> Path:
    """The CSL file of a bundled style by name, or of any style by its path.

    Raises:
        UsageError: no style has this name, or the file holds no independent CSL style.
        MissingInput: a path to a ``.csl`` file names none.
    """
    if name in STYLES:
        return _FOLDER / STYLES[name]
    path = Path(name)
    if path.suffix.lower() != ".csl":
        known = ", ".join(STYLES)
        raise UsageError(f"no citation style {name!r}: use {known}, or the path of a .csl file")
    if not path.is_file():
        raise MissingInput(f"citation style not found: {path}")
    check_style(path)
    return path
