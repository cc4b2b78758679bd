"""Where a quotation stands in the papers: exactly, or the place that is nearest to it."""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import Literal

from chatbot.datatypes import Document, Span
from chatbot.documents.ledger import text_span
from chatbot.memo.folding import Folded, Paper, fold

Change = Literal["same", "added", "removed"]
Diff = tuple[tuple[Change, str], ...]
"""Runs of words: in both, only in the quotation, only in the paper."""

_ELISION = re.compile(r"\s*[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]\s*")
_OPEN_ELISION = re.compile(r"\s*[\[(]?\s*(?:…|\.\s?\.\s?\.)\s*[\])]?\s*")
_BRACKETED = re.compile(r"\[(\w)\](?=\w)")
_TOKEN = re.compile(r"\w+(?:[.,:'’\"-]\w+)*|[^\w\s]")
_SLACK = 80
_PLACES = 3
_STRAY, _FAR = 2, 8
_RUN, _GAPPED = 4, 0.9
_NEAR = 0.6
_NEAR_SHORT = 0.75
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Match:
    """One way in which the pieces of a quotation stand in a document, in order."""

    document: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The place that is most like a quotation, ``similarity`` from 0 to 1."""

    document: str
    span: Span
    similarity: float
    diff: Diff


def exact_matches(papers: Sequence[Paper], text: str) -> list[Match]:
    """Every place that holds the quotation exactly, all its pieces in order.

    What “[…]” stands for is left out; a single letter in brackets (“[T]he”) may have changed
    its case.
    """
    for pieces in _readings(text):
        found = [m for paper in papers for m in _places(paper, pieces)]
        if found:
            return found
    return []


def nearest(papers: Sequence[Paper], text: str) -> Nearest | None:
    """The most similar place of all papers, None where nothing is similar enough."""
    tokens = [found[0] for found in _TOKEN.finditer(fold(text).text)]
    enough = _NEAR if len(tokens) >= _SHORT else _NEAR_SHORT
    best: tuple[float, Paper, Span] | None = None
    for paper in papers:
        found = _nearest_in(paper, tokens)
        if found is not None and (best is None or found[0] > best[0]):
            best = (found[0], paper, found[1])
    if best is None or best[0] < enough:
        return None
    similarity, paper, span = best
    diff = word_diff(text, paper.document.slice(span))
    return Nearest(paper.document.id, span, round(similarity, 4), diff)


def word_diff(quoted: str, source: str) -> Diff:
    """How the words of a quotation differ from those of the paper."""
    ours, theirs = list(_TOKEN.finditer(quoted)), list(_TOKEN.finditer(source))
    folded_ours, folded_theirs = ([fold(each[0]).text for each in side] for side in (ours, theirs))
    matcher = difflib.SequenceMatcher(None, folded_theirs, folded_ours, autojunk=False)
    runs: list[tuple[Change, str]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            runs.append(("same", _run(theirs[a:b], source)))
            continue
        if a < b:
            runs.append(("removed", _run(theirs[a:b], source)))
        if c < d:
            runs.append(("added", _run(ours[c:d], quoted)))
    return tuple(runs)


def _run(tokens: Sequence[re.Match[str]], text: str) -> str:
    """The tokens as they stand in their text, with single spaces."""
    return " ".join(text[tokens[0].start() : tokens[-1].end()].split())


def _readings(text: str) -> Iterator[list[str]]:
    """The quotation as pieces that must each be verbatim: whole first, then cut at elisions."""
    forms = [text]
    if _BRACKETED.search(text):
        forms += [
            _BRACKETED.sub(lambda found: found[1].upper(), text),
            _BRACKETED.sub(lambda found: found[1].lower(), text),
        ]
    for form in forms:
        yield [form]
        for pattern in (_ELISION, _OPEN_ELISION):
            pieces = [piece for piece in pattern.split(form) if piece and piece.strip()]
            if len(pieces) > 1 or pieces[:1] not in ([], [form]):
                yield pieces


def _places(paper: Paper, pieces: Sequence[str]) -> list[Match]:
    """Each place of the first piece, with the next place of each further one after it."""
    firsts, *others = [_occurrences(paper, piece) for piece in pieces]
    matches = []
    for first in firsts:
        chain = [first]
        for spans in others:
            following = next((span for span in spans if span.start >= chain[-1].end), None)
            if following is None:
                break
            chain.append(following)
        else:
            matches.append(Match(paper.document.id, tuple(chain)))
    return matches


def _occurrences(paper: Paper, piece: str) -> list[Span]:
    needle = fold(piece).text
    found = [Span(*paper.text.original(*place)) for place in _find(paper.text, needle)]
    if found or paper.printed is None:
        return found
    places = (paper.printed.original(*place) for place in _find(paper.printed, needle))
    spans = (text_span(paper.document, start, end) for start, end in places)
    return [span for span in spans if span.start < span.end]


def _find(folded: Folded, needle: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each occurrence in the folded text that cuts no word or number."""
    at = folded.text.find(needle) if needle else -1
    while at >= 0:
        end = at + len(needle)
        if not _cut(folded.text, at) and not _cut(folded.text, end):
            yield at, end
        at = folded.text.find(needle, at + 1)


def _cut(text: str, at: int) -> bool:
    """Whether a word or a number such as “1,200” goes on across an offset."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isalnum() and right.isalnum():
        return True
    around = text[max(0, at - 2) : at + 2]
    return re.fullmatch(r"\d[.,]\d.?|.?\d[.,]\d", around) is not None


@dataclass(frozen=True, slots=True)
class _Tokens:
    words: list[str]
    places: list[tuple[int, int]]
    pairs: dict[tuple[str, str], list[int]]


class _ByIdentity:
    """A paper as a cache key, compared by identity."""

    __slots__ = ("paper",)

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def __hash__(self) -> int:
        return id(self.paper)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.paper is self.paper


@lru_cache(maxsize=64)
def _tokens(key: _ByIdentity) -> _Tokens:
    found = list(_TOKEN.finditer(key.paper.text.text))
    words = [token[0] for token in found]
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pair in enumerate(itertools.pairwise(words)):
        pairs[pair].append(number)
    return _Tokens(words, [token.span() for token in found], dict(pairs))


def _nearest_in(paper: Paper, tokens: Sequence[str]) -> tuple[float, Span] | None:
    """The similarity and span where most pairs of neighbouring words agree in place."""
    held = _tokens(_ByIdentity(paper))
    votes: Counter[int] = Counter()
    for number, pair in enumerate(itertools.pairwise(tokens)):
        places = held.pairs.get(pair, [])
        for place in places:
            votes[place - number] += 1
    if not votes:
        return None
    wide = {shift: _support(votes, shift, len(tokens)) for shift in votes}
    # Where many citations in brackets look alike, several places gather as much support.
    shifts = {s: None for told in (wide, votes) for s in nlargest(_PLACES, told, _by(told))}
    found = [each for s in shifts if (each := _aligned(paper, held, tokens, s)) is not None]
    return max(found, key=lambda each: (each[0], -each[1].start), default=None)


def _by(told: Mapping[int, int]) -> Callable[[int], tuple[int, int]]:
    return lambda shift: (told[shift], -shift)


def _support(votes: Counter[int], shift: int, length: int) -> int:
    """The votes for a place, and for places a little further on (words were dropped)."""
    reach = length // 2 + _SLACK
    return sum(votes[near] for near in range(shift, shift + reach) if near in votes)


def _aligned(
    paper: Paper, held: _Tokens, tokens: Sequence[str], shift: int
) -> tuple[float, Span] | None:
    first = max(0, shift - _SLACK // 4)
    last = min(len(held.words), shift + len(tokens) + len(tokens) // 2 + _SLACK)
    window = held.words[first:last]
    matcher = difflib.SequenceMatcher(None, window, tokens, autojunk=False)
    blocks = _without_strays([block for block in matcher.get_matching_blocks() if block.size])
    if not blocks:
        return None
    start = max(0, blocks[0].a - blocks[0].b)
    tail = len(tokens) - (blocks[-1].b + blocks[-1].size)
    end = min(len(window), blocks[-1].a + blocks[-1].size + tail)
    agreed = sum(block.size for block in blocks)
    runs = sum(block.size for block in blocks if block.size >= _RUN)
    # Where much of the paper was dropped in between, what is left still agrees in long runs.
    similarity = max(2 * agreed / (len(tokens) + end - start), _GAPPED * runs / len(tokens))
    edges = held.places[first + start][0], held.places[first + end - 1][1]
    return similarity, Span(*paper.text.original(*edges))


def _without_strays(blocks: list[difflib.Match]) -> list[difflib.Match]:
    """Without single words at the ends that only happen to occur far from the rest."""
    while len(blocks) > 1 and blocks[-1].size <= _STRAY and _gap(*blocks[-2:]) > _FAR:
        blocks = blocks[:-1]
    while len(blocks) > 1 and blocks[0].size <= _STRAY and _gap(*blocks[:2]) > _FAR:
        blocks = blocks[1:]
    return blocks


def _gap(before: difflib.Match, after: difflib.Match) -> int:
    return after.a - before.a - before.size


def slices(document: Document, spans: Sequence[Span]) -> str:
    """The paper's words of some spans, “[…]” between them."""
    return " […] ".join(document.slice(span) for span in spans)
