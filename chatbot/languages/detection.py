"""Which language a text or a question is in.

The script decides where one language usually has it to itself. Languages that share the
Latin or Cyrillic letters are told apart by their function words, of which even a short
question has one or two, and by letters that only one of them has. A question with nothing
of either (a name, a number, “APEC?”) is in the language that is usual where it was asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEFAULT = "en"

_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SHARING = {"en": "en de fr es it pt nl pl cs sv tr".split(), "ru": "ru uk bg".split()}
"""The languages told apart in a script, by the one that is usual in it."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SAMPLE = 20_000
# A Korean or Japanese syllable says as much as two to three Latin letters.
_MIN_SHARE = 0.25
_LETTER = 2
"""How many function words a word with a letter of one language alone counts as."""
_FEW = 4
"""From so many words a question must hold two function words of another language."""
_CLEARLY = 2.0
"""How many times as many function words a paper of another language must hold."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What tells a language: its function words, and letters that it has alone."""

    words: frozenset[str]
    letters: frozenset[str]


def function_words(language: str) -> frozenset[str]:
    """The words of a language that carry no topic; none where it has no list."""
    marks = _marks().get(language.partition("-")[0].lower())
    return marks.words if marks else frozenset()


def detect_language(text: str) -> str:
    """The ISO 639-1 code of a whole text; ``en`` or ``ru`` where its letters leave it open.

    A script must make up a quarter of the letters, so that quoted names or formulas in
    another script do not decide. Japanese mixes kana with Chinese characters: kana decide.
    """
    sample = text[:_SAMPLE]
    usual = _by_script(sample) or DEFAULT
    counts = _counts(sample, usual)
    if not counts:
        return usual
    best = max(counts, key=lambda code: (counts[code], code == usual))
    return best if counts[best] >= _CLEARLY * max(counts[usual], 1) else usual


def question_language(text: str, usual: str = DEFAULT) -> str:
    """The ISO 639-1 code of a question.

    ``usual`` is the language of the conversation or the papers. It holds where nothing in
    the question tells, and where nothing tells clearly that it is in another language.
    """
    found = _by_script(text)
    if found is None:
        return usual
    base = usual if usual in _SHARING.get(found, ()) else found
    counts = _counts(text, base)
    if not counts or not any(counts.values()):
        return usual if found == DEFAULT or base == usual else found
    best = max(counts, key=lambda code: (counts[code], code == base, code == found))
    needed = 2 if len(_WORD.findall(text)) >= _FEW else 1
    return best if counts[best] > counts[base] and counts[best] >= needed else base


def crosses(text: str, language: str, papers: Collection[str]) -> bool:
    """Whether a question in ``language`` is asked of papers that are all in another one.

    One without a letter of its language's script (“APEC, 2016?” amid a talk in Korean)
    reads the same in any.
    """
    if not papers or language in papers:
        return False
    own = next((usual for usual, codes in _SHARING.items() if language in codes), language)
    return _by_script(text) == own


def _by_script(text: str) -> str | None:
    """The language usual in the script of most letters; None where there is no letter."""
    counts = {code: len(pattern.findall(text)) for code, pattern in _SCRIPTS}
    total = len(_LATIN.findall(text)) + sum(counts.values())
    if not total:
        return None
    if counts["ja"]:
        counts["ja"] += counts["zh"] if counts["ja"] > 0.1 * counts["zh"] else 0
    code, count = max(counts.items(), key=lambda entry: entry[1])
    return code if count >= _MIN_SHARE * total else DEFAULT


def _counts(text: str, base: str) -> dict[str, int]:
    """How many words speak for each of the languages that share the letters of one."""
    languages = next((codes for codes in _SHARING.values() if base in codes), ())
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = {}
    for code in languages:
        marks = _marks()[code]
        counts[code] = sum(word in marks.words for word in words)
        counts[code] += sum(_LETTER * (not marks.letters.isdisjoint(word)) for word in words)
    return counts


@cache
def _marks() -> Mapping[str, _Marks]:
    record = json.loads((files(__package__) / "words.json").read_text(encoding="utf-8"))
    return {
        code: _Marks(frozenset(" ".join(entry["words"]).split()), frozenset(entry["letters"]))
        for code, entry in record.items()
    }
