"""The papers and the model, opened in the background while the page is already served."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from chatbot.datatypes import Answer, Conversation, Document
from chatbot.errors import ChatbotError, RunError

if TYPE_CHECKING:
    from chatbot.documents.boxes import Boxes

_log = logging.getLogger(__name__)


class Boxed(Protocol):
    """What the web chat needs of an index."""

    @property
    def boxes(self) -> Mapping[str, Boxes]:
        """Where the characters of papers with pages stand, by their ids."""
        ...


class Answering(Protocol):
    """What the web chat needs of the pipeline's ``Chatbot``."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The papers by their ids."""
        ...

    @property
    def index(self) -> Boxed:
        """The index that it answers from."""
        ...

    def reply(
        self,
        question: str,
        conversation: Conversation,
        documents: Sequence[str] = (),
        *,
        context: bool = True,
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question of a conversation, and the conversation after it.

        ``documents`` are the ids of those that are asked (none: all). Without ``context`` the
        question is answered as if nothing had been said before.
        """
        ...


class Loading:
    """Opens the chatbot once, in a thread; whoever needs it waits.

    Another one may take its place: who has it already is answered by the old one to the end.
    """

    def __init__(self, load: Callable[[], Answering]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._thread: threading.Thread | None = None
        self._chatbot: Answering | None = None
        self._error: ChatbotError | None = None
        self._version = 0

    def start(self) -> None:
        """Begin to open, unless that is under way or done; after a failure, try again."""
        with self._lock:
            under_way = self._thread is not None and not self._done.is_set()
            if under_way or self._chatbot is not None:
                return
            self._error = None
            self._done.clear()
            self._thread = threading.Thread(target=self._open, name="opening", daemon=True)
            self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether a question would be answered at once."""
        return self._chatbot is not None

    def wait(self) -> Answering:
        """The chatbot, as soon as it is open.

        Raises:
            ChatbotError: it could not be opened.
        """
        self.start()
        self._done.wait()
        if self._chatbot is None:
            raise self._error or RunError("the papers could not be opened: try again")
        return self._chatbot

    @property
    def version(self) -> int:
        """Goes up by one whenever another chatbot takes the place of the one before."""
        return self._version

    def replace(self, chatbot: Answering) -> None:
        """Let ``chatbot`` answer from now on."""
        with self._lock:
            self._chatbot, self._error = chatbot, None
            self._version += 1
            self._done.set()

    def _open(self) -> None:
        try:
            self._chatbot = self._load()
        except ChatbotError as error:
            self._error = error
        except Exception as error:  # the thread's boundary: whoever waits must be told
            _log.debug("opening failed", exc_info=True)
            self._error = RunError(f"{type(error).__name__}: {error}")
        if self._error is not None:
            _log.error("the papers could not be opened: %s", self._error)
        self._done.set()
