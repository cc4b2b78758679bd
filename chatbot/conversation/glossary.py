"""The glossary of a language: what its words are in English, and what they do in a question.

A glossary is a file ``glossaries/LANGUAGE.json``. Each of its sections is an object from an
English wording to the forms that stand for it, separated by commas; the section says what the
forms do in a question (:data:`SECTIONS`). Names of countries, months, languages and currencies
come from the CLDR through Babel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from chatbot.conversation.world_names import world_names

Role = Literal[
    "asking",
    "structure",
    "figure",
    "note",
    "paper",
    "about",
    "ordinal",
    "cardinal",
    "word",
    "name",
    "silent",
    "and",
    "number",
    "unknown",
]

SECTIONS: Mapping[str, Role] = {
    "asking": "asking",
    "structures": "structure",
    "figures": "figure",
    "notes": "note",
    "paper": "paper",
    "about": "about",
    "ordinals": "ordinal",
    "cardinals": "cardinal",
    "words": "word",
    "names": "name",
}
"""The sections of a glossary that give English wordings, with what their forms do."""
LANGUAGES = ("ko", "ru")
"""The languages that have a glossary."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form is in English, and what it does in a question."""

    english: str
    role: Role


@dataclass(frozen=True, eq=False)
class Glossary:
    """The forms of a language, folded, each with its entry.

    ``particles`` are what may follow a word within the same written word (Korean only).
    """

    language: str
    entries: Mapping[str, Entry]
    particles: frozenset[str] = frozenset()


@cache
def load_glossary(language: str) -> Glossary | None:
    """The glossary of a language by its ISO 639-1 code, None where there is none."""
    base = language.partition("-")[0].lower()
    if base not in LANGUAGES:
        return None
    source = files(__package__) / "glossaries" / f"{base}.json"
    read = json.loads(source.read_text(encoding="utf-8"))
    return make_glossary(base, read, world_names(base))


def make_glossary(
    language: str, source: Mapping[str, object], names: Mapping[str, str] | None = None
) -> Glossary:
    """A glossary from the object of its file; its own forms go before those of ``names``."""
    entries = {fold(form): Entry(english, "name") for form, english in (names or {}).items()}
    for section, role in SECTIONS.items():
        wordings = source.get(section, {})
        for english, forms in wordings.items() if isinstance(wordings, dict) else ():
            entries |= {fold(form): Entry(english, role) for form in listed(forms)}
    entries |= {fold(form): Entry("", "silent") for form in listed(source.get("silent", ""))}
    entries |= {fold(form): Entry("and", "and") for form in listed(source.get("and", ""))}
    return Glossary(language, entries, frozenset(listed(source.get("particles", ""))))


def listed(forms: object) -> list[str]:
    """The forms of a comma-separated text."""
    return [form.strip() for form in str(forms).split(",") if form.strip()]


def fold(text: str) -> str:
    """Lower case, and the Russian ё written as the е that it mostly is printed as."""
    return text.casefold().replace("ё", "е")
