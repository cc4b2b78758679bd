"""What a person does with a memo in its tab, by the names that the page's script sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from chatbot.datatypes import Excerpt, Memo, Span
from chatbot.errors import UsageError
from chatbot.interface import memo_adding
from chatbot.interface.memo_asked import Asked, Change
from chatbot.memo import grouping
from chatbot.memo.arranging import annotate, remove, restore, update
from chatbot.memo.choosing import between_words
from chatbot.memo.completing import completed
from chatbot.memo.excerpts import elided, extended, trimmed
from chatbot.memo.saving import HEAD
from chatbot.memo.standing import standing

_LONGEST_LINE = 500


def _move(memo: Memo, asked: Asked) -> Change:
    excerpt = asked.excerpt(memo)
    moved = grouping.stepped(memo, excerpt.id, asked.number("by"))
    return Change(moved, _placed(moved, excerpt.id, asked))


def _beside(memo: Memo, asked: Asked) -> Change:
    excerpt, other = asked.excerpt(memo), asked.excerpt(memo, "other")
    after = asked.fields.get("after") is True
    moved = grouping.beside(memo, excerpt.id, other.id, after=after)
    return Change(moved, _placed(moved, excerpt.id, asked))


def _under(memo: Memo, asked: Asked) -> Change:
    excerpt = asked.excerpt(memo)
    moved = grouping.under(memo, excerpt.id, asked.text("heading", _LONGEST_LINE))
    return Change(moved, _placed(moved, excerpt.id, asked))


def _placed(memo: Memo, excerpt: str, asked: Asked) -> str:
    """Where an excerpt stands now, as it is said to those who do not see it."""
    ids = [each.id for each in memo.shown]
    place, heading = ids.index(excerpt) + 1, memo.shown[ids.index(excerpt)].heading
    key = "memo.placed_under" if heading else "memo.placed"
    return asked.visitor.words(key, place=place, of=len(ids), heading=heading)


def _heading(memo: Memo, asked: Asked) -> Change:
    """A new heading above an excerpt."""
    name = asked.text("heading", _LONGEST_LINE)
    if not name.strip():
        raise UsageError(asked.visitor.words("memo.no_heading"))
    made = grouping.headed(memo, asked.excerpt(memo).id, name)
    return Change(made, asked.visitor.words("memo.heading_added"))


def _rename(memo: Memo, asked: Asked) -> Change:
    old, new = asked.text("group", _LONGEST_LINE), asked.text("heading", _LONGEST_LINE)
    return Change(grouping.renamed(memo, old, new), asked.visitor.words("memo.heading_renamed"))


def _dissolve(memo: Memo, asked: Asked) -> Change:
    made = grouping.dissolved(memo, asked.text("group", _LONGEST_LINE))
    return Change(made, asked.visitor.words("memo.heading_removed"))


def _move_group(memo: Memo, asked: Asked) -> Change:
    group = asked.text("group", _LONGEST_LINE)
    moved = grouping.group_stepped(memo, group, asked.number("by"))
    order = grouping.headings_of(moved)
    place = order.index(group) + 1 if group in order else 1
    return Change(moved, asked.visitor.words("memo.group_placed", place=place, of=len(order)))


def _note(memo: Memo, asked: Asked) -> Change:
    return Change(annotate(memo, asked.excerpt(memo).id, asked.text("text")), "", redraw=False)


def _set_head(memo: Memo, asked: Asked) -> Change:
    field = asked.text("field")
    if field not in HEAD:
        raise UsageError(asked.visitor.words("memo.not_understood"))
    value = " ".join(asked.text("text", _LONGEST_LINE).split())
    head: dict[str, Any] = {field: value}
    return Change(replace(memo, **head), redraw=False)


def _findings(memo: Memo, asked: Asked) -> Change:
    lines = (" ".join(line.split()) for line in asked.text("text").splitlines())
    return Change(replace(memo, findings=tuple(line for line in lines if line)), redraw=False)


def _remove(memo: Memo, asked: Asked) -> Change:
    made = grouping.tidied(remove(memo, asked.excerpt(memo).id))
    return Change(made, asked.visitor.words("memo.removed"))


def _restore(memo: Memo, asked: Asked) -> Change:
    made = grouping.tidied(restore(memo, asked.excerpt(memo).id))
    return Change(made, asked.visitor.words("memo.restored"))


def _clear(_memo: Memo, asked: Asked) -> Change:
    return Change(Memo(), asked.visitor.words("memo.cleared"))


# --- the words of an excerpt -------------------------------------------------------


def _whole(memo: Memo, asked: Asked) -> Excerpt:
    """An excerpt whose words are those of a paper that is there."""
    excerpt = asked.excerpt(memo)
    stands = standing(excerpt, asked.documents)
    if stands != "exact":
        name = asked.visitor.words(f"memo.{stands}")
        raise UsageError(f"{name} {asked.visitor.words('memo.only_moved')}")
    return excerpt


def _extend(memo: Memo, asked: Asked) -> Change:
    excerpt, by = _whole(memo, asked), asked.number("by")
    document = asked.documents[excerpt.document]
    changed = extended(document, excerpt, before=int(by < 0), after=int(by > 0))
    if changed.pieces == excerpt.pieces:
        raise UsageError(asked.visitor.words("memo.no_more"))
    return Change(update(memo, changed), asked.visitor.words("memo.extended"))


def _keep(memo: Memo, asked: Asked) -> Change:
    excerpt, span = _part(memo, asked)
    document = asked.documents[excerpt.document]
    made = trimmed(document, excerpt, span.start, span.end)
    return Change(update(memo, made), asked.visitor.words("memo.kept_only"))


def _leave_out(memo: Memo, asked: Asked) -> Change:
    excerpt, span = _part(memo, asked)
    document = asked.documents[excerpt.document]
    made = elided(document, excerpt, span.start, span.end)
    return Change(update(memo, made), asked.visitor.words("memo.left_out"))


def _part(memo: Memo, asked: Asked) -> tuple[Excerpt, Span]:
    """The part of an excerpt that is meant: selected, or named by its words."""
    excerpt = _whole(memo, asked)
    if "first" not in asked.fields:
        document, span = memo_adding.chosen(asked)
        if document.id != excerpt.document:
            raise UsageError(asked.visitor.words("memo.not_understood"))
        return excerpt, span
    first, last = asked.text("first", _LONGEST_LINE), asked.text("last", _LONGEST_LINE)
    if not (first.strip() or last.strip()):
        raise UsageError(asked.visitor.words("memo.no_part"))
    return excerpt, between_words(asked.documents[excerpt.document], excerpt, first, last)


def _complete(memo: Memo, asked: Asked) -> Change:
    fields = {
        name: asked.text(name, _LONGEST_LINE)
        for name in ("title", "author", "date")
        if name in asked.fields
    }
    made = completed(memo, asked.text("document"), fields)
    return Change(made, asked.visitor.words("memo.completed"))


CHANGES: Mapping[str, Callable[[Memo, Asked], Change]] = {
    "add": memo_adding.add_place,
    # A redrawn chart is kept as the words that it was drawn from.
    "series": memo_adding.add_series,
    "figure": memo_adding.add_figure,
    "words": memo_adding.add_words,
    "move": _move,
    "beside": _beside,
    "under": _under,
    "heading": _heading,
    "rename": _rename,
    "dissolve": _dissolve,
    "move_group": _move_group,
    "note": _note,
    "head": _set_head,
    "findings": _findings,
    "remove": _remove,
    "restore": _restore,
    "clear": _clear,
    "extend": _extend,
    "keep": _keep,
    "leave_out": _leave_out,
    "complete": _complete,
}
"""The changes by name."""
