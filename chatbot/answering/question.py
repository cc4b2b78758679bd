"""What a question asks for: the kind of answer, a list, an item, a figure, a note.

Only the wording is read here, never a document, so the analysis of a question is the
same whatever is searched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatbot.answering import question_patterns as patterns
from chatbot.answering import request_patterns as requests
from chatbot.answering.abbreviation_questions import asked_abbreviation
from chatbot.answering.about_questions import AboutTopic, about_topic
from chatbot.answering.asking_words import repaired
from chatbot.answering.figure_questions import FigureRequest, figure_request
from chatbot.answering.question_items import ItemAsked, asked_item
from chatbot.answering.question_lists import list_heads
from chatbot.answering.question_patterns import Expectation
from chatbot.answering.wording import STOPWORDS

MAX_CHARACTERS = 2_000
"""Longer questions are analysed by their first characters; patterns stay fast."""

_YEAR = re.compile(r"(?<![\d.,$€£])(1[0-9]{3}|20[0-9]{2})(?![\d%]|[.,]\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_RUN_TOGETHER = re.compile(r"\b(what|who|where|how)s\b")
_CONTRACTED = re.compile(r"\b(what|who|where|when|how|which)'s\b(?! (?:got|been)\b)")
_BARE_ACRONYM = re.compile(r"\s*(?:the )?[A-Z][A-Z0-9&/-]*[A-Z0-9]s?\s*[?.!]*\s*")
_NOUN_PHRASE = re.compile(
    r"\b(?:how many|how much|(?:what|which)(?: (?:is|are|was|were))?(?: the| an?| its|"
    r" their)?)\s+"
    r"((?:[\w'./&-]+\s+){0,6}?[\w'./&-]+?)"
    r"(?=\s+(?:of|for|in|on|to|at|by|from|with|between|among|behind|that|which|who|is|are|was|"
    r"were|"
    r"did|does|do|has|have|had|can|could|will|would|should|and|or|as|during|since|until)\b|"
    r"[?.!,;]|$)"
)
_MORE_THAN_A_DEFINITION: frozenset[Expectation] = frozenset(
    {"number", "money", "percent", "date", "period", "rank", "reason", "person"}
)
_ACRONYM = re.compile(r"\b[A-ZА-Я][A-ZА-Я&/-]*[A-ZА-Я0-9]s?\b")


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """What the asker expects.

    ``text`` is the question as given, ``folded`` the form that patterns see. ``expects``
    holds every kind of answer that would do (empty: anything), ``primary`` those of the
    question's first asking words, likeliest first; ``list_heads`` the nouns,
    in the singular, that name the items of an asked list; ``item`` the single item asked
    for (``number`` from 1, negative from the end). ``focus`` are the words of the asked
    noun phrase, in lower case. ``note`` is the mark of a footnote asked by number,
    ``abbreviation`` the one whose long form is asked for, as typed.
    """

    text: str
    folded: str
    language: str
    expects: frozenset[Expectation]
    primary: tuple[Expectation, ...] = ()
    list_heads: tuple[str, ...] = ()
    item: ItemAsked | None = None
    figure: FigureRequest | None = None
    focus: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    note: str | None = None
    about: AboutTopic | None = None
    abbreviation: str | None = None
    counts: bool = False
    changes: bool = False
    everything: bool = False

    @property
    def list_request(self) -> bool:
        """Whether a complete list would answer."""
        return "list" in self.expects


def fold(text: str) -> str:
    """Lower case, plain quotes, single blanks, politeness around the question removed."""
    folded = " ".join(text[:MAX_CHARACTERS].translate(_QUOTES).split()).casefold()
    folded = _CONTRACTED.sub(r"\1 is", _RUN_TOGETHER.sub(r"\1 is", folded))
    folded = repaired(folded)
    bare = patterns.POLITE_END.sub("", patterns.POLITE.sub("", folded, count=1))
    return bare.strip() or folded


def analyse_question(text: str, language: str = "en") -> QuestionAnalysis:
    """Analyse the wording of a question; any text is accepted."""
    folded = fold(text)
    head = text[:MAX_CHARACTERS]
    figure = figure_request(folded)
    abbreviation = asked_abbreviation(head)
    heads = () if abbreviation else list_heads(folded)
    item = asked_item(folded)
    note = requests.FOOTNOTE_NUMBER.search(folded)
    about = about_topic(folded)
    expects, primary = _expectations(folded)
    if not expects and _BARE_ACRONYM.fullmatch(head):
        expects, primary = {"abbreviation", "definition"}, ("abbreviation", "definition")
    if abbreviation:
        expects |= {"abbreviation", "definition"}
        primary = ("abbreviation", "definition")
    expects |= {"figure"} if figure else set()
    expects |= {"list_item"} if item else set()
    expects |= {"about"} if about else set()
    expects |= {"list"} if heads and not item else set()
    if any(pattern.search(folded) for pattern in requests.FOOTNOTE_REQUEST) or note:
        expects.add("footnote")
    return QuestionAnalysis(
        text=text,
        folded=folded,
        language=language,
        expects=frozenset(expects),
        primary=primary,
        list_heads=heads,
        item=item,
        figure=figure,
        focus=_focus(folded),
        years=tuple(dict.fromkeys(int(year) for year in _YEAR.findall(head))),
        numbers=tuple(dict.fromkeys(_NUMBER.findall(head))),
        acronyms=tuple(dict.fromkeys(_ACRONYM.findall(head))),
        note=next((group for group in note.groups() if group), None) if note else None,
        about=about,
        abbreviation=abbreviation,
        counts=re.search(r"\bhow many\b|\bnumber of\b", folded) is not None,
        changes=patterns.CHANGE.search(folded) is not None,
        everything=patterns.EVERYTHING.search(folded) is not None,
    )


def _expectations(folded: str) -> tuple[set[Expectation], tuple[Expectation, ...]]:
    """All kinds expected, and those of the pattern that matches first in the question."""
    found: list[tuple[int, int, tuple[Expectation, ...]]] = []
    for order, (pattern, kinds) in enumerate(patterns.EXPECTATIONS):
        match = pattern.search(folded)
        if match:
            found.append((match.start(), order, kinds))
    expected = {kind for _, _, kinds in found for kind in kinds}
    more = expected & _MORE_THAN_A_DEFINITION or re.search(r"\d|'s\b", folded)
    defines = "abbreviation" in expected or re.search(r"\bdefin|\bmean|^who or", folded)
    if more and not defines:
        expected.discard("definition")
    first = [kinds for _, _, kinds in sorted(found) if expected.intersection(kinds)]
    return expected, first[0] if first else ()


def _focus(folded: str) -> tuple[str, ...]:
    """The content words of the first asked noun phrase (“which bank” → bank)."""
    match = _NOUN_PHRASE.search(folded)
    if match is None:
        return ()
    return tuple(word for word in match.group(1).split() if word not in STOPWORDS)
