"""What a person does with the excerpts of a memo, as pure functions.

Each returns another memo; a removed excerpt stays in it and can be restored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from chatbot.datatypes import Document, Excerpt, Memo
from chatbot.errors import UsageError

Added = Literal["added", "restored", "duplicate", "overlap"]


@dataclass(frozen=True, slots=True)
class Addition:
    """The memo after something was added; ``other`` is the excerpt it repeats or overlaps."""

    memo: Memo
    how: Added
    other: str | None = None


def add(
    memo: Memo, excerpt: Excerpt, reference: Mapping[str, object], *, repeat: bool = False
) -> Addition:
    """Put an excerpt at the end; one that is there already is not added again.

    An excerpt that shares characters with another is added, and the other is named. With
    ``repeat`` the same words may stand under several headings. A figure takes the place of
    its caption's mere words.
    """
    references = {**memo.references, excerpt.document: reference}
    alike = (e for e in memo.excerpts if not repeat or e.heading == excerpt.heading)
    same = next((e for e in alike if _places(e) == _places(excerpt)), None)
    if same is not None and excerpt.figure is not None and same.figure is None:
        shown = replace(same, figure=excerpt.figure, locator=excerpt.locator, removed=False)
        return Addition(update(replace(memo, references=references), shown), "added")
    if same is not None and not same.removed:
        return Addition(memo, "duplicate", same.id)
    if same is not None:
        return Addition(restore(memo, same.id), "restored", same.id)
    other = next((e.id for e in memo.shown if overlap(e, excerpt)), None)
    named = replace(excerpt, id=_free_id(memo, excerpt.id))
    grown = replace(memo, excerpts=(*memo.excerpts, named), references=references)
    return Addition(grown, "overlap" if other else "added", other)


def overlap(one: Excerpt, other: Excerpt) -> bool:
    """Whether two excerpts quote some of the same characters."""
    return one.document == other.document and any(
        a.start < b.end and b.start < a.end for a in one.pieces for b in other.pieces
    )


def remove(memo: Memo, excerpt: str) -> Memo:
    """Take an excerpt out, to be restored at its place."""
    return update(memo, replace(find(memo, excerpt), removed=True))


def restore(memo: Memo, excerpt: str) -> Memo:
    """Put a removed excerpt back where it was."""
    return update(memo, replace(find(memo, excerpt), removed=False))


def move(memo: Memo, excerpt: str, place: int) -> Memo:
    """Put an excerpt at a place from 0 among those that are shown."""
    moved = find(memo, excerpt)
    rest = [e for e in memo.excerpts if e.id != excerpt]
    shown = [number for number, e in enumerate(rest) if not e.removed]
    at = shown[place] if 0 <= place < len(shown) else (len(rest) if place > 0 else 0)
    return replace(memo, excerpts=(*rest[:at], moved, *rest[at:]))


def annotate(memo: Memo, excerpt: str, note: str) -> Memo:
    """Give an excerpt a note of the person's own."""
    return update(memo, replace(find(memo, excerpt), note=note.strip()))


def by_heading(memo: Memo) -> tuple[tuple[str, tuple[Excerpt, ...]], ...]:
    """The shown excerpts under their headings, both in the order of first appearance."""
    groups: dict[str, list[Excerpt]] = {}
    for excerpt in memo.shown:
        groups.setdefault(excerpt.heading, []).append(excerpt)
    return tuple((heading, tuple(held)) for heading, held in groups.items())


def merge(memo: Memo, other: Memo) -> Memo:
    """One memo with the excerpts of both, without repeating any; the first one's head stays."""
    for excerpt in other.excerpts:
        reference = other.references.get(excerpt.document, {})
        if excerpt.removed and any(_places(e) == _places(excerpt) for e in memo.excerpts):
            continue
        memo = add(memo, excerpt, memo.references.get(excerpt.document) or reference).memo
    further = tuple(q for q in other.unanswered if q not in memo.unanswered)
    findings = tuple(f for f in other.findings if f not in memo.findings)
    return replace(
        memo,
        unanswered=memo.unanswered + further,
        findings=memo.findings + findings,
        references={**other.references, **memo.references},
    )


def update(memo: Memo, changed: Excerpt) -> Memo:
    """The memo with one excerpt in the place of the one of the same id."""
    find(memo, changed.id)
    kept = tuple(changed if e.id == changed.id else e for e in memo.excerpts)
    return replace(memo, excerpts=kept)


def find(memo: Memo, excerpt: str) -> Excerpt:
    """The excerpt of an id, removed or not.

    Raises:
        UsageError: the memo holds none.
    """
    found = next((e for e in memo.excerpts if e.id == excerpt), None)
    if found is None:
        raise UsageError(f"the memo holds no excerpt {excerpt!r}: it may have been changed since")
    return found


def missing_fields(reference: Mapping[str, object]) -> tuple[str, ...]:
    """What a citation needs and the metadata lacks."""
    wanted = {"title": "title", "issued": "date", "author": "author"}
    bodies = ("author", "editor", "publisher")
    lacking = [key for key in wanted if not reference.get(key)]
    if "author" in lacking and any(reference.get(key) for key in bodies):
        lacking.remove("author")
    return tuple(wanted[key] for key in lacking)


def metadata_of(document: Document) -> Mapping[str, object]:
    """The CSL-JSON item of a document, under its id and without keys of this program."""
    kept = {key: value for key, value in document.metadata.items() if key != "custom"}
    return {**kept, "id": document.id, "type": kept.get("type") or "document"}


def _places(excerpt: Excerpt) -> tuple[str, tuple[tuple[int, int], ...]]:
    return excerpt.document, tuple((piece.start, piece.end) for piece in excerpt.pieces)


def _free_id(memo: Memo, wanted: str) -> str:
    taken = {excerpt.id for excerpt in memo.excerpts}
    number = 2
    free = wanted
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    return free
