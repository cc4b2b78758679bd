"""What a browser asks of a memo: none of it is trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.datatypes import Answer, Document, Excerpt, Memo
from chatbot.errors import UsageError
from chatbot.interface.chat import Visitor
from chatbot.memo.arranging import find

LONGEST_TEXT = 20_000
"""Characters that a person may write in one field."""

MOST_EXCERPTS = 1000

LARGEST_FILE = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that is asked for, with what it may refer to.

    ``fields`` is what the browser sent; ``exchanges`` are the questions of the conversation
    with their answers (None where it failed); ``today`` is an ISO date.
    """

    fields: Mapping[str, object]
    documents: Mapping[str, Document]
    visitor: Visitor
    exchanges: Sequence[tuple[str, Answer | None]] = ()
    today: str = ""

    def text(self, name: str, most: int = LONGEST_TEXT) -> str:
        """A text that was sent.

        Raises:
            UsageError: there is none, or it is too long; said in the page's language.
        """
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise UsageError(self.visitor.words("memo.not_understood"))
        if len(value) > most:
            raise UsageError(self.visitor.words("memo.too_long", limit=most))
        return value.replace("\r\n", "\n")

    def number(self, name: str) -> int:
        """A whole number that was sent.

        Raises:
            UsageError: there is none.
        """
        value = self.fields.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise UsageError(self.visitor.words("memo.not_understood"))
        return value

    def excerpt(self, memo: Memo, name: str = "excerpt") -> Excerpt:
        """The excerpt of the memo that was named.

        Raises:
            UsageError: the memo holds none such.
        """
        wanted = self.text(name)
        if all(each.id != wanted for each in memo.excerpts):
            raise UsageError(self.visitor.words("memo.no_such"))
        return find(memo, wanted)

    def document(self, name: str) -> Document:
        """A document by its id.

        Raises:
            UsageError: there is none such.
        """
        found = self.documents.get(name)
        if found is None:
            raise UsageError(self.visitor.words("memo.gone_remedy", document=name))
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """The memo after a change, and the line that tells of it.

    Without ``redraw`` the page shows it already, as it does what was typed.
    """

    memo: Memo
    line: str = ""
    redraw: bool = True
