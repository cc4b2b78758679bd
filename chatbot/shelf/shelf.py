"""The papers that questions are put to: what there is, and how it changes while one asks."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatbot.errors import ChatbotError, UsageError
from chatbot.settings import ServerSettings
from chatbot.shelf.adding import Adding
from chatbot.shelf.changing import Changes
from chatbot.shelf.describing import CitationForm, form_of, item_of
from chatbot.shelf.entries import ADDED, PaperEntry
from chatbot.shelf.incoming import Incoming, IncomingFiles
from chatbot.shelf.jobs import Job, Jobs, Kind, Outcome

if TYPE_CHECKING:
    from chatbot.locations import Folders
    from chatbot.pipeline import Chatbot
    from chatbot.settings import Settings

_USUAL = ServerSettings()


@dataclass(frozen=True, slots=True)
class ShelfLimits:
    """What may be added: bytes a file, files at once, papers in all; or nothing changed."""

    largest: int = int(_USUAL.max_upload_mb * 2**20)
    at_once: int = _USUAL.max_uploads
    papers: int = _USUAL.max_papers
    read_only: bool = _USUAL.read_only


class PaperShelf:
    """Adds, removes and describes papers in a thread of its own.

    ``current`` gives the chatbot that answers (it raises a ``ChatbotError`` where the papers
    could not be opened), ``replace`` puts a new one in its place, ``forget_pictures`` deletes
    those of the file with a sha256. What is asked for by a method that gives a job's id is
    done later, one after the other, and undone where it fails or is cancelled; ``jobs`` tells
    of it.
    """

    def __init__(
        self,
        folders: Folders,
        settings: Settings,
        current: Callable[[], Chatbot],
        replace: Callable[[Chatbot], None],
        forget_pictures: Callable[[str], None],
        limits: ShelfLimits | None = None,
    ) -> None:
        self.limits = limits or ShelfLimits()
        self.jobs = Jobs()
        self._folders, self._added = folders, folders.corpus / ADDED
        self._changes = Changes(folders, settings, current, replace, forget_pictures)
        self._files = IncomingFiles(self._added, self.limits.largest)
        self._arrived: dict[str, Incoming] = {}

    @property
    def files(self) -> IncomingFiles:
        """Where files are written on their way in."""
        return self._files

    def arrived(self, file: Incoming) -> str:
        """Take note of a file that has arrived; its id, for ``add``."""
        self._arrived[file.id] = file
        return file.id

    def check_open(self) -> None:
        """Raise where the papers are not to be changed.

        Raises:
            UsageError: they are not.
        """
        if self.limits.read_only:
            raise UsageError("the papers of this page cannot be changed (it is read-only)")

    def entries(self) -> tuple[PaperEntry, ...]:
        """All papers, by title; those that could not be read come first.

        Raises:
            ChatbotError: the papers could not be opened.
        """
        return self._changes.entries()

    def passed_over(self) -> tuple[str, ...]:
        """One line for each file of the corpus folder that is not looked at.

        Raises:
            ChatbotError: the papers could not be opened.
        """
        return self._changes.passed_over()

    def add(self, arrived: Sequence[str]) -> str:
        """Add files that have arrived, those whose ids are known.

        Raises:
            UsageError: none is known, or there are too many.
        """
        self.check_open()
        files = [found for name in arrived if (found := self._arrived.pop(name, None))]
        if not files:
            raise UsageError("no file has arrived: choose it again")
        if len(files) > self.limits.at_once:
            for file in files:
                file.path.unlink(missing_ok=True)
            raise UsageError(
                f"{len(files)} files at once, at most {self.limits.at_once}: add fewer"
            )
        adding = Adding(files, self._added, self._folders.corpus, self.limits.papers)
        return self._start(
            "add",
            [file.name for file in files],
            lambda job: self._changes.add(adding, job),
            adding.clean_up,
        )

    def remove(self, document: str) -> str:
        """Remove a paper that was added through the page, and all that is kept of it.

        Raises:
            UsageError: it is not known, lies in the corpus by hand, or is the only one.
            ChatbotError: the papers could not be opened.
        """
        entry = self._changes.entry(document)
        if not entry.added and not entry.gone:
            raise UsageError(
                f"{entry.title} was put into the corpus by hand: delete {entry.path} there, then "
                "let the papers be looked at again"
            )
        if len(self.entries()) < 2:
            raise UsageError(f"{entry.title} is the only paper: add another one before it goes")
        return self._start("remove", [entry.title], lambda job: self._changes.remove(entry, job))

    def look_again(self) -> str:
        """Bring everything up to date with what lies in the corpus folder."""
        return self._start("refresh", [], self._changes.look_again)

    def unlock(self, document: str, password: str) -> str:
        """Read an encrypted paper with its password, which is kept where that opens it.

        Raises:
            UsageError: the paper is not known or asks for no password, or nothing was typed.
            ChatbotError: the papers could not be opened.
        """
        entry = self._changes.locked(document)
        if not password:
            raise UsageError(f"type the password of {entry.title}")
        return self._start(
            "password", [entry.title], lambda job: self._changes.unlock(document, password, job)
        )

    def form(self, document: str) -> CitationForm:
        """The citation metadata of a paper, to be edited.

        Raises:
            UsageError: it is not known.
            DocumentError: what lies beside it cannot be read.
            ChatbotError: the papers could not be opened.
        """
        return form_of(self._changes.metadata(self._changes.entry(document)))

    def describe(self, document: str, form: CitationForm) -> str:
        """Write what the form says beside the paper, and use it.

        Raises:
            UsageError: the paper is not known or gone, or a field is wrong.
            DocumentError: what lies beside it cannot be read.
            ChatbotError: the papers could not be opened.
        """
        entry = self._changes.there(document)
        item_of(form, self._changes.metadata(entry))  # what is wrong is told at once
        return self._start(
            "describe", [entry.title], lambda job: self._changes.describe(document, form, job)
        )

    def recognise(self, document: str) -> str:
        """Recognise the text of a scanned paper that was added through the page.

        Raises:
            UsageError: it is not known or gone, or lies in the corpus by hand.
            ChatbotError: the papers could not be opened.
        """
        entry = self._changes.there(document)
        if not entry.added:
            raise UsageError(
                f"{entry.title} was put into the corpus by hand: run ocrmypdf {entry.path} there"
            )
        return self._start(
            "recognise", [entry.title], lambda job: self._changes.recognise(document, job)
        )

    def _start(
        self,
        kind: Kind,
        names: Sequence[str],
        work: Callable[[Job], tuple[Outcome, ...]],
        clean_up: Callable[[], None] = lambda: None,
    ) -> str:
        self.check_open()

        def told(job: Job) -> tuple[Outcome, ...]:
            try:
                return work(job)
            except ChatbotError as error:
                raise type(error)(self._shown(str(error))) from error

        return self.jobs.start(Job(kind, names, told, clean_up))

    def _shown(self, line: str) -> str:
        """The line without the folders in which the papers and the index lie on this machine."""
        for folder in (self._folders.corpus, self._folders.index):
            for place in (folder.absolute(), folder.resolve()):
                line = line.replace(f"{place}{os.sep}", "")
                line = line.replace(str(place), place.name or str(place))
        return line
