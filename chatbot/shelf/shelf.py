"""The papers that questions are put to: what there is, and how it changes while one asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatbot.documents.passwords import forget_password, keep_password
from chatbot.errors import RunError, UsageError
from chatbot.shelf.adding import Adding
from chatbot.shelf.describing import CitationForm, form_of, item_of, write_sidecar
from chatbot.shelf.entries import ADDED, PaperEntry, entry_of
from chatbot.shelf.incoming import FOLDER, Incoming, IncomingFiles
from chatbot.shelf.jobs import Job, Jobs, Kind, Outcome
from chatbot.shelf.recognising import recognise
from chatbot.shelf.removing import Removing

if TYPE_CHECKING:
    from chatbot.indexing.progress import Progress
    from chatbot.locations import Folders
    from chatbot.pipeline import Chatbot
    from chatbot.settings import Settings


@dataclass(frozen=True, slots=True)
class ShelfLimits:
    """What may be added: bytes a file, files at once, papers in all; or nothing changed."""

    largest: int = 100 * 2**20
    at_once: int = 50
    papers: int = 1000
    read_only: bool = False


class PaperShelf:
    """Adds, removes and describes papers in a thread of its own.

    ``current`` gives the chatbot that answers (it raises a ``ChatbotError`` where the papers
    could not be opened), ``replace`` puts a new one in its place. What is asked for by a
    method that gives a job's id is done later, one after the other; ``jobs`` tells of it.
    """

    def __init__(
        self,
        folders: Folders,
        settings: Settings,
        current: Callable[[], Chatbot],
        replace: Callable[[Chatbot], None],
        limits: ShelfLimits | None = None,
    ) -> None:
        self.limits = limits or ShelfLimits()
        self.jobs = Jobs()
        self._folders, self._settings = folders, settings
        self._current, self._replace = current, replace
        self._added = folders.corpus / ADDED
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
        chatbot, corpus = self._current(), self._folders.corpus
        found = [
            entry_of(source, chatbot.documents.get(source.document), corpus)
            for source in chatbot.index.manifest.sources
        ]
        return tuple(sorted(found, key=lambda e: (not e.failure, e.title.casefold(), e.document)))

    def add(self, arrived: Sequence[str]) -> str:
        """Add files that have arrived, those whose ids are known.

        Raises:
            UsageError: none is known, or there are too many.
        """
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
        return self._start("add", [file.name for file in files], lambda job: self._add(adding, job))

    def remove(self, document: str) -> str:
        """Remove a paper that was added through the page, and all that is kept of it.

        Raises:
            UsageError: it is not known, lies in the corpus by hand, or is the only one.
            ChatbotError: the papers could not be opened.
        """
        entry = self._entry(document)
        path = self._folders.corpus / entry.path
        if not entry.added and not entry.gone:
            raise UsageError(
                f"{entry.title} was put into the corpus by hand: delete {path} there, then let "
                "the papers be looked at again"
            )
        if len(self.entries()) < 2:
            raise UsageError(f"{entry.title} is the only paper: add another one before it goes")
        removing = Removing(document, path, self._added / FOLDER, self._folders.index)
        return self._start("remove", [entry.title], lambda job: self._remove(removing, job))

    def look_again(self) -> str:
        """Bring everything up to date with what lies in the corpus folder."""
        return self._start("refresh", [], self._looked)

    def unlock(self, document: str, password: str) -> str:
        """Read an encrypted paper with its password, which is kept where that opens it.

        Raises:
            UsageError: the paper is not known, or nothing was typed.
            ChatbotError: the papers could not be opened.
        """
        entry = self._entry(document)
        if not password:
            raise UsageError(f"type the password of {entry.title}")
        return self._start(
            "password", [entry.title], lambda job: self._unlock(document, password, job)
        )

    def form(self, document: str) -> CitationForm:
        """The citation metadata of a paper, to be edited.

        Raises:
            UsageError: it is not known.
            ChatbotError: the papers could not be opened.
        """
        known = self._current().documents.get(document)
        if known is None:
            raise UsageError(f"no paper {document!r} is there: load the page anew")
        return form_of(known.metadata)

    def describe(self, document: str, form: CitationForm) -> str:
        """Write what the form says beside the paper, and use it.

        Raises:
            UsageError: the paper is not known, or a field is wrong.
            ChatbotError: the papers could not be opened.
        """
        entry, known = self._entry(document), self._current().documents.get(document)
        item = item_of(form, known.metadata if known else {})
        path = self._folders.corpus / entry.path

        def work(job: Job) -> tuple[Outcome, ...]:
            try:
                write_sidecar(path, item)
            except OSError as error:
                raise RunError(f"{path.parent} cannot be written ({error.strerror})") from error
            return self._told(document, self._refresh(job.progress))

        return self._start("describe", [entry.title], work)

    def recognise(self, document: str) -> str:
        """Recognise the text of a scanned paper that was added through the page.

        Raises:
            UsageError: it is not known, or lies in the corpus by hand.
            ChatbotError: the papers could not be opened.
        """
        entry = self._entry(document)
        path = self._folders.corpus / entry.path
        if not entry.added:
            raise UsageError(f"{entry.title} was put into the corpus by hand: run ocrmypdf {path}")

        def work(job: Job) -> tuple[Outcome, ...]:
            fresh = self._added / FOLDER / f"{job.look.id}.pdf"
            fresh.parent.mkdir(parents=True, exist_ok=True)
            try:
                recognise(path, fresh, lambda: job.progress("recognising the text", 0, 0))
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)
            return self._told(document, self._refresh(job.progress))

        return self._start("recognise", [entry.title], work)

    # --- in the thread of the jobs ------------------------------------------------------

    def _add(self, adding: Adding, job: Job) -> tuple[Outcome, ...]:
        try:
            if not adding.place():
                return adding.outcomes(None)
            return adding.outcomes(self._refresh(job.progress))
        except BaseException:
            adding.take_away()
            raise
        finally:
            adding.clean_up()

    def _remove(self, removing: Removing, job: Job) -> tuple[Outcome, ...]:
        removing.set_aside()
        try:
            chatbot = self._refresh(job.progress)
        except BaseException:
            removing.put_back()
            raise
        removing.forget({each.source.sha256 for each in chatbot.documents.values()})
        return (Outcome(removing.document),)

    def _unlock(self, document: str, password: str, job: Job) -> tuple[Outcome, ...]:
        try:
            keep_password(self._folders.index, document, password)
            outcomes = self._told(document, self._refresh(job.progress))
            if outcomes[0].problem:
                forget_password(self._folders.index, document)
        except OSError as error:
            raise RunError(f"the password cannot be kept ({error.strerror})") from error
        except BaseException:
            forget_password(self._folders.index, document)
            raise
        return outcomes

    def _looked(self, job: Job) -> tuple[Outcome, ...]:
        self._refresh(job.progress)
        return ()

    def _refresh(self, progress: Progress) -> Chatbot:
        """The chatbot over the corpus as it is now, in the old one's place."""
        from chatbot.shelf.reopening import reopened

        fresh = reopened(self._current(), self._folders, self._settings, progress)
        self._replace(fresh)
        return fresh

    def _told(self, document: str, chatbot: Chatbot) -> tuple[Outcome, ...]:
        if document in chatbot.documents:
            return (Outcome(chatbot.documents[document].title, document),)
        failures = {each.document: each.failure for each in chatbot.index.manifest.failures}
        return (Outcome(document, problem=failures.get(document) or "it is gone"),)

    def _start(
        self, kind: Kind, names: Sequence[str], work: Callable[[Job], tuple[Outcome, ...]]
    ) -> str:
        self.check_open()
        return self.jobs.start(Job(kind, names, work))

    def _entry(self, document: str) -> PaperEntry:
        for entry in self.entries():
            if entry.document == document:
                return entry
        raise UsageError(f"no paper {document[:80]!r} is there: load the page anew")
