"""The program's fixed phrases in the languages of its readers.

A catalogue is a folder of JSON files a language, ``catalogue/LANGUAGE/NAME.json``, each an
object from key to text; a key is ``NAME.key``. Texts take values by name (``{count}``), as
``str.format_map`` does, from the program alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

DEFAULT = "en"
LANGUAGES: Mapping[str, str] = {"en": "English", "ko": "한국어", "ru": "Русский"}
"""The languages with phrases of their own, each by its own name."""


def phrase(key: str, language: str = DEFAULT, **values: object) -> str:
    """The text of a key (``replies.more``) in a language, English where it has none.

    Raises:
        KeyError: no catalogue has the key, or the text names a value that is not given.
    """
    catalogue = phrases(language)
    text = catalogue[key] if key in catalogue else phrases(DEFAULT)[key]
    return text.format_map(values) if values else text


def spoken(language: str) -> str:
    """The language of the phrases that a reader of ``language`` gets."""
    base = language.partition("-")[0].lower()
    return base if base in LANGUAGES else DEFAULT


@cache
def phrases(language: str) -> Mapping[str, str]:
    """All the phrases of a language by key; those of ``DEFAULT`` where it has no catalogue."""
    folder = files(__package__) / "catalogue" / spoken(language)
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".json"):
            texts = json.loads(path.read_text(encoding="utf-8"))
            name = path.name.removesuffix(".json")
            found |= {f"{name}.{key}": text for key, text in texts.items()}
    return found
