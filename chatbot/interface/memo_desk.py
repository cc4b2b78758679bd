"""The handlers of a person's memo, without any of Gradio's types."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chatbot.datatypes import Answer
from chatbot.errors import ChatbotError, UsageError
from chatbot.interface.chat import Visitor
from chatbot.interface.kept import Keeper
from chatbot.interface.loading import Loading
from chatbot.interface.memo_asked import Asked, Change
from chatbot.interface.memo_changes import CHANGES
from chatbot.interface.memo_files import (
    MadeFile,
    exported_file,
    opened_file,
    saved_file,
)
from chatbot.interface.memo_keeping import KeptMemo, open_memo_kept, seal_memo
from chatbot.languages.counting import counted
from chatbot.memo.history import History
from chatbot.memo.pictures import FigurePictures

_log = logging.getLogger(__name__)

Exchanges = Sequence[tuple[str, Answer | None]]


@dataclass(frozen=True, slots=True)
class MemoReply:
    """What the page gets back.

    ``sealed`` is what the browser is to keep (None: what it has); ``aside`` says that what
    it has could not be read and is to be put aside; without ``redraw`` the page stands;
    ``done`` says whether what was asked was done, so that what was typed has arrived.
    """

    history: History
    line: str = ""
    sealed: str | None = None
    redraw: bool = True
    aside: bool = False
    done: bool = True
    file: MadeFile | None = None


class MemoDesk:
    """Changes memos that browsers keep; the server keeps none."""

    def __init__(
        self, loading: Loading, keeper: Keeper, pictures: FigurePictures | None = None
    ) -> None:
        """``pictures`` draws the figures of papers, for exports (None: without pictures)."""
        self._loading = loading
        self._keeper = keeper
        self._pictures = pictures

    def answer(
        self, fields: object, sealed: object, exchanges: Exchanges, visitor: Visitor
    ) -> MemoReply:
        """Do what is asked with the memo that came along; it is never lost by an error."""
        try:
            documents = self._loading.wait().documents
        except ChatbotError as error:
            line = f"{visitor.words('memo.failed')}: {error}"
            return MemoReply(History(), line, redraw=False, done=False)
        try:
            kept = open_memo_kept(self._keeper, sealed, visitor.user)
        except UsageError as error:
            _log.info("%s", error)
            return MemoReply(History(), visitor.words("memo.set_aside"), aside=True, done=False)
        sent = fields if isinstance(fields, Mapping) else {}
        asked = Asked(sent, documents, visitor, exchanges, date.today().isoformat())
        reply = self._done(kept.history, asked)
        if kept.foreign and reply.sealed is None:
            reply = replace(reply, sealed=self._sealed(reply.history, visitor))
        return _with_notice(reply, kept, asked)

    def _sealed(self, history: History, visitor: Visitor) -> str | None:
        try:
            return seal_memo(self._keeper, history, visitor.user).text
        except UsageError:
            return None

    def _done(self, history: History, asked: Asked) -> MemoReply:
        """The reply to one request; an error is one line, and the memo stays as it was."""
        visitor, name = asked.visitor, asked.fields.get("op")
        try:
            if name in _FILES:
                made = _FILES[str(name)](history, asked, self._pictures)
                return MemoReply(history, made.line, redraw=False, file=made)
            if name == "show":
                return MemoReply(history)
            if name in ("undo", "redo"):
                return self._stepped(history, str(name), visitor)
            return self._changed(history, asked)
        except ChatbotError as error:
            return MemoReply(history, _sentence(str(error)), done=False)
        except Exception as error:  # the page's boundary: the memo must outlive it
            _log.error("changing a memo failed with %s", type(error).__name__)
            _log.debug("changing a memo failed", exc_info=error)
            line = f"{visitor.words('memo.failed')} ({type(error).__name__})."
            return MemoReply(history, line, done=False)

    def _stepped(self, history: History, name: str, visitor: Visitor) -> MemoReply:
        stepped = history.undone() if name == "undo" else history.redone()
        if stepped is history:
            return MemoReply(history, visitor.words(f"memo.nothing_to_{name}"))
        sealed = seal_memo(self._keeper, stepped, visitor.user)
        return MemoReply(sealed.history, visitor.words(f"memo.{name}_done"), sealed.text)

    def _changed(self, history: History, asked: Asked) -> MemoReply:
        name = str(asked.fields.get("op"))
        if name == "open":
            change = opened_file(history.memo, asked)
        elif name in CHANGES:
            change = CHANGES[name](history.memo, asked)
        else:
            raise UsageError(asked.visitor.words("memo.not_understood"))
        return self._kept(history, change, asked.visitor)

    def _kept(self, history: History, change: Change, visitor: Visitor) -> MemoReply:
        after = history.after(change.memo)
        if after is history:
            return MemoReply(history, change.line, redraw=change.redraw)
        try:
            sealed = seal_memo(self._keeper, after, visitor.user)
        except UsageError as error:
            raise UsageError(visitor.words("memo.too_large")) from error
        line = change.line
        if sealed.forgotten:
            line = f"{line} {visitor.words('memo.steps_forgotten')}".strip()
        return MemoReply(sealed.history, line, sealed.text, change.redraw)


def _with_notice(reply: MemoReply, kept: KeptMemo, asked: Asked) -> MemoReply:
    """With what must be told of the memo as it came, and of another tab's changes."""
    said, words = [reply.line] if reply.line else [], asked.visitor.words
    if asked.fields.get("other") is True:
        changed = reply.done and asked.fields.get("op") in (*CHANGES, "open")
        said.append(words("memo.other_tab" if changed else "memo.other_tab_only"))
    if kept.foreign:
        said.append(words("memo.foreign"))
    if kept.lost:
        said.append(counted("memo.lost", kept.lost, asked.visitor.language))
    return replace(reply, line=" ".join(said))


def _sentence(text: str) -> str:
    """The line with a capital and a full stop; a file's name before it stays as it is."""
    first = text.partition(" ")[0]
    opened = f"{text[:1].upper()}{text[1:]}" if first.isalpha() else text
    return f"{opened.rstrip('.')}."


_FILES: Mapping[str, Callable[[History, Asked, FigurePictures | None], MadeFile]] = {
    "export": lambda history, asked, pictures: exported_file(history.memo, asked, pictures),
    "save": lambda history, asked, _pictures: saved_file(history.memo, asked),
}
