"""Korean and Russian words in Latin letters.

Korean by the Revised Romanization (2000), syllable by syllable as names are written; Russian
by the letters' usual English values, with the combinations of the Kontsevich system (the one
for Korean names in Russian: чж, дж → ch, as in Park Chung-hee) read as what they stand for.
"""

from __future__ import annotations

import unicodedata

_FIRST_SYLLABLE = 0xAC00
_LAST_SYLLABLE = 0xD7A3
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS = ("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i").split()
_FINALS = [
    "", *"k k ks n nj nh t l lk lm lp ls lt lp lh m p ps t t ng t t k t p h".split()
]  # fmt: skip
_COMBINATIONS = (("чж", "ch"), ("дж", "ch"), ("кс", "x"), ("тх", "t"), ("пх", "p"), ("кх", "k"))
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sch", "ъ": "", "ы": "eu", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def romanised(word: str) -> str:
    """A Korean or Russian word in lower-case Latin letters; other letters stay as they are."""
    folded = unicodedata.normalize("NFC", word.casefold())
    for written, sound in _COMBINATIONS:
        folded = folded.replace(written, sound)
    return "".join(_letter(letter) for letter in folded)


def _letter(letter: str) -> str:
    code = ord(letter)
    if not _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
        return _LETTERS.get(letter, letter)
    place = code - _FIRST_SYLLABLE
    initial, rest = divmod(place, len(_VOWELS) * len(_FINALS))
    vowel, final = divmod(rest, len(_FINALS))
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
