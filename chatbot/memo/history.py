"""A memo with the steps that led to it, so that they can be taken back and made again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chatbot.datatypes import Memo

MOST_STEPS = 30
"""Steps that can be taken back."""

MOST_EXCERPTS = 1000
"""Excerpts that a memo kept in steps may hold, removed ones included."""

MOST_HELD = 4000
"""Excerpts in different states that the steps may hold together; older steps go first."""


@dataclass(frozen=True, slots=True)
class History:
    """Memos in the order in which they were made; ``at`` is the one that counts.

    ``version`` grows with every change, taking back included, so that two states are never
    mistaken for each other.
    """

    steps: tuple[Memo, ...] = (Memo(),)
    at: int = 0
    version: int = 0

    @property
    def memo(self) -> Memo:
        """The memo as it is now."""
        return self.steps[self.at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back that can be made again."""
        return self.at + 1 < len(self.steps)

    def after(self, memo: Memo) -> History:
        """With one more step; what had been taken back is gone, as are the oldest steps."""
        if memo == self.memo:
            return self
        steps = (*self.steps[: self.at + 1], memo)[-MOST_STEPS - 1 :]
        while len(steps) > 1 and _held(steps) > MOST_HELD:
            steps = steps[1:]
        return History(steps, len(steps) - 1, self.version + 1)

    def undone(self) -> History:
        """The memo before the last step; the same where there is none."""
        return self._stepped(-1) if self.can_undo else self

    def redone(self) -> History:
        """The memo after the step that was taken back; the same where there is none."""
        return self._stepped(1) if self.can_redo else self

    def shortened(self) -> History:
        """Without the older half of the steps, where room is short; never without the memo."""
        first = max(1, (self.at + 1) // 2) if self.at else 0
        return replace(self, steps=self.steps[first : self.at + 1], at=self.at - first)

    def _stepped(self, by: int) -> History:
        return replace(self, at=self.at + by, version=self.version + 1)


def _held(steps: tuple[Memo, ...]) -> int:
    """How many different excerpts some memos hold; what did not change is the same object."""
    return len({id(excerpt) for memo in steps for excerpt in memo.excerpts})
