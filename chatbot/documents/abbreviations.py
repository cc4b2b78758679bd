"""Abbreviations and the words they stand for, as a sentence itself gives them.

“Long Form (LF)” and “LF (long form)” after Schwartz and Hearst 2003, “A simple algorithm
for identifying abbreviation definitions in biomedical text”; besides, a run of capitalised
words whose initials spell the abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.documents.words import FUNCTION_WORDS

_LINKS = frozenset({"of", "for", "the", "and", "on", "in", "to", "de", "&"})
_CAPITALISED_RUN = re.compile(
    r"[A-Z][\w-]*(?:[\s-](?:of|for|the|and|on|in|to|de|&)(?=\s))*(?:[\s-]+[A-Z][\w-]*|"
    r"\s(?:of|for|the|and|on|in|to|de|&)(?=\s))*"
)


_LOOK_BACK = 160
_LETTERS = 3
_NEAR = 800
_SMALL_WORDS = FUNCTION_WORDS | frozenset(
    {"also", "among", "being", "many", "more", "most", "much"}
)
_INTRODUCED = re.compile(
    r"\((?P<announced>(?:hereinafter|hereafter|henceforth),?\s+)?"
    r"(?:(?:referred to|known) as\s+|called\s+)?(?:the\s+)?"
    r"[“\"‘']?(?P<short>[A-Z][\w&-]{1,14})[”\"’']?(?:[;,][^()]{0,60})?\)"
)


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """Short forms that a text introduces, each with its long form, in order.

    “Long Form (LF)” and “Long Form (hereinafter the Form)”.
    """
    for match in _INTRODUCED.finditer(text):
        short = match["short"]
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()].rstrip()
        start: int | None = None
        if sum(letter.isupper() for letter in short) > 1:
            start = _long_form(before, short)
        elif match["announced"]:
            runs = [run for run in _CAPITALISED_RUN.finditer(before) if run.end() == len(before)]
            start = runs[0].start() if runs else None
        if start is not None:
            yield short, before[start:]


def expansion(sentence: str, short: str) -> tuple[int, int] | None:
    """Where ``sentence`` spells out the abbreviation ``short``; None where it does not."""
    return beside(sentence, short) or _initials(sentence, _base(short))


def beside(sentence: str, short: str) -> tuple[int, int] | None:
    """Where the long form stands with the abbreviation itself, one of them in brackets."""
    base = _base(short)
    return _before_parenthesis(sentence, short, base) or _in_parenthesis(sentence, base)


def in_small_letters(text: str, short: str) -> tuple[int, int] | None:
    """Where a text uses the long form in small letters (“foreign direct investment”: FDI).

    Words with the initials count only where they come more than once, at least once near
    the abbreviation, and no other words have its initials.
    """
    base = _base(short)
    if len(base) < _LETTERS or not base.isupper() or not base.isalpha():
        return None
    words = r"[ -]".join(rf"{letter}[a-z]{{3,}}" for letter in base.casefold())
    runs = [
        run
        for run in re.finditer(rf"\b{words}\b", text, re.IGNORECASE)
        if not _SMALL_WORDS.intersection(re.split("[ -]", run.group().casefold()))
    ]
    forms = {run.group().casefold().rstrip("s").replace("-", " ") for run in runs}
    places = [match.start() for match in re.finditer(rf"\b{re.escape(base)}s?\b", text)]
    near = any(abs(run.start() - place) < _NEAR for run in runs for place in places)
    return runs[0].span() if len(forms) == 1 and len(runs) > 1 and near else None


def _base(short: str) -> str:
    return short.rstrip("s") if short[:-1].isupper() else short


def _before_parenthesis(sentence: str, short: str, base: str) -> tuple[int, int] | None:
    """“long form (SHORT)”: the shortest words before that hold its letters in order."""
    for form in dict.fromkeys((short, base, base + "s")):
        place = sentence.find(f"({form}")
        if place > 0:
            end = len(sentence[:place].rstrip())
            start = _long_form(sentence[:end], base)
            if start is None:
                start = _named_before(sentence[:end])
            if start is not None:
                return start, end
    return None


def _named_before(before: str) -> int | None:
    """The start of a name of several words that an abbreviation of other letters follows."""
    last = next((r for r in _CAPITALISED_RUN.finditer(before) if r.end() == len(before)), None)
    if last is None:
        return None
    article = re.match(r"(?:The|An?)\s", last.group())
    start = last.start() + (article.end() if article else 0)
    return start if " " in before[start:] else None


def _long_form(before: str, short: str) -> int | None:
    """Schwartz and Hearst's right-to-left match; the start of the long form."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    place = len(before)
    lower = before.casefold()
    last_word = len(before) - len(re.split(r"[\s-]", before)[-1])
    if len(lower) != len(before) or not letters:
        return None
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and (
            lower[place] != letters[index]
            or (index == 0 and place > 0 and lower[place - 1].isalnum())
        ):
            place -= 1
        if place < 0 or (index == len(letters) - 1 and place < last_word):
            return None
    place = _past_links(before, place)
    long_form = before[place:]
    if len(long_form.split()) > min(len(letters) + 5, len(letters) * 2) or len(long_form) < len(
        short
    ):
        return None
    return place


def _past_links(before: str, place: int) -> int:
    """Back from a small word that happened to match (“of Arab …”) to the word meant."""
    first = re.match(r"\w+", before[place:])
    if first is None or first.group() not in _LINKS:
        return place
    near = list(re.finditer(r"[^\s-]+", before[:place]))[-3:]
    same = [w.start() for w in near if w.group()[0] == before[place].upper()]
    return same[-1] if same else place


def _in_parenthesis(sentence: str, short: str) -> tuple[int, int] | None:
    """“SHORT (long form)”, where the words' initials are the letters."""
    for match in re.finditer(rf"\b{re.escape(short)}s?\s\(([^()]{{4,120}})\)", sentence):
        if _spells(match.group(1), short):
            return match.start(1), match.end(1)
    return None


def _initials(sentence: str, short: str) -> tuple[int, int] | None:
    """A run of capitalised words, or a part of one, whose initials spell the letters."""
    if len(short) < 2 or not short.isupper():
        return None
    for run in _CAPITALISED_RUN.finditer(sentence):
        pieces = list(re.finditer(r"[^\s-]+", run.group()))
        for first in range(len(pieces)):
            for last in range(first + 1, min(len(pieces), first + 2 * len(short)) + 1):
                start, end = pieces[first].start(), pieces[last - 1].end()
                if pieces[first].group().islower() or pieces[last - 1].group().islower():
                    continue
                if _spells(run.group()[start:end], short):
                    return run.start() + start, run.start() + end
    return None


def _spells(words: str, short: str) -> bool:
    """Whether the initials of the words (links left out or in) are the letters."""
    pieces = [piece for piece in re.split(r"[\s-]+", words) if piece]
    every = "".join(piece[0] for piece in pieces).casefold()
    main = "".join(piece[0] for piece in pieces if piece not in _LINKS).casefold()
    return len(pieces) > 1 and short.casefold() in (every, main)
