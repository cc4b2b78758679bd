"""The words that a question takes over from the conversation, each with a weight.

Term-based query resolution (Voskarides et al. 2020, "Query Resolution for Conversational
Search with Limited Supervision") with light weights in place of a learned classifier: the
question itself weighs 1, words of the question before less, those of the questions that this
one leaned on less with every step, and a few telling words of what was shown last least.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from chatbot.conversation.needs import Leaning, leaning
from chatbot.conversation.tables import plain, table_of
from chatbot.datatypes import Answer, Conversation, Turn
from chatbot.documents.words import words_of
from chatbot.indexing.analysis import analyse

Frequency = Callable[[str], int]
"""How many sentences of the documents searched hold a stem."""
CarriedWord = tuple[str, float]
"""A word as written, and what it weighs beside the 1 of the question's own words."""

_YEAR = re.compile(r"(?:1[89]|20)\d\d")

SEPARATOR = " · "
"""Stands between a question and the words carried to it, where it is shown."""
PREVIOUS = 0.5
"""What a word of the question before weighs; fitted on half of the topics of CAsT 2021."""
OLDER = 0.3
"""What a word keeps of its weight with every question further back."""
SHOWN = 0.2
"""What a word of the extract shown last weighs."""
SHORT_ANSWER = 0.4
"""What a word of the short answer given last weighs."""
LIGHTLY = 0.6
"""What carried words keep of their weights where a question may stand alone."""
SHORT_WORDS = 5
"""Words of the longest short answer that is a name or a value, not a definition."""
SHOWN_WORDS = 2
LOOKED_AT = 2
"""How many extracts of an answer tell whether a question goes on from it."""
MOST_WORDS = 10
TURNS = 3
"""How many turns back words are carried from."""


def main_part(interpreted: str) -> str:
    """A searched question without the words carried to it."""
    return interpreted.partition(SEPARATOR)[0]


def carried_words(
    text: str,
    conversation: Conversation,
    frequency: Frequency,
    leans: Leaning = "fully",
    skip: int = 0,
) -> tuple[CarriedWord, ...]:
    """What a question takes over, heaviest first; each word once, none of its own.

    A question with a year of its own takes over no other year.

    Args:
        text: the question with what is substituted in it.
        conversation: the turns before it.
        frequency: how many sentences of these documents hold a stem.
        leans: how much the question leans on them; none carries nothing.
        skip: how many of the latest turns the text already holds.
    """
    turns = conversation.turns[: len(conversation.turns) - skip]
    if leans == "none" or not turns:
        return ()
    weights: dict[str, CarriedWord] = {}
    taken = {token.stem for token in analyse(text)}
    factor = 1.0 if leans == "fully" else LIGHTLY
    dated = _YEAR.search(text) is not None

    def take(words: Sequence[str], weight: float) -> None:
        for word in words:
            stems = {token.stem for token in analyse(word) if not token.variant}
            tells = len(word) > 1 and bool(stems) and not stems & taken
            if tells and not (dated and _YEAR.fullmatch(word)):
                taken.update(stems)
                weights[word] = (word, round(weight * factor, 4))

    for back, turn in enumerate(_chain(turns)):
        weight = PREVIOUS * OLDER ** (back + (1 if skip else 0))
        take(_content(main_part(turn.answer.interpreted_question)), weight)
    if not skip:
        answer = turns[-1].answer
        take(_short_words(answer), SHORT_ANSWER)
        take(telling_words(answer, taken, frequency), SHOWN)
    order = sorted(weights.values(), key=lambda one: -one[1])
    return tuple(order[:MOST_WORDS])


def related(text: str, answer: Answer) -> bool:
    """Whether a question has a word in common with the one before it or what that showed."""
    quotes = [extract.quote for extract in answer.extracts[:LOOKED_AT]]
    before = " ".join([main_part(answer.interpreted_question), *quotes])
    own = {token.stem for word in _content(text) for token in analyse(word)}
    return not own.isdisjoint(token.stem for token in analyse(before))


def telling_words(answer: Answer, taken: set[str], frequency: Frequency) -> list[str]:
    """The rarest words of the first extract that stand elsewhere too, those said twice before."""
    if not answer.extracts:
        return []
    quote = answer.extracts[0].quote
    scores: dict[str, tuple[float, int, str]] = {}
    for token in analyse(quote):
        word = quote[token.start : token.end]
        held = frequency(token.stem)
        part = (
            "-" in quote[max(token.start - 1, 0) : token.start] + quote[token.end : token.end + 1]
        )
        if token.variant or token.stem in taken or part or held < 2:
            continue
        if len(word) < 3 or word[0].isdigit():
            continue
        weight = 1 / (1 + math.log(held))
        score, place, first = scores.get(token.stem, (0.3 * weight, token.start, word))
        scores[token.stem] = (round(score + 0.7 * weight, 6), place, first)
    ranked = sorted(scores.values(), key=lambda one: (-one[0], one[1]))
    return [word for _, _, word in ranked[:SHOWN_WORDS]]


def _chain(turns: Sequence[Turn]) -> list[Turn]:
    """The latest turn and those that it leaned on, latest first; turns without words count not."""
    chain: list[Turn] = []
    for turn in reversed(turns[-2 * TURNS :]):
        if _content(main_part(turn.answer.interpreted_question)):
            chain.append(turn)
        if len(chain) == TURNS or leaning(turn.question) == "none":
            break
    return chain


def _content(text: str) -> list[str]:
    return table_of(text).content(text)


def _short_words(answer: Answer) -> list[str]:
    if answer.short_answer is None:
        return []
    words = words_of(answer.short_answer.text)
    table = table_of(answer.short_answer.text)
    return [word for word in words if len(words) <= SHORT_WORDS and plain(word) not in table.empty]
