"""How requests are worded: tables of one language, and how a question is held against them.

A question is a request where *every* word of it is talk about answers, and some of it names
what is wanted: “where does it say so?” has no word that a paper could be about. So the words
that a rule allows are listed, not the sentences, and a single other word (“where does it say
so about visas?”) makes it a question to be searched. Requests with an open part (a section, a
term) are whole-sentence patterns instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.datatypes import Request, RequestKind

MOST_CHARACTERS = 160
"""Longer questions are no request; patterns stay fast."""
NUMBERED: frozenset[RequestKind] = frozenset({"context", "before", "after", "where", "cite"})
"""Requests about one of the extracts shown, by its number."""

_TOKEN = re.compile(r"\[\d+\]|#\s?\d+|№\s?\d+|\d+|[^\W\d_]+(?:['-][^\W_]+)*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_AROUND = " ?!.,;:…()~^-–—ㅎㅋㅠㅜ👍🙏👋😊🙂❤\ufe0f"
_MARK = re.compile(r"[\[\]#№\s]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A request in words: ``needs`` must be found, all other words be among ``words``."""

    kind: RequestKind
    needs: re.Pattern[str]
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Opening:
    """A request with an open part, ``what``, as a pattern of the whole question."""

    kind: RequestKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The tables of one language.

    ``ordinals`` give the number of an extract by a pattern of one word, ``styles`` the words
    that name a style of citation, ``short`` what is written apart to make words of it.
    """

    language: str
    rules: tuple[Rule, ...]
    openings: tuple[Opening, ...]
    ordinals: Mapping[re.Pattern[str], str]
    styles: re.Pattern[str]
    short: tuple[tuple[re.Pattern[str], str], ...] = ()


def rule(kind: RequestKind, needs: str, *words: str) -> Rule:
    """A rule of a pattern and of patterns of words, which blanks divide."""
    listed = "|".join(" ".join(words).split())
    return Rule(kind, re.compile(needs), re.compile(f"(?:{listed})"))


def opening(kind: RequestKind, pattern: str) -> Opening:
    """A request with an open part named ``what``; the pattern is of the folded question."""
    return Opening(kind, re.compile(pattern))


def ordinals(patterns: Mapping[str, str]) -> dict[re.Pattern[str], str]:
    """Numbers by patterns of one word."""
    return {re.compile(pattern): number for pattern, number in patterns.items()}


def fold(text: str) -> str:
    """Lower case, plain quotes, composed letters, single blanks, no mark at either end."""
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN).casefold()
    return " ".join(plain.split()).strip(_AROUND)


def recognised(text: str, wording: Wording) -> Request | None:
    """The request that a question is in one language, with its argument."""
    if len(text) > MOST_CHARACTERS:
        return None
    folded = fold(text)
    for form in wording.openings:
        match = form.pattern.fullmatch(folded)
        if match:
            start, end = match.span("what")
            return Request(form.kind, _as_typed(text, folded, start, end), wording.language)
    for pattern, written in wording.short:
        folded = pattern.sub(written, folded)
    words, numbers, styles = _sorted_out(_TOKEN.findall(folded), wording)
    said = " ".join((*words, *styles))
    for known in wording.rules:
        if _fits(known, said, words, numbers, styles):
            return Request(known.kind, " ".join((*styles, *numbers[:1])), wording.language)
    return None


def _fits(
    known: Rule, said: str, words: Sequence[str], numbers: Sequence[str], styles: Sequence[str]
) -> bool:
    """Whether a question is what a rule describes."""
    if (numbers and known.kind not in NUMBERED) or (styles and known.kind != "cite"):
        return False
    found = known.needs.search(said) is not None
    return found and all(known.words.fullmatch(word) for word in words)


def _sorted_out(
    tokens: Sequence[str], wording: Wording
) -> tuple[list[str], list[str], list[str]]:
    """The words, the numbers among them (ordinals as digits), and the names of styles."""
    words: list[str] = []
    numbers: list[str] = []
    styles: list[str] = []
    for token in tokens:
        ordinal = next((n for p, n in wording.ordinals.items() if p.fullmatch(token)), None)
        if ordinal or not token[0].isalpha():
            numbers.append(ordinal or _MARK.sub("", token))
        elif wording.styles.fullmatch(token):
            styles.append(token)
        else:
            words.append(token)
    return words, numbers, styles


def _as_typed(text: str, folded: str, start: int, end: int) -> str:
    """The part of the folded question in the capitals in which it was typed."""
    part = folded[start:end].strip(" \"'?!.")
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())
    match = re.search(re.escape(part), plain, re.IGNORECASE)
    return match.group() if match and part else part
