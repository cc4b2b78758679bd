"""The word that a misspelt one was meant to be, where one is clearly the likeliest.

A noisy channel (Kernighan, Church and Gale 1990, “A Spelling Correction Program Based on a
Noisy Channel Model”): how common a word is in the documents and in their language, times how
usual the slip is that makes the misspelt word of it. Words are near by the optimal string
alignment distance (Damerau 1964: a letter dropped, added, changed or swapped with its
neighbour counts one).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from chatbot.languages.sounds import consonants
from chatbot.retrieval.language import LanguageWords, words_of_language
from chatbot.retrieval.vocabulary import Vocabulary

SHORTEST = 4
"""Letters of the shortest word that is corrected, but for misspelt function words."""
TWO_EDITS = 8
"""Letters from which a word may be two edits away."""
SHORT_NAME = 5
"""Names of up to so many letters must be met often to be what was meant."""
OFTEN = 5
MISPRINTED = 6
"""Letters of the shortest word for which a misprint of the documents is looked for."""
CLEARLY = 0.6
"""The share of all likelihood that the word taken must have, with its other forms."""
LEAST = 3e-9
"""The least likelihood: below it the word may well be one that no list holds."""
_STRICTER = {4: 100, 5: 10}
"""How many times the least likelihood a word of few letters needs: many others are near it."""

_IN_DOCUMENTS, _IN_LANGUAGE = 0.7, 0.3
_OTHER_FORM = 0.1
"""What a word counts for each time that the documents hold another form of it."""
_SWAPPED, _DOUBLED, _DROPPED, _NEIGHBOUR, _OTHER = 0.3, 0.3, 0.2, 0.15, 0.08
_OTHER_FIRST = 0.1
_LEAST_CONSONANTS = 3
_MOST_BY_EAR = 3
"""Edits that lie between two words with the same consonants at most."""
_SECOND_EDIT = 0.01
_ASKING = 20
"""How much likelier a question word is where a question begins."""
_QUESTION_WORDS = frozenset("what which who whom whose when where why how".split())
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at) for row, keys in enumerate(_KEYS) for at, key in enumerate(keys)}
_FUNCTION_WORDS = tuple("the how who why and for are was did has not you can its but all".split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that a misspelt one may have been meant to be.

    ``held`` tells how often the documents hold a word in any of its forms.
    """

    vocabulary: Vocabulary
    language: LanguageWords
    held: Callable[[str], int]
    stem: Callable[[str], str]

    def commonness(self, word: str) -> float:
        """How common a word is in the documents and their language."""
        count = self.vocabulary.counts.get(word) or _OTHER_FORM * self.held(word)
        usual = self.language.counts.get(word, 0) / self.language.size
        return _IN_DOCUMENTS * count / self.vocabulary.size + _IN_LANGUAGE * usual


def nearest(word: str, lexicon: Lexicon, *, named: bool, opens: bool) -> str | None:
    """The folded word that a folded ``word`` was meant to be, None where none is clear.

    A ``named`` word was written as a name and is compared with the documents' names only;
    one that ``opens`` a question is likely to be a question word. Two edits away are only
    words that the documents hold.
    """
    if len(word) < SHORTEST:
        return _misspelt_function_word(word)
    vocabulary = lexicon.vocabulary
    sounded = vocabulary.by_sound_of(word)
    if len(sounded) == 1 and len(word) >= SHORT_NAME:
        return next(iter(sounded))
    if not lexicon.language.reads(word):
        return None
    near = _names_near(word, vocabulary) if named else _near(word, vocabulary, lexicon.language)
    likely: dict[str, dict[str, float]] = defaultdict(dict)
    for found, edits in near:
        if _too_short(found, word, vocabulary) or (edits > 1 and not lexicon.held(found)):
            continue
        likelihood = lexicon.commonness(found) * slip(word, found, edits)
        asks = opens and found in _QUESTION_WORDS
        likely[lexicon.stem(found)][found] = likelihood * (_ASKING if asks else 1)
    meant = _likeliest(likely.values(), LEAST * _STRICTER.get(len(word), 1))
    if meant is None and not likely and not named:
        meant = _by_ear(word, lexicon)
    inflected = meant is not None and lexicon.stem(meant) == lexicon.stem(word)
    return None if inflected else meant


def misprinted(word: str, vocabulary: Vocabulary, language: str) -> Iterator[str]:
    """Words of the documents that are ``word`` with a slip: no words of the language.

    ``word`` is folded; it counts only where it is itself a word of the language.
    """
    known = words_of_language(language) if len(word) >= MISPRINTED else None
    if known is None or word not in known.counts:
        return
    for length in range(len(word) - 1, len(word) + 2):
        for found, _ in _within(word, vocabulary.by_length.get(length, ()), 1):
            ordinary = found[0] == word[0] and found not in vocabulary.names
            if ordinary and not known.knows(found):
                yield found


def slip(typed: str, meant: str, edits: int) -> float:
    """How usual it is, up to a factor, to type one word for another ``edits`` away."""
    first = 1.0 if typed[0] == meant[0] else _OTHER_FIRST
    if edits > 1:
        return first * _SECOND_EDIT * _DROPPED
    if len(typed) == len(meant):
        return first * _changed(typed, meant)
    if _undoubled(typed) == _undoubled(meant):
        return _DOUBLED
    return first * (_DROPPED if len(typed) < len(meant) else _OTHER)


def _changed(typed: str, meant: str) -> float:
    """The likelihood of a slip that leaves the number of letters as it is."""
    pairs = [(one, other) for one, other in zip(typed, meant, strict=True) if one != other]
    if len(pairs) > 1:
        return _SWAPPED
    one, other = pairs[0]
    return _NEIGHBOUR if _beside(one, other) else _OTHER


def _beside(one: str, other: str) -> bool:
    """Whether two letters are neighbours on an English keyboard, rows half a key apart."""
    if one not in _PLACES or other not in _PLACES:
        return False
    (row, at), (other_row, other_at) = sorted((_PLACES[one], _PLACES[other]))
    if row == other_row:
        return other_at - at == 1
    return other_row - row == 1 and at - other_at in (0, 1)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _misspelt_function_word(word: str) -> str | None:
    """The function word of which three letters are a permutation by one swap: teh, hwo."""
    swapped = (word[1:2] + word[:1] + word[2:], word[:1] + word[2:3] + word[1:2])
    found = [known for known in _FUNCTION_WORDS if len(word) == 3 and known in swapped]
    return min(found, key=lambda known: known[0] != word[0], default=None)


def _within(word: str, pool: Sequence[str], edits: int) -> Iterator[tuple[str, int]]:
    matches = process.extract(word, pool, scorer=OSA.distance, score_cutoff=edits, limit=None)
    for found, distance, _ in matches:
        yield found, int(distance)


def _lengths(word: str) -> tuple[int, range]:
    edits = 2 if len(word) >= TWO_EDITS else 1
    return edits, range(max(SHORTEST - 1, len(word) - edits), len(word) + edits + 1)


def _near(word: str, vocabulary: Vocabulary, language: LanguageWords) -> Iterator[tuple[str, int]]:
    """Words near ``word`` with their distance.

    The language's begin with its first or its second letter, the documents' with any.
    """
    edits, lengths = _lengths(word)
    seen: set[str] = set()
    for length in lengths:
        pools = (vocabulary.by_length.get(length, ()), *language.pools(word[:2], length))
        for pool in pools:
            for found, distance in _within(word, pool, edits):
                if found not in seen:
                    seen.add(found)
                    yield found, distance


def _by_ear(word: str, lexicon: Lexicon) -> str | None:
    """The documents' word that has a word's consonants with other vowels between them.

    None where words of several stems have them: “nucular” is “nuclear”.
    """
    key = consonants(word)
    if len(key) < _LEAST_CONSONANTS or len(word) < SHORT_NAME:
        return None
    alike = lexicon.vocabulary.by_consonants.get(key, ())
    found = sorted(near for near, _ in _within(word, alike, min(_MOST_BY_EAR, len(key) - 1)))
    stems = {lexicon.stem(one) for one in found}
    counts = lexicon.vocabulary.counts
    return max(found, key=lambda one: counts[one]) if len(stems) == 1 else None


def _too_short(found: str, word: str, vocabulary: Vocabulary) -> bool:
    """Whether the word found is a short name, as syllables of names often are alike."""
    part = found in vocabulary.names or found in vocabulary.syllables
    return part and len(found) < SHORT_NAME and sorted(found) != sorted(word)


def _names_near(word: str, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    edits, lengths = _lengths(word)
    for length in lengths:
        for found, distance in _within(word, vocabulary.by_length.get(length, ()), edits):
            swapped = sorted(found) == sorted(word)
            usual = len(word) > SHORT_NAME or vocabulary.counts[found] >= OFTEN or swapped
            if usual and found[0] == word[0] and found in vocabulary.capitalised:
                yield found, distance


def _likeliest(stems: Iterable[dict[str, float]], least: float) -> str | None:
    """The likeliest form of the likeliest stem, None where others come close to it."""
    known = sorted(stems, key=lambda forms: (-sum(forms.values()), min(forms)))
    total = sum(sum(forms.values()) for forms in known)
    if not known or sum(known[0].values()) < CLEARLY * total:
        return None
    best = min(known[0].items(), key=lambda form: (-form[1], form[0]))
    return best[0] if best[1] >= least else None
