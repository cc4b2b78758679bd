"""Other names of one thing: those that the documents introduce, and those of countries.

“Eurasian Economic Union (EEU)” makes one of two names; ``names.json`` lists short, full and
abbreviated names of countries with their people and their capitals, by which papers mean their
governments.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chatbot.documents.abbreviations import introduced
from chatbot.indexing.analysis import stems

Form = tuple[str, ...]
"""The stems of a name, its function words left out."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """The other forms, held by the documents, of each form."""

    others: Mapping[Form, tuple[Form, ...]]
    longest: int


def learn(texts: Iterable[str], language: str, held: Callable[[str], bool]) -> Aliases:
    """The aliases that hold for some documents; ``held`` tells of a stem if they hold it."""
    groups = [list(group) for group in known_names(language)]
    for text in texts:
        for short, long in introduced(text):
            pair = [form(short, language), form(long, language)]
            joined = [group for group in groups if pair[0] in group or pair[1] in group]
            for group in joined:
                group += [one for one in pair if one and one not in group]
            if not joined and all(pair):
                groups.append(pair)
    others: dict[Form, list[Form]] = {}
    for group in groups:
        usable = [one for one in group if all(held(stem) for stem in one)]
        for one in group:
            known = others.setdefault(one, [])
            known += [other for other in usable if other not in (one, *known)]
    kept = {one: tuple(sorted(found)) for one, found in others.items() if found}
    return Aliases(kept, max((len(one) for one in kept), default=0))


def form(name: str, language: str) -> Form:
    """The stems of a name."""
    return tuple(stems(name, language))


@cache
def known_names(language: str) -> tuple[tuple[Form, ...], ...]:
    """The groups of ``names.json``, by the stems of a language."""
    return tuple(
        tuple(dict.fromkeys(one for one in (form(name, language) for name in group) if one))
        for group in _listed()
    )


def _listed() -> Iterator[list[str]]:
    text = files(__package__).joinpath("names.json").read_text(encoding="utf-8")
    for group in json.loads(text):
        yield [*group["names"], *group["people"], *group["capitals"]]
