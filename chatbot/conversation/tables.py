"""The small words of a question, a table a language: ``words/LANGUAGE.json``.

``empty`` words carry no topic; ``pointers`` stand for something said before, of which
``own`` may also stand for something that the same question names; ``weak_pointers``
(other, same) often do; ``opener`` begins a question that goes on from one before, ``whole``
one that is whole however short it is; ``asks`` are the words that questions begin with.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chatbot.documents.words import words_of

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ENDING = re.compile(r"(?:n't|'(?:s|d|re|ll|ve|m))$")


@dataclass(frozen=True, slots=True)
class WordTable:
    """The small words of one language, folded."""

    language: str
    empty: frozenset[str]
    pointers: frozenset[str]
    weak_pointers: frozenset[str]
    own: frozenset[str]
    opener: re.Pattern[str]
    whole: re.Pattern[str]
    asks: re.Pattern[str]

    def says_something(self, word: str) -> bool:
        """Whether a word of a question, as written, carries a topic."""
        folded = plain(word)
        return folded not in self.empty and not self.points(folded)

    def points(self, folded: str) -> bool:
        """Whether a folded word points at something said before, surely or perhaps."""
        return folded in self.pointers or folded in self.weak_pointers or folded == "that"

    def content(self, text: str) -> list[str]:
        """The words of a text that carry a topic, as written, each once."""
        found = {plain(word): word for word in reversed(words_of(text))}
        return [word for word in reversed(found.values()) if self.says_something(word)]


def plain(word: str) -> str:
    """A word folded, without what is contracted to it: “who’d” → who."""
    folded = word.casefold().replace("’", "'")
    return _ENDING.sub("", folded) or folded


def table_of(text: str) -> WordTable:
    """The table for the script that a text is written in; English where none is better."""
    if _HANGUL.search(text):
        return word_table("ko")
    return word_table("ru" if _CYRILLIC.search(text) else "en")


@cache
def word_table(language: str) -> WordTable:
    """The table of ``en``, ``ko`` or ``ru``."""
    path = files(__package__) / "words" / f"{language}.json"
    data: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return WordTable(
        language=language,
        empty=frozenset(data["empty"].split()),
        pointers=frozenset(data["pointers"].split()),
        weak_pointers=frozenset(data["weak_pointers"].split()),
        own=frozenset(data["own"].split()),
        opener=re.compile(data["opener"], re.IGNORECASE),
        whole=re.compile(data["whole"], re.IGNORECASE),
        asks=re.compile(rf"(?:{data['asks']})(?:'s|’s|'d|’d)?(?!\w)", re.IGNORECASE),
    )
