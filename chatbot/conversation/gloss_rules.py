"""Rules that put the pieces of a question into an English wording, first that fits first.

Each rule takes a reading and gives the English question, or None where it has no say. The
wordings are those that the analysis of English questions knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from chatbot.conversation.gloss_pieces import Piece
from chatbot.conversation.gloss_readings import Reading

_Rule = Callable[[Reading], str | None]
_COUNTS = "one two three four five six seven eight nine ten eleven".split()
_MOST_NUMBERED = 20
"""Numbers above this after a list noun are years and amounts."""
_MOST_FIGURES = 99
"""Numbers above this after a figure are."""
_SHORT = 4
_STRESS = ("main", "key", "important")
"""What is said of any list's items, and of no topic."""


def composed(reading: Reading) -> str:
    """The English wording of a question."""
    for rule in RULES:
        wording = rule(reading)
        if wording:
            return _tidy(wording)
    return _tidy(reading.topic())


def _tidy(wording: str) -> str:
    """Single blanks, years without “year”, a negation before its verb, a range of months."""
    wording = re.sub(r"(?<=\b\d{4}) year\b", "", " ".join(wording.split()))
    wording = re.sub(r"\b(\w+) not\b", r"not \1", wording)
    wording = _SECTION.sub(lambda match: f"section {_ROMANS[match.group(1)]}", wording)
    return _FIRST_MONTHS.sub(_first_months, wording)


_ROMANS = {"first": "I", "second": "II", "third": "III", "fourth": "IV", "fifth": "V"}
_SECTION = re.compile(rf"\b({'|'.join(_ROMANS)}) section\b")
_SECTION_NAMED = re.compile(rf"\b(?:(?:{'|'.join(_ROMANS)}) section|section (?:\w+)?)\b|\bsection$")
_MONTHS = "February March April May June July August September October November".split()
_FIRST_MONTHS = re.compile(rf"\bJanuary ({'|'.join(_MONTHS)})\b")


def _first_months(match: re.Match[str]) -> str:
    """“January April” is also written as the first four months."""
    count = _COUNTS[_MONTHS.index(match.group(1)) + 1]
    return f"{match.group()} first {count} months"


def _abbreviation(reading: Reading) -> str | None:
    alone = reading.acronym and reading.topic() == reading.acronym
    if "stand for" in reading.asking or (alone and reading.asking):
        if reading.acronym:
            return f"what does {reading.acronym} stand for"
        return f"what is {reading.topic()}"
    return None


def _about_paper(reading: Reading) -> str | None:
    """What is asked of the paper itself, where nothing of its contents is named."""
    about = {piece.english for piece in reading.of("about")}
    paper = reading.says("paper", "paper")
    if "position" in about and (paper or "author" in about):
        return "does this paper reflect the official position of the club"
    if not about or reading.content or not (paper or about & {"author", "published"}):
        return None
    if "published" in about and ("when" in reading.asking or reading.says("word", "year")):
        return "when was this paper published"
    if "published" in about and {"who", "which organization"} & set(reading.asking):
        return _ABOUT["publisher"]
    return next((_ABOUT[topic] for topic in _ABOUT if topic in about), None)


_ABOUT = {
    "subject": "what is this paper about",
    "affiliation": "what is the affiliation of the author",
    "publisher": "who published this paper",
    "sections": "what are the sections of this paper",
    "series": "in which series was this paper published",
    "website": "what is the website of this paper",
    "title": "what is the title of this paper",
    "author": "who is the author of this paper",
    "published": "when was this paper published",
}


def _note(reading: Reading) -> str | None:
    notes = reading.of("note")
    if not notes:
        return None
    figures = reading.of("figure")
    if figures:
        return f"what is the source of the {reading.topic(without=figures)} {figures[0].english}"
    footnote = next((note for note in notes if note.english == "footnote"), None)
    if footnote:
        mark = _numbered(reading, footnote) or _number_before(reading, footnote)
        if mark:
            return f"what does footnote {mark.english} say"
        ordinal = next(iter(reading.of("ordinal")), None)
        if ordinal:
            return f"what does the {ordinal.english} footnote say"
        return f"which footnote mentions the {reading.topic()}"
    return f"what is the source for the {reading.topic()}"


def _figure(reading: Reading) -> str | None:
    figures = reading.of("figure")
    if not figures:
        return None
    figure = figures[0]
    ordinal = next(iter(reading.of("ordinal")), None)
    if ordinal and not reading.topic(without=[ordinal]):
        return f"show the {ordinal.english} {figure.english}"
    number = _numbered(reading, figure, _MOST_FIGURES)
    if number:
        return f"show {figure.english} {number.english}"
    topic = reading.topic()
    if not topic:
        return f"show all {figure.english}s"
    return f"show the {figure.english} of {topic}"


def _item(reading: Reading) -> str | None:
    for ordinal in reading.of("ordinal"):
        noun = reading.next_to(ordinal, "structure", within=3)
        if noun:
            without = [noun, *reading.of("ordinal"), *reading.of("word", _STRESS)]
            topic = _of(noun, _unplaced(reading.topic(without=without)))
            return f"what is the {ordinal.english} {noun.english} {topic}"
        if "why" in reading.asking:  # “두 번째 이유는 무엇” asks for a reason by its place
            without = [*reading.of("ordinal"), *reading.of("asking")]
            rest = reading.topic(without=without)
            return f"what is the {ordinal.english} reason {f'for the {rest}' if rest else ''}"
    for noun in reading.of("structure"):
        number = _numbered(reading, noun)
        counted = number and reading.language == "ko" and number.role == "cardinal"
        if number and not counted:  # “목표 세 가지” are three goals, “목표 3” is one
            topic = _of(noun, _unplaced(reading.topic(without=[number, noun])))
            return f"what is {noun.english} {number.english} {topic}"
    return None


def _list(reading: Reading) -> str | None:
    noun = _listed_noun(reading)
    if noun is None:
        return None
    without = [noun, *reading.of("cardinal"), *reading.of("word", _STRESS)]
    topic = _unplaced(reading.topic(without=without))
    if _counted(reading):
        return f"how many {_plural(noun.english)} {_of(noun, topic)}"
    return f"what are the {_plural(noun.english)} {_of(noun, topic)}"


def _listed_noun(reading: Reading) -> Piece | None:
    """The noun that names the items of a list, where one is asked for."""
    nouns = reading.of("structure")
    if not nouns:
        return None
    counted = _counted(reading)
    if counted:
        return counted
    several = any(piece.english != "one" for piece in reading.of("cardinal"))
    korean = reading.language == "ko"
    if several or {"list", "which all"} & set(reading.asking):
        return nouns[-1] if korean else nouns[0]
    if not reading.asking and not reading.of("and"):  # keywords: “причины провала”
        return nouns[-1] if korean else nouns[0]
    return _asked_in_korean(reading) if korean else None


def _counted(reading: Reading) -> Piece | None:
    """The noun behind the words for how many."""
    first = reading.of("asking", ("how many", "how much"))
    if not first:
        return None
    place = reading.pieces.index(first[0])
    before = reading.pieces[place - 1 : place] if reading.language == "ko" else ()
    if before and before[0].role == "structure" and first[0].english == "how many":
        return before[0]
    return reading.next_to(first[0], "structure")


def _asked_in_korean(reading: Reading) -> Piece | None:
    """“목표는 무엇” and “어떤 분야”: Korean needs no plural to ask for all of them."""
    for asked in reading.of("asking", ("what",)):
        place = reading.pieces.index(asked)
        before = reading.pieces[place - 1] if place else None
        if before and before.role == "structure":
            return before
    for asked in reading.of("asking", ("which",)):
        noun = reading.next_to(asked, "structure", within=2)
        if noun:
            return noun
    return None


def _plain(reading: Reading) -> str | None:
    """The first asking word, then what it asks for."""
    asked = reading.of("asking")
    if not asked:
        return f"did {reading.topic()}" if reading.ends_in_question else reading.topic()
    main = min(asked, key=lambda piece: (_RANK.get(piece.english, 0), piece.start))
    opening = _OPENINGS.get(main.english)
    if opening:
        return f"{opening} {reading.topic(without=[main])}"
    if main.english == "why":
        causes = reading.of("structure", ("reason", "cause", "factor"))
        return f"why did {reading.topic(without=[main, *causes])}"
    if main.english in _OF_ITS_NOUN:
        return _with_noun(reading, main)
    topic = reading.topic(without=[main], from_piece=main)
    if main.english in ("define", "what") and len(topic.split()) <= _SHORT:
        return f"what is {topic}"
    head = "what" if main.english == "define" else main.english
    return f"{head} did {topic}"


def _with_noun(reading: Reading, main: Piece) -> str:
    """“Which” and “how many” keep the word behind them, or the one before, at their side."""
    place = reading.pieces.index(main)
    beside = [p for p in reading.pieces[place + 1 : place + 2] if p.role in ("word", "structure")]
    head = "which" if main.english.startswith("which") else main.english
    topic = reading.topic(without=[main, *beside], from_piece=main)
    return f"{head} {' '.join(p.english for p in beside)} did {topic}"


_OF_ITS_NOUN: Collection[str] = frozenset({"which", "which all", "how many"})
_OPENINGS = {
    "yes no": "did",
    "compare": "compare",
    "show": "show",
    "list": "list all",
    "everything": "everything about",
}
_RANK = {"what": 3, "which": 2, "which all": 2, "list": 4, "show": 4, "define": 1, "yes no": 1}
"""Asking words that give way to others of the same question."""

RULES: tuple[_Rule, ...] = (_abbreviation, _about_paper, _note, _figure, _item, _list, _plain)


def _unplaced(topic: str) -> str:
    """Without the section in which something stands, where more is said of it."""
    return _SECTION_NAMED.sub("", topic).strip() or topic


def _of(noun: Piece, topic: str) -> str:
    """The topic joined to the noun as English joins them."""
    if not topic:
        return ""
    return f"{'for' if noun.english in ('reason', 'cause', 'factor') else 'of'} the {topic}"


def _numbered(reading: Reading, noun: Piece, most: int = _MOST_NUMBERED) -> Piece | None:
    """The small number right behind a noun: “цель 2”."""
    number = reading.next_to(noun, "number") or reading.next_to(noun, "cardinal")
    if number is None or (number.english.isdigit() and int(number.english) > most):
        return None
    return number if number.role == "cardinal" or number.english.isdigit() else None


def _number_before(reading: Reading, noun: Piece) -> Piece | None:
    """The number right before a noun: “3번 각주”."""
    place = reading.pieces.index(noun)
    before = reading.pieces[place - 1] if place else None
    return before if before and before.role == "number" and before.english.isdigit() else None


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch")) else "s")
