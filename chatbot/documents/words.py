"""Small facts about words and signs that several readers of structure share."""

from __future__ import annotations

import re

TERMINAL = ".!?…。！？"
"""Signs that end a sentence."""

CLOSERS = "\"'”’»)]}*_"
"""Signs that may follow the end of a sentence."""

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT_VALUES = {sign: str(value) for value, sign in enumerate(SUPERSCRIPTS)}

FUNCTION_WORDS = frozenset(
    """a about after all also an and any are as at be been before being between both but by
    can could did do does during each for from further had has have he her here his how i if
    in into is it its more most no nor not of off on once only or other our out over own per
    same she should so some such than that the their them then there these they this those
    through to too under until up upon very was we were what when where which while who whom
    whose why will with would you your""".split()
)
"""English words that carry no topic anywhere; each use adds its own to them."""

STOP_WORDS = FUNCTION_WORDS | frozenset(
    "above among because may might must since via whether within without".split()
)

# Words that never end a heading or a sentence: what they announce is still to come.
_OPEN_ENDED = STOP_WORDS - {"all", "more", "most", "not", "no", "so", "there", "up", "out", "over"}

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s)\]\"'”’]*$")
_ADDRESS = re.compile(
    r"<?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?)>?",
    re.IGNORECASE,
)
_ABBREVIATION_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|cf|vs|etc|Dr|Mr|Mrs|Ms|Prof|St|No|Fig|Figs|Eq|Ref|Refs|Vol|ca|approx"
    r"|resp|Jr|Sr|Inc|Ltd|Co|pp|p|eds?|spp?|subsp|var)\.|\b[A-Z]\.)$"
)


def words_of(text: str) -> list[str]:
    """The words of a text, as written."""
    return _WORD.findall(text)


def is_superscript(text: str) -> bool:
    """Whether every character is a superscript digit."""
    return bool(text) and all(character in _SUPERSCRIPT_VALUES for character in text)


def superscript_value(text: str) -> str:
    """Superscript digits as plain ones: “¹⁰” → “10”."""
    return "".join(_SUPERSCRIPT_VALUES.get(character, character) for character in text)


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, whatever quotes, brackets or marks follow."""
    bare = text.rstrip().rstrip(SUPERSCRIPTS).rstrip(CLOSERS + " ")
    bare = re.sub(r"\s*(?:\[\^?[\w,; –-]+|\^\[?\d+)$", "", bare).rstrip(CLOSERS + " ")
    return bool(bare) and bare[-1] in TERMINAL and not _ABBREVIATION_END.search(bare)


def ends_open(text: str) -> bool:
    """Whether the text breaks off where something must follow: “with”, “and”, a comma."""
    bare = text.rstrip().rstrip(SUPERSCRIPTS).rstrip()
    if not bare:
        return False
    if bare[-1] in ",;–—-/&(" or _ABBREVIATION_END.search(bare):
        return True
    last = _LAST_WORD.search(bare)
    return last is not None and last.group(1).lower() in _OPEN_ENDED


def starts_lower(text: str) -> bool:
    """Whether the first letter, after opening signs, is lower case."""
    bare = text.lstrip(" \t\"'“‘«([*_")
    return bool(bare) and bare[0].islower()


def is_address(text: str) -> bool:
    """Whether the whole text is a web or mail address or a hashtag."""
    bare = text.strip()
    if bare.startswith("#") and " " not in bare and len(bare) > 1:
        return True
    return bool(_ADDRESS.fullmatch(bare))


def is_caseless(word: str) -> bool:
    """Whether a word begins with a letter of a script without capitals, such as Korean."""
    return word[:1].isalpha() and word[:1].lower() == word[:1].upper()


def is_all_caps(text: str) -> bool:
    """Whether at least four letters are there, all capitals in a script that has them."""
    if text != text.upper() or text == text.lower():
        return False
    return sum(1 for character in text if character.isalpha()) >= 4
