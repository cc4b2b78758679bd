"""How requests are worded: tables of one language, and how a question is held against them.

A question is a request where *every* word of it is talk about answers, and some of it names
what is wanted: “where does it say so?” has no word that a paper could be about. So the words
that a rule allows are listed, not the sentences, and a single other word (“where does it say
so about visas?”) makes it a question to be searched. Requests with an open part (a section, a
term) are whole-sentence patterns instead.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from chatbot.datatypes import Request, RequestKind

MOST_CHARACTERS = 160
"""Longer questions are no request; patterns stay fast."""
NUMBERED: frozenset[RequestKind] = frozenset({"context", "before", "after", "where", "cite"})
"""Requests about one of the extracts shown, by its number."""
STRICT: frozenset[RequestKind] = frozenset({"greeting", "thanks", "help"})
"""Requests that are told by the whole of what is said: no other rule's words count."""
CHAT: frozenset[RequestKind] = frozenset({"clear", "export"})
"""Their words (“history”, “talks”) could be of the papers elsewhere: no other rule takes them."""
LONG_ENOUGH = 6
"""A shorter word is not taken for a misspelling of another."""
LONG_STEM = 7
"""Nor is a word for one that begins with a shorter stem."""
MOST_MENDED = 2
"""With more words that no rule knows a question is none that was misspelt."""

_TOKEN = re.compile(r"\[\d+\]|#\s?\d+|№\s?\d+|\d+|[^\W\d_]+(?:['-][^\W_]+)*")
_FRAGMENT = re.compile(r"%(\w+)%")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_PLAIN |= {ord("\N{ROMAN NUMERAL ONE}") + n: numeral for n, numeral in enumerate(_NUMERALS)}
_AROUND = " ?!.,;:…()~^-–—ㅎㅋㅠㅜ👍🙏👋😊🙂❤\ufe0f"
_WORD = re.compile(r"(?<!\S)([^\W\d_]+)(?:s\?)?(?!\S)")
_STEM = re.compile(r"(?<!\S)([^\W\d_]+)\\w[*+](?!\S)")
_MARK = re.compile(r"[\[\]#№\s]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A request in words: ``needs`` must be found, ``unless`` not, all words be in ``words``.

    With ``slots``, one of these patterns of the question as typed is found first, its group
    ``what`` is the argument, and the rest of the question is held against the words.
    """

    kind: RequestKind
    needs: re.Pattern[str]
    words: re.Pattern[str]
    unless: re.Pattern[str]
    slots: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A request with an open part, ``what``, as a pattern of the whole question."""

    kind: RequestKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The tables of one language.

    ``ordinals`` give the number of an extract by a pattern of one word, ``styles`` are the
    words that name a style of citation, ``short`` what is written apart to make words of it.
    ``every`` are the words of all rules and the vocabulary ``light``, which says nothing of
    itself; ``shared`` those of them that one rule may take from another, ``literal`` those that
    are no patterns, ``stems`` the beginnings of those that may have any ending.
    """

    language: str
    rules: tuple[Rule, ...]
    openings: tuple[Opening, ...]
    ordinals: tuple[tuple[re.Pattern[str], str], ...]
    styles: re.Pattern[str]
    short: tuple[tuple[re.Pattern[str], str], ...]
    every: re.Pattern[str]
    shared: re.Pattern[str]
    literal: tuple[str, ...]
    stems: tuple[str, ...]


@cache
def wording(language: str) -> Wording:
    """The tables of a language, from ``request_words/LANGUAGE.toml``.

    ``rules`` are tried in their order: one alternative of ``needs`` has to be found, and every
    word be among ``words`` or those of the ``vocabulary`` named in ``with``;
    ``unless`` tells what is no such request all the same. ``openings`` go
    first; ``%name%`` in a pattern stands for one of ``fragments``.

    Raises:
        FileNotFoundError: there are no tables of the language.
    """
    file = files(__package__) / "request_words" / f"{language}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    fragments = {name: "".join(parts) for name, parts in table["fragments"].items()}

    def filled(text: str) -> str:
        while (match := _FRAGMENT.search(text)) is not None:
            text = text[: match.start()] + fragments[match[1]] + text[match.end() :]
        return text

    def words(rule: Mapping[str, Any]) -> str:
        shared = [table["vocabulary"][name] for name in rule.get("with", ())]
        return " ".join((rule["words"], *shared))

    def made(rule: Mapping[str, Any]) -> Rule:
        slots = tuple(re.compile(filled(slot)) for slot in rule.get("slots", ()))
        needs = re.compile(filled("|".join(rule["needs"])))
        unless = re.compile("|".join(rule.get("unless", ("(?!)",))))
        return Rule(rule["kind"], needs, _any_of(words(rule)), unless, slots)

    def of_rules(*but: frozenset[RequestKind]) -> str:
        apart = frozenset[str]().union(*but)
        taken = [words(rule) for rule in table["rules"] if rule["kind"] not in apart]
        return " ".join((*taken, table["vocabulary"].get("light", "")))

    every = of_rules(STRICT)
    return Wording(
        language=language,
        rules=tuple(made(rule) for rule in table["rules"]),
        openings=tuple(
            Opening(form["kind"], re.compile(filled("".join(form["pattern"]))))
            for form in table["openings"]
        ),
        ordinals=tuple((re.compile(form), number) for form, number in table["ordinals"].items()),
        styles=re.compile("|".join(table["styles"])),
        short=tuple((re.compile(form), written) for form, written in table.get("short", ())),
        every=_any_of(every),
        shared=_any_of(of_rules(STRICT, CHAT)),
        literal=tuple(sorted({w for w in _WORD.findall(every) if len(w) >= LONG_ENOUGH})),
        stems=tuple(sorted({w for w in _STEM.findall(every) if len(w) >= LONG_STEM})),
    )


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile("|".join(dict.fromkeys(words.split())))


def fold(text: str) -> str:
    """Lower case, plain quotes, composed letters, single blanks, no mark at either end."""
    return plain(text).casefold().strip(_AROUND)


def plain(text: str) -> str:
    """The text as typed with plain quotes, composed letters and single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


def recognised(text: str, table: Wording) -> Request | None:
    """The request that a question is in one language, with its argument.

    What no rule allows word for word is held against the rules once more with the words of
    all of them, and with words that are misspelt by one letter.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    typed = plain(text)
    for folded in dict.fromkeys((fold(text), _written_apart(text, table))):
        for form in table.openings:
            match = form.pattern.fullmatch(folded)
            if match:
                return Request(form.kind, _as_typed(typed, match["what"]), table.language)
    for lenient in (False, True):
        said = _said(typed, table, mended=lenient)
        for rule in table.rules:
            if lenient and rule.kind in STRICT:
                continue
            argument = _argument(typed, said, rule, table, lenient)
            if argument is not None:
                return Request(rule.kind, argument, table.language)
    return None


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a question, its numbers (ordinals as digits), its names of styles."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    styles: tuple[str, ...]

    def fits(self, rule: Rule, allowed: re.Pattern[str]) -> bool:
        """Whether a rule describes what is said, in allowed words only."""
        if not all(allowed.fullmatch(word) for word in self.words):
            return False
        text = " ".join((*self.words, *self.styles))
        return rule.needs.search(text) is not None and rule.unless.search(text) is None


def _argument(typed: str, said: _Said, rule: Rule, table: Wording, lenient: bool) -> str | None:
    """The argument of a question that a rule fits, ``""`` without one; None where none fits."""
    allowed = table.shared if lenient and rule.kind not in CHAT else rule.words
    for slot in rule.slots:
        match = slot.search(typed)
        if match is None:
            continue
        without = f"{typed[: match.start()]} {typed[match.end() :]}"
        rest = _said(without, table, mended=lenient)
        if not (rest.numbers or rest.styles) and rest.fits(rule, allowed):
            return match["what"].strip(" \"'")
    if rule.slots or (said.numbers and rule.kind not in NUMBERED):
        return None
    if (said.styles and rule.kind != "cite") or not said.fits(rule, allowed):
        return None
    return " ".join((*said.styles, *said.numbers[:1]))


def _said(typed: str, table: Wording, *, mended: bool) -> _Said:
    """What was said; ``mended`` says that misspelt words are put right."""
    words: list[str] = []
    numbers: list[str] = []
    styles: list[str] = []
    for token in _TOKEN.findall(_written_apart(typed, table)):
        ordinal = next((n for p, n in table.ordinals if p.fullmatch(token)), None)
        if ordinal or not token[0].isalpha():
            numbers.append(ordinal or _MARK.sub("", token))
        elif table.styles.fullmatch(token):
            styles.append(token)
        else:
            words.append(token)
    if mended and sum(table.every.fullmatch(word) is None for word in words) <= MOST_MENDED:
        words = [_mended(word, table) for word in words]
    return _Said(tuple(words), tuple(numbers), tuple(styles))


def _written_apart(text: str, table: Wording) -> str:
    """The folded text with contractions and short forms (“whats”, “pls”) as whole words."""
    folded = fold(text)
    for pattern, written in table.short:
        folded = pattern.sub(written, folded)
    return folded


def _mended(word: str, table: Wording) -> str:
    """The word of the tables from which a long enough one differs in one letter or swap.

    Of an inflected word the stem is mended, the ending is kept.
    """
    if len(word) < LONG_ENOUGH or table.every.fullmatch(word):
        return word
    near = process.extractOne(word, table.literal, scorer=OSA.distance, score_cutoff=1)
    if near:
        # With one more letter at its end it is another word: “exports” is no “export”.
        return word if word.startswith(near[0]) else str(near[0])
    for stem in table.stems:
        for end in (len(stem), len(stem) - 1, len(stem) + 1):
            if OSA.distance(word[:end], stem, score_cutoff=1) <= 1:
                return stem + word[end:]
    return word


def _as_typed(typed: str, folded: str) -> str:
    """A part of the folded question in the capitals in which it was typed."""
    part = folded.strip(" \"'?!.")
    match = re.search(re.escape(part), typed, re.IGNORECASE)
    return match.group() if match and part else part
