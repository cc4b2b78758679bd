"""Excerpts under the headings that a person writes, as pure functions.

A heading is written on each excerpt below it, so a group is there as long as it holds one.
Groups stand together and in the order of their first excerpts, as a memo is written.
"""

from __future__ import annotations

from dataclasses import replace

from chatbot.datatypes import Excerpt, Memo
from chatbot.memo.arranging import by_heading, find, move


def headings_of(memo: Memo) -> tuple[str, ...]:
    """The headings in their order, “” for none."""
    return tuple(heading for heading, _ in by_heading(memo))


def tidied(memo: Memo) -> Memo:
    """The memo with the excerpts of a heading beside each other; removed ones stay at theirs."""
    order = {heading: rank for rank, heading in enumerate(dict.fromkeys(_headings_of_all(memo)))}
    ordered = sorted(memo.excerpts, key=lambda excerpt: order[excerpt.heading])
    return replace(memo, excerpts=tuple(ordered))


def stepped(memo: Memo, excerpt: str, by: int) -> Memo:
    """One place up (-1) or down (1); past the edge of a group, into the next one.

    The first excerpt does not go up, nor the last one down.
    """
    shown = tidied(memo).shown
    at = _place(shown, excerpt)
    other = at + (1 if by > 0 else -1)
    if not 0 <= other < len(shown):
        return tidied(memo)
    neighbour = shown[other]
    if neighbour.heading == shown[at].heading:
        return move(tidied(memo), excerpt, other)
    return beside(memo, excerpt, neighbour.id, after=by < 0)


def beside(memo: Memo, excerpt: str, other: str, *, after: bool) -> Memo:
    """An excerpt put before or after another one, under its heading."""
    if excerpt == other:
        return tidied(memo)
    memo = tidied(memo)
    heading = find(memo, other).heading
    held = replace(find(memo, excerpt), heading=heading)
    rest = [each for each in memo.excerpts if each.id != excerpt]
    at = next(place for place, each in enumerate(rest) if each.id == other) + after
    return tidied(replace(memo, excerpts=(*rest[:at], held, *rest[at:])))


def under(memo: Memo, excerpt: str, heading: str) -> Memo:
    """An excerpt put at the end of a heading's group, which begins with it if it is new."""
    held = replace(find(memo, excerpt), heading=_bare(heading))
    rest = [each for each in memo.excerpts if each.id != excerpt]
    return tidied(replace(memo, excerpts=(*rest, held)))


def headed(memo: Memo, excerpt: str, heading: str) -> Memo:
    """A heading put above an excerpt: it and those after it in its group come under it."""
    memo, heading = tidied(memo), _bare(heading)
    start = find(memo, excerpt)
    shown = [each for each in memo.excerpts if each.heading == start.heading]
    taken = {each.id for each in shown[shown.index(start) :]}
    kept = tuple(
        replace(each, heading=heading) if each.id in taken else each for each in memo.excerpts
    )
    return tidied(replace(memo, excerpts=kept))


def renamed(memo: Memo, heading: str, name: str) -> Memo:
    """Another name for a heading; one that is there already takes the excerpts in."""
    name = _bare(name)
    changed = tuple(
        replace(each, heading=name) if each.heading == heading else each for each in memo.excerpts
    )
    return tidied(replace(memo, excerpts=changed))


def dissolved(memo: Memo, heading: str) -> Memo:
    """Without a heading: its excerpts go to the group before it, the first one's to none."""
    order = headings_of(memo)
    at = order.index(heading) if heading in order else 0
    return renamed(memo, heading, order[at - 1] if at else "")


def group_stepped(memo: Memo, heading: str, by: int) -> Memo:
    """A whole group one place up (-1) or down (1)."""
    order = list(headings_of(memo))
    if heading not in order:
        return memo
    at = order.index(heading)
    other = at + (1 if by > 0 else -1)
    if not 0 <= other < len(order):
        return tidied(memo)
    order[at], order[other] = order[other], order[at]
    ranks = {name: rank for rank, name in enumerate(order)}
    ordered = sorted(memo.excerpts, key=lambda each: ranks.get(each.heading, len(ranks)))
    return replace(memo, excerpts=tuple(ordered))


def _headings_of_all(memo: Memo) -> list[str]:
    """Those of shown excerpts first: a removed one must not lead its group's place."""
    return [e.heading for e in memo.shown] + [e.heading for e in memo.excerpts if e.removed]


def _place(shown: tuple[Excerpt, ...], excerpt: str) -> int:
    return next((place for place, each in enumerate(shown) if each.id == excerpt), 0)


def _bare(heading: str) -> str:
    return " ".join(heading.split())
