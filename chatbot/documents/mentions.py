"""Which paragraphs discuss a figure.

By label (“see Table 2”) anywhere; else by the words of its title in the paragraphs near
it, words that few paragraphs hold counting more; a figure without title belongs to the
paragraph that it follows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from chatbot.datatypes import Figure, Paragraph
from chatbot.documents.figure_labels import Key, label_key, named_figures
from chatbot.documents.words import STOP_WORDS, words_of

_NEAR_BEFORE, _NEAR_AFTER = 4, 3
_ENOUGH = 0.5  # share of the title's weighted words that a paragraph must hold
_OF_BEST = 0.8  # and its share of the best paragraph's


def with_mentions(
    text: str,
    figures: Sequence[Figure],
    paragraphs: Sequence[Paragraph],
) -> tuple[Figure, ...]:
    """The figures, each with the numbers of the body paragraphs that discuss it."""
    body = [p for p in paragraphs if p.number is not None]
    words = [words_of(text[p.span.start : p.span.end]) for p in body] if figures else []
    stems = [frozenset(map(_stem, found)) for found in words]
    labelled = any(figure.label for figure in figures)
    named = [
        frozenset(named_figures(text[p.span.start : p.span.end]) if labelled else ()) for p in body
    ]
    return tuple(
        replace(figure, mentions=_mentions(figure, body, named, words, stems)) for figure in figures
    )


def _mentions(
    figure: Figure,
    body: Sequence[Paragraph],
    named: Sequence[frozenset[Key]],
    words: Sequence[list[str]],
    stems: Sequence[frozenset[str]],
) -> tuple[int, ...]:
    if not body:
        return ()
    labelled = _by_label(figure, named)
    before = sum(1 for p in body if p.span.end <= figure.anchor.start)
    titled = _by_title(figure, before, words, stems)
    found = sorted(set(labelled) | set(titled if not labelled else ()))
    if not found:
        found = [before - 1 if before else 0]
    return tuple(number for number in (body[index].number for index in found) if number)


def _by_label(figure: Figure, named: Sequence[frozenset[Key]]) -> list[int]:
    key = label_key(figure.label) if figure.label else None
    return [index for index, keys in enumerate(named) if key in keys] if key else []


def _by_title(
    figure: Figure,
    before: int,
    words: Sequence[list[str]],
    stems: Sequence[frozenset[str]],
) -> list[int]:
    """The nearest paragraphs around the figure that hold most of its title's words."""
    near = range(max(0, before - _NEAR_BEFORE), min(len(words), before + _NEAR_AFTER))
    title = {w.lower() for w in words_of(figure.title or "") if w.lower() not in STOP_WORDS}
    title = {word for word in title if len(word) > 1 and not word.isdigit()}
    if not title:
        return []
    weights = {word: _weight(_stem(word), stems) for word in title}
    total = sum(weights.values())
    scores = {
        index: sum(
            weight for word, weight in weights.items() if _holds(word, words[index], stems[index])
        )
        / total
        for index in near
    }
    enough = max(_ENOUGH, _OF_BEST * max(scores.values(), default=0.0))
    fitting = {index: _distance(index, before) for index in near if scores[index] >= enough}
    nearest = min(fitting.values(), default=0)
    return [index for index, distance in fitting.items() if distance == nearest]


def _distance(index: int, before: int) -> int:
    """Paragraphs between a paragraph and a figure that ``before`` paragraphs precede."""
    return before - 1 - index if index < before else index - before


def _weight(stem: str, stems: Sequence[frozenset[str]]) -> float:
    """Inverse paragraph frequency, never nothing."""
    holding = sum(1 for found in stems if stem in found)
    return math.log(1 + len(stems) / (1 + holding))


def _holds(word: str, words: Sequence[str], stems: frozenset[str]) -> bool:
    """Whether a paragraph has the word, or the words that it abbreviates (“FDI”)."""
    if _stem(word) in stems:
        return True
    if not 2 <= len(word) <= 5 or not word.isalpha():
        return False
    initials = "".join(found[0].lower() for found in words)
    return word in initials


def _stem(word: str) -> str:
    return _stemmer()(re.sub(r"['’]s?$", "", word.lower()))


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    from Stemmer import Stemmer

    stem: Callable[[str], str] = Stemmer("english").stemWord
    return stem
