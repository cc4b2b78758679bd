"""Questions beside sentences that answer them and beside some that nearly do.

Of each question one group is made: the sentence that answers it, the likest wrong sentence of the
same article, and the right sentence beside an altered question. Alterations are those by
which the SQuAD 2.0 paper classes its unanswerable questions (Rajpurkar, Jia and Liang
2018): another number or year, an opposite, another name or thing of the same kind. The
other word comes from the same article, half of the time from the sentences next to the right
one, so that a missing word alone does not give a wrong pair away.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from chatbot.indexing.analysis import analyse
from chatbot.indexing.vectors import Floats

NEAR = 80
"""Sentences before and after the right one that count as the same article, where articles are
not marked."""
WORD = re.compile(r"\w[\w'-]*")
MERE = frozenset(
    "a an the of in on at to for from by with and or but is are was were be been being do does "
    "did has have had what who whom whose which when where why how many much it its his her "
    "their they he she that this these those as than not no s t into over about during "
    "under".split()
)
"""Words that are never altered."""

_PAIRS = (
    "first last, before after, north south, east west, northern southern, eastern western, "
    "increase decrease, increased decreased, largest smallest, larger smaller, highest lowest, "
    "higher lower, more less, most least, oldest youngest, older younger, earliest latest, "
    "male female, men women, begin end, began ended, won lost, above below, inside outside, "
    "old new, early late, import export, imports exports, rich poor, strong weak, "
    "support oppose, supported opposed, accepted rejected, public private, mother father, "
    "son daughter, husband wife, rose fell, gain loss, majority minority, maximum minimum, "
    "upper lower, longest shortest, best worst, positive negative, allowed forbidden, "
    "joined left, born died, birth death, bought sold, opened closed, internal external, "
    "major minor, common rare, urban rural, legal illegal, ancient modern, second third, "
    "two three, four five, english french, american british, german russian, "
    "christian muslim, catholic protestant, million billion, success failure, "
    "reduced expanded, created destroyed, founded abolished"
)
OPPOSITES: dict[str, list[str]] = defaultdict(list)
for _one, _other in (pair.split() for pair in _PAIRS.split(", ")):
    OPPOSITES[_one].append(_other)
    OPPOSITES[_other].append(_one)

WordVector = Callable[[str], Floats]
"""The unit vector (d,) of a word by itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a sentence, and whether the sentence answers it."""

    question: str
    sentence: str
    answers: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answering sentence, those next to it and the others of its article."""

    question: str
    right: str
    beside: tuple[str, ...]
    others: tuple[str, ...]


def groups(folder: Path, vector: WordVector, chooser: random.Random) -> Iterator[list[Pair]]:
    """All groups of both training sets in ``folder``; the right pair stands first."""
    for asked in (*_squad(folder / "squad_train_sentences.tsv"), *_selqa(folder / "selqa.jsonl")):
        pairs = [Pair(asked.question, asked.right, answers=True)]
        likest = likest_sentences(asked.question, asked.others)
        if likest:
            place = chooser.choice((0, chooser.randrange(1, 6)))
            wrong = likest[min(place, len(likest) - 1)]
            pairs.append(Pair(asked.question, wrong, answers=False))
        changed = altered(asked, vector, chooser)
        if changed:
            pairs.append(Pair(changed, asked.right, answers=False))
        yield pairs


def likest_sentences(question: str, sentences: Sequence[str]) -> list[str]:
    """Sentences by their BM25 score for the question, best first, those without any left out."""
    bags = [Counter(_stems(sentence)) for sentence in sentences]
    spread = Counter(stem for bag in bags for stem in bag)
    usual = sum(map(Counter.total, bags)) / max(1, len(bags)) or 1.0

    def score(bag: Counter[str]) -> float:
        length = 0.25 + 0.75 * bag.total() / usual
        return sum(
            math.log(1 + (len(bags) - spread[stem] + 0.5) / (spread[stem] + 0.5))
            * (bag[stem] * 2.2 / (bag[stem] + 1.2 * length))
            for stem in asked
            if stem in bag
        )

    asked = set(_stems(question))
    scores = [score(bag) for bag in bags]
    order = sorted(range(len(bags)), key=lambda at: (-scores[at], at))
    return [sentences[at] for at in order if scores[at] > 0]


def altered(asked: Asked, vector: WordVector, chooser: random.Random) -> str | None:
    """The question with one number, opposite or name put in another's place; None if none fits."""
    words = [m for m in WORD.finditer(asked.question) if m.group().lower() not in MERE]
    words = [m for m in words if len(m.group()) > 1]
    if not words:
        return None
    numbers = [m for m in words if any(map(str.isdigit, m.group()))]
    turned = [m for m in words if m.group().lower() in OPPOSITES]
    kind = chooser.random()
    if numbers and kind < 0.5:
        chosen = chooser.choice(numbers)
        new = _other_number(chosen.group(), chooser)
    elif turned and kind < 0.75:
        chosen = chooser.choice(turned)
        new = chooser.choice(OPPOSITES[chosen.group().lower()])
    else:
        right = _words(asked.right)
        chosen = chooser.choice([m for m in words if m.group().lower() in right] or words)
        near = right.union(*map(_words, asked.beside))
        pool = near if chooser.random() < 0.5 else near.union(*map(_words, asked.others[:30]))
        held = _words(asked.question)
        new = _same_kind(chosen.group().lower(), pool - held, vector, chooser)
    if new is None:
        return None
    return asked.question[: chosen.start()] + new + asked.question[chosen.end() :]


def _other_number(written: str, chooser: random.Random) -> str | None:
    """A number near another one; None for what is no plain number."""
    if not written.isdecimal():
        return None
    number = int(written)
    if number > 100:
        return str(max(1, number + chooser.choice((-50, -20, -10, -3, -2, -1, 1, 2, 3, 10, 20))))
    return str(number + chooser.randint(1, 9))


def _same_kind(
    word: str, pool: Collection[str], vector: WordVector, chooser: random.Random
) -> str | None:
    """One of the six words that are likest to a word without sharing its stem."""
    own = set(_stems(word))
    found = [w for w in sorted(pool) if w.isalpha() and len(w) > 2 and w not in MERE]
    found = [w for w in found if not own & set(_stems(w))]
    if not found:
        return None
    likeness = np.array([vector(other) @ vector(word) for other in found])
    best = [at for at in np.argsort(-likeness, kind="stable")[:6] if 0.12 < likeness[at] < 0.8]
    return found[chooser.choice(best)] if best else None


def _squad(path: Path) -> Iterator[Asked]:
    """Questions of SQuAD's training articles, whose lines stand in the order of the text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [[untokenised(part) for part in line.split("\t")[:2]] for line in lines]
    sentences = list(dict.fromkeys(sentence for _, sentence in rows))
    places = {sentence: at for at, sentence in enumerate(sentences)}
    for question, right in rows:
        at = places[right]
        beside = sentences[max(0, at - 2) : at] + sentences[at + 1 : at + 3]
        others = sentences[max(0, at - NEAR) : at] + sentences[at + 1 : at + NEAR]
        others.sort(key=lambda sentence: abs(places[sentence] - at))
        yield Asked(question, right, tuple(beside), tuple(others))


def _selqa(path: Path) -> Iterator[Asked]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles: dict[str, list[str]] = defaultdict(list)
    for record in records:
        articles[record["article"]] += record["sentences"]
    for record in records:
        sentences = record["sentences"]
        right = {sentences[at] for at in record["relevant"]}
        at = record["relevant"][0]
        beside = sentences[max(0, at - 1) : at] + sentences[at + 1 : at + 2]
        others = dict.fromkeys([*sentences, *articles[record["article"]]])
        rest = tuple(sentence for sentence in others if sentence not in right)
        yield Asked(record["question"], sentences[at], tuple(beside), rest)


def untokenised(text: str) -> str:
    """Text as it is written, from words and signs that stand apart."""
    for sign, written in (("-lrb-", "("), ("-rrb-", ")"), ("-lsb-", "["), ("-rsb-", "]")):
        text = text.replace(sign, written)
    text = text.replace("``", '"').replace("''", '"').replace(" - ", "-")
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", text)
    text = re.sub(r" ([,.;:?!%)\]])", r"\1", text)
    return re.sub(r"([(\[$]) ", r"\1", text).strip()


@cache
def _stems(text: str) -> tuple[str, ...]:
    return tuple(token.stem for token in analyse(text, "en"))


def _words(text: str) -> set[str]:
    return {match.group().lower() for match in WORD.finditer(text)}
