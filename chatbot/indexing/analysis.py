"""From text to index terms: words and numbers, folded, stemmed, with their places.

Compatibility forms and case are folded (NFKC, casefold), inflection is cut with Snowball
(Porter 2001). A word in another script than the document's is stemmed by the language
usual for its script, so a question and a document agree without knowing each other.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from chatbot.documents.words import FUNCTION_WORDS
from chatbot.indexing.korean import apart, is_korean
from chatbot.indexing.morphemes import morphemes
from chatbot.languages.detection import function_words

if TYPE_CHECKING:
    import Stemmer

STOPWORDS = FUNCTION_WORDS | frozenset(
    """above again am aren't because below can't cannot couldn't didn't doesn't doing don't
    down either few hadn't hasn't haven't having hers herself him himself isn't itself just
    may me might must my myself ours ourselves shall shouldn't theirs themselves wasn't
    weren't whether won't wouldn't yours yourself yourselves""".split()
)
"""English words that say too little to be searched for."""

_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian",
    "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_SCRIPT_LANGUAGES = {
    "LATIN": "en", "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "ARMENIAN": "hy",
    "DEVANAGARI": "hi", "TAMIL": "ta", "HEBREW": "yi",
}  # fmt: skip
_CYRILLIC_LANGUAGES = frozenset({"ru", "sr"})
_UNSPACED = re.compile(r"[\uac00-\ud7a3]+|[\u3040-\u30ff\u3400-\u9fff]+")

# Letters with their combining marks; digits belong to words as in H1N1.
_LETTER = r"[^\W_]|[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f]"
_ATOM = rf"(?:{_LETTER})+"
_NUMBER = r"\d+(?:[.,]\d+)+(?![^\W\uac00-\ud7a3])"
_APOSTROPHES = "'’ʼ"
_HYPHENS = "\\-‐‑"
_TERM = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}(?!\w)"
    rf"|\d+(?:\+\d+)+"
    rf"|{_NUMBER}"
    rf"|{_ATOM}(?:[{_APOSTROPHES}{_HYPHENS}&]{_ATOM})*"
)
_PART = re.compile(  # the first form is an elided article or preposition: l'économie
    rf"[^\W\d_]{{1,4}}(?=[{_APOSTROPHES}][^\W\d_]{{3}})"
    rf"|{_ATOM}(?:[{_APOSTROPHES}]{_ATOM})*"
)
_HYPHENED = re.compile(f"[{_HYPHENS}]")
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """An index term at ``text[start:end]``.

    ``variant`` marks a further form of words that are tokens themselves: the joined form
    of a hyphened or compound word, the two-letter pieces of a Korean, Chinese or Japanese word.
    """

    stem: str
    start: int
    end: int
    variant: bool = False


def analyse(text: str, language: str = "en") -> list[Token]:
    """The index terms of ``text`` in order, stopwords left out.

    ``58.9%`` gives 58.9, ``$1,234.5`` gives 1234.5, ``2+2`` stays, ``Rajin-Khasan`` gives
    rajin, khasan and rajinkhasan. A stopword written in capitals amid other text is a
    name (WHO) and stays.
    """
    shouted = text.upper() == text
    tokens = []
    for match in _TERM.finditer(text):
        word, at = match.group(), match.start()
        # The morphemes of Korean words are looked up anew: they come with an optional analyser.
        known = _weighed(word, language) if is_korean(word) else _remembered(word, language)
        for token, acronym, stopword in known:
            if not stopword or (acronym and not shouted):
                place = at + token.start, at + token.end
                tokens.append(Token(token.stem, *place, token.variant))
    return tokens


Weighed = tuple[tuple[Token, bool, bool], ...]
"""The tokens of one word, each with whether it is written as an acronym and is a stopword."""


def _weighed(word: str, language: str) -> Weighed:
    stopwords = stopwords_of(language)
    weighed = []
    for token in _terms(word, 0, language):
        part = word[token.start : token.end]
        acronym = len(part) > 1 and part.isupper()
        weighed.append((token, acronym, _fold(part).removesuffix("'s") in stopwords))
    return tuple(weighed)


_remembered = lru_cache(1 << 15)(_weighed)


@cache
def stopwords_of(language: str) -> frozenset[str]:
    """The words of a language that are not searched for, and those of English."""
    return STOPWORDS if language == "en" else STOPWORDS | function_words(language)


def stems(text: str, language: str = "en") -> list[str]:
    """The stems of ``analyse``, one for each token."""
    return [token.stem for token in analyse(text, language)]


def _terms(word: str, at: int, language: str) -> Iterator[Token]:
    """The tokens of one match that begins at ``at``."""
    end = at + len(word)
    if word[0].isdigit() and not any(char.isalpha() for char in word):
        yield from _number(word, at)
        return
    if "." in word or "&" in word:
        yield Token(stem_of(_fold(word).replace(".", ""), language), at, end)
        return
    if is_korean(word):
        yield from _korean(word, at, language)
        return
    parts = [(match.group(), at + match.start()) for match in _PART.finditer(word)]
    for part, start in parts:
        yield Token(stem_of(_fold(part), language), start, start + len(part))
        yield from _bigrams(part, start)
    if _HYPHENED.search(word):
        joined = "".join(_fold(part) for part, _ in parts)
        yield Token(stem_of(joined, language), at, end, variant=True)


def _korean(word: str, at: int, language: str) -> Iterator[Token]:
    """The tokens of a word with Korean syllables, and the joined form of one of several parts."""
    said = morphemes(word, language)
    for run, place in apart(word):
        start, end = at + place, at + place + len(run)
        if not is_korean(run):
            yield from (
                _number(run, start)
                if not any(char.isalpha() for char in run)
                else _terms(run, start, language)
            )
            continue
        parts = [each for each in said if place <= each.start < place + len(run)]
        for part in parts:
            yield Token(part.form, at + part.start, at + part.end)
        if len(parts) > 1:
            yield Token("".join(part.form for part in parts), start, end, variant=True)
        yield from _bigrams(run, start)


def _number(word: str, at: int) -> Iterator[Token]:
    """A number, its thousands separators dropped; digits joined by hyphens stay apart."""
    for match in re.finditer(rf"[^{_HYPHENS}{_APOSTROPHES}&]+", word):
        folded = _fold(match.group())
        plain = re.sub(r",(?=\d{3}(?!\d))", "", folded)
        yield Token(plain.replace(",", "."), at + match.start(), at + match.end())


def _bigrams(word: str, at: int) -> Iterator[Token]:
    """Pairs of neighbouring characters, where words carry endings or no spaces."""
    for run in _UNSPACED.finditer(word):
        for start in range(run.start(), run.end() - 1):
            pair = word[start : start + 2]
            if pair != word:
                yield Token(pair, at + start, at + start + 2, variant=True)


def _fold(word: str) -> str:
    folded = unicodedata.normalize("NFKC", word).casefold()
    return folded.replace("’", "'").replace("ʼ", "'")


@lru_cache(1 << 16)
def stem_of(word: str, language: str = "en") -> str:
    """The stem of a folded word, by the document's language or the word's script."""
    script = unicodedata.name(word[:1] or " ", "").split(" ", 1)[0]
    if script == "HANGUL":
        whole = len(apart(word)) == 1
        forms = (each.form for each in morphemes(word, language)) if whole else ()
        return "".join(forms) or word
    usual = _SCRIPT_LANGUAGES.get(script, "")
    base = language.split("-", 1)[0].lower()
    fits = base in _LANGUAGES and _script_of(base) == script
    chosen = base if fits else usual
    if chosen not in _LANGUAGES:
        return word
    return str(_stemmer(_LANGUAGES[chosen]).stemWord(word))


def _script_of(language: str) -> str:
    if language in _CYRILLIC_LANGUAGES:
        return "CYRILLIC"
    for script, usual in _SCRIPT_LANGUAGES.items():
        if usual == language:
            return script
    return {"ne": "DEVANAGARI", "fa": "ARABIC"}.get(language, "LATIN")


def _stemmer(language: str) -> Stemmer.Stemmer:
    """The stemmer of a language; its objects must not be shared between threads."""
    import Stemmer  # needed only where there is text

    known = _local.__dict__.setdefault("stemmers", {})
    if language not in known:
        known[language] = Stemmer.Stemmer(language)
    stemmer: Stemmer.Stemmer = known[language]
    return stemmer
