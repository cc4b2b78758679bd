"""A memo as its owner's browser keeps it: sealed by the server, which keeps nothing.

What another key sealed (the folder of the index was made anew, say) is not thrown away: a
memo is a person's own work. It is read as a memo file is, its words checked against the
papers, and the person is told.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from chatbot.errors import UsageError
from chatbot.interface.kept import Keeper
from chatbot.memo.history import History
from chatbot.memo.packing import packed, unpacked

LARGEST_MEMO = 3 * 1024 * 1024
"""Characters that a kept memo may take; browsers give a page about five million."""

_PURPOSE = "memo"


@dataclass(frozen=True, slots=True)
class KeptMemo:
    """A memo as it came back: ``foreign`` if another key sealed it, ``lost`` excerpts gone."""

    history: History
    foreign: bool = False
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the browser is to keep; ``forgotten``: steps that could be taken back are gone."""

    text: str
    history: History
    forgotten: bool = False


def seal_memo(keeper: Keeper, history: History, user: str) -> Sealed:
    """A history in letters, digits and signs, with fewer steps where room is short.

    Raises:
        UsageError: the memo alone is larger than a browser keeps.
    """
    kept = history
    while True:
        data = base64.urlsafe_b64encode(packed(kept)).decode()
        text = f"{keeper.sign(_PURPOSE, data, user)}.{_owner(user)}.{data}"
        if len(text) <= LARGEST_MEMO:
            return Sealed(text, kept, kept is not history)
        if len(kept.steps) == 1:
            raise UsageError("the memo is larger than a browser keeps")
        kept = kept.shortened()


def open_memo_kept(keeper: Keeper, sealed: object, user: str) -> KeptMemo:
    """The history that a browser kept; an empty one for nothing.

    Raises:
        UsageError: it is another user's, or nothing of it can be read.
    """
    if not sealed:
        return KeptMemo(History())
    if not isinstance(sealed, str) or len(sealed) > LARGEST_MEMO:
        raise UsageError("the memo that was kept cannot be read")
    signature, _, rest = sealed.partition(".")
    owner, _, data = rest.partition(".")
    if owner != _owner(user):
        raise UsageError("the memo that was kept is another user’s")
    try:
        read = unpacked(base64.urlsafe_b64decode(data))
    except (binascii.Error, ValueError) as error:
        raise UsageError("the memo that was kept cannot be read") from error
    return KeptMemo(read.history, not keeper.signed(_PURPOSE, data, user, signature), read.lost)


def _owner(user: str) -> str:
    return hashlib.sha256(user.encode("utf-8", "replace")).hexdigest()[:8]
