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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from chatbot.datatypes import Request, RequestKind

MOST_CHARACTERS = 160
"""Longer questions are no request; patterns stay fast."""
NUMBERED: frozenset[RequestKind] = frozenset({"context", "before", "after", "where", "cite"})
"""Requests about one of the extracts shown, by its number."""

_TOKEN = re.compile(r"\[\d+\]|#\s?\d+|№\s?\d+|\d+|[^\W\d_]+(?:['-][^\W_]+)*")
_FRAGMENT = re.compile(r"%(\w+)%")
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

    ``ordinals`` give the number of an extract by a pattern of one word, ``styles`` are the
    words that name a style of citation, ``short`` what is written apart to make words of it.
    """

    language: str
    rules: tuple[Rule, ...]
    openings: tuple[Opening, ...]
    ordinals: tuple[tuple[re.Pattern[str], str], ...]
    styles: re.Pattern[str]
    short: tuple[tuple[re.Pattern[str], str], ...] = ()


@cache
def wording(language: str) -> Wording:
    """The tables of a language, from ``tables/LANGUAGE.toml``.

    ``rules`` are tried in their order: one alternative of ``needs`` has to be found, and every
    word be among ``words`` or those of the ``vocabulary`` named in ``with``. ``openings`` go
    first; ``%name%`` in a pattern stands for one of ``fragments``.

    Raises:
        FileNotFoundError: there are no tables of the language.
    """
    file = files(__package__) / "tables" / f"{language}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    fragments = {name: "".join(parts) for name, parts in table["fragments"].items()}

    def filled(text: str) -> str:
        while (match := _FRAGMENT.search(text)) is not None:
            text = text[: match.start()] + fragments[match[1]] + text[match.end() :]
        return text

    def words(rule: Mapping[str, Any]) -> re.Pattern[str]:
        shared = [table["vocabulary"][name] for name in rule.get("with", ())]
        return re.compile("|".join(" ".join((rule["words"], *shared)).split()))

    return Wording(
        language=language,
        rules=tuple(
            Rule(rule["kind"], re.compile(filled("|".join(rule["needs"]))), words(rule))
            for rule in table["rules"]
        ),
        openings=tuple(
            Opening(form["kind"], re.compile(filled("".join(form["pattern"]))))
            for form in table["openings"]
        ),
        ordinals=tuple((re.compile(form), number) for form, number in table["ordinals"].items()),
        styles=re.compile("|".join(table["styles"])),
        short=tuple((re.compile(form), written) for form, written in table.get("short", ())),
    )


def fold(text: str) -> str:
    """Lower case, plain quotes, composed letters, single blanks, no mark at either end."""
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN).casefold()
    return " ".join(plain.split()).strip(_AROUND)


def recognised(text: str, table: Wording) -> Request | None:
    """The request that a question is in one language, with its argument."""
    if len(text) > MOST_CHARACTERS:
        return None
    folded = fold(text)
    for form in table.openings:
        match = form.pattern.fullmatch(folded)
        if match:
            start, end = match.span("what")
            return Request(form.kind, _as_typed(text, folded, start, end), table.language)
    for pattern, written in table.short:
        folded = pattern.sub(written, folded)
    words, numbers, styles = _sorted_out(_TOKEN.findall(folded), table)
    said = " ".join((*words, *styles))
    for rule in table.rules:
        if (numbers and rule.kind not in NUMBERED) or (styles and rule.kind != "cite"):
            continue
        if rule.needs.search(said) and all(rule.words.fullmatch(word) for word in words):
            return Request(rule.kind, " ".join((*styles, *numbers[:1])), table.language)
    return None


def _sorted_out(tokens: Sequence[str], table: Wording) -> tuple[list[str], list[str], list[str]]:
    """The words, the numbers among them (ordinals as digits), and the names of styles."""
    words: list[str] = []
    numbers: list[str] = []
    styles: list[str] = []
    for token in tokens:
        ordinal = next((n for p, n in table.ordinals if p.fullmatch(token)), None)
        if ordinal or not token[0].isalpha():
            numbers.append(ordinal or _MARK.sub("", token))
        elif table.styles.fullmatch(token):
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
