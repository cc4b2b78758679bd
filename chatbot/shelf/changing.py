"""Changing the papers: what the jobs do, each step undone where it fails or is cancelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from chatbot.documents.failures import remedy_of
from chatbot.documents.metadata import read_sidecar, sidecar_of
from chatbot.documents.passwords import forget_password, keep_password, kept_passwords
from chatbot.errors import DocumentError, RunError, UsageError
from chatbot.shelf.adding import Adding
from chatbot.shelf.describing import CitationForm, item_of, write_sidecar
from chatbot.shelf.entries import ADDED, PaperEntry, entry_of
from chatbot.shelf.incoming import FOLDER
from chatbot.shelf.jobs import Job, Outcome
from chatbot.shelf.moving import ASIDE, undone_on_failure
from chatbot.shelf.recognising import recognise
from chatbot.shelf.removing import Removing

if TYPE_CHECKING:
    from chatbot.indexing.progress import Progress
    from chatbot.locations import Folders
    from chatbot.pipeline import Chatbot
    from chatbot.settings import Settings


class Changes:
    """What is done to the papers, in the thread of the jobs, and what there is of them."""

    def __init__(
        self,
        folders: Folders,
        settings: Settings,
        current: Callable[[], Chatbot],
        replace: Callable[[Chatbot], None],
        forget_pictures: Callable[[str], None],
    ) -> None:
        """The arguments are those of ``PaperShelf``."""
        self._folders, self._settings = folders, settings
        self._current, self._replace = current, replace
        self._forget_pictures = forget_pictures
        self._added = folders.corpus / ADDED
        self._aside = self._added / ASIDE

    def add(self, adding: Adding, job: Job) -> tuple[Outcome, ...]:
        """Take new files in."""
        try:
            if not adding.place():
                return adding.outcomes(None)
            return adding.outcomes(self._refresh(job.progress))
        except BaseException:
            adding.take_away()
            raise

    def remove(self, entry: PaperEntry, job: Job) -> tuple[Outcome, ...]:
        """Delete a paper that was added, or forget one whose file is gone."""
        path = self._folders.corpus / entry.path
        # What was put there by hand is not this program's to delete, should it be back.
        removing = Removing([path, sidecar_of(path)] if entry.added else [], self._aside)
        removing.set_aside()
        try:
            chatbot = self._refresh(job.progress)
        except BaseException:
            removing.put_back()
            raise
        removing.finish()
        files = {each.document: each.file.path for each in chatbot.index.manifest.sources}
        back = files.get(entry.document)
        if back is not None and not entry.added:
            problem = f"{back} lies among the papers again: delete it there"
            return (Outcome(entry.title, problem=problem),)
        try:
            forget_password(self._folders.index, entry.document)
        except OSError as error:
            raise RunError(f"the password cannot be deleted ({error.strerror})") from error
        return (Outcome(entry.document),)

    def describe(self, document: str, form: CitationForm, job: Job) -> tuple[Outcome, ...]:
        """Write the citation metadata of a paper beside it."""
        entry = self.there(document)  # it may have been removed meanwhile
        path = self._folders.corpus / entry.path
        item = item_of(form, self.metadata(entry))
        with undone_on_failure(sidecar_of(path), self._aside):
            write_sidecar(path, item)
            return self._told(document, self._refresh(job.progress))

    def recognise(self, document: str, job: Job) -> tuple[Outcome, ...]:
        """Put a scan with recognised text in its place."""
        path = self._folders.corpus / self.there(document).path
        fresh = self._added / FOLDER / f"{job.look.id}.pdf"
        fresh.parent.mkdir(parents=True, exist_ok=True)
        try:
            recognise(path, fresh, lambda: job.progress("recognising the text", 0, 0))
            with undone_on_failure(path, self._aside):
                fresh.replace(path)
                (outcome,) = self._told(document, self._refresh(job.progress))
                if outcome.problem:
                    raise DocumentError(outcome.problem)
        except DocumentError:  # the scan is back: let the index know it again
            self._refresh(job.progress)
            raise
        finally:
            fresh.unlink(missing_ok=True)
        return (outcome,)

    def unlock(self, document: str, password: str, job: Job) -> tuple[Outcome, ...]:
        """Keep a password that opens a paper."""
        self.locked(document)  # it may have been opened meanwhile
        index, opened = self._folders.index, False
        before = kept_passwords(index).get(document)
        try:
            keep_password(index, document, password)
            outcomes = self._told(document, self._refresh(job.progress))
            opened = remedy_of(outcomes[0].problem) not in ("password", "wrong_password")
        except OSError as error:
            raise RunError(f"the password cannot be kept ({error.strerror})") from error
        finally:
            if not opened and before is None:
                forget_password(index, document)
            elif not opened and before is not None:
                keep_password(index, document, before)
        return outcomes

    def look_again(self, job: Job) -> tuple[Outcome, ...]:
        """Bring the index up to date with the corpus folder."""
        self._refresh(job.progress)
        return ()

    def _refresh(self, progress: Progress) -> Chatbot:
        """The chatbot over the corpus as it is now, in the old one's place.

        Of files that are gone, or are others now, the pictures go too.
        """
        from chatbot.shelf.reopening import reopened

        old = self._current()
        fresh = reopened(old, self._folders, self._settings, progress)
        self._replace(fresh)
        for digest in sorted(_digests(old) - _digests(fresh)):
            self._forget_pictures(digest)
        return fresh

    def _told(self, document: str, chatbot: Chatbot) -> tuple[Outcome, ...]:
        if document in chatbot.documents:
            return (Outcome(chatbot.documents[document].title, document),)
        failures = {each.document: each.failure for each in chatbot.index.manifest.failures}
        return (Outcome(document, problem=failures.get(document) or "it is gone"),)

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

    def passed_over(self) -> tuple[str, ...]:
        """One line for each file of the corpus folder that is not looked at.

        Raises:
            ChatbotError: the papers could not be opened.
        """
        return self._current().index.manifest.skipped

    def entry(self, document: str) -> PaperEntry:
        """One paper.

        Raises:
            UsageError: it is not known.
        """
        for entry in self.entries():
            if entry.document == document:
                return entry
        raise UsageError(f"no paper {document[:80]!r} is there: load the page anew")

    def there(self, document: str) -> PaperEntry:
        """A paper whose file is there.

        Raises:
            UsageError: it is not known, or its file is gone.
        """
        entry = self.entry(document)
        if entry.gone:
            raise UsageError(f"{entry.path} is gone: put it back, or remove the paper")
        return entry

    def locked(self, document: str) -> PaperEntry:
        """A paper that a password would open.

        Raises:
            UsageError: it is not known, or none would.
        """
        entry = self.entry(document)
        if entry.remedy not in ("password", "wrong_password"):
            raise UsageError(f"{entry.title} asks for no password")
        return entry

    def metadata(self, entry: PaperEntry) -> Mapping[str, object]:
        """The citation metadata of a paper: what lies beside it now, else what it states.

        Raises:
            DocumentError: what lies beside it cannot be read.
        """
        sidecar = sidecar_of(self._folders.corpus / entry.path)
        if sidecar.is_file():
            return read_sidecar(sidecar)
        known = self._current().documents.get(entry.document)
        return known.metadata if known else {}


def _digests(chatbot: Chatbot) -> set[str]:
    """The sha256 of every file that was read, or tried."""
    return {source.file.sha256 for source in chatbot.index.manifest.sources}
